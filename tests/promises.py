"""What holds of a queue whatever was done to it, judged from posts alone and by none of the functions that decide."""

from collections.abc import Callable, Mapping
from datetime import datetime

from scheduler.model import WAITING, Hand, Part, PartState, Post, part_key

S = PartState
Queue = Mapping[str, Post]
STOPPED = (S.FAILED, S.EXPIRED)


def agreeing(post: Post) -> set[str]:
    """Return who said yes to these words at this time."""
    this = post.content_hash, post.due_at
    return {each.user for each in post.approvals if (each.content_hash, each.due_at) == this}


def agreed(post: Post) -> bool:
    """Whether as many people as it needs said yes to these words at this time."""
    return len(agreeing(post)) >= post.approvals_required


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


def waits(post: Post) -> bool:
    """Whether people may still change it: nothing was begun, and something may go out."""
    return not begun(post) and bool(waiting(post))


def expired(before: Queue, after: Queue) -> set[str]:
    """Return the keys of the parts that time ended, each for the reason that it had."""
    found = set()
    for key, post in after.items():
        for old, part in zip(before[key].parts, post.parts, strict=True):
            if part.state is S.EXPIRED and old.state is not S.EXPIRED:
                assert part.reason == part.expiry
                assert all(each.state is S.CANCELLED for each in post.parts[part.number :])
                found.add(part_key(key, part.number))
    return found


def may_begin(queue: Queue, now: datetime, *, open_: bool) -> set[str]:
    """Return the keys of the parts that go out now, and all of them: none is late for no reason."""
    return {
        part_key(post.key, part.number)
        for post in queue.values()
        for part in _next(post)
        if open_ and max(part.ready_at, part.not_before) <= now < part.not_after
    }


def next_instant(queue: Queue, now: datetime, *, open_: bool) -> datetime | None:
    """Return the first instant from now on at which a part can go out, or a window closes."""
    starts = [part.ready_at for post in queue.values() for part in _next(post) if part.ready_at < part.not_after]
    ends = [part.not_after for post in queue.values() for part in waiting(post)[:1]]
    return max(now, min([*starts, *ends] if open_ else ends, default=now)) if ends else None


def _next(post: Post) -> list[Part]:
    """Return the part of a post that is next, where the post may go."""
    behind = [part for part in post.parts if part.state is not S.DELIVERED][:1]
    return [part for part in behind if part.state is S.SCHEDULED and not post.held]


def as_asked(post: Post, asked: Post) -> None:
    """What waits says what the files say, when they say it, and for as long as they have it true."""
    for part, wanted in zip(post.parts, asked.parts, strict=True):
        assert (part.content, part.due_at, part.state) == (wanted.content, wanted.due_at, wanted.state)
        assert (part.not_before, part.not_after, part.expiry) == (wanted.not_before, wanted.not_after, wanted.expiry)
        assert (part.true_from, part.true_until) == (wanted.true_from, wanted.true_until)
    assert post.approvals_required == asked.approvals_required


def applied(before: Queue, after: Queue, files: Queue, now: datetime) -> None:
    """Files ask, and hands and what was begun come first; no approval is lost on the way."""
    assert after.keys() >= before.keys()
    for key, post in after.items():
        old, asked = before.get(key), files.get(key)
        assert post.approvals == (old.approvals if old else ())
        over = asked is None or any(part.not_after <= now for part in asked.parts)
        if old and begun(old):
            assert post == old
        elif old and old.by_hand:
            _kept_by_hand(old, post, asked)
        elif old and not waiting(old):
            again = asked and (old.state is S.CANCELLED or now < asked.due_at != old.due_at)
            assert bool(waiting(post)) == bool(again and not over)
            assert waiting(post) or post == old
        else:
            assert bool(waiting(post)) == (not over) or (asked and post == old)  # nobody has looked yet that it is over
        if asked and waiting(post) and not (old and (begun(old) or old.by_hand)):
            as_asked(post, asked.approved_by(post.approvals))
    for key, asked in files.items():
        assert key in after or any(part.not_after <= now for part in asked.parts), "asked for, and lost"


def _kept_by_hand(old: Post, post: Post, asked: Post | None) -> None:
    """What a hand holds is as the hand left it, or called off where it would say what is no longer so."""
    said, wanted = ([_says(part) for part in each.parts] if each else None for each in (old, asked))
    if waiting(old) and asked and said != wanted:
        assert not waiting(post)
        assert all(part.state is S.CANCELLED for part in post.parts if part.reason not in (None, "thread-stopped"))
    else:
        assert post == old


def _says(part: Part) -> tuple[object, ...]:
    return part.content, part.true_from, part.true_until


def may_refuse(verb: str, post: Post) -> bool:
    """Whether a hand may find that it can do nothing: what waits can be stopped, and what was begun cannot."""
    match verb:
        case "paused" | "cancelled":
            return not waits(post)
        case "approved":
            return not waits(post) or not post.approvals_required
        case "resumed":
            return False
        case "released":
            return begun(post)
    return True


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
            assert before.held or not begun(before)
        case "cancelled":
            assert all(part.state is S.CANCELLED for part in after.parts if part.state is not S.DELIVERED)
        case "moved":
            assert after.due_at > now
            assert before.state is not S.CANCELLED
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
