"""What became of one attempt, as its owner tells it to the queue."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from scheduler.model import TRANSITIONS, PartState, Phase
from scheduler.queue.database.tables import OUTCOMES
from scheduler.queue.restraint.breaker import Sign

DID_NOT_ARRIVE: Final = (408, 425, 429, 500, 503)
"""The statuses by which a receiver says that it did not take a request, and may be asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What became of one attempt, and what its part becomes.

    `ready_at` is when a part that is scheduled again may start (never before its `not_before`; None: as it was). An
    expired part takes its own `expiry` for a reason; `reason` then stands with the attempt only.

    `sign` is what the attempt says of the receiver (None: nothing), `chance` in [0, 1) jitters what follows from it.
    `alarms`: somebody is told of it, though the part may be sent again.
    Nothing is begun on the channels of `quiet` before `quiet_until`: their receiver asked for it.

    Raises ValueError for a state that no attempt leads to, or an outcome that is none.
    """

    part_id: int
    attempt: int
    owner: str
    state: PartState
    outcome: str
    phase: Phase | None = None
    status: int | None = None
    reason: str | None = None
    receipt: str | None = None
    ready_at: datetime | None = None
    pause_channel: bool = False
    sign: Sign | None = None
    chance: float = 0.5
    alarms: bool = False
    quiet: tuple[str, ...] = ()
    quiet_until: datetime | None = None

    @property
    def unsure(self) -> bool:
        """Whether the attempt may have arrived, though it is to be repeated."""
        unheard = self.phase in (Phase.PARTIAL, Phase.SENT)
        return self.outcome == "retry" and (
            unheard or (self.phase is Phase.ANSWERED and self.status not in DID_NOT_ARRIVE)
        )

    def __post_init__(self) -> None:
        """Refuse what the tables would refuse, before it can spoil a whole transaction."""
        if self.state not in TRANSITIONS[PartState.SENDING]:
            raise ValueError(f"an attempt does not lead to {self.state}")
        if self.outcome not in OUTCOMES:
            raise ValueError(f"{self.outcome!r} is no outcome")
