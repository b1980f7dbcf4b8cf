"""How long a receiver asks to be left alone: the header `Retry-After`, in every form seen in the wild.

RFC 9110 section 10.2.3 knows whole seconds and HTTP dates. Discord sends fractions of a second; some servers leave the
zone off a date (it is UTC then). What cannot be meant (negative, not a number, over seven days) counts as not said.
Source: research/delivery.md section 3.2, read 2026-11-22.
"""

import json
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from scheduler.destinations.destination import Response

LONGEST = timedelta(days=7)
SECONDS = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,20})?")


def parse(value: str, now: datetime) -> timedelta | None:
    """Return the wait that a header's value asks for at `now`, or None where it asks for none that can be meant."""
    text = value.strip()
    if SECONDS.fullmatch(text):
        return _meant(float(text))
    date = _date(text)
    return None if date is None else _meant((date - now).total_seconds())


def wait_of(response: Response) -> timedelta | None:
    """Return the wait a response asks for: the longer of its header and of `retry_after` in a JSON body.

    A date is taken against the receiver's own clock (its `Date` header) where it shows it: the two may differ.
    """
    now = _date(response.headers.get("date", "")) or response.at
    waits = (parse(response.headers.get("retry-after", ""), now), _wait_in(response.body))
    return max((wait for wait in waits if wait is not None), default=None)


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _meant(seconds: float) -> timedelta | None:
    return timedelta(seconds=seconds) if 0 <= seconds <= LONGEST.total_seconds() else None


def _wait_in(body: bytes) -> timedelta | None:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return None
    seconds = document.get("retry_after") if isinstance(document, dict) else None
    return _meant(seconds) if isinstance(seconds, int | float) and not isinstance(seconds, bool) else None
