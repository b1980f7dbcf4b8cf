"""Who is whom: Jane Lee (Salt Road) is Ada Boyle; lends her voice to Ada; the villain, Jane Lee."""

import re
from collections.abc import Iterator
from typing import Final

from scheduler.facts.people.acting_forms import IN_ROLES, MOST_PARTNERS
from scheduler.facts.people.claims import ARTICLE_BEFORE, WORK, Claimed, Stage
from scheduler.facts.people.name_lists import character_at, listed_names, names_before, outside_brackets
from scheduler.facts.people.person_names import NAME, could_be_person, has_given_name

_IS_PART: Final = re.compile(rf" (?P<c>{NAME}),? (?:an?|the|who|his|her|whose)\b")


def by_being(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "Lee is Martha, a reporter": an actor by surname, and whom the article names by first name only."""
    if not stage.acted or not stage.prose[end + 1 : end + 2].isupper():
        return
    yield from _with_credit(stage, start, end)
    found = _IS_PART.match(stage.prose, end)
    for mention in stage.cast.mentions_before(start, 1) if found else ():
        surname = stage.prose[mention.end : start] == " " and " " not in mention.text and stage.cast.is_person(mention)
        part = stage.cast.mention_at(found.start("c")) if found else None
        if surname and part and stage.cast.full_name(part.text, part.start) == part.text:
            yield Claimed(mention, "actor", mention.start, part.end, part.text)


_PART: Final = re.compile(rf" (?P<c>{NAME})(?=[,.;]| and\b| who\b|\n|$)")
_AMONG_PARTS: Final = re.compile(r"(?:\) (?:is|plays)|\bplays|\btakes on) [A-Z][^.;\n]*(?:, (?:and )?| and )$")
_WITH_CREDIT: Final = re.compile(r" \([^()\n]{1,100}\) ")


def _with_credit(stage: Stage, start: int, end: int) -> Iterator[Claimed]:
    """Read "Jane Lee (Salt Road) is Ada Boyle", and without her other work where both are named in full."""
    part = _PART.match(stage.prose, end)
    for mention in outside_brackets(stage.cast, start, 1) if part else ():
        between = stage.prose[mention.end : start]
        credit = _WITH_CREDIT.fullmatch(between)
        if not part or not (credit or between == " ") or not stage.cast.could_be(mention):
            return
        whole = " " in mention.text and could_be_person(part["c"])
        listed = whole and _AMONG_PARTS.search(stage.prose, max(0, mention.start - 160), mention.start)
        if (
            credit
            or listed
            or (whole and " " in part["c"] and stage.cast.is_person(mention) and part["c"] not in stage.cast.persons)
        ):
            yield Claimed(mention, "actor", mention.start, part.end(), part["c"])


_LENDS: Final = re.compile(
    r"(?:,? who)?(?: (?:will|also|is|are|has|have|set to|to))* (?:lends?|lent|lending|provides?|provided|providing"
    r"|supply"
    r"|supplies|is|was|does|gives) (?:his|her|their|the)(?: [\w-]+)? $"
)
_LENT: Final = re.compile(r" (?:to|of|for)(?= )")


def by_lending(stage: Stage, start: int, end: int) -> Iterator[Claimed]:
    """Read "Jane Lee lends her voice to Ada", "Tom Oak provides the voice of the fox"."""
    lent = _LENT.match(stage.prose, end)
    for mention in outside_brackets(stage.cast, start, 1) if lent else ():
        if lent and _LENDS.fullmatch(stage.prose, mention.end, start) and stage.cast.could_be(mention):
            character = character_at(stage.prose, lent.end(), names_only=False, bare=True)
            for name in names_before(stage.cast, mention.end, MOST_PARTNERS):
                text = character.text if character else None
                yield Claimed(name, "actor", name.start, character.end if character else end, text)


def by_with(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "with Jane Lee and Tom Oak in the lead roles"."""
    if stage.prose[end : end + 1] != " " or not stage.prose[end + 1 : end + 2].isupper():
        return
    listed = listed_names(stage.cast, end + 1, most=6)
    if listed and IN_ROLES.match(stage.prose, listed[-1].end):
        for each in listed:
            yield Claimed(each.name, "actor", start, each.end, each.character)


_VILLAIN: Final = re.compile(rf"(?: (?:of|in) (?:the|this) (?:{WORK}))?(?:,| is) (?=[A-Z])")


def by_villain(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "the villain of the film, Jane Lee"."""
    found = _VILLAIN.match(stage.prose, end)
    for each in listed_names(stage.cast, found.end(), most=1) if found and stage.acted else ():
        if stage.cast.is_person(each.name) and has_given_name(each.name.text):
            before = ARTICLE_BEFORE.search(stage.prose, max(0, start - 12), start)
            yield Claimed(each.name, "actor", before.start() if before else start, each.end)
