"""What a hand does to a post that waits: pause, resume, cancel, release, approve (move has a file of its own).

Each returns the post as it becomes, the same post where it is so already, or the reason why it stays as it is, said so
that it reads on after the post's key: "was delivered".
"""

from dataclasses import replace
from datetime import datetime
from typing import Final

from scheduler.model import WAITING, Approval, Hand, Override, PartState, Post

BY_HAND: Final = "cancelled by hand"
"""The reason of a part that a person called off."""

BEGUN: Final = {
    PartState.SENDING: "is on its way: what was begun cannot be changed",
    PartState.UNKNOWN: "was begun, and nobody knows whether it arrived: settle that first, with  tminus queue resolve",
    PartState.DELIVERED: "was delivered: what was sent stays sent",
}
"""Why a post that was begun stays as it is, by its state; another state is that of a thread half sent."""

UNSURE: Final = "may have arrived already, and is sent again exactly as it was: that cannot be changed any more"
THREAD_BEGUN: Final = "was begun: a part of the thread is out, so the rest goes as it was"

OVER: Final = {
    PartState.CANCELLED: "is cancelled already",
    PartState.FAILED: "failed, so it does not wait any more",
    PartState.EXPIRED: "expired, so it does not wait any more",
}


def objection(post: Post) -> str | None:
    """Return why a post does not wait for anything a hand could change; None where it does."""
    if post.frozen:
        return BEGUN.get(post.state, UNSURE if post.unsure else THREAD_BEGUN)
    return None if post.waits else OVER[post.state]


def pause(post: Post, *, user: str, at: datetime) -> Post | str:
    """Keep a post from being begun until it is resumed; its time goes on."""
    if post.held:
        return post
    return objection(post) or replace(post, held=True, overrides=_with(post, Hand.PAUSED, user, at))


def resume(post: Post) -> Post | str:
    """Let a paused post go again."""
    if not post.held:
        return post
    return replace(post, held=False, overrides=tuple(each for each in post.overrides if each.kind is not Hand.PAUSED))


def cancel(post: Post, *, user: str, at: datetime) -> Post | str:
    """Call a post off, whatever the files ask for, until it is released."""
    if post.override(Hand.CANCELLED):
        return post
    parts = tuple(
        replace(part, state=PartState.CANCELLED, reason=BY_HAND) if part.state in WAITING else part
        for part in post.parts
    )
    return objection(post) or replace(post, parts=parts, overrides=_with(post, Hand.CANCELLED, user, at))


def release(post: Post) -> Post | str:
    """Give a post back to the files: a pause ends now; a time or a cancellation by hand stays until the next apply.

    A post that was begun goes as it was, whatever a hand did to it before: there is nothing to give back.
    """
    if not post.by_hand:
        return post
    begun = objection(post) if post.frozen and not post.held else None
    return begun or replace(post, held=False, overrides=())


def approve(post: Post, *, user: str, at: datetime) -> Post | str:
    """Say yes to a post as it stands, words and time; it is scheduled once enough people have."""
    if why := objection(post):
        return why
    if not post.approvals_required:
        return "needs no approval"
    if any(each.user == user for each in post.approved):
        return post
    yes = Approval(user=user, at=at, content_hash=post.content_hash, due_at=post.due_at)
    return post.approved_by((*post.approvals, yes))


def _with(post: Post, kind: Hand, user: str, at: datetime) -> tuple[Override, ...]:
    return (*post.overrides, Override(kind=kind, user=user, at=at))
