"""Extracting again: what a person wrote stays, what only the program wrote follows the article.

A fact was edited by hand when its content no longer matches its `extracted` hash; one without a hash was written by
hand. Facts are matched by their source text, so that an unrelated change of the article moves offsets and nothing else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from scheduler.facts.extraction import content_hash
from scheduler.facts.questions import settled
from scheduler.model import Article, Fact, Facts, Release, Review, Subject

Entry = tuple[int | None, Fact]
"""A fact and its index in the file, None for a new one."""

KEPT_ALWAYS: Final = frozenset({"text", "blocks", "file", "sha256"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What the file says after extracting again; the facts of a kind in the order they stand in."""

    article: Article
    questions: tuple[str, ...]
    about: Subject | None
    kinds: Mapping[str, tuple[Entry, ...]]


def merge(old: Facts, new: Facts) -> Merged:
    """Join the facts of a file with those just extracted from its article."""
    same = old.article.sha256 == new.article.sha256
    article, asked = _article(old.article, new.article, same=same)
    about = old.about if same or old.about else new.about
    if not same and new.about and about != new.about and about:
        asked.append(
            f"The article now seems to be about “{new.about.name}”, this file says “{about.name}”: which is right?"
        )
    fresh = () if same else new.questions
    questions = tuple(
        each for each in dict.fromkeys((*old.questions, *fresh, *asked)) if not settled(each, article, about)
    )
    kinds = {name: _facts(old.kinds.get(name, ()), found, new.article.text) for name, found in new.kinds.items()}
    return Merged(article=article, questions=questions, about=about, kinds=kinds)


def is_edited(fact: Fact) -> bool:
    """Say whether a person wrote or changed what a fact says."""
    return fact.extracted is None or content_hash(fact) != fact.extracted


def _article(old: Article, new: Article, *, same: bool) -> tuple[Article, list[str]]:
    asked = []
    kept: dict[str, object] = {}
    for each in fields(Article):
        if each.name in KEPT_ALWAYS:
            continue
        before, after = getattr(old, each.name), getattr(new, each.name)
        kept[each.name] = before if same or before else after
        if not same and before and after and before != after:
            asked.append(
                f"The article now gives {each.name} as “{_shown(after)}”, this file “{_shown(before)}”: which is right?"
            )
    return replace(new, **kept), asked  # type: ignore[arg-type] # every value comes from the field of the same name


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _facts(old: Sequence[Fact], new: Sequence[Fact], text: str) -> tuple[Entry, ...]:
    partner = _partners(old, new)
    merged: list[Entry] = []
    for at, fact in enumerate(old):
        match = partner.get(at)
        merged.append((at, _joined(fact, new[match]) if match is not None else _left(fact, text)))
    known = set(partner.values())
    for number, fact in enumerate(new):
        if number not in known:
            merged.insert(_position(merged, fact), (None, fact))
    return tuple(_named(_one_primary(merged)))


def _partners(old: Sequence[Fact], new: Sequence[Fact]) -> dict[int, int]:
    """Return which new fact is which old one: by source text, the likeliest first where several share it."""
    partner: dict[int, int] = {}
    taken: set[int] = set()
    waiting: dict[str, list[int]] = {}
    for number, fact in enumerate(new):
        waiting.setdefault(_words(fact), []).append(number)
    for alike in (_same_content, _same_start, _anything):
        for at, fact in enumerate(old):
            if at in partner or fact.source is None:
                continue
            free = (each for each in waiting.get(_words(fact), ()) if each not in taken and alike(fact, new[each]))
            match = next(free, None)
            if match is not None:
                partner[at] = match
                taken.add(match)
    return partner


def _same_content(old: Fact, new: Fact) -> bool:
    return old.extracted == new.extracted


def _same_start(old: Fact, new: Fact) -> bool:
    return bool(old.source and new.source and old.source.start == new.source.start)


def _anything(_old: Fact, _new: Fact) -> bool:
    return True


def _words(fact: Fact) -> str:
    return " ".join(fact.source.exact.split()) if fact.source else ""


def _joined(old: Fact, new: Fact) -> Fact:
    """Return an old fact that was found again."""
    if old.extracted is None:
        return replace(old, source=new.source, stale=False)
    if is_edited(old):
        return replace(old, source=new.source, stale=False, review=_edited(old.review), extracted=new.extracted)
    changed = old.extracted != new.extracted
    review = Review.PROPOSED if changed and old.review is not Review.REJECTED else old.review
    found = replace(new, review=review)
    return replace(found, id=old.id) if isinstance(found, Release) and isinstance(old, Release) else found


def _left(old: Fact, text: str) -> Fact:
    """Return an old fact that was not found again: stale if its source text is gone."""
    stale = bool(old.source) and _words(old) not in " ".join(text.split())
    edited = old.extracted is not None and is_edited(old)
    return replace(old, stale=stale, review=_edited(old.review) if edited else old.review)


def _edited(review: Review) -> Review:
    return review if review is Review.REJECTED else Review.EDITED


def _position(merged: Sequence[Entry], fact: Fact) -> int:
    """Return where a new fact goes: by its place in the article, among the facts that still have one."""
    start = fact.source.start if fact.source else 0
    there = [(at, each.source.start) for at, (_, each) in enumerate(merged) if each.source and not each.stale]
    before = [at for at, begin in there if begin <= start]
    return before[-1] + 1 if before else there[0][0] if there else len(merged)


def _one_primary(merged: Iterable[Entry]) -> list[Entry]:
    """Leave one primary release: the one the file chose if it still stands, else the one just found."""
    entries = list(merged)
    primary = [at for at, (_, fact) in enumerate(entries) if _is_primary(fact)]
    keeper = min(primary, key=lambda at: _claim(*entries[at]), default=None)
    for at in primary:
        index, fact = entries[at]
        if at != keeper and isinstance(fact, Release):
            second = replace(fact, primary=False)
            entries[at] = (index, second if is_edited(fact) else replace(second, extracted=content_hash(second)))
    return entries


def _claim(index: int | None, fact: Fact) -> tuple[bool, bool, bool]:
    """Return how weak a release's claim to be the primary one is."""
    return fact.stale, not is_edited(fact), index is None


def _is_primary(fact: Fact) -> bool:
    return isinstance(fact, Release) and fact.primary


def _named(merged: Iterable[Entry]) -> list[Entry]:
    """Give new releases ids that no other one has."""
    entries = list(merged)
    used = {fact.id for index, fact in entries if index is not None and isinstance(fact, Release)}
    for at, (index, fact) in enumerate(entries):
        if index is None and isinstance(fact, Release):
            name, number = "release", 1
            while name in used:
                number += 1
                name = f"release-{number}"
            used.add(name)
            entries[at] = (None, replace(fact, id=name))
    return entries
