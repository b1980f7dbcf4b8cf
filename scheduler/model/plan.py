"""A plan: the difference between what the files say and what the queue holds."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from scheduler.errors import Place
from scheduler.model.post import Post


class Op(StrEnum):
    """What apply does with a post (or why it does nothing)."""

    ADD = "add"  # new, or back again
    RETIME = "retime"  # another time (its text may differ too)
    REWORD = "reword"  # another text at the same time
    CANCEL = "cancel"  # no file asks for it any more
    HELD = "held"  # moved, paused or cancelled by hand: left as it is
    SENT = "sent"  # already begun with something that has changed since: left as it is, and listed
    MISSED = "missed"  # its time was over before it was ever planned: never queued


APPLIED = frozenset({Op.ADD, Op.RETIME, Op.REWORD, Op.CANCEL})
"""The operations that change the queue; the others only tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between the files and the queue. `before` is the queue's post, `after` the files'."""

    op: Op
    key: str
    before: Post | None
    after: Post | None
    reason: str
    place: Place | None = None

    @property
    def post(self) -> Post:
        """The post it is about, as the files have it, or else as the queue has it."""
        post = self.after or self.before
        if post is None:
            raise ValueError(f"the change of {self.key} has no post")
        return post


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Every difference at one moment; `revision` is the queue's, `files` the hash of the files it was made from."""

    revision: int
    files: str
    at: datetime
    changes: tuple[Change, ...]

    @property
    def counts(self) -> Mapping[Op, int]:
        """How many changes there are of each kind, the zeros included."""
        found = Counter(change.op for change in self.changes)
        return {op: found[op] for op in Op}

    @property
    def waiting(self) -> tuple[Change, ...]:
        """The changes that apply would make; the others only tell."""
        return tuple(change for change in self.changes if change.op in APPLIED)
