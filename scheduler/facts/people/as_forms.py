"""Who plays whom by "as": Jane Lee as Ada, is back as Ada, as her parents; and who replaces whom as Ada."""

import re
from collections.abc import Iterator
from typing import Final

from scheduler.facts.people.acting_forms import LEAD_PART, LONGEST_BETWEEN, MOST_BEFORE
from scheduler.facts.people.casting_forms import opening_as
from scheduler.facts.people.claims import Claimed, Stage
from scheduler.facts.people.name_lists import character_at, names_before, outside_brackets
from scheduler.facts.people.person_names import Mention

_THE_KEEPER: Final = re.compile(r" the [A-Z]")
_AS_AFTER: Final = re.compile(
    r"(?: \([^()\n]{1,80}\))?(?: (?:is|are|will|also|both|all|be|set to|now|once|again))*"
    r"(?: (?:returns?|returning|(?:co-)?stars?|back|reprises?|joins?|joins? the cast|appears?|recurs|guest[- ]stars"
    r"|set|cast|confirmed|featured|slated|shows? up|pops? up|turns? up|suits? up|dons? (?:the|his|her) [a-z]+"
    r"|makes? (?:his|her) (?:[a-z]+ ){0,2}(?:appearance|debut)|made (?:his|her) (?:[a-z]+ ){0,2}(?:appearance|debut)))?"
    r"(?: in an? (?:[a-z]+ ){0,2}(?:cameo|role|part))? "
)
_IN_CAST: Final = re.compile(
    r"\b(?:stars?|starring|plays|cast|with)\b[^.!?\n]*,? (?:and|with) $|(?:, with|\b(?:alongside|opposite"
    r"|newcomers?|by)) $"
)
_PLURAL: Final = re.compile(r"(?:his|her|their|the|two|a pair of) (?:[a-z-]+ ){0,3}[a-z]+(?<!s)s")
_REPLACES: Final = re.compile(
    r"(?: (?:will|is|has|also))* (?:replac(?:es|ed|ing|e)|tak(?:es|ing|e) over from|succeeds|stepping in for"
    r"|steps in for) $"
)


def by_as(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "Jane Lee as Ada Boyle": two names and nothing between."""
    if not stage.acted:
        return
    yield from opening_as(stage, start, end)
    for mention in _who_plays(stage, start):
        between = stage.prose[mention.end : start]
        beside = between == " " or between.endswith(") ")
        listed = between == " " and _IN_CAST.search(stage.prose, max(0, mention.start - 160), mention.start)
        item = between == " " and stage.prose[mention.start - 1] == "\n"
        named_only = not (listed or item) and beside and not _THE_KEEPER.match(stage.prose, end)
        at = end if named_only else start - 1
        fits = len(between) < LONGEST_BETWEEN and _AS_AFTER.fullmatch(between)
        character = character_at(stage.prose, at, names_only=named_only) if fits else None
        if character and stage.cast.could_be(mention):
            many = (
                " are " in between or _two(stage, character) or (between == " " and _PLURAL.fullmatch(character.text))
            )
            names = names_before(stage.cast, mention.end, MOST_BEFORE) if many else [mention]
            text = character.text if len(names) == 1 else None
            for name in names:
                yield Claimed(name, "actor", name.start, character.end, text)
        elif fits and between != " " and LEAD_PART.match(stage.prose, end) and stage.cast.could_be(mention):
            yield Claimed(mention, "actor", mention.start, end)


def _who_plays(stage: Stage, start: int) -> list[Mention]:
    """Return who is named before "as": the last one, who is not the one replaced ("replaces Tom Oak as Bo")."""
    names = outside_brackets(stage.cast, start, 2)
    if len(names) > 1 and _REPLACES.fullmatch(stage.prose, names[1].end, names[0].start):
        return [Mention(names[1].text, names[1].start, names[0].end)]
    return names[:1]


def _two(stage: Stage, part: Mention) -> bool:
    """Say whether a part is the first of two: "return as Ada and Bo"."""
    joined = stage.prose.startswith(" and ", part.end) and stage.cast.mention_at(part.end + len(" and "))
    return bool(joined) and part.text[0].isupper()
