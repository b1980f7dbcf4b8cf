"""How often a recurrence comes, counted before it is rendered and queued whole."""

from dataclasses import dataclass
from datetime import date

from scheduler.model import Every
from scheduler.plan.calendar import MAX_OCCURRENCES
from scheduler.plan.phrases import WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What is wrong with an end; `key` is the key it is about."""

    key: str
    code: str
    message: str
    hint: str


def recurrence_problem(every: Every, first: date, until: date | None, times: int | None) -> Trouble | None:
    """Return what is wrong with the end of a recurrence: it comes never, or more often than it may."""
    hint = "end it earlier; a new one can follow it"
    if times is not None and times > MAX_OCCURRENCES:
        message = f"{times} times is too often: a recurrence comes at most {MAX_OCCURRENCES} times"
        return Trouble(key="times", code="recurrence-long", message=message, hint=hint)
    if until is None:
        return None
    if until < first:
        message, hint = f"It ends on {until}, before it begins on {first}", "swap them, or check the years"
        return Trouble(key="until", code="recurrence-never", message=message, hint=hint)
    count = occurrences_between(every, first, until)
    if count == 0:
        message = f"It never comes between {first} and {until}"
        return Trouble(key="every", code="recurrence-never", message=message, hint="move its end, or change its days")
    if times is None and count > MAX_OCCURRENCES:
        message = f"Until {until} it comes {count} times, and a recurrence comes at most {MAX_OCCURRENCES} times"
        return Trouble(key="until", code="recurrence-long", message=message, hint=hint)
    return None


def occurrences_between(every: Every, first: date, until: date) -> int:
    """Return on how many days a rule comes, both ends included."""
    if every.month_day is not None:
        months = range(first.year * 12 + first.month - 1, until.year * 12 + until.month)
        return sum(_has_day(month, every.month_day, first, until) for month in months)
    weeks, rest = divmod((until - first).days + 1, 7)
    extra = {WEEK[(first.weekday() + number) % 7] for number in range(rest)}
    return weeks * len(every.weekdays) + len(extra & set(every.weekdays))


def _has_day(month: int, day: int, first: date, until: date) -> bool:
    try:
        return first <= date(month // 12, month % 12 + 1, day) <= until
    except ValueError:
        return False
