"""Extracting again: what a person wrote stays, what only the program wrote follows the article.

A fact was edited by hand when its content no longer matches its `extracted` hash; one without a hash was written by
hand. Facts are matched by their source text, so that an unrelated change of the article moves offsets and nothing else;
one whose sentence was reworded, or that is now proved by another sentence, is known by what it says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from scheduler.facts.hashing import content_hash
from scheduler.facts.likeness import pairs
from scheduler.facts.settling import (
    State,
    changed_question,
    is_about_published,
    is_ours,
    renamed_question,
    settled,
    shown,
)
from scheduler.model import Article, Fact, Facts, Release, Review, Subject

Entry = tuple[int | None, Fact]
"""A fact and its index in the file, None for a new one."""

KEPT_ALWAYS: Final = frozenset({"text", "blocks", "file", "sha256", "notes", "day_is_guessed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What the file says after extracting again; the facts of a kind in the order they stand in."""

    article: Article
    questions: tuple[str, ...]
    answered: tuple[str, ...]
    about: Subject | None
    kinds: Mapping[str, tuple[Entry, ...]]


def extract_again(old: Facts, article: Article) -> Facts:
    """Return the facts of an article that has a facts file: the published day in the file counts above all sources.

    `article` of the result is as it was read, so that merging can say where the file says something else.
    """
    from scheduler.facts.extraction import extract  # noqa: PLC0415 - heavy, and merging itself reads no article

    typed = old.article.date_published
    doubted = any(map(is_about_published, old.questions))
    if not typed or (typed == article.date_published and (doubted or not article.day_is_guessed)):
        return extract(article)
    notes = tuple(each for each in article.notes if not is_about_published(each))
    known = replace(article, date_published=typed, day_is_guessed=False, notes=notes)
    return replace(extract(known), article=article)


def merge(old: Facts, new: Facts) -> Merged:
    """Join the facts of a file with those just extracted from its article."""
    same = old.article.sha256 == new.article.sha256
    article, asked = _article(old.article, new.article, same=same)
    about = old.about if same or old.about else new.about
    if not same and new.about and about and about.name != new.about.name:
        asked.append(renamed_question(new.about.name, about.name))
    kinds = {name: _facts(old.kinds.get(name, ()), found, new.article.text) for name, found in new.kinds.items()}
    state = State(article, about, {name: [fact for _, fact in entries] for name, entries in kinds.items()})
    fresh = new.questions if not same or _says_more(old, kinds) else ()
    kept = [each for each in old.questions if not is_ours(each) or each in new.questions]
    questions = tuple(
        each for each in dict.fromkeys((*kept, *fresh, *asked)) if each not in old.answered and not settled(each, state)
    )
    return Merged(article=article, questions=questions, answered=old.answered, about=about, kinds=kinds)


def _says_more(old: Facts, kinds: Mapping[str, Sequence[Entry]]) -> bool:
    """Say whether the same article now gives other facts: a person typed its published day, or the rules changed."""
    return any(
        index is None or fact.extracted != old.kinds[name][index].extracted
        for name, entries in kinds.items()
        for index, fact in entries
    )


def is_edited(fact: Fact) -> bool:
    """Say whether a person wrote or changed what a fact says; which release is the primary one says nothing of it."""
    return is_touched(fact) and not _is_chosen(fact)


def is_touched(fact: Fact) -> bool:
    """Say whether a fact is not as it was extracted."""
    return fact.extracted is None or content_hash(fact) != fact.extracted


def _is_chosen(fact: Fact) -> bool:
    """Say whether a person made a release the primary one, or not the primary one, and changed nothing else."""
    return isinstance(fact, Release) and content_hash(replace(fact, primary=not fact.primary)) == fact.extracted


def _article(old: Article, new: Article, *, same: bool) -> tuple[Article, list[str]]:
    asked = []
    kept: dict[str, object] = {}
    for each in fields(Article):
        if each.name in KEPT_ALWAYS:
            continue
        before, after = getattr(old, each.name), getattr(new, each.name)
        kept[each.name] = before if same or before else after
        if not same and before and after and before != after:
            asked.append(changed_question(each.name, shown(after), shown(before)))
    return replace(new, **kept), asked  # type: ignore[arg-type] # every value comes from the field of the same name


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
    return tuple(_named(_one_primary(merged, old)))


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
    left = [(at, fact) for at, fact in enumerate(old) if at not in partner and fact.source]
    found = [(number, fact) for number, fact in enumerate(new) if number not in taken and fact.source]
    return partner | pairs(left, found)


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
    review = old.review if _said(old) == _said(new) or old.review is Review.REJECTED else Review.PROPOSED
    found = replace(new, review=review)
    if not isinstance(found, Release) or not isinstance(old, Release):
        return found
    found = replace(found, id=old.id)
    if _is_chosen(old):
        return replace(found, primary=old.primary, extracted=content_hash(replace(found, primary=not old.primary)))
    accepted = old.primary and old.review is not Review.PROPOSED  # which release counts was accepted with it
    found = replace(found, primary=found.primary or accepted)
    return replace(found, extracted=content_hash(found))


def _said(fact: Fact) -> str:
    """Return a hash of what a fact says, whichever release is the primary one."""
    return content_hash(replace(fact, primary=False) if isinstance(fact, Release) else fact)


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


def _one_primary(merged: Iterable[Entry], old: Sequence[Fact]) -> list[Entry]:
    """Leave one primary release: the one the file chose if it still stands, else the one just found."""
    entries = list(merged)
    primary = [at for at, (_, fact) in enumerate(entries) if _is_primary(fact)]
    keeper = min(primary, key=lambda at: _claim(*entries[at], old), default=None)
    for at in primary:
        index, fact = entries[at]
        if at != keeper and isinstance(fact, Release):
            second = replace(fact, primary=False)
            entries[at] = (index, second if is_touched(fact) else replace(second, extracted=content_hash(second)))
    return entries


def _claim(index: int | None, fact: Fact, old: Sequence[Fact]) -> tuple[bool, bool, bool, bool]:
    """Return how weak a release's claim to be the primary one is."""
    return fact.stale, not is_touched(fact), index is None, index is None or not _is_primary(old[index])


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
