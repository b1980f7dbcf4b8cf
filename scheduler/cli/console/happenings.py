"""What a daemon tells while it runs: one happening is one JSON object, and one line for people."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from scheduler.cli.console.screen import Screen
from scheduler.cli.console.shapes import instant_json

if TYPE_CHECKING:
    from scheduler.delivery import Sent
    from scheduler.queue import Reconciled

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
}
WORDS = {
    "expired": "its time was over, so it was not sent",
    "resent": "again under the same key; the receiver drops repeats",
    "unknown": "nobody knows whether it arrived",
    "assumed": "taken as sent, as its channel has it",
    "paused": "its receiver takes nothing more",
}
SHOWN_TRIES = 2


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
        "ready_at": instant_json(sent.ready_at),
    }


def of_paused(sent: "Sent") -> Happening:
    """Return the happening of a channel that was closed because its receiver refused everything."""
    return {"event": "paused", "at": instant_json(sent.at), "key": channel_key(sent.channel), "reason": sent.reason}


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
            yield {"event": event, "at": instant_json(at), "key": key}


def draw(screen: Screen, happening: Happening, zone: str) -> None:
    """Draw one line: the campaign's time, what happened in a word, to which part, and the details."""
    event = happening["outcome"] if happening["event"] == "attempt" else happening["event"]
    if happening.get("state") == "expired":
        event = "expired"
    sign, style = STYLES.get(event, ("·", ""))
    at = datetime.fromisoformat(happening["at"]).astimezone(ZoneInfo(zone))
    screen.line(
        f"{at:%a %d %b %H:%M:%S}  ",
        (f"{sign} {event:<9}", style),
        f"  {happening['key']}",
        (f"  {_detail(happening)}", "dim"),
    )


def _detail(happening: Happening) -> str:
    if happening["event"] == "paused":
        why = happening.get("reason") or WORDS["paused"]
        return f"{why}. Put that right, then:  tminus queue resume {happening['key']}"
    if happening["event"] != "attempt":
        return WORDS.get(happening["event"], "")
    tried = f"try {happening['attempt']}"
    if happening["outcome"] == "delivered":
        return f"{tried}, {happening['duration_ms']} ms" + (f", {happening['reason']}" if happening["reason"] else "")
    last = "; no time left to try again" if happening["state"] == "expired" else ""
    return f"{tried}, {happening['reason'] or happening['outcome']}{last}"


class Digest:
    """Draws a rehearsal's happenings, and of many tries of one part only the first two and the last."""

    def __init__(self, screen: Screen, zone: str) -> None:
        self._screen = screen
        self._zone = zone

    def draw(self, happening: Happening) -> None:
        """Draw one line, or none."""
        again = happening["event"] == "attempt" and happening["state"] == "scheduled"
        if again and happening["attempt"] == SHOWN_TRIES + 1:
            self._screen.line(("                       … and again, and again", "dim"))
        if not again or happening["attempt"] <= SHOWN_TRIES:
            draw(self._screen, happening, self._zone)
