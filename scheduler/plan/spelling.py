"""Rules of time as text again: what `parse_when` and `parse_every` would read as the same rule."""

from datetime import timedelta
from typing import assert_never

from scheduler.model import DayOffset, Elapsed, Every, Moment, WallTime, Weekday, When
from scheduler.plan.phrases import WEEK


def spell_when(when: When) -> str:
    """Return the phrase of a rule: `T-7 09:00`, `T-90m`, `2027-01-08 09:00`, `2027-01-08T08:00Z`."""
    match when:
        case DayOffset(days=days, time=at):
            return f"T{days:+} {at:%H:%M}" if at else f"T{days:+}"
        case Elapsed(delta=delta):
            hours, rest = divmod(delta, timedelta(hours=1))
            return f"T{delta // timedelta(minutes=1):+}m" if rest else f"T{hours:+}h"
        case WallTime(local=local):
            return local.isoformat(sep=" ", timespec="seconds" if local.second else "minutes")
        case Moment(instant=instant):
            timespec = "seconds" if instant.second else "minutes"
            return instant.isoformat(timespec=timespec).replace("+00:00", "Z")
    assert_never(when)


def spell_every(every: Every) -> str:
    """Return the phrase of a recurrence's rule: `day 09:00`, `Mon-Fri 09:00`, `month on 31 09:00`."""
    days = _spell_days(every.weekdays) if every.month_day is None else f"month on {every.month_day}"
    return f"{days} {every.at:%H:%M}"


def _spell_days(days: tuple[Weekday, ...]) -> str:
    if days == WEEK:
        return "day"
    first = WEEK.index(days[0])
    in_a_row = len(days) > 1 and days == WEEK[first : first + len(days)]
    return f"{days[0]}-{days[-1]}" if in_a_row else ",".join(days)
