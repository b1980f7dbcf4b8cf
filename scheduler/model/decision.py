"""What people decided about a post by hand: overrides that apply leaves alone, and approvals."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Hand(StrEnum):
    """What a hand can do to a post that waits; each lasts until it is released."""

    MOVED = "moved"  # to another time than the files say
    PAUSED = "paused"  # not begun; the flag `held` of the post is what begin looks at
    CANCELLED = "cancelled"  # not sent, though the files ask for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What was done by hand, by whom and when. `was` is the due time before the first move."""

    kind: Hand
    user: str
    at: datetime
    was: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One person's yes to these words at this time. It holds for nothing else, and stays written when it is void."""

    user: str
    at: datetime
    content_hash: str
    due_at: datetime
