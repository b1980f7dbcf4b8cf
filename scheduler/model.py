"""The vocabulary of the journey: an article becomes facts, a post, a plan, rows, attempts, outcomes.

Values only: frozen, without I/O and without opinions. Instants are aware datetimes in UTC; a local time stands beside
its zone. One word for one thing; docs/glossary.md says what each one means.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import NoReturn

from scheduler.errors import Place

# ---------------------------------------------------------------- article and facts


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
    the order of the article. `places` maps a path of the document (`article.headline`) to where it stands in its file.
    """

    article: Article
    questions: tuple[str, ...] = ()
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


# ---------------------------------------------------------------- what a campaign says


class Secret:
    """A value that prints as `***` wherever it is shown; only `reveal` gives it away."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the value itself, for the one place that sends it."""
        return self._value

    def __repr__(self) -> str:
        """Return stars."""
        return "***"

    def __eq__(self, other: object) -> bool:
        """Compare values."""
        return isinstance(other, Secret) and other.reveal() == self._value

    def __hash__(self) -> int:
        """Hash the value."""
        return hash(self._value)

    def __reduce__(self) -> NoReturn:
        """Refuse to be copied or pickled, which would write the value somewhere."""
        raise TypeError("a secret is neither copied nor written")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOffset:
    """`T-7 09:00`: whole calendar days from the event's local date; `time` None means the event's own time."""

    days: int
    time: time | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Elapsed:
    """`T-3h`, `T+30m`: time that really passes before or after the event."""

    delta: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class WallTime:
    """`2027-01-08 09:00`: a date and time on the wall, in the campaign's zone."""

    local: datetime  # naive on purpose: the zone is the campaign's


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """ISO 8601 with an offset: an instant, whatever the zone."""

    instant: datetime


When = DayOffset | Elapsed | WallTime | Moment


class Weekday(StrEnum):
    """Days as people write them in `every` and `slots`."""

    MON = "Mon"
    TUE = "Tue"
    WED = "Wed"
    THU = "Thu"
    FRI = "Fri"
    SAT = "Sat"
    SUN = "Sun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """`Mon-Fri 09:00` (weekdays) or `month on 31 09:00` (month_day); exactly one of the two is given."""

    at: time
    weekdays: tuple[Weekday, ...] = ()
    month_day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """The hours of a day in which nothing goes out, [start, end), possibly over midnight, on the clock of `zone`.

    A post inside them is an error (`refuses`), or moves to the next slot.
    """

    zone: str
    start: time
    end: time
    refuses: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What T stands for: a release of the facts, and at which wall time in which zone it happens."""

    release: str | None  # an id of the facts' releases; None means the primary one
    time: time
    zone: str
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture by its address, and what it shows for those who cannot see it."""

    url: str
    alt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One post of a campaign on each of its channels. None in an optional field means: as the campaign says."""

    name: str
    when: When
    template: str
    channels: tuple[str, ...] | None = None
    thread: bool = False  # a text too long for one part may become a thread
    thread_number: str | None = None  # "n/m", or None for no counters
    expires: timedelta | None = None
    true_from: datetime | None = None
    true_until: datetime | None = None
    link: str | None = None
    image: Image | None = None
    was: str | None = None
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """A step that comes again until it ends (`until`, inclusive, or `times`); templates take turns."""

    name: str
    every: Every
    templates: tuple[str, ...]
    first: date
    until: date | None = None
    times: int | None = None
    channels: tuple[str, ...] | None = None
    thread: bool = False  # as of a step
    thread_number: str | None = None
    expires: timedelta | None = None
    link: str | None = None
    image: Image | None = None
    was: str | None = None
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """One file of config/campaigns: an event, the channels, and the steps around it."""

    name: str
    steps: tuple[Step, ...]
    recurring: tuple[Recurrence, ...] = ()
    channels: tuple[str, ...] = ()
    facts: Facts | None = None
    event: Event | None = None
    tags: tuple[str, ...] = ()
    link: str | None = None
    image: Image | None = None
    utm: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOff:
    """One row of config/posts/*.csv for one channel: literal text, never a template."""

    key: str
    channel: str
    text: str
    when: When | None  # None: the channel's next free slot
    expires: timedelta | None = None
    link: str | None = None
    image: Image | None = None
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One file of templates/; `name` is the file's name without `.j2`."""

    name: str
    source: str
    file: str


class OnUnknown(StrEnum):
    """What becomes of an attempt of which nobody knows whether it arrived."""

    HOLD = "hold"  # wait for a person
    RESEND = "resend"  # send again under the same key: the receiver drops repeats
    ASSUME_SENT = "assume-sent"  # take it as delivered, without a receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Where posts go: a platform (how they look) plus a destination (how they travel) with its secrets.

    Fields that hold a secret hold the name of the environment variable, never its value; an address typed in full is
    kept as it is (`url` without `${...}`).
    """

    name: str
    platform: str
    destination: str
    url: str | None = None
    url_name: str | None = None  # the environment variable the address comes from
    secret_names: tuple[str, ...] = ()  # newest first
    token_name: str | None = None
    server: str | None = None
    chat: str | None = None
    handle: str | None = None
    limit: int | None = None
    slots: tuple[Every, ...] = ()
    rate: tuple[int, timedelta] | None = None
    concurrency: int = 1
    deadline: timedelta = timedelta(seconds=20)
    on_unknown: OnUnknown | None = None  # None: as the destination has it
    allow_private: tuple[str, ...] = ()
    notify: str | None = None
    link: str | None = None
    image: Image | None = None
    utm: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    place: Place | None = field(default=None, compare=False)


# ---------------------------------------------------------------- a post


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A link, mention or hashtag inside a text: offsets in code points and in UTF-8 bytes."""

    kind: str  # link | mention | hashtag
    text: str
    start: int
    end: int
    byte_start: int
    byte_end: int
    url: str | None = None

    def to_json(self) -> dict[str, str | int | None]:
        """Return the entity as it stands in content and in the generic webhook's body."""
        return {
            "kind": self.kind,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "byte_start": self.byte_start,
            "byte_end": self.byte_end,
            "url": self.url,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a part says, frozen when it is applied: what was previewed is hashed, and what was hashed is sent."""

    text: str
    entities: tuple[Entity, ...] = ()
    link: str | None = None
    image: Image | None = None

    def to_json(self) -> dict[str, object]:
        """Return the content as it is hashed and stored."""
        return {
            "text": self.text,
            "entities": [entity.to_json() for entity in self.entities],
            "link": self.link,
            "image": {"url": self.image.url, "alt": self.image.alt} if self.image else None,
        }

    @classmethod
    def from_json(cls, document: Mapping[str, object]) -> "Content":
        """Return the content that `to_json` wrote."""
        entities, image = document["entities"], document["image"]
        return cls(
            text=str(document["text"]),
            entities=tuple(Entity(**each) for each in entities) if isinstance(entities, list) else (),
            link=None if document["link"] is None else str(document["link"]),
            image=Image(**image) if isinstance(image, dict) else None,
        )

    @property
    def hash(self) -> str:
        """SHA-256 of the content's compact JSON with sorted keys, in UTF-8."""
        return sha256_of_json(self.to_json())


_COMPACT = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def compact_json(document: object) -> str:
    """Return a document's compact JSON with sorted keys: the text that is hashed, and stored by the queue."""
    return _COMPACT.encode(document)


def sha256_of_json(document: object) -> str:
    """Return the SHA-256 of a document's compact JSON with sorted keys, in UTF-8."""
    return hashlib.sha256(compact_json(document).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Words of time in a post and the interval [start, end) in which they are true; None is unbounded."""

    words: str
    start: datetime | None
    end: datetime | None


class Expiry(StrEnum):
    """Why a part is not sent after its `not_after`."""

    UNTRUE = "untrue"  # what it says stopped being true
    EXPIRES = "expires"  # its step said so
    LATE = "late"  # the workspace's `late` rule


class PartState(StrEnum):
    """Where a part stands. Each member says who moves it in, and who out."""

    AWAITING = "awaiting"  # in: apply, where approval is required or an edit undid it; out: a person, apply, reconcile
    SCHEDULED = "scheduled"  # in: apply, an approval, a retry; out: begin, apply, a person, reconcile
    SENDING = "sending"  # in: begin, fenced; out: settle, fenced by owner and attempt, or reconcile
    DELIVERED = "delivered"  # in: settle, a person, policy assume-sent; final
    FAILED = "failed"  # in: settle, when the receiver said no; out: a person
    UNKNOWN = "unknown"  # in: settle or reconcile, when nobody knows whether it arrived; out: a person or the policy
    EXPIRED = "expired"  # in: reconcile or settle, once its window closed; out: an apply with a new future time
    CANCELLED = "cancelled"  # in: apply, a person, a stopped thread; out: a person, an apply


S = PartState

TRANSITIONS: Mapping[PartState, frozenset[PartState]] = MappingProxyType(
    {
        S.AWAITING: frozenset({S.SCHEDULED, S.CANCELLED, S.EXPIRED}),
        S.SCHEDULED: frozenset({S.AWAITING, S.SENDING, S.CANCELLED, S.EXPIRED}),
        S.SENDING: frozenset({S.DELIVERED, S.FAILED, S.UNKNOWN, S.SCHEDULED, S.EXPIRED}),
        S.UNKNOWN: frozenset({S.DELIVERED, S.SCHEDULED, S.EXPIRED}),
        S.FAILED: frozenset({S.SCHEDULED}),
        S.CANCELLED: frozenset({S.SCHEDULED}),
        S.EXPIRED: frozenset({S.SCHEDULED}),
        S.DELIVERED: frozenset(),
    },
)
"""Which state may follow which; the queue's statements are written from this table and a test walks it."""

STATE_OF_POST: Sequence[PartState] = (
    S.SENDING,
    S.UNKNOWN,
    S.FAILED,
    S.EXPIRED,
    S.AWAITING,
    S.SCHEDULED,
    S.DELIVERED,
    S.CANCELLED,
)
"""The state of a post is the first of these that one of its parts has."""

FROZEN = frozenset({S.SENDING, S.UNKNOWN, S.DELIVERED})
"""A post with a part in one of these states is not touched by apply any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One message: `not_before <= due_at < not_after`, which the daemon checks once more in the moment it begins.

    `true_from` and `true_until` are the truth window of its claims (None: unbounded); `expiry` says which bound made
    `not_after`. `ready_at` is when the next attempt may start: at first the due time, later a retry's.
    """

    number: int
    content: Content
    due_at: datetime
    not_before: datetime
    not_after: datetime
    expiry: Expiry
    ready_at: datetime
    true_from: datetime | None = None
    true_until: datetime | None = None
    state: PartState = PartState.SCHEDULED
    attempts: int = 0
    receipt: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What goes out on one channel at one time; a thread is a post with several parts.

    `key` is `campaign/step/channel` (plus `/YYYY-MM-DD` for an occurrence), its identity across plans. `when` is the
    rule it came from and `wall` the local time that rule gave in `zone`, kept to explain `due_at`.
    """

    key: str
    campaign: str
    step: str
    channel: str
    platform: str
    due_at: datetime
    zone: str
    parts: tuple[Part, ...]
    expires_at: datetime | None = None
    wall: str = ""
    when: str = ""
    held: bool = False
    claims: tuple[Claim, ...] = ()
    facts_used: tuple[Place, ...] = ()
    place: Place | None = field(default=None, compare=False)

    @property
    def state(self) -> PartState:
        """The state of the post: the first of `STATE_OF_POST` among its parts."""
        present = {part.state for part in self.parts}
        return next(state for state in STATE_OF_POST if state in present)

    @property
    def frozen(self) -> bool:
        """Whether a part was begun, so that apply leaves the post alone."""
        return any(part.state in FROZEN for part in self.parts)

    @property
    def content_hash(self) -> str:
        """SHA-256 of the JSON list of the parts' hashes."""
        return sha256_of_json([part.content.hash for part in self.parts])

    @property
    def not_before(self) -> datetime:
        """When its first part may start."""
        return self.parts[0].not_before

    @property
    def not_after(self) -> datetime:
        """After which its first part does not start any more."""
        return self.parts[0].not_after


def part_key(post_key: str, number: int) -> str:
    """Return a part's key: idempotency key, `webhook-id`, and the name people see."""
    return f"{post_key}#{number}"


@lru_cache(maxsize=64)
def selection(select: str) -> re.Pattern[str]:
    """Return the pattern that the keys named by SELECT match in full.

    A key or its leading segments select everything below; `*` stands for any characters inside one segment, so
    `*/out-now` selects that step of every campaign. A part's key (`...#2`) selects its post.
    """
    segments = select.partition("#")[0].strip("/").split("/")
    inside = "/".join("[^/]*".join(map(re.escape, segment.split("*"))) for segment in segments)
    return re.compile(f"{inside}(?:/.*)?", re.DOTALL)


# ---------------------------------------------------------------- a plan


class Op(StrEnum):
    """What apply does with a post (or why it does nothing)."""

    ADD = "add"  # new, or back again
    RETIME = "retime"  # another time (its text may differ too)
    REWORD = "reword"  # another text at the same time
    CANCEL = "cancel"  # no file asks for it any more
    HELD = "held"  # moved, paused or cancelled by hand: left as it is
    SENT = "sent"  # already begun with something that has changed since: left as it is, and listed
    MISSED = "missed"  # its time was over before it was ever planned: never queued


APPLIED = frozenset({Op.ADD, Op.RETIME, Op.REWORD, Op.CANCEL})
"""The operations that change the queue; the others only tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between the files and the queue. `before` is the queue's post, `after` the files'."""

    op: Op
    key: str
    before: Post | None
    after: Post | None
    reason: str
    place: Place | None = None

    @property
    def post(self) -> Post:
        """The post it is about, as the files have it, or else as the queue has it."""
        post = self.after or self.before
        if post is None:
            raise ValueError(f"the change of {self.key} has no post")
        return post


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Every difference at one moment; `revision` is the queue's, `files` the hash of the files it was made from."""

    revision: int
    files: str
    at: datetime
    changes: tuple[Change, ...]

    @property
    def counts(self) -> Mapping[Op, int]:
        """How many changes there are of each kind, the zeros included."""
        found = Counter(change.op for change in self.changes)
        return {op: found[op] for op in Op}

    @property
    def waiting(self) -> tuple[Change, ...]:
        """The changes that apply would make; the others only tell."""
        return tuple(change for change in self.changes if change.op in APPLIED)


# ---------------------------------------------------------------- an attempt


class Phase(StrEnum):
    """How far a request got. It decides whether sending again could post twice."""

    NOT_SENT = "not-sent"  # no byte left: refused, unknown name, no connection, bad certificate
    PARTIAL = "partial"  # some of it may have left
    SENT = "sent"  # all of it left, and no answer came
    ANSWERED = "answered"  # the status line and headers came back


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """It arrived. `receipt` is the receiver's id where it gives one; `note` what a person should know besides."""

    receipt: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """It did not arrive, and may be sent again: not before `after` where the receiver asked for a wait.

    `counts` is False for an answer 429: the receiver is busy, the attempt did not fail.
    """

    reason: str
    after: timedelta | None = None
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """The receiver said no: for this part alone, or (`pause_channel`) for everything the channel sends."""

    reason: str
    pause_channel: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Nobody knows whether it arrived: the request got as far as `phase`, and no answer came."""

    phase: Phase
    reason: str


Outcome = Delivered | Retry | Rejected | Unknown
