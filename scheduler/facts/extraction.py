"""Extraction: an article's facts of every kind, and the questions a person must settle. No disk, clock or network."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from types import MappingProxyType

from scheduler.facts.kind import Reading, kinds
from scheduler.facts.questions import about_article
from scheduler.facts.sentences import sentences_of
from scheduler.facts.subject import find_subject
from scheduler.facts.values import plain
from scheduler.model import Article, Block, Fact, Facts

NOT_PROSE = frozenset({"head", "post", "caption"})
IDENTITY = frozenset({"id"})  # a person may rename a release; that edits no content
HASH_CHARACTERS = 12


def extract(article: Article) -> Facts:
    """Return the facts of an article: the same ones on every run, each with the words that prove it."""
    reading = _reading(article)
    questions = list(about_article(article, reading.about))
    found: dict[str, tuple[Fact, ...]] = {}
    for kind in kinds():
        result = kind.extract(reading)
        found[kind.name] = tuple(replace(fact, extracted=content_hash(fact)) for fact in result.facts)
        questions += result.questions
    return Facts(
        article=article,
        questions=tuple(dict.fromkeys(questions)),
        about=reading.about,
        kinds=MappingProxyType(found),
    )


def content_hash(fact: Fact) -> str:
    """Return a short hash of what a fact says (not of its id, its source or its review): a hand edit changes it."""
    common = {each.name for each in fields(Fact)} | IDENTITY
    said: Mapping[str, object] = {
        each.name: plain(getattr(fact, each.name)) for each in fields(fact) if each.name not in common
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_CHARACTERS]


def _reading(article: Article) -> Reading:
    prose = tuple(block for block in article.blocks if block.kind not in NOT_PROSE)
    body = sentences_of(prose)
    about = find_subject(article.headline, body)
    published = date.fromisoformat(article.date_published) if article.date_published else None
    title = _title_in_head(article)
    spoken = sentences_of((title, *prose)) if title else body
    return Reading(article=article, sentences=spoken, about=about, published=published)


def _title_in_head(article: Article) -> Block | None:
    """Return the headline as a block where a line of the head states it: it may name the date too."""
    for block in article.blocks:
        at = block.text.find(article.headline or "\0") if block.kind == "head" else -1
        if at >= 0 and article.headline:
            start = block.start + at
            return Block(kind="heading", text=article.headline, start=start, end=start + len(article.headline), level=1)
    return None
