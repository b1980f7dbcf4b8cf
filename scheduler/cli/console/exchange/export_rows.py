"""Posts as rows of a spreadsheet: our own columns, which `import csv` reads back, and how each post stands."""

from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

from scheduler import platforms
from scheduler.cli.console.desk import Desk
from scheduler.cli.console.exchange.exporting import Exported
from scheduler.model import OneOff, Post
from scheduler.plan.slots import NEXT_FREE
from scheduler.workspace.sheet.columns import OF_EXPORT
from scheduler.workspace.sheet.formulas import guarded
from scheduler.workspace.sheet.rows import Cells, cells_of, columns_with, sheet_bytes, spell_duration

ONE_OFFS: Final = "posts"
PLANNED: Final = "planned"
"""What stands for the state of a post that is not in the queue yet."""

BETWEEN_PARTS: Final = "\n---\n"


def csv_bytes(desk: Desk, exported: Exported) -> bytes:
    """Return posts as CSV for Excel, Numbers and Google Sheets; no cell is a formula."""
    of_files = _file_rows(desk, exported)
    places = {key: number for number, key in enumerate(of_files)}
    posts = sorted(exported.posts, key=lambda post: (post.due_at, places.get(post.key, len(places))))
    rows = [{**_row(post, desk, of_files), "state": _state(exported, post)} for post in posts]
    return sheet_bytes(
        (*columns_with(rows), *OF_EXPORT),
        ({name: guarded(cell) for name, cell in row.items()} for row in rows),
        mark=True,
    )


def _file_rows(desk: Desk, exported: Exported) -> Mapping[str, OneOff]:
    """Return, by key, the rows whose posts say what is exported; one that was edited since speaks of the next apply."""
    said = {post.key: post.content_hash for post in exported.posts if post.campaign == ONE_OFFS}
    if not said:
        return {}
    drafted = {post.key for post in desk.drafted.posts if said.get(post.key) == post.content_hash}
    rows = {f"{ONE_OFFS}/{each.key}/{each.channel}": each for each in desk.workspace.one_offs}
    return {key: row for key, row in rows.items() if key in drafted}


def _row(post: Post, desk: Desk, rows: Mapping[str, OneOff]) -> Cells:
    own, theirs = desk.workspace.zone, desk.workspace.audience_zone
    due = _wall(post, own)
    return {
        **(cells_of([rows[post.key]]) if post.key in rows else _of_queue(post, due)),
        "post_key": post.key,
        "due": due,
        "zone": own,
        "audience_due": _wall(post, theirs),
        "audience_zone": theirs,
    }


def _state(exported: Exported, post: Post) -> str:
    return post.state.value if post.key in exported.queued else PLANNED


def _of_queue(post: Post, due: str) -> Cells:
    """Return a post's cells as it goes out: what a template or an older row said is no longer known."""
    content = post.parts[0].content
    one_off = post.campaign == ONE_OFFS
    when = "" if post.when == NEXT_FREE else post.when if one_off else due
    return {
        "key": post.step if one_off else "",
        "when": when,
        "channel": post.channel,
        "text": BETWEEN_PARTS.join(platforms.get(post.platform).shown(part.content.text) for part in post.parts),
        "expires": spell_duration(post.expires_at - post.due_at) if post.expires_at else "",
        "link": content.link or "",
        "image": content.image.url if content.image else "",
        "alt": (content.image.alt if content.image else None) or "",
        "allow": "",
    }


def _wall(post: Post, zone: str) -> str:
    return f"{post.due_at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"
