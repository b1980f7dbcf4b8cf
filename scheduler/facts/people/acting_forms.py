"""Who plays in it: stars Jane Lee; Jane Lee as Ada; Jane Lee plays Ada; Ada (Jane Lee); the villain, Jane Lee."""

import re
from collections.abc import Iterator
from typing import Final

from scheduler.facts.people.casting_forms import by_lines, by_listing
from scheduler.facts.people.claims import LONGEST_PROOF, SHORT_PROOF, WORK, Claimed, Stage
from scheduler.facts.people.crew_forms import by_owner
from scheduler.facts.people.name_lists import (
    EPITHET,
    character_at,
    character_of_passive,
    listed_names,
    names_before,
    outside_brackets,
    persons_of,
)
from scheduler.facts.people.person_names import Mention
from scheduler.facts.people.roles import ROLE_OF_WORD

_STARS: Final = re.compile(
    rf"(?: (?:in|for|on) (?:the|this) (?:[\w-]+ )?(?:{WORK})s?)?(?: (?:both|the likes of|are|is|include|will be"
    rf"|(?:the voices|the talents|performances|appearances|turns) (?:of|by|from))|:)? {EPITHET}"
    r"(?=[A-Z])"
)
STARS_IN: Final = re.compile(r" (?:as|in|alongside|opposite|with)\b| _+")
_STARRING_BEFORE: Final = re.compile(r" (?:is|was|will be|has been|are)\b[^.,;:\n]{0,50} $")
_CAST: Final = re.compile(
    r"(?: (?:list|members?|mates?))?(?: (?:also|now|joining [^,.;:\n]{1,40}?|of [^.,;\n]{1,40}?))?(?: (?:is|are"
    r"|will)(?: (?:be|include"
    r"|also include|led|headed"
    r"|headlined|rounded out|completed) by)?"
    r"| (?:includes?|including|features?|featuring|consists of|comprises|led by|headed by|boasts|stars|comprised of"
    r"|made up of)|:|,?"
    r" (?:which|that) (?:also |will |now )?(?:includes?|features?)|,? (?:including|featuring)|)"
    r"(?: (?:also|both|the likes of))? "
    rf"{EPITHET}(?=[A-Z])"
)
_CAST_IN: Final = re.compile(r" (?:as|in|opposite|alongside)\b(?! (?:doubt|iron|stone|bronze|concrete))")
BEEN: Final = re.compile(
    r"(?: \([^()\n]{1,60}\))?(?:,? who)? (?:(?:has|have|had) (?:also |already |now |since |just )?(?:been )?"
    r"|was |were |is |are )$"
)
LEAD_PART: Final = re.compile(
    r" (?:(?:the|a) (?:lead|leading|title|titular|starring)\b(?: (?:role|part|character))?"
    r"|(?:(?:lead|leading|supporting|pivotal|important|main) )+(?:roles|parts|characters)\b)"
)
IN_ROLES: Final = re.compile(
    r" (?:in|playing|taking) (?:the |a )?(?:dual|double|lead|leading|starring|main|title|titular|key|supporting"
    r"|central|pivotal)\b"
)
_WORK_BEFORE: Final = re.compile(rf"\b(?:{WORK}|cast|ensemble|it)s?,? (?:also |will |which |that )*$", re.IGNORECASE)
FEATURES: Final = frozenset({"feature", "features", "featuring"})


def by_star(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "starring Jane Lee and Tom Oak as Ada", and "Jane Lee stars as Ada in"."""
    prose = stage.prose
    found = _STARS.match(prose, end)
    if found and (stage.acted or word == "starring"):
        listed = listed_names(stage.cast, found.end(), most=12)
        persons = sum(stage.cast.is_person(each.name) for each in listed)
        featured = len(listed) > 1 and (persons > 1 or _WORK_BEFORE.search(prose, max(0, start - 24), start))
        for each in listed:
            if word not in FEATURES or each.character or featured or IN_ROLES.match(prose, each.end):
                yield Claimed(each.name, "actor", start, each.end, each.character)
    elif word in FEATURES and STARRED.match(prose, end):
        yield from by_names_before(stage, start, end)
    elif word not in FEATURES and (
        STARS_IN.match(prose, end)
        or (prose[end : end + 1] in {",", "."} and (word == "co-stars" or prose.endswith(" also ", 0, start)))
    ):
        claimed = list(_subject_plays(stage, start, end, required=False))
        yield from claimed
        for mention in stage.cast.mentions_before(start, 1) if not claimed and word == "starring" else ():
            if _STARRING_BEFORE.fullmatch(prose, mention.end, start) and stage.cast.is_person(mention):
                yield Claimed(mention, "actor", mention.start, end)


def by_cast(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "the cast includes Jane Lee" and "Jane Lee has been cast as Ada"."""
    if _CAST_IN.match(stage.prose, end):
        for mention in stage.cast.mentions_before(start, 1):
            if BEEN.fullmatch(stage.prose, mention.end, start) and stage.cast.could_be(mention):
                character = character_at(stage.prose, end, names_only=False)
                text = character.text if character else None
                for name in names_before(stage.cast, mention.end, MOST_BEFORE):
                    yield Claimed(name, "actor", name.start, character.end if character else end, text)
        return
    if stage.acted and stage.prose.startswith(("\n", "?\n", ":\n"), end):
        yield from by_lines(stage, end)
        return
    found = _CAST.match(stage.prose, end)
    if found and stage.acted:
        for each in persons_of(stage.cast, listed_names(stage.cast, found.end(), most=20)):
            yield Claimed(each.name, "actor", start, each.end, each.character)
        return
    found = _CAST_OF.match(stage.prose, end) if stage.acted else None
    listed = persons_of(stage.cast, listed_names(stage.cast, found.end(), most=20)) if found else []
    if len(listed) > 1 and any(stage.cast.is_person(each.name) for each in listed):
        for each in listed:
            yield Claimed(each.name, "actor", start, each.end, each.character)


_CAST_OF: Final = re.compile(rf" of (?:[a-z]+ (?:and )?){{0,2}}?{EPITHET}(?=[A-Z])")


STARRED: Final = re.compile(r"[.,](?=\s|$)| (?:as|in|opposite|alongside|together)\b")
_STAR_TOO: Final = re.compile(
    r"(?:,? who)?(?: (?:also|both|all|will|are|is|have|attached|signed|on|set|tapped|due|confirmed|to))* "
)


def by_names_before(stage: Stage, start: int, end: int) -> Iterator[Claimed]:
    """Read "Jane Lee, Tom Oak and Finn Marsh star": at least two names, with nothing else between."""
    last = next(stage.cast.mentions_before(start, 1), None)
    if last is None or not _STAR_TOO.fullmatch(stage.prose, last.end, start) or not stage.cast.could_be(last):
        return
    names = names_before(stage.cast, last.end, MOST_BEFORE)
    chosen = stage.prose.endswith(" to ", last.end, start)  # "with Jane Lee attached to star"
    chosen = chosen or (stage.prose.endswith(" also ", last.end, start) and stage.cast.is_person(last))
    if (chosen or len(names) > 1) and stage.acted and not are_makers(stage, names[0]):
        for name in names:
            yield Claimed(name, "actor", name.start, end)


def are_makers(stage: Stage, first: Mention) -> bool:
    """Say whether a list of names opens with what its people make: "Filmmakers Jane Lee and Tom Oak"."""
    word = stage.prose[max(0, first.start - 20) : first.start].rstrip().rpartition(" ")[2].lower().removesuffix("s")
    return ROLE_OF_WORD.get(word.rpartition("-")[2], "actor") != "actor"


MOST_BEFORE: Final = 8


LONGEST_BETWEEN: Final = 120
_BY_ACTOR: Final = re.compile(rf" by {EPITHET}(?=[A-Z])")


def by_play(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "Jane Lee plays Ada" and "Ada, played by Jane Lee"."""
    if not stage.acted:
        return
    if word == "play":
        yield from by_owner(stage, start, end, "writer")
    elif word == "voices":
        yield from by_listing(stage, start, end, word)
    passive = _BY_ACTOR.match(stage.prose, end)
    if passive and word == "play":  # "a new play by Jane Lee"
        for each in listed_names(stage.cast, passive.end(), most=2):
            yield Claimed(each.name, "writer", start, each.end)
        return
    if not passive:
        yield from _subject_plays(stage, start, end, required=True)
        return
    character = character_of_passive(stage.cast, start)
    for each in listed_names(stage.cast, passive.end(), most=3):
        yield Claimed(
            each.name, "actor", character.start if character else start, each.end, character.text if character else None
        )


_PLAYS_BEFORE: Final = re.compile(
    r"(?:,? who|, (?=[a-z])[^.;\n]{1,100},|, [^,.;\n]{1,40},| \([^()\n]{1,80}\)|,)?(?: (?:also|then|previously"
    r"|later|will|would|has|had"
    r"|once|is|are|was|were|been|be|co|attached|signed on|confirmed|tapped))*(?: set)?(?: to)? $"
)
_LED_TO: Final = re.compile(r"\b(?:in|of|from|by|opposite|on|at) $")
_OF_ONE: Final = frozenset({"plays", "portrays", "voices", "embodies"})
MOST_PARTNERS: Final = 4
_DESCRIBED: Final = re.compile(
    r"\b[Tt]he (?:[\w’'-]+ ){0,4}(?:actor|actress|star|performer|comedian)(?: also| will| then)? $"
)


def _subject_plays(stage: Stage, start: int, end: int, *, required: bool) -> Iterator[Claimed]:
    prose = stage.prose
    character = character_at(prose, end, names_only=False, bare=required)
    lead = LEAD_PART.match(prose, end)
    if required and character is None and not lead:
        return
    close = character.end if character else end
    text = character.text if character else None
    before = outside_brackets(stage.cast, start, 3)
    aside = bool(before) and prose[before[0].end : start] == ", "
    if aside and _LED_TO.search(prose, max(0, before[0].start - 10), before[0].start):
        before = []  # "who was last seen in Salt Road, plays"
    who = next((each for each in before if _plays_at(stage, each, start)), None)
    if who:
        yield Claimed(who, "actor", who.start, close, text)
        partners = () if prose[start:end] in _OF_ONE else names_before(stage.cast, who.end, MOST_PARTNERS)[:-1]
        for partner in partners:
            yield Claimed(partner, "actor", partner.start, close, text)
        return
    described = _DESCRIBED.search(prose, max(0, start - 80), start)
    who = stage.cast.person_before(described.start()) if described else None
    if described and who and described.start() - who.start < LONGEST_PROOF:
        yield Claimed(
            who, "actor", who.start if described.start() - who.start < SHORT_PROOF else described.start(), close, text
        )


def _plays_at(stage: Stage, name: Mention, start: int) -> bool:
    """Say whether a name is the subject of the verb at a place, with no more than an apposition between."""
    between = start - name.end
    return between < LONGEST_BETWEEN and bool(
        _PLAYS_BEFORE.fullmatch(stage.prose, name.end, start) and stage.cast.could_be(name)
    )
