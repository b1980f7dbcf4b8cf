"""The subject as only a part of what a verb speaks of: "the film's crew", "the score of the film", its next season."""

import re
from typing import Final

from scheduler.facts.subject.naming import Of, Reference
from scheduler.facts.subject.subject import TYPE_OF_NOUN

_OWNER: Final = re.compile(r"[A-Z][\w-]*['’]s\s")
_OWNS: Final = re.compile(r"[\"”’*_]{0,2}['’]s\s")
_VERB_BETWEEN: Final = re.compile(
    r"\b(?:is|was|are|were|has|had|tells?|follows?|based|stars|features?|includes?|leaves?|inspired|knows?|wants?)\b"
)
_UNDER: Final = re.compile(
    r"(?:(?P<head>[\w-]+)\s)?\b(?:of|to|for|from|about|on|behind|in|at|by|like|inside|around|near|between|against|involving)\s"
    r"(?:the\s)?(?:new\s|upcoming\s)?[\"“‘'*_]?$",
    re.IGNORECASE,
)
_OWN_HEADS: Final = frozenset(
    {
        "release",
        "premiere",
        "launch",
        "opening",
        "debut",
        "rollout",
        "publication",
        "date",
        "start",
        "version",
        "edition",
    }
)
_SEASON_OF: Final = re.compile(
    r"(?:\bfirst\s(?:part|half|volume|instal?lment)|\b(?:season|series|part|episode|chapter|volume)\s(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"|\b(?:new|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|next|latest|upcoming|last)\s"
    r"(?:(?:and\sfinal|\d{1,2}-episode)\s)?(?:season|series))\s(?:of|for)\s(?:the\s)?[\"“‘'*_]?$",
    re.IGNORECASE,
)
ADDITION_TO: Final = re.compile(
    r"\b(?P<what>(?:(?!(?:the|an?|its|his|her|their)\b)[\w’'-]+\s){0,2}?(?:update|expansion|dlc|patch|demo|port|remaster"
    r"|remake|version|edition|sequel|prequel|follow-up|spin-off|paperback|soundtrack|adaptation))\s(?:of|to|for)\s"
    r"(?:the\s)?[\"“‘'*_]?$",
    re.IGNORECASE,
)
_NEW_TAKE_ON: Final = re.compile(
    r"\b(?:forthcoming|upcoming|new|long-awaited|anticipated|big-screen|live-action)\s(?:[\w/’'-]+\s){0,3}?"
    r"(?:remake|adaptation|reboot|version|retelling|reimagining|take)\s(?:of|on)\s(?:the\s)?[\"“‘'*_]?$",
    re.IGNORECASE,
)
"""What leads to a name that is the work's own: “the forthcoming remake of Salt Road” is called so too."""
_KINDS_OF_THING: Final = frozenset(
    str.split(
        "probe spacecraft satellite rocket mission telescope collection range sale residency programme program itself"
        " proper alone"
    )
)
"""What a name may be followed by and still be the thing itself: the Ariadne probe; "Orla shares" are only a part."""
_COMPOUND: Final = re.compile(r"[\"”’]?\s(?P<what>[a-z]+)\s")


def part_of(window: str, edge: int, start: int) -> Reference:
    """Return what of the subject the verb speaks of: its own next season, or "the autumn update for Salt"."""
    lead = window[edge:start]
    if _SEASON_OF.search(lead):
        return Reference(Of.SUBJECT)
    if _NEW_TAKE_ON.search(lead):
        return Reference(Of.SUBJECT, exact=False)
    added = ADDITION_TO.search(lead)
    return Reference(Of.OTHER, added["what"], work=True) if added else Reference(Of.OTHER)


def is_part_of_another(window: str, before: tuple[int, int], behind: tuple[int, int], *, joined: bool) -> bool:
    """Say whether the subject is only a part of what the verb speaks of: "the film's crew", "the score of the film"."""
    if _OWNS.match(window, *behind) or (not joined and _VERB_BETWEEN.search(window, *behind)):
        return True
    compound = _COMPOUND.fullmatch(window, *behind)
    if (
        compound
        and not joined
        and not (
            compound["what"] in TYPE_OF_NOUN or compound["what"] in _KINDS_OF_THING or compound["what"].endswith("ly")
        )
    ):
        return True  # "Orla shares opened lower": the shares
    under = None if _OWNER.match(window, before[1]) else _UNDER.search(window[slice(*before)])
    return bool(under and (under["head"] or "").lower() not in _OWN_HEADS)
