"""An article, and the facts found in it with the sentence that proves each one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from scheduler.errors import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of an article's canonical text: `text == article.text[start:end]`.

    `kind` is heading, paragraph, list_item, quote, post, table_row, caption or head (a line of metadata). `level` is a
    heading's rank or a list item's depth, from 1; `url` is the address of an embedded post, where the page gives one.
    """

    kind: str
    text: str
    start: int
    end: int
    level: int | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What was read: the metadata its publisher states, and one canonical text that every offset counts in.

    Names are schema.org's in snake_case. Dates are ISO days as text. `file` is the path as the user gave it. `notes`
    are the reader's questions to a person: two dates that differ, a guessed date, an entry chosen among several.
    """

    text: str
    blocks: tuple[Block, ...]
    file: str
    sha256: str
    headline: str | None = None
    url: str | None = None
    author: tuple[str, ...] = ()
    publisher: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    image: str | None = None
    language: str | None = None
    day_is_guessed: bool = False  # nobody states `date_published`: dates that count from it are in doubt too
    notes: tuple[str, ...] = ()


class Review(StrEnum):
    """What a person said of a fact."""

    PROPOSED = "proposed"  # nobody looked at it yet
    ACCEPTED = "accepted"  # right as it stands
    EDITED = "edited"  # put right by hand; extracting again leaves it alone
    REJECTED = "rejected"  # wrong; a post that uses it is blocked


class Confidence(StrEnum):
    """How far the extractor trusts its own reading."""

    SURE = "sure"
    LIKELY = "likely"  # needs a person's review
    GUESS = "guess"  # blocks the posts that use it


class EventStatus(StrEnum):
    """What the article says of a release; the first five are schema.org's eventStatus."""

    SCHEDULED = "scheduled"
    RESCHEDULED = "rescheduled"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    PAST = "past"
    RUMOURED = "rumoured"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The words that prove a fact: `exact == article.text[start:end]`, offsets in code points."""

    exact: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an article is about: a schema.org type (Movie, Book, VideoGame, ...; null where unclear) and a name."""

    type: str | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every kind of fact has.

    `extracted` is a short hash of what was extracted, by which a hand edit is recognised; `stale` says that the source
    text is gone from the article; `place` is where the fact stands in its file (None: not read from a file).
    """

    source: Source | None
    review: Review = Review.PROPOSED
    stale: bool = False
    extracted: str | None = None
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(Fact):
    """Something comes out, opens, starts: the fact a campaign counts down to.

    Dates are EDTF at the precision the article has: 2023-07-12, 2023-07, 2023-21 (a season) or 2023.
    """

    id: str
    of: Subject | None
    start_date: str | None
    end_date: str | None = None
    event_status: EventStatus = EventStatus.SCHEDULED
    previous_start_date: str | None = None
    location: str | None = None
    primary: bool = False
    confidence: Confidence = Confidence.SURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of one article, by kind, and the questions only a person can settle.

    `kinds` maps the name of a kind (`releases`, `key_points`, ...: one file each in scheduler/facts/) to its facts, in
    the order of the article; `answered` are the questions that a person settled, which are not asked again. `places`
    maps a path of the document (`article.headline`) to where it stands in its file.
    """

    article: Article
    questions: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    about: Subject | None = None
    kinds: Mapping[str, tuple[Fact, ...]] = field(default_factory=lambda: MappingProxyType({}))
    file: str | None = None
    places: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}), compare=False)

    def __getattr__(self, kind: str) -> tuple[Fact, ...]:
        """Return the facts of a kind, so that `facts.key_points` reads as it does in a template."""
        if kind.startswith("_"):
            raise AttributeError(kind)
        try:
            return self.kinds[kind]
        except KeyError:
            raise AttributeError(f"no facts of the kind {kind!r}") from None

    @property
    def releases(self) -> tuple[Release, ...]:
        """The releases, typed, for those who count days."""
        return tuple(fact for fact in self.kinds.get("releases", ()) if isinstance(fact, Release))
