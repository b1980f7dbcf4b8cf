"""What a daemon tells while it runs: one happening is one JSON object, and one line for people."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from scheduler.cli.console.lay_out import Piece, laid_out
from scheduler.cli.console.screen import ASCII_SIGNS, Screen
from scheduler.cli.console.shapes import instant_json
from scheduler.cli.console.times import city, clock_time

if TYPE_CHECKING:
    from scheduler.daemon import News
    from scheduler.delivery import Sent
    from scheduler.queue import Breaker, Reconciled
    from scheduler.queue.looks.downtime import CaughtUp

Happening = Mapping[str, Any]

STYLES = {
    "delivered": ("✓", "green"),
    "retry": ("→", "yellow"),
    "rejected": ("✗", "red"),
    "unknown": ("?", "red"),
    "expired": ("⌛", "yellow"),
    "resent": ("→", "cyan"),
    "assumed": ("✓", "yellow"),
    "paused": ("✗", "red"),
    "resting": ("✗", "yellow"),
    "recovered": ("✓", "green"),
    "caught-up": ("✓", "cyan"),
    "reloaded": ("✓", "cyan"),
    "reload-refused": ("✗", "red"),
    "clock-jumped": ("⚠", "yellow"),
    "killed": ("✗", "red"),
    "stopped": ("✗", "yellow"),
}
WORDS = {
    "expired": "its time was over, so it was not sent",
    "resent": "again under the same key; the receiver drops repeats",
    "unknown": "nobody knows whether it arrived",
    "assumed": "taken as sent, as its channel has it",
    "paused": "its receiver takes nothing more",
    "killed": "the daemon (kill -9); it is started again, and goes on where it stood",
    "stopped": "the daemon, as the rehearsal has it",
}
EXPIRED = {
    "untrue": ": what it says is no longer true",
    "expires": ": its step said until then",
    "late": ": it would have been too late",
}
SHOWN_TRIES = 2
SIGN_CELLS = 2
WORD_CELLS = 11
"""The sign and its blank, and the two with the word: `✓ delivered`."""


def of_attempt(sent: "Sent") -> Happening:
    """Return the happening of an attempt that ended."""
    return {
        "event": "attempt",
        "at": instant_json(sent.at),
        "key": sent.key,
        "channel": sent.channel,
        "attempt": sent.attempt,
        "outcome": sent.outcome,
        "state": sent.state.value,
        "phase": sent.phase.value if sent.phase else None,
        "status": sent.status,
        "reason": sent.reason,
        "receipt": sent.receipt,
        "duration_ms": round(sent.duration.total_seconds() * 1000),
        "late_ms": None if sent.late is None else round(sent.late.total_seconds() * 1000),
        "ready_at": instant_json(sent.ready_at),
    }


def of_paused(sent: "Sent") -> Happening:
    """Return the happening of a channel that was closed because its receiver refused everything."""
    return {"event": "paused", "at": instant_json(sent.at), "key": channel_key(sent.channel), "reason": sent.reason}


def of_breaker(sent: "Sent", breaker: "Breaker") -> Happening:
    """Return the happening of a channel whose receiver is taken to be down, or is well again."""
    at = {"at": instant_json(sent.at), "key": channel_key(sent.channel)}
    if not breaker.open:
        return {"event": "recovered", **at, "message": "its receiver is well again; what waited goes out bit by bit"}
    until = {"until": instant_json(breaker.rests_until), "reason": sent.reason}
    words = f"its receiver is down ({sent.reason}): one post at a time tries it, and nothing is lost"
    return {"event": "resting", "level": "warning", **at, **until, "message": words}


def channel_key(channel: str) -> str:
    """Return the name of a channel where keys of posts stand beside it."""
    return f"channel:{channel}"


def of_reconciled(changed: "Reconciled", at: datetime) -> Iterator[Happening]:
    """Yield the happenings of parts that time or a dead daemon changed."""
    groups = {
        "unknown": changed.unknown,
        "resent": changed.resent,
        "assumed": changed.assumed,
        "expired": changed.expired,
    }
    for event, keys in groups.items():
        for key in keys:
            why = changed.why.get(key) if event == "expired" else None
            yield {"event": event, "at": instant_json(at), "key": key} | ({"reason": why.value} if why else {})


def of_news(news: "News", at: datetime) -> Iterator[Happening]:
    """Yield the happenings of a daemon itself: what was due while none ran, new settings, a clock that was set."""
    from scheduler.daemon import ClockJumped  # noqa: PLC0415 - only a daemon has news
    from scheduler.queue.looks.downtime import CaughtUp, summary  # noqa: PLC0415 - the same

    now = {"at": instant_json(at)}
    if isinstance(news, CaughtUp):
        yield {"event": "caught-up", **now, **catch_up_json(news), "message": summary(news)}
    elif isinstance(news, ClockJumped):
        words = f"the clock jumped by {news.seconds:+.0f} s; every wait is measured again"
        yield {"event": "clock-jumped", "level": "warning", **now, "seconds": round(news.seconds, 3), "message": words}
    elif news.refused:
        words = f"the channels stay as they were: {'; '.join(news.refused)}"
        yield {"event": "reload-refused", "level": "error", **now, "reasons": list(news.refused), "message": words}
    else:
        words = "; ".join(news.changes) or "nothing changed"
        yield {"event": "reloaded", **now, "changes": list(news.changes), "message": f"channels read again: {words}"}


def catch_up_json(caught_up: "CaughtUp") -> dict[str, Any]:
    """Return what was due while no daemon ran, and what became of it, as JSON has it."""
    counts: dict[str, Any] = {}
    expired: dict[str, int] = {}
    for (state, reason), number in caught_up.became.counts.items():
        counts[state.value] = counts.get(state.value, 0) + number
        if reason:
            expired[reason] = expired.get(reason, 0) + number
    return {
        "since": instant_json(caught_up.since),
        "until": instant_json(caught_up.until),
        "counts": counts,
        "expired": expired,
        "parts": [
            {"key": each.key, "due_at": instant_json(each.at), "state": each.state.value, "reason": each.reason}
            for each in caught_up.became.first
        ],
    }


def draw(screen: Screen, happening: Happening, zone: str, audience_zone: str = "") -> None:
    """Draw a happening: when on both clocks, what happened in a word, to which part, and the details.

    What has no room on the line goes on below it, set in as far as the word.
    """
    event = happening["outcome"] if happening["event"] == "attempt" else happening["event"]
    if happening.get("state") == "expired":
        event = "expired"
    sign, style = STYLES.get(event, ("·", ""))
    when = _clocks(datetime.fromisoformat(happening["at"]), zone, audience_zone)
    word = f"{sign if screen.unicode else sign.translate(ASCII_SIGNS)} {event}"
    word += " " * (WORD_CELLS - cell_len(word))
    indent = len(when) + SIGN_CELLS
    room = screen.width - len(when) - cell_len(word) - 2
    pieces = [each for each in ((happening.get("key", ""), ""), (_detail(happening, zone), "dim")) if each[0]]
    beside: list[Piece] = []
    while pieces and sum(cell_len(text) + 2 for text, _ in (*beside, pieces[0])) - 2 <= room:
        beside.append(pieces.pop(0))
    screen.line(when, (word if beside else word.rstrip(), style), *(each for piece in beside for each in ("  ", piece)))
    for piece in pieces:
        for line in laid_out([piece], screen.width - indent):
            screen.line(" " * indent, *line)


def legend(zone: str, audience_zone: str) -> str:
    """Return whose the clocks of a line are; nothing where there is one only."""
    return f"{city(zone)} (you) = {city(audience_zone)} (audience)" if audience_zone not in {"", zone} else ""


def _clocks(at: datetime, zone: str, audience_zone: str) -> str:
    ours = f"{at.astimezone(ZoneInfo(zone)):%a %d %b %H:%M:%S}"
    if not legend(zone, audience_zone):
        return f"{ours}  "
    return f"{ours} = {at.astimezone(ZoneInfo(audience_zone)):%a %H:%M}  "


def _detail(happening: Happening, zone: str) -> str:
    if "message" in happening:
        return str(happening["message"])
    if happening["event"] == "paused":
        why = happening.get("reason") or WORDS["paused"]
        return f"{why}. Put that right, then:  tminus queue resume {happening['key']}"
    if happening["event"] != "attempt":
        why = EXPIRED.get(happening.get("reason", ""), "")
        if until := happening.get("until"):
            why += f"; until {clock_time(datetime.fromisoformat(until), zone)} none runs"
        return WORDS.get(happening["event"], "") + why
    tried = f"try {happening['attempt']}"
    if happening["outcome"] == "delivered":
        return f"{tried}, {happening['duration_ms']} ms" + (f", {happening['reason']}" if happening["reason"] else "")
    last = "; no time left to try again" if happening["state"] == "expired" else ""
    return f"{tried}, {happening['reason'] or happening['outcome']}{last}"


class Digest:
    """Draws a rehearsal's happenings, and of many tries of one part only the first two and the last."""

    def __init__(self, screen: Screen, zone: str, audience_zone: str = "") -> None:
        self._screen = screen
        self._zones = zone, audience_zone
        self._heading = legend(zone, audience_zone)

    def draw(self, happening: Happening) -> None:
        """Draw one happening, or nothing; above the first, whose clocks they are."""
        if self._heading:
            self._screen.line((self._heading, "dim"))
            self._heading = ""
        again = happening["event"] == "attempt" and happening["state"] == "scheduled"
        if again and happening["attempt"] == SHOWN_TRIES + 1:
            indent = len(_clocks(datetime.fromisoformat(happening["at"]), *self._zones)) + SIGN_CELLS
            self._screen.line((f"{' ' * indent}… and again, and again", "dim"))
        if not again or happening["attempt"] <= SHOWN_TRIES:
            draw(self._screen, happening, *self._zones)
