"""A post and its parts: their states, which state may follow which, and their keys."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Self

from scheduler.errors import Place
from scheduler.model.content import Content, sha256_of_json
from scheduler.model.decision import Approval, Hand, Override


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Words of time in a post and the interval [start, end) in which they are true; None is unbounded."""

    words: str
    start: datetime | None
    end: datetime | None


class Expiry(StrEnum):
    """Why a part is not sent after its `not_after`."""

    UNTRUE = "untrue"  # what it says stopped being true
    EXPIRES = "expires"  # its step said so
    LATE = "late"  # the workspace's `late` rule


class PartState(StrEnum):
    """Where a part stands. Each member says who moves it in, and who out."""

    AWAITING = "awaiting"  # in: apply, where approval is required or an edit undid it; out: a person, apply, reconcile
    SCHEDULED = "scheduled"  # in: apply, an approval, a retry; out: begin, apply, a person, reconcile
    SENDING = "sending"  # in: begin, fenced; out: settle, fenced by owner and attempt, or reconcile
    DELIVERED = "delivered"  # in: settle, a person, policy assume-sent; final
    FAILED = "failed"  # in: settle, when the receiver said no; out: a person
    UNKNOWN = "unknown"  # in: settle or reconcile, when nobody knows whether it arrived; out: a person or the policy
    EXPIRED = "expired"  # in: reconcile or settle, once its window closed; out: an apply with a new future time
    CANCELLED = "cancelled"  # in: apply, a person, a stopped thread; out: a person, an apply


S = PartState


TRANSITIONS: Mapping[PartState, frozenset[PartState]] = MappingProxyType(
    {
        S.AWAITING: frozenset({S.SCHEDULED, S.CANCELLED, S.EXPIRED}),
        S.SCHEDULED: frozenset({S.AWAITING, S.SENDING, S.CANCELLED, S.EXPIRED}),
        S.SENDING: frozenset({S.DELIVERED, S.FAILED, S.UNKNOWN, S.SCHEDULED, S.EXPIRED}),
        S.UNKNOWN: frozenset({S.DELIVERED, S.SCHEDULED, S.EXPIRED}),
        S.FAILED: frozenset({S.SCHEDULED}),
        S.CANCELLED: frozenset({S.SCHEDULED}),
        S.EXPIRED: frozenset({S.SCHEDULED}),
        S.DELIVERED: frozenset(),
    },
)
"""Which state may follow which; the queue's statements are written from this table and a test walks it."""


STATE_OF_POST: Sequence[PartState] = (
    S.SENDING,
    S.UNKNOWN,
    S.FAILED,
    S.EXPIRED,
    S.AWAITING,
    S.SCHEDULED,
    S.DELIVERED,
    S.CANCELLED,
)
"""The state of a post is the first of these that one of its parts has."""


FROZEN = frozenset({S.SENDING, S.UNKNOWN, S.DELIVERED})
"""A post with a part in one of these states is not touched by apply any more."""


NOTICES = "notices"
"""The campaign of the posts by which the daemon tells of troubles: no file asks for them, so no plan concerns them."""


WAITING = frozenset({S.AWAITING, S.SCHEDULED})
"""The states of a part that may still be changed, or called off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One message: `not_before <= due_at < not_after`, which the daemon checks once more in the moment it begins.

    `true_from` and `true_until` are the truth window of its claims (None: unbounded); `expiry` says which bound made
    `not_after`. `ready_at` is when the next attempt may start: at first the due time, later a retry's.
    """

    number: int
    content: Content
    due_at: datetime
    not_before: datetime
    not_after: datetime
    expiry: Expiry
    ready_at: datetime
    true_from: datetime | None = None
    true_until: datetime | None = None
    state: PartState = PartState.SCHEDULED
    attempts: int = 0
    receipt: str | None = None
    reason: str | None = None
    unsure_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What goes out on one channel at one time; a thread is a post with several parts.

    `key` is `campaign/step/channel` (plus `/YYYY-MM-DD` for an occurrence), its identity across plans. `when` is the
    rule it came from and `wall` the local time that rule gave in `zone`, kept to explain `due_at`. `held` keeps it from
    being begun; `overrides` say whose hand that was, or moved it, or cancelled it. `approvals` are all that were ever
    given; `approved` are those that hold, and `approvals_required` is how many it takes.
    """

    key: str
    campaign: str
    step: str
    channel: str
    platform: str
    due_at: datetime
    zone: str
    parts: tuple[Part, ...]
    expires_at: datetime | None = None
    wall: str = ""
    when: str = ""
    held: bool = False
    overrides: tuple[Override, ...] = ()
    approvals: tuple[Approval, ...] = ()
    approvals_required: int = 0
    claims: tuple[Claim, ...] = ()
    facts_used: tuple[Place, ...] = ()
    place: Place | None = field(default=None, compare=False)

    @property
    def state(self) -> PartState:
        """The state of the post: the first of `STATE_OF_POST` among its parts."""
        present = {part.state for part in self.parts}
        return next(state for state in STATE_OF_POST if state in present)

    @property
    def frozen(self) -> bool:
        """Whether a part was begun, or may have arrived, so that apply leaves the post alone."""
        return any(part.state in FROZEN or part.unsure_since for part in self.parts)

    @property
    def unsure(self) -> bool:
        """Whether a part that is not begun may have arrived with an earlier attempt: it goes again as it went."""
        return any(part.unsure_since and part.state not in FROZEN for part in self.parts)

    @property
    def waits(self) -> bool:
        """Whether nothing of it was begun and some of it may still go out."""
        return not self.frozen and any(part.state in WAITING for part in self.parts)

    @property
    def by_hand(self) -> bool:
        """Whether a hand did something to it that apply leaves alone until it is released."""
        return self.held or bool(self.overrides)

    def override(self, kind: Hand) -> Override | None:
        """Return the override of a kind, if there is one."""
        return next((each for each in self.overrides if each.kind is kind), None)

    @property
    def approved(self) -> tuple[Approval, ...]:
        """The approvals that hold: of these words at this time, one a person."""
        if not self.approvals:
            return ()
        this = self.content_hash, self.due_at
        held: dict[str, Approval] = {}
        for each in self.approvals:
            if (each.content_hash, each.due_at) == this:
                held.setdefault(each.user, each)
        return tuple(held.values())

    def approved_by(self, approvals: tuple[Approval, ...]) -> Self:
        """Return the post with these approvals; what waits is `scheduled` if enough of them hold, else `awaiting`."""
        post = replace(self, approvals=approvals) if approvals != self.approvals else self
        enough = not post.approvals_required or len(post.approved) >= post.approvals_required
        state = PartState.SCHEDULED if enough else PartState.AWAITING
        if all(part.state is state for part in post.parts if part.state in WAITING):
            return post
        parts = tuple(replace(part, state=state) if part.state in WAITING else part for part in post.parts)
        return replace(post, parts=parts)

    @property
    def content_hash(self) -> str:
        """SHA-256 of the JSON list of the parts' hashes."""
        return sha256_of_json([part.content.hash for part in self.parts])

    @property
    def not_before(self) -> datetime:
        """When its first part may start."""
        return self.parts[0].not_before

    @property
    def not_after(self) -> datetime:
        """After which its first part does not start any more."""
        return self.parts[0].not_after


def part_key(post_key: str, number: int) -> str:
    """Return a part's key: idempotency key, `webhook-id`, and the name people see."""
    return f"{post_key}#{number}"


@lru_cache(maxsize=64)
def selection(select: str) -> re.Pattern[str]:
    """Return the pattern that the keys named by SELECT match in full.

    A key or its leading segments select everything below; `*` stands for any characters inside one segment, so
    `*/out-now` selects that step of every campaign. A part's key (`...#2`) selects its post.
    """
    segments = select.partition("#")[0].strip("/").split("/")
    inside = "/".join("[^/]*".join(map(re.escape, segment.split("*"))) for segment in segments)
    return re.compile(f"{inside}(?:/.*)?", re.DOTALL)
