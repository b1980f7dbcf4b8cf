"""What was due while no daemon ran, and what became of it: sent late, or expired, and why.

The parts themselves remember it: only the stretch of time is kept, so that whoever asks later is told what became of
them by then.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from scheduler.model import PartState
from scheduler.queue.looks.outlook import Became
from scheduler.queue.store import Store

STRETCH: Final = "catch-up"
"""The name under which the queue keeps since when, and until when, no daemon ran."""

WORDS: Final = {
    PartState.DELIVERED: "sent late",
    PartState.SCHEDULED: "waiting",
    PartState.AWAITING: "not approved",
    PartState.SENDING: "on its way",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaughtUp:
    """What was due while no daemon ran (since when it last lived, until when the next began), and what became of it."""

    since: datetime
    until: datetime
    became: Became


def note(store: Store, since: datetime, until: datetime) -> None:
    """Keep the last stretch of time in which no daemon ran though something was due."""
    store.set_meta(STRETCH, json.dumps({"since": since.isoformat(), "until": until.isoformat()}))


def told(store: Store) -> CaughtUp | None:
    """Return that stretch, and what became of its parts by now; None if there never was one."""
    kept = store.meta(STRETCH)
    if kept is None:
        return None
    document = json.loads(kept)
    since, until = (datetime.fromisoformat(document[name]) for name in ("since", "until"))
    return CaughtUp(since=since, until=until, became=store.became(since, until))


def summary(caught_up: CaughtUp) -> str:
    """Return `12 were due while stopped: 9 sent late, 2 expired (untrue), 1 failed`."""
    counts = caught_up.became.counts
    words = [
        f"{number:,} {WORDS.get(state, state.value)}{f' ({reason})' if reason else ''}"
        for (state, reason), number in sorted(counts.items(), key=lambda item: (item[0][0].value, item[0][1] or ""))
    ]
    number = sum(counts.values())
    were = "part was" if number == 1 else "parts were"
    return f"{number:,} {were} due while stopped: {', '.join(words) or 'nothing is left of them'}"
