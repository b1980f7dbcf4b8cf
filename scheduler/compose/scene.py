"""What a post is rendered from, and what comes of it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.model import Claim, Fact, Facts, Release


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The moment a post is rendered for, and what it may speak of.

    Rendering happens as if it were `due_at`. `release` is what `facts.release` means (the one the campaign's event
    names); `event_at` is the event's instant, whose days are counted in `event_zone`. `language` is the audience's, as
    `de` or `pt-BR`; `occurrence` says which time of a recurrence it is, from 1.
    """

    facts: Facts | None
    release: Release | None
    event_at: datetime | None
    event_zone: str
    due_at: datetime
    campaign: str
    channel: str
    link: str | None = None
    tags: tuple[str, ...] = ()
    language: str = "en"
    occurrence: int = 1

    @property
    def zone(self) -> ZoneInfo:
        """The zone the event's days are counted in."""
        return ZoneInfo(self.event_zone)

    def midnight(self, day: date) -> datetime:
        """Return the instant at which a local day begins (the first one, where midnight comes twice)."""
        return datetime(day.year, day.month, day.day, tzinfo=self.zone)

    def local_day(self, day: date) -> tuple[datetime, datetime]:
        """Return the instants at which a local day of the event's zone begins and ends."""
        return self.midnight(day), self.midnight(day + timedelta(days=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPart:
    """The text of one part, the words of time it speaks, and the facts it says."""

    text: str
    claims: tuple[Claim, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A rendered template: its parts, the facts it used (each once, in order) and the article's fields it used."""

    parts: tuple[RenderedPart, ...]
    facts_used: tuple[Fact, ...] = ()
    fields_used: tuple[str, ...] = field(default=())
