"""Rows that read as another one did, which is gone: an edit that lost its key, and would go out as a new post."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Final

from scheduler.errors import Problem, Severity
from scheduler.model import Op, Plan, Post
from scheduler.plan.allowing import POSTS, Allowances
from scheduler.plan.drafted import Drafted
from scheduler.plan.slots import NEXT_FREE

ALIKE: Final = 0.6
"""What two texts have in common that are one and its edit, of 1."""

MOST_COMPARED: Final = 50
"""Rows that are gone from the files, as far as each new one is held against them."""

MOST_NAMED: Final = 3


def rekeyed(plan: Plan, queued: Iterable[Post], drafted: Drafted, allowances: Allowances) -> tuple[Problem, ...]:
    """Return a warning where new rows without a time read as rows did that the files have no more.

    A key made of a row's first words is another one once they are edited: the old post is cancelled, or was sent.
    """
    asked = {post.key for post in drafted.posts} | drafted.blocked.keys()
    rows = (post for post in queued if (post.campaign, post.when) == (POSTS, NEXT_FREE) and post.key not in asked)
    gone = [post for post in rows if post.waits or post.frozen]
    pairs = list(_pairs(plan, gone)) if gone else []
    meant = [new for new, _ in pairs if allowances.reason("key-lost", new.key)]
    left = [(new, old) for new, old in pairs if new not in meant]
    return (_lost(left),) if left else ()


def _pairs(plan: Plan, gone: list[Post]) -> Iterator[tuple[Post, Post]]:
    """Yield the new rows with the one each of them was, none of which was two."""
    for change in plan.changes:
        new = change.after
        if change.op is not Op.ADD or change.before or new is None or (new.campaign, new.when) != (POSTS, NEXT_FREE):
            continue
        there = [post for post in gone if post.channel == new.channel][-MOST_COMPARED:]
        likeness, _, old = max(((_alike(new, each), -at, each) for at, each in enumerate(there)), default=(0.0, 0, new))
        if likeness >= ALIKE:
            gone.remove(old)
            yield new, old


def _alike(new: Post, old: Post) -> float:
    """Return how far two texts are one and its edit; not at all where nothing was edited."""
    before, after = _text(old), _text(new)
    if before == after:
        return 0.0
    found = SequenceMatcher(None, before, after, autojunk=False)
    return found.ratio() if found.quick_ratio() >= ALIKE else 0.0


def _text(post: Post) -> str:
    return "\n".join(part.content.text for part in post.parts)


def _lost(pairs: list[tuple[Post, Post]]) -> Problem:
    rows = {(new.step, old.step): old for new, old in pairs}
    count, sent = len(rows), sum(old.frozen for old in rows.values())
    said = "1 post is new because its text" if count == 1 else f"{count} posts are new because their texts"
    message = f"{said} changed"
    if sent:
        message += "; the old one was sent already" if count == 1 else f"; {sent} of the old ones went out already"
    names = ", ".join(f"{old} for {new}" for new, old in list(rows)[:MOST_NAMED])
    more = f" and {count - MOST_NAMED} more" if count > MOST_NAMED else ""
    hint = f"give the {'row' if count == 1 else 'rows'} a Key, that of the old post: {names}{more}"
    if sent:
        hint += "; where both are meant, say so with  allow: key-lost"
    return Problem(code="key-lost", message=message, hint=hint, severity=Severity.WARNING, place=pairs[0][0].place)
