"""What a daemon tells while it runs: one happening is one JSON object, and one line for people."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scheduler.cli.console.screen import Screen, clock_time
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
}
WORDS = {
    "expired": "expired: not sent, because its time was over",
    "resent": "is sent again under the same key; the receiver drops repeats",
    "unknown": "unknown: nobody knows whether it arrived",
    "assumed": "taken as sent, as its channel has it",
}


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
    """Draw one line: the campaign's time, what happened, to which part."""
    event = happening["outcome"] if happening["event"] == "attempt" else happening["event"]
    sign, style = STYLES.get(event, ("·", ""))
    when = clock_time(datetime.fromisoformat(happening["at"]), zone, seconds=True)
    screen.line(when, "  ", (sign, style), " ", happening["key"], (f"  {_detail(happening, event)}", "dim"))


def _detail(happening: Happening, event: str) -> str:
    if happening["event"] != "attempt":
        return WORDS.get(event, event)
    status = f"{happening['status']} " if happening["status"] else ""
    tried = f"try {happening['attempt']}  {status}{happening['duration_ms']} ms"
    receipt = f"  receipt {happening['receipt']}" if happening["receipt"] else ""
    if happening["state"] == "expired":
        return f"{tried}  {_why(happening)}; no time left to try again: expired"
    return tried + (receipt if event == "delivered" else f"  {_why(happening)}")


def _why(happening: Happening) -> str:
    return str(happening["reason"] or happening["outcome"])
