"""Truth windows: from the claims a part makes to `not_before <= due_at < not_after`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler.model import Claim, Expiry


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When a part may start, and which bound closes it. `true_from` and `true_until` are its claims' alone."""

    not_before: datetime
    not_after: datetime
    expiry: Expiry
    true_from: datetime | None
    true_until: datetime | None

    def holds(self, due_at: datetime) -> bool:
        """Whether the part is true at the time it is due."""
        return self.not_before <= due_at < self.not_after


def window(claims: Iterable[Claim], *, due_at: datetime, expires_at: datetime | None, late: timedelta) -> Window:
    """Return the window of a part: the claims' intersection, its step's expiry, and how late it may be.

    Where nothing bounds the start, a part is not sent before it is due. Of equal ends, untruth is the reason given.
    """
    spoken = tuple(claims)
    true_from = max((claim.start for claim in spoken if claim.start), default=None)
    true_until = min((claim.end for claim in spoken if claim.end), default=None)
    ends = (
        (true_until, Expiry.UNTRUE),
        (expires_at, Expiry.EXPIRES),
        (due_at + late, Expiry.LATE),
    )
    not_after, expiry = min(((end, why) for end, why in ends if end is not None), key=lambda each: each[0])
    return Window(
        not_before=true_from or due_at,
        not_after=not_after,
        expiry=expiry,
        true_from=true_from,
        true_until=true_until,
    )
