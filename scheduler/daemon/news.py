"""What a daemon has to tell besides what became of posts."""

from dataclasses import dataclass

from scheduler.queue.looks.downtime import CaughtUp


@dataclass(frozen=True, slots=True, kw_only=True)
class Reloaded:
    """The channels were read again: what changed, in words without a secret; or why everything stays as it was."""

    changes: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockJumped:
    """The wall clock was set; forward is positive."""

    seconds: float


News = CaughtUp | Reloaded | ClockJumped


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """How the daemon is: whether it ends what is on its way, how long ago it looked at the queue, and its settings."""

    stopping: bool
    looked_seconds_ago: float
    reload_worked: bool
