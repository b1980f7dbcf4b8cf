"""How long a receiver asks to be left alone: `Retry-After` and its kin, in every form seen in the wild.

RFC 9110 section 10.2.3 knows whole seconds and HTTP dates. Discord sends fractions of a second; some servers leave the
zone off a date (it is UTC then). Discord and Telegram say it in the body, too. Mastodon and Bluesky only say when their
limit starts afresh: as a timestamp in `X-RateLimit-Reset`, as seconds since 1970 in `RateLimit-Reset`. What cannot be
meant (negative, not a number, over seven days) counts as not said. Source: research/delivery.md sections 2.1 and 3.2,
read 2026-11-22.
"""

import re
from datetime import UTC, datetime, timedelta

from scheduler.destinations.wire import Response, found, object_in

LONGEST = timedelta(days=7)
SECONDS = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,20})?")

IN_BODY = ("retry_after", "parameters.retry_after")
RESETS = ("x-ratelimit-reset-after", "x-ratelimit-reset", "ratelimit-reset")
NOTHING_LEFT = ("0", "0.0")
SINCE_1970 = 1_000_000_000
"""From here on, seconds are an instant (2001 and later) and no wait."""


def parse(value: str, now: datetime) -> timedelta | None:
    """Return the wait that a header's value asks for at `now`, or None where it asks for none that can be meant."""
    text = value.strip()
    said = [each.strip() for each in text.split(",")]  # more than one where a gateway adds its own
    if all(map(SECONDS.fullmatch, said)):
        return _meant(max(map(float, said)))
    date = _date(text)
    return None if date is None else _meant((date - now).total_seconds())


def wait_of(response: Response) -> timedelta | None:
    """Return the wait a response asks for: the longer of its header and of what its body says.

    A 429 that names no wait asks for one until its limit starts afresh. A date is taken against the receiver's own
    clock (its `Date` header) where it shows it: the two may differ.
    """
    now = _date(response.headers.get("date", "")) or response.at
    document = object_in(response.body)
    waits = [parse(response.headers.get("retry-after", ""), now), *(_number(found(document, key)) for key in IN_BODY)]
    if not any(waits) and response.status == 429:  # noqa: PLR2004 - Too Many Requests
        waits += [reset(response.headers.get(name, ""), now) for name in RESETS]
    return max((wait for wait in waits if wait is not None), default=None)


def used_up(response: Response, remaining: str | None) -> timedelta | None:
    """Return the wait until a limit starts afresh of which, says the header `remaining`, nothing is left."""
    if remaining is None or response.headers.get(remaining, "").strip() not in NOTHING_LEFT:
        return None
    now = _date(response.headers.get("date", "")) or response.at
    waits = [reset(response.headers.get(name, ""), now) for name in RESETS]
    return max((wait for wait in waits if wait is not None), default=None)


def reset(value: str, now: datetime) -> timedelta | None:
    """Return the wait until a limit starts afresh: after some seconds, or at an instant (ISO 8601, or since 1970)."""
    text = value.strip()
    if SECONDS.fullmatch(text):
        seconds = float(text)
        return _meant(seconds if seconds < SINCE_1970 else seconds - now.timestamp())
    try:
        instant = datetime.fromisoformat(text)
        return _meant(((instant if instant.tzinfo else instant.replace(tzinfo=UTC)) - now).total_seconds())
    except (ValueError, OverflowError):
        return None


def _date(text: str) -> datetime | None:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - it imports sockets, and who only looks reads none

    try:
        date = parsedate_to_datetime(text)
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _meant(seconds: float) -> timedelta | None:
    return timedelta(seconds=seconds) if 0 <= seconds <= LONGEST.total_seconds() else None


def _number(value: object) -> timedelta | None:
    return _meant(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
