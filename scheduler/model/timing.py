"""When something is said: the rules a campaign's `when`, `every` and quiet hours are typed as."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from scheduler.errors import Place


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


class Rate(NamedTuple):
    """At most so many requests in any stretch of time of this length."""

    number: int
    window: timedelta


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
