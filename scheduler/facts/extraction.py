"""Extraction: an article's facts of every kind, and the questions a person must settle. No disk, clock or network."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from scheduler.facts.hashing import sealed
from scheduler.facts.kind import Found, Reading, kinds
from scheduler.facts.questions import about_article
from scheduler.facts.related import own_blocks
from scheduler.facts.sentences import sentences_of
from scheduler.facts.subject.subject import find_subject
from scheduler.model import Article, Block, Confidence, Fact, Facts, Release

NOT_PROSE = frozenset({"head", "post", "caption"})
ENGLISH = "en"
YEARS = range(1000, 9000)  # days are counted before and behind the published one


def extract(article: Article) -> Facts:
    """Return the facts of an article: the same ones on every run, each with the words that prove it.

    Only English is read: of an article in another language the metadata is kept and the rest is asked for, and where
    the language cannot be told nothing is called sure.
    """
    foreign = article.language not in {None, ENGLISH}
    reading = replace(_reading(article), about=None) if foreign else _reading(article)
    questions = [*about_article(article, reading.about), *article.notes]
    found: dict[str, tuple[Fact, ...]] = {}
    for kind in kinds():
        result = Found() if foreign else kind.extract(reading)
        facts = result.facts if article.language == ENGLISH else map(_unsure, result.facts)
        found[kind.name] = tuple(map(sealed, facts))
        questions += result.questions
    return Facts(
        article=article,
        questions=tuple(dict.fromkeys(questions)),
        about=reading.about,
        kinds=MappingProxyType(found),
    )


def _unsure(fact: Fact) -> Fact:
    if isinstance(fact, Release) and fact.confidence is Confidence.SURE:
        return replace(fact, confidence=Confidence.LIKELY)
    return fact


def _reading(article: Article) -> Reading:
    prose = own_blocks([block for block in article.blocks if block.kind not in NOT_PROSE])
    body = sentences_of(prose)
    about = find_subject(article.headline, body)
    stated = date.fromisoformat(article.date_published) if article.date_published else None
    published = stated if stated and stated.year in YEARS else None
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
