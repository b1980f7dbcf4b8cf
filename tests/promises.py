"""What holds of a queue whatever was done to it, judged from posts alone and by none of the functions that decide."""

from collections.abc import Callable, Mapping
from datetime import datetime

from scheduler.model import WAITING, Hand, Part, PartState, Post

S = PartState
Queue = Mapping[str, Post]
STOPPED = (S.FAILED, S.EXPIRED)


def agreed(post: Post) -> bool:
    """Whether as many people as it needs said yes to these words at this time."""
    words = [part.content.hash for part in post.parts]
    people = {
        each.user
        for each in post.approvals
        if (each.content_hash, each.due_at) == (post.content_hash, post.due_at) and words
    }
    return len(people) >= post.approvals_required


def begun(post: Post) -> bool:
    """Whether a part is out, on its way, or may be."""
    return any(part.state in (S.SENDING, S.UNKNOWN, S.DELIVERED) or part.unsure_since for part in post.parts)


def waiting(post: Post) -> list[Part]:
    """Return the parts that may still go out."""
    return [part for part in post.parts if part.state in WAITING]


def says_what_is_true(post: Post) -> None:
    """What waits goes out at a time at which its words are true, or not at all."""
    for part in waiting(post):
        assert part.not_before <= part.due_at < part.not_after
        assert part.true_until is None or part.not_after <= part.true_until
        assert part.true_from is None or part.true_from <= part.not_before


def goes_in_order(post: Post) -> None:
    """A part goes when all before it have arrived, and not behind one that never will."""
    for before, part in zip(post.parts, post.parts[1:], strict=False):
        if part.state in (S.SENDING, S.UNKNOWN, S.DELIVERED):
            assert before.state is S.DELIVERED
        if part.state in WAITING:
            assert before.state not in STOPPED


def nothing_lingers(queue: Queue, now: datetime) -> None:
    """What was not sent in time has an end that can be seen: once time was told, nothing waits that is over."""
    for post in queue.values():
        for part in waiting(post)[:1]:
            assert part.not_after > now


def applied(before: Queue, after: Queue, files: Queue, now: datetime) -> None:
    """Files ask, and hands and what was begun come first; no approval is lost on the way."""
    for key, post in after.items():
        old, asked = before.get(key), files.get(key)
        if old:
            assert post.approvals == old.approvals
        if old and begun(old):
            assert post == old
        elif old and old.by_hand:
            assert post == old or not waiting(post)
            assert not waiting(post) or asked is None or post.content_hash == asked.content_hash
        elif waiting(post):
            assert asked is not None
            assert (post.content_hash, post.due_at) == (asked.content_hash, asked.due_at)
            assert post == old or all(part.not_after > now for part in post.parts)


def decided(verb: str, before: Post, after: Post, now: datetime) -> None:
    """A hand changes what waits, and of that what its verb says."""
    kinds, were = [each.kind for each in after.overrides], [each.kind for each in before.overrides]
    _UNTOUCHED[verb](before, after)
    match verb:
        case "paused":
            assert after.held
            assert kinds == [*were, Hand.PAUSED]
        case "resumed":
            assert not after.held
            assert kinds == [each for each in were if each is not Hand.PAUSED]
        case "released":
            assert (after.held, kinds) == (False, [])
        case "cancelled":
            assert not waiting(after)
        case "moved":
            assert after.due_at > now
            (moved,) = (each for each in after.overrides if each.kind is Hand.MOVED)
            assert moved.was == next((each.was for each in before.overrides if each.kind is Hand.MOVED), before.due_at)
        case "approved":
            assert len(after.approvals) == len(before.approvals) + 1
            these = [
                each.user
                for each in after.approvals
                if (each.content_hash, each.due_at) == (after.content_hash, after.due_at)
            ]
            assert len(these) == len(set(these))


def _nothing_begun(before: Post, after: Post) -> None:
    assert not begun(before)
    assert after.content_hash == before.content_hash


def _same_parts(before: Post, after: Post) -> None:
    assert after.parts == before.parts


_UNTOUCHED: Mapping[str, Callable[[Post, Post], None]] = {
    **dict.fromkeys(("paused", "cancelled", "moved", "approved"), _nothing_begun),
    **dict.fromkeys(("resumed", "released"), _same_parts),
}
