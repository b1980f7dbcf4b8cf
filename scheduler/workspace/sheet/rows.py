"""Rows of config/posts/*.csv as cells: in one spelling, compared, merged by key, written."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Final

from scheduler.model import OneOff
from scheduler.plan.spelling import spell_when
from scheduler.workspace.posts import COLUMNS, READ

Cells = Mapping[str, str]
"""A row by our columns; a blank cell is the empty text."""

_UNITS: Final = ((86_400, "d"), (3_600, "h"), (60, "m"), (1, "s"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What becomes of a file: all rows in their order, and the keys of those kept, changed, added and removed."""

    rows: tuple[Cells, ...]
    kept: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def spell_duration(length: timedelta) -> str:
    """Return `1d 12h`, which `parse_duration` reads as the same."""
    left, words = round(length.total_seconds()), []
    for size, unit in _UNITS:
        if left >= size:
            words.append(f"{left // size}{unit}")
            left %= size
    return " ".join(words)


def cells_of(one_offs: Sequence[OneOff]) -> Cells:
    """Return the row of one-off posts that share one: the same post on its channels."""
    first = one_offs[0]
    return {
        "key": first.key,
        "when": spell_when(first.when) if first.when else "",
        "channel": ";".join(each.channel for each in one_offs),
        "text": first.text,
        "expires": spell_duration(first.expires) if first.expires else "",
        "link": first.link or "",
        "image": first.image.url if first.image else "",
        "alt": (first.image.alt if first.image else None) or "",
        "allow": "; ".join(f"{code}: {reason}" for code, reason in first.allow.items()),
    }


def rows_of(one_offs: Iterable[OneOff]) -> list[Cells]:
    """Return the rows of a file's posts, in their order."""
    return [cells_of(list(members)) for _, members in groupby(one_offs, key=lambda each: each.key)]


def merged(before: Sequence[Cells], new: Sequence[Cells], *, given: frozenset[str], keep: bool) -> Merged:
    """Return a file's rows after new ones of the same keys came in.

    What the new rows' sheet has no column for (`given` are those it has) stays as it is in a row that is there. Rows
    whose key is not among the new ones go, unless they are to be kept.
    """
    coming = {row["key"]: row for row in new}
    rows: list[Cells] = []
    kept: list[str] = []
    changed: list[str] = []
    removed: list[str] = []
    for old in before:
        key = old["key"]
        row = coming.pop(key, None)
        if row is None:
            (kept if keep else removed).append(key)
            rows += [old] if keep else []
            continue
        result = updated(old, row, given)
        (kept if result == old else changed).append(key)
        rows.append(result)
    return Merged(
        rows=(*rows, *coming.values()),
        kept=tuple(kept),
        changed=tuple(changed),
        added=tuple(coming),
        removed=tuple(removed),
    )


def updated(old: Cells, row: Cells, given: frozenset[str]) -> Cells:
    """Return an old row with what a new one says of the columns its sheet has; the order of channels is no news."""
    result = {name: row[name] if name in given else old[name] for name in READ}
    if set(result["channel"].split(";")) == set(old["channel"].split(";")):
        result["channel"] = old["channel"]
    return result


def columns_with(rows: Iterable[Cells]) -> tuple[str, ...]:
    """Return the columns of a file with these rows: ours, and `allow` where a row has something in it."""
    return READ if any(row["allow"] for row in rows) else COLUMNS


def sheet_bytes(columns: Sequence[str], rows: Iterable[Cells], *, line_end: str = "\r\n", mark: bool) -> bytes:
    """Return rows as CSV in UTF-8; with its `mark` Excel shows the accents, and other programs have to expect it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=line_end)
    writer.writerow(columns)
    writer.writerows([row[name] for name in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig" if mark else "utf-8")
