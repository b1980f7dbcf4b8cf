"""What an undo changes, said as a plan says it: each post from what it is to what it was."""

from collections.abc import Iterator, Mapping

from scheduler.model import Change, Hand, Op, PartState, Post


def taken_back(before: Mapping[str, Post | None], now: Mapping[str, Post | None]) -> tuple[Change, ...]:
    """Return the changes that lead from the posts as they are `now` to what they were `before`, in their order."""
    changes = (_change(key, now.get(key), post) for key, post in before.items())
    return tuple(sorted((each for each in changes if each), key=lambda each: (each.post.due_at, each.key)))


def _change(key: str, now: Post | None, before: Post | None) -> Change | None:
    if before is None:
        if now is None:
            return None
        return Change(op=Op.CANCEL, key=key, before=now, after=None, reason="leaves the queue", place=now.place)
    op, reason = _difference(now, before)
    return Change(op=op, key=key, before=now, after=before, reason=reason, place=before.place)


def _difference(now: Post | None, before: Post) -> tuple[Op, str]:
    """Return what kind of change it is, and in words what else it changes."""
    words = list(_words(now, before))
    if now is None or (now.state is PartState.CANCELLED and before.state is not PartState.CANCELLED):
        return Op.ADD, "; ".join([f"{before.state} again", *words])
    if before.state is PartState.CANCELLED and now.state is not PartState.CANCELLED:
        return Op.CANCEL, "; ".join(["cancelled again", *words])
    if now.state is not before.state:
        words.insert(0, f"{before.state} again")
    return (Op.RETIME if now.due_at != before.due_at else Op.REWORD), "; ".join(words)


def _words(now: Post | None, before: Post) -> Iterator[str]:
    if now is None:
        return
    if now.due_at != before.due_at:
        yield "back to its time"
    if now.content_hash != before.content_hash:
        yield "back to its words"
    for kind in Hand:
        there, then = now.override(kind), before.override(kind)
        if there and not then:
            yield f"no longer {kind} by hand"
        elif then and not there:
            yield f"{kind} by hand again"
    if len(now.approvals) > len(before.approvals):
        yield "one approval less"
