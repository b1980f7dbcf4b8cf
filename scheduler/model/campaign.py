"""What a workspace says: campaigns with their steps, rows of CSV files, templates, channels and their secrets."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NoReturn

from scheduler.errors import Place
from scheduler.model.facts import Facts
from scheduler.model.timing import Event, Every, Rate, WallTime, When


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
class Image:
    """A picture by its address, and what it shows for those who cannot see it."""

    url: str
    alt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """What steps and recurrences have in common. None in an optional field means: as the campaign says."""

    name: str
    channels: tuple[str, ...] | None = None
    thread: bool = False  # a text too long for one part may become a thread
    thread_number: str | None = None  # "n/m", or None for no counters
    max_parts: int | None = None  # how many parts the thread may have
    expires: timedelta | None = None
    link: str | None = None
    image: Image | None = None
    was: str | None = None
    allow: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)  # reasons by code
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Posted):
    """One post of a campaign on each of its channels."""

    when: When
    template: str
    true_from: datetime | None = None
    true_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence(Posted):
    """A step that comes again until it ends (`until`, inclusive, or `times`); templates take turns."""

    every: Every
    templates: tuple[str, ...]
    first: date
    until: date | None = None
    times: int | None = None

    def step(self, number: int, local: datetime) -> Step:
        """Return the step that is its occurrence of that number, from 0, at a wall time of its zone."""
        common = {each.name: getattr(self, each.name) for each in fields(Posted)}
        return Step(when=WallTime(local=local), template=self.templates[number % len(self.templates)], **common)


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
    language: str | None = None  # None: the workspace's
    link: str | None = None
    image: Image | None = None
    utm: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    allow: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)  # reasons by code
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOff:
    """One row of config/posts/*.csv for one channel: literal text, never a template.

    `source` is the row as it stands in its file, from `place` on.
    """

    key: str
    channel: str
    text: str
    when: When | None  # None: the channel's next free slot
    expires: timedelta | None = None
    link: str | None = None
    image: Image | None = None
    allow: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)  # reasons by code
    place: Place | None = field(default=None, compare=False)
    source: str = field(default="", compare=False, repr=False)


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


OnLost = OnUnknown | timedelta
"""What becomes of an attempt whose daemon died; a length of time: it is sent again for so long after it was begun."""


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
    path: str | None = None  # of a file, from the workspace's folder
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # the destination's own keys
    limit: int | None = None
    link_cost: int | None = None  # what any link counts on the channel's server; None: as the platform has it
    joins_conjuncts: bool = False  # the server takes an Indic conjunct for one character
    slots: tuple[Every, ...] = ()
    rate: tuple[Rate, ...] | None = None  # None: as the destination has it
    concurrency: int = 1
    deadline: timedelta = timedelta(seconds=20)
    on_unknown: OnUnknown | None = None  # None: as the destination has it
    allow_private: tuple[str, ...] = ()
    notify: str | None = None
    language: str | None = None  # None: the campaign's
    link: str | None = None
    image: Image | None = None
    utm: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    allow: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)  # reasons by code
    place: Place | None = field(default=None, compare=False)
