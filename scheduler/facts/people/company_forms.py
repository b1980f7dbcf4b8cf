"""Who else plays in it: among the stars are; regulars; joined by; also back; names including."""

import re
from collections.abc import Iterator
from typing import Final

from scheduler.facts.people.acting_forms import BEEN, MOST_BEFORE, are_makers
from scheduler.facts.people.casting_forms import MOST_NAMED
from scheduler.facts.people.claims import Claimed, Stage
from scheduler.facts.people.name_lists import (
    EPITHET,
    character_at,
    listed_names,
    names_before,
    outside_brackets,
    persons_of,
)

_FACES: Final = (
    "names|stars|additions|arrivals|actors|actresses|faces|performers|voices|talents?|cast members|castmates"
    "|regulars|players|comedians"
    "|favou?rites|newcomers|leads|co-stars|guest stars|acting talent|cameos"
)
_FACES_BEFORE: Final = re.compile(rf"\b(?:{_FACES})(?: also)?,? (?:(?:who|that|which) )?(?:also )?$")
_TO_FACES: Final = re.compile(rf" (?:also )?(?:both |all )?among the (?:[\w-]+ ){{0,4}}?(?:{_FACES}|cast|ensemble)\b")
_ARE: Final = re.compile(r"(?: \([^()\n]{1,60}\))? (?:are|is|were|will be)$")
_REGULARS: Final = re.compile(
    r"(?: (?:are|is|were|will|be|have|has|had|been|joined|joins?|joining|returns?|returning|upped|promoted|bumped"
    r"|all|also"
    r"|as|to|now))+ (?:[a-z-]+ ){0,3}$"
)
_FACE: Final = re.compile(rf"(?: (?:the likes of|as))? {EPITHET}(?=[A-Z])")


def by_faces(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "big names including Jane Lee and Tom Oak", "Jane Lee and Tom Oak are among the stars"."""
    if not stage.acted:
        return
    if word == "among":
        found = _TO_FACES.match(stage.prose, start - 1)
        last = next(iter(outside_brackets(stage.cast, start, 1)), None) if found else None
        if last and _ARE.fullmatch(stage.prose, last.end, start - 1) and stage.cast.could_be(last):
            for name in names_before(stage.cast, last.end, MOST_NAMED):
                yield Claimed(name, "actor", name.start, end)
        return
    if word == "regulars":
        last = next(iter(outside_brackets(stage.cast, start, 1)), None)
        if last and _REGULARS.fullmatch(stage.prose, last.end, start) and stage.cast.could_be(last):
            for name in names_before(stage.cast, last.end, MOST_NAMED):
                yield Claimed(name, "actor", name.start, end)
        return
    if not _FACES_BEFORE.search(stage.prose, max(0, start - 40), start):
        return
    found = _FACE.match(stage.prose, end)
    listed = persons_of(stage.cast, listed_names(stage.cast, found.end(), most=MOST_NAMED)) if found else []
    for each in listed:
        yield Claimed(each.name, "actor", start, each.end, each.character)


_JOINED_BY: Final = re.compile(rf"(?: in the [a-z -]{{1,24}})? by {EPITHET}(?=[A-Z])")
_THEY_ARE: Final = re.compile(r"(?:is|are|be|been|was|were)(?: also| once again)? $")
_AS: Final = re.compile(
    r" (?:(?:the|its) (?:[\w’'-]+ ){0,2}?(?:cast|ensemble|film|movie|series|show|drama|sequel|project"
    r"|production) )?as\b"
)


def by_joined(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "is joined by Tom Oak as Bo and Jane Lee", and "Jane Lee has joined the cast as Ada"."""
    if not stage.acted:
        return
    as_whom = _AS.match(stage.prose, end)
    for mention in outside_brackets(stage.cast, start, 1) if as_whom else ():
        character = character_at(stage.prose, as_whom.end() - 3 if as_whom else end, names_only=False)
        if character and BEEN.fullmatch(stage.prose, mention.end, start) and stage.cast.could_be(mention):
            yield Claimed(mention, "actor", mention.start, character.end, character.text)
    by = _JOINED_BY.match(stage.prose, end)
    if not by:
        return
    listed = listed_names(stage.cast, by.end(), most=12)
    if any(each.character for each in listed) or (len(listed) > 1 and _THEY_ARE.search(stage.prose, start - 30, start)):
        for each in listed:
            yield Claimed(each.name, "actor", start, each.end, each.character)


_BACK: Final = re.compile(rf"(?: cast members?)? (?:are|is|include|includes) {EPITHET}(?=[A-Z])")
_ARE_BACK: Final = re.compile(
    r"(?: \([^()\n]{1,80}\))?(?: (?:will|are|is|all|both|also|be|set|to|confirmed|coming|come|were))+ $"
)
_BACK_IN: Final = re.compile(r"(?:[.,;]| (?:for|in|on board for|this|too|alongside|with)\b)(?! on the)")


def by_return(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "also back are Jane Lee (Ada) and Tom Oak"."""
    last = next(iter(outside_brackets(stage.cast, start, 1)), None) if stage.acted else None
    if last and _ARE_BACK.fullmatch(stage.prose, last.end, start) and _BACK_IN.match(stage.prose, end):
        names = names_before(stage.cast, last.end, MOST_BEFORE * 2)
        for name in names if len(names) > 1 and stage.cast.could_be(last) and not are_makers(stage, names[0]) else ():
            yield Claimed(name, "actor", name.start, end)
    found = _BACK.match(stage.prose, end)
    for each in listed_names(stage.cast, found.end(), most=12) if found and stage.acted else ():
        if stage.cast.could_be(each.name):
            yield Claimed(each.name, "actor", start, each.end, each.character)
