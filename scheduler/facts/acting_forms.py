"""Who plays in it: stars Jane Lee; Jane Lee as Ada; Jane Lee plays Ada; Ada (Jane Lee); the villain, Jane Lee."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from scheduler.facts.claims import ARTICLE_BEFORE, LONGEST_PROOF, SHORT_PROOF, WORK, Claimed, Stage
from scheduler.facts.name_lists import EPITHET, character_at, character_of_passive, listed_names
from scheduler.facts.person_names import Mention, could_be_person, has_given_name, is_given
from scheduler.facts.roles import ROLE_OF_WORD

_STARS: Final = re.compile(rf"(?: (?:both|the likes of))? {EPITHET}(?=[A-Z])")
STARS_IN: Final = re.compile(r" (?:as|in|alongside|opposite|with)\b| _+")
_STARRING_BEFORE: Final = re.compile(r" (?:is|was|will be|has been|are)\b[^.,;:\n]{0,50} $")
_CAST: Final = re.compile(
    r"(?: (?:list|members?|mates?))?(?: (?:also|now|of [^.,;\n]{1,40}?))?(?: (?:is|are|will)(?: (?:be|led|headed"
    r"|headlined|rounded out|completed) by)?"
    r"| (?:includes?|including|features?|featuring|consists of|comprises|led by|headed by|boasts|stars)|:|,?"
    r" which (?:also )?includes|,? including|)"
    r"(?: (?:also|both|the likes of))? "
    rf"{EPITHET}(?=[A-Z])"
)
_CAST_IN: Final = re.compile(r" (?:as|in|opposite|alongside)\b(?! (?:doubt|iron|stone|bronze|concrete))")
_BEEN: Final = re.compile(r"(?:,? who)? (?:has been|have been|had been|was|is|has also been) $")
_LEAD_PART: Final = re.compile(r" (?:the|a) (?:lead|leading|title|titular|starring)\b(?: (?:role|part|character))?")
_IN_ROLES: Final = re.compile(
    r" (?:in|playing|taking) (?:the |a )?(?:lead|leading|starring|main|title|titular|key|supporting|central|pivotal)\b"
)
FEATURES: Final = frozenset({"feature", "features", "featuring"})


def by_star(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "starring Jane Lee and Tom Oak as Ada", and "Jane Lee stars as Ada in"."""
    prose = stage.prose
    found = _STARS.match(prose, end)
    if found and (stage.acted or word == "starring"):
        for each in listed_names(stage.cast, found.end(), most=12):
            if word not in FEATURES or each.character:
                yield Claimed(each.name, "actor", start, each.end, each.character)
    elif word not in FEATURES and STARS_IN.match(prose, end):
        claimed = list(_subject_plays(stage, start, end, required=False))
        yield from claimed
        for mention in stage.cast.mentions_before(start, 1) if not claimed and word == "starring" else ():
            if _STARRING_BEFORE.fullmatch(prose, mention.end, start) and stage.cast.is_person(mention):
                yield Claimed(mention, "actor", mention.start, end)


def by_cast(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "the cast includes Jane Lee" and "Jane Lee has been cast as Ada"."""
    if _CAST_IN.match(stage.prose, end):
        for mention in stage.cast.mentions_before(start, 1):
            if _BEEN.fullmatch(stage.prose, mention.end, start) and stage.cast.could_be(mention):
                character = character_at(stage.prose, end, names_only=False)
                text = character.text if character else None
                yield Claimed(mention, "actor", mention.start, character.end if character else end, text)
        return
    found = _CAST.match(stage.prose, end)
    if found and stage.acted:
        for each in listed_names(stage.cast, found.end(), most=20):
            if stage.cast.is_person(each.name):
                yield Claimed(each.name, "actor", start, each.end, each.character)


def by_joined(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "is joined by Tom Oak as Bo and Jane Lee"."""
    if not stage.acted or not stage.prose.startswith(" by ", end):
        return
    listed = listed_names(stage.cast, end + 4, most=8)
    if any(each.character for each in listed):
        for each in listed:
            yield Claimed(each.name, "actor", start, each.end, each.character)


def by_with(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "with Jane Lee and Tom Oak in the lead roles"."""
    if stage.prose[end : end + 1] != " " or not stage.prose[end + 1 : end + 2].isupper():
        return
    listed = listed_names(stage.cast, end + 1, most=6)
    if listed and _IN_ROLES.match(stage.prose, listed[-1].end):
        for each in listed:
            yield Claimed(each.name, "actor", start, each.end, each.character)


STARRED: Final = re.compile(r"[.,](?=\s|$)| (?:as|in|opposite|alongside|together)\b")
_BEFORE_LAST: Final = frozenset({" and ", ", and ", " & "})


def by_names_before(stage: Stage, start: int, end: int) -> Iterator[Claimed]:
    """Read "Jane Lee, Tom Oak and Finn Marsh star": at least two names, with nothing else between."""
    before = list(stage.cast.mentions_before(start, MOST_BEFORE))
    last = before[0] if before else None
    if last is None or stage.prose[last.end : start] != " " or not stage.cast.could_be(last):
        return
    names = [last]
    for other in before[1:]:
        joins = _BEFORE_LAST if len(names) == 1 else {", "}
        if stage.prose[other.end : names[-1].start] not in joins or not stage.cast.could_be(other):
            break
        names.append(other)
    if len(names) > 1 and stage.acted:
        for name in reversed(names):
            yield Claimed(name, "actor", name.start, end)


MOST_BEFORE: Final = 6
_AS_AFTER: Final = frozenset({" ", " returns ", " stars ", " also stars ", " will return ", " is back ", " reprises "})
_IN_CAST: Final = re.compile(
    r"\b(?:stars?|starring|plays|cast|with)\b[^.!?\n]*,? (?:and|with|alongside|opposite) $|, with $"
)


def by_as(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "Jane Lee as Ada Boyle": two names and nothing between."""
    if not stage.acted:
        return
    for mention in stage.cast.mentions_before(start, 1):
        between = stage.prose[mention.end : start]
        listed = between == " " and _IN_CAST.search(stage.prose, max(0, mention.start - 160), mention.start)
        named_only = not listed and between == " "
        at = end if named_only else start - 1
        character = character_at(stage.prose, at, names_only=named_only) if between in _AS_AFTER else None
        if character and stage.cast.could_be(mention):
            yield Claimed(mention, "actor", mention.start, character.end, character.text)


_BY_ACTOR: Final = re.compile(rf" by {EPITHET}(?=[A-Z])")


def by_play(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "Jane Lee plays Ada" and "Ada, played by Jane Lee"."""
    if not stage.acted:
        return
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
    r"(?:,? who|, [^,.;\n]{1,40},| \([^()\n]{1,30}\)|,)?(?: (?:also|then|previously|later|will|would|has|had"
    r"|once|is|was|will be|co))*(?: set)?(?: to)? $"
)
_PARTNER: Final = re.compile(r" and |, and | & ")
_DESCRIBED: Final = re.compile(
    r"\b[Tt]he (?:[\w’'-]+ ){0,4}(?:actor|actress|star|performer|comedian)(?: also| will| then)? $"
)


def _subject_plays(stage: Stage, start: int, end: int, *, required: bool) -> Iterator[Claimed]:
    prose = stage.prose
    character = character_at(prose, end, names_only=False, bare=required)
    lead = _LEAD_PART.match(prose, end)
    if required and character is None and not lead:
        return
    close = character.end if character else end
    text = character.text if character else None
    before = list(stage.cast.mentions_before(start, 2))
    if before and _PLAYS_BEFORE.fullmatch(prose, before[0].end, start) and stage.cast.could_be(before[0]):
        yield Claimed(before[0], "actor", before[0].start, close, text)
        if (
            len(before) > 1
            and _PARTNER.fullmatch(prose, before[1].end, before[0].start)
            and stage.cast.could_be(before[1])
        ):
            yield Claimed(before[1], "actor", before[1].start, close, text)
        return
    described = _DESCRIBED.search(prose, max(0, start - 80), start)
    who = stage.cast.person_before(described.start()) if described else None
    if described and who and described.start() - who.start < LONGEST_PROOF:
        yield Claimed(
            who, "actor", who.start if described.start() - who.start < SHORT_PROOF else described.start(), close, text
        )


_KIN: Final = re.compile(r"\b(?:his|her|their) (?:[\w’'-]+ ){0,4}[a-z]+$")
_INTRODUCED: Final = re.compile(r"(?<!\bin )(?<!\blike )\b[a-z]{3,} $")


def in_parentheses(stage: Stage) -> Iterator[Claimed]:
    """Read "Ada Boyle (Jane Lee)" and "her husband (Tom Oak)": a character and who plays it."""
    prose, mentions = stage.prose, stage.cast.mentions
    for before, actor in pairwise((Mention("", 0, 0), *mentions)):
        opening = actor.start - 2
        if prose[opening : actor.start] != " (" or prose[actor.end : actor.end + 1] != ")":
            continue
        kin = _KIN.search(prose, max(0, opening - 60), opening)
        if before.text and before.end == opening and _is_character(prose, before, actor):
            yield Claimed(actor, "actor", before.start, actor.end + 1, before.text)
        elif kin and before.end <= kin.start() and has_given_name(actor.text) and not _is_trade(kin[0]):
            yield Claimed(actor, "actor", kin.start(), actor.end + 1, kin[0])


def _is_character(prose: str, name: Mention, actor: Mention) -> bool:
    """Say whether a name with another one in brackets behind it is a character, and no work, place or author."""
    known = has_given_name(actor.text)
    if len(actor.text.split()) < 2 or (has_given_name(name.text) and not known) or not could_be_person(name.text):  # noqa: PLR2004 - full
        return False
    return is_given(name.text) or (known and bool(_INTRODUCED.search(prose, max(0, name.start - 12), name.start)))


def _is_trade(words: str) -> bool:
    return words.rpartition(" ")[2] in ROLE_OF_WORD


_BACK: Final = re.compile(rf"(?: cast members?)? (?:are|is|include|includes) {EPITHET}(?=[A-Z])")


def by_return(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "also back are Jane Lee (Ada) and Tom Oak"."""
    found = _BACK.match(stage.prose, end)
    for each in listed_names(stage.cast, found.end(), most=12) if found and stage.acted else ():
        if stage.cast.could_be(each.name):
            yield Claimed(each.name, "actor", start, each.end, each.character)


_VILLAIN: Final = re.compile(rf"(?: (?:of|in) (?:the|this) (?:{WORK}))?(?:,| is) (?=[A-Z])")


def by_villain(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "the villain of the film, Jane Lee"."""
    found = _VILLAIN.match(stage.prose, end)
    for each in listed_names(stage.cast, found.end(), most=1) if found and stage.acted else ():
        if stage.cast.is_person(each.name) and has_given_name(each.name.text):
            before = ARTICLE_BEFORE.search(stage.prose, max(0, start - 12), start)
            yield Claimed(each.name, "actor", before.start() if before else start, each.end)
