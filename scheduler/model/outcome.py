"""What became of an attempt."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Phase(StrEnum):
    """How far a request got. It decides whether sending again could post twice."""

    NOT_SENT = "not-sent"  # no byte left: refused, unknown name, no connection, bad certificate
    PARTIAL = "partial"  # some of it may have left
    SENT = "sent"  # all of it left, and no answer came
    ANSWERED = "answered"  # the status line and headers came back


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """It arrived. `receipt` is the receiver's id where it gives one; `note` what a person should know besides."""

    receipt: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """It did not arrive, and may be sent again: not before `after` where the receiver asked for a wait.

    `counts` is False for an answer 429: the receiver is busy, the attempt did not fail. `everywhere` says that the wait
    is for every channel of the receiver's host, not for this one alone. `alarms`: it will not pass by itself, so
    somebody is told at once.
    """

    reason: str
    after: timedelta | None = None
    counts: bool = True
    everywhere: bool = False
    alarms: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """The receiver said no: for this part alone, or (`pause_channel`) for everything the channel sends."""

    reason: str
    pause_channel: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Nobody knows whether it arrived: the request got as far as `phase`, and no answer came."""

    phase: Phase
    reason: str


Outcome = Delivered | Retry | Rejected | Unknown
