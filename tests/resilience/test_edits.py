"""Posts that are edited in the very moment they are begun. The oracle is the receiver's journal."""

import random
import threading
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from scheduler.errors import StalePlanError
from scheduler.model import Change, Content, Op, PartState, Plan, Post
from scheduler.queue import Store


def test_what_arrived_is_what_the_queue_says_was_sent(file_scene: Any) -> None:
    """Reworded, retimed or cancelled at full speed: an edit is in time or refused, and nothing arrives half edited."""
    due = datetime.now(UTC) + timedelta(seconds=1)
    keys = [f"c/s{number}/{channel}" for number in range(100) for channel in ("hold", "resend")]
    file_scene.queue(*keys, due_at=due)
    done, outcomes = threading.Event(), Counter[str]()
    editing = threading.Thread(target=edit, args=(file_scene, done, outcomes))
    editing.start()
    with file_scene.store() as store:
        file_scene.play(store)
        done.set()
        editing.join()
        posts = store.posts()
    arrived = {line["key"]: line["text"] for line in file_scene.journal}
    assert set(file_scene.arrived.values()) == {1}
    assert arrived == {
        f"{post.key}#1": post.parts[0].content.text for post in posts if post.state is PartState.DELIVERED
    }
    assert {post.state for post in posts} <= {PartState.DELIVERED, PartState.CANCELLED, PartState.SCHEDULED}
    assert outcomes["applied"]
    assert outcomes["stale"]


def edit(file_scene: Any, done: threading.Event, outcomes: Counter[str]) -> None:
    """Apply one small plan after another to posts that are about to be begun."""
    chance = random.Random(7)  # noqa: S311 - the same edits in every run
    with file_scene.store() as store:
        while not done.is_set():
            waiting = [post for post in store.posts() if post.state is PartState.SCHEDULED][:20]
            if not waiting:
                return
            plan = edited(store, chance.sample(waiting, min(3, len(waiting))), chance)
            threading.Event().wait(0.01)
            try:
                store.apply(plan, now=datetime.now(UTC), user="ana")
            except StalePlanError:
                outcomes["stale"] += 1
            else:
                outcomes["applied"] += 1


def edited(store: Store, posts: list[Post], chance: random.Random) -> Plan:
    """Return a plan that rewords, retimes or cancels each of these posts."""
    changes = []
    for post in posts:
        op = chance.choice([Op.REWORD, Op.RETIME, Op.CANCEL])
        part = replace(post.parts[0], content=Content(text=f"{post.key} edited {chance.random()}"))
        if op is Op.RETIME:
            later = part.due_at + timedelta(seconds=0.3)
            part = replace(part, due_at=later, not_before=later, ready_at=later)
        after = None if op is Op.CANCEL else replace(post, parts=(part,), due_at=part.due_at)
        changes.append(Change(op=op, key=post.key, before=post, after=after, reason="edited"))
    return Plan(revision=store.revision(), files="", at=datetime.now(UTC), changes=tuple(changes))
