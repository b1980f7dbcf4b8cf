"""People: who plays, directs, wrote, made or runs something, by the forms English has for it.

After research/facts.md section 4 (read 2026-11-22). Each form is a cue word and a pattern anchored at it, so that the
text is read once, whatever it holds. A name alone is nobody; a role alone is nobody.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Final

from scheduler.facts.catalogue.people import Person
from scheduler.facts.kind import Found, Reading
from scheduler.facts.people.cast import Cast, Same, cast_of
from scheduler.facts.people.claims import Claimed, Soft
from scheduler.facts.people.forms import claims
from scheduler.facts.people.other_works import OwnWork
from scheduler.facts.people.person_names import (
    NAME,
    Mention,
    could_be_person,
    has_given_name,
    is_given,
    trimmed,
    words_of,
)
from scheduler.model import Fact, Source


@lru_cache(maxsize=2)
def _claims(key: Same) -> tuple[Claimed, ...]:
    cast = cast_of(key.reading)
    bylines = {words_of(name) for name in key.reading.article.author}
    found = sorted(
        [*claims(cast, key.reading.about), *_owned(key.reading, cast), *_in_quotations(key.reading, cast)],
        key=lambda each: (each.start, each.end),
    )
    if any(claim.role in OF_BYLINES for claim in found):
        bylines |= {words_of(line["name"]) for line in _BYLINE.finditer(cast.prose)}
    held = {claim.role for claim in found if not claim.weak and claim.soft is not Soft.OWN_TITLE}
    parts = frozenset(each.character for each in found if each.character)
    played = " | ".join(parts)
    busy = {cast.full_name(claim.name.text, claim.name.start) for claim in found if not (claim.weak or claim.soft)}
    return tuple(
        claim
        for claim in found
        if not ((claim.weak or claim.soft is Soft.OWN_TITLE) and claim.role in held)
        and not (claim.soft and cast.full_name(claim.name.text, claim.name.start) in busy)
        and not (claim.name.text in played and _is_part(claim, parts))
        and not (claim.role in OF_BYLINES and claim.name.words in bylines)
    )


def _is_part(claim: Claimed, parts: Collection[str]) -> bool:
    """Say whether a name is that of a part: "Ada Boyle, a radio host", where Jane Lee plays Ada Boyle."""
    if claim.role == "actor":
        return " " in claim.name.text and claim.name.text in parts
    return any(part == claim.name.text or part.endswith(f" {claim.name.text}") for part in parts)


_BYLINE: Final = re.compile(
    rf"^(?:Written|Story|Words|Text|Article|Posted|Report|Reported|Reporting|Review|Reviewed|Edited|Article written)"
    rf":? by:? (?P<name>{NAME})(?=[ ,|•·–—-]*(?:\d.*|[A-Z][a-z]+\.? \d.*|on .*|Published.*|Updated.*)?$)",
    re.MULTILINE,
)
OF_BYLINES: Final = frozenset({"writer", "author", "editor"})


_OWNERS: Final = {"Movie": "director", "Book": "author", "TheaterEvent": "writer", "TVSeries": "creator"}
_OPENING_MARKS: Final = "\"“‘'"
MOST_TITLES: Final = 20


def _owned(reading: Reading, cast: Cast) -> Iterator[Claimed]:
    """Read "Jane Lee's Salt Road" where the article is about the film Salt Road: she made it, if nobody else did."""
    about = reading.about
    role = _OWNERS.get(about.type or "") if about else None
    if about is None or role is None:
        return
    owned = _OWNER.match(about.name)
    name = about.name[owned.end() :].strip(_MARKS) if owned else about.name
    text, at = reading.article.text, 0
    name = _PART_OF.sub("", name) if len(_PART_OF.sub("", name)) >= SHORTEST_TITLE else name
    for _ in range(MOST_TITLES):
        at = text.find(name, at)
        if at < 0:
            return
        begin = at - (text[at - 1 : at] in _OPENING_MARKS)
        mention = next(cast.mentions_before(begin, 1), None)
        if mention and text[mention.end : begin] in {"'s ", "’s ", "' ", "’ "} and cast.could_be(mention):
            yield Claimed(mention, role, mention.start, at + len(name), soft=Soft.OWN_TITLE)
        at += len(name)


_OWNER: Final = re.compile(r"[^'’]{3,40}['’]s (?=[A-Z\"“‘'])")
_MARKS: Final = " \"“”‘’'"
_PARTS: Final = re.compile(rf"(?P<part>{NAME}) \((?P<actor>{NAME})\)")
_PART_OF: Final = re.compile(
    r"(?:[:,]| [–—-])? (?:Part|Season|Chapter|Volume|Vol\.?|Book) (?:\w+)$|: .*$| \d$| (?:I{2,3}|IV|V|VI)$"
)
SHORTEST_TITLE: Final = 4
LONG_QUOTATION: Final = 120


def _in_quotations(reading: Reading, cast: Cast) -> Iterator[Claimed]:
    """Read "Ada Boyle (Jane Lee)" in what a channel says of its show, quoted at length."""
    text = reading.article.text
    for quoted in cast.quotes:
        if quoted.last - quoted.first < LONG_QUOTATION or "(" not in text[quoted.first : quoted.last]:
            continue
        for found in _PARTS.finditer(text, quoted.first, quoted.last):
            part, actor = trimmed(found["part"], found.start("part")), found["actor"]
            if part and len(actor.split()) > 1 and _plays_in(text, part, actor):
                name = Mention(actor, found.start("actor"), found.end("actor"))
                yield Claimed(name, "actor", part.start, found.end(), part.text)


_DESCRIBED: Final = re.compile(r"[a-z] $")


def _plays_in(text: str, part: Mention, actor: str) -> bool:
    """Say whether a name in brackets is an actor's: "the widow Ada Boyle (Jane Lee)", "Ada (Jane Lee)"."""
    introduced = has_given_name(actor) and _DESCRIBED.search(text, max(0, part.start - 2), part.start)
    return could_be_person(actor) and (is_given(part.text) or bool(introduced))


def claims_of(reading: Reading) -> tuple[Claimed, ...]:
    """Return everything that is said of what somebody does, in order, repetitions included."""
    return _claims(Same(reading))


def extract(reading: Reading) -> Found:
    """Return each person once for each role, in the order of the article."""
    cast = cast_of(reading)
    people: dict[tuple[str, str], Person] = {}
    about, article = reading.about, reading.article
    year = int((article.date_published or "0")[:4])
    own = OwnWork(about.name, article.headline or "", article.text, cast, year) if about and about.type else None
    for claim in own.claims(claims_of(reading)) if own else claims_of(reading):
        person = _person(reading, cast, claim)
        known = people.get((person.name, person.role))
        if known is None or _better(person.character, known.character):
            people[person.name, person.role] = person
    return Found(tuple(sorted(people.values(), key=_start)))


def _person(reading: Reading, cast: Cast, claim: Claimed) -> Person:
    name = cast.full_name(claim.name.text, claim.name.start)
    source: Source = reading.source(claim.start, claim.end)
    return Person(name=name, role=claim.role, character=claim.character, source=source)


def _better(character: str | None, known: str | None) -> bool:
    """Say whether a character tells more than the one known: a name more than "the antagonist"."""
    return bool(character) and (not known or (character or "")[0].isupper() > known[0].isupper())


def _start(person: Fact) -> int:
    return person.source.start if person.source else 0
