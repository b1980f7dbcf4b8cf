"""Sheets with a column a platform: each filled cell is a post of its own, or a tick beside a text that all share."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from scheduler.model import Channel
from scheduler.workspace.sheet.channels import channels_of, platform_named
from scheduler.workspace.sheet.columns import Columns, meaning_of

YES: Final = frozenset(
    {"x", "✓", "✔", "✅", "☑", "1", "y", "yes", "true", "ja", "wahr", "oui", "vrai", "sí", "si", "sì", "sim"}
)
NO: Final = frozenset({"0", "n", "no", "false", "nein", "falsch", "non", "faux", "não", "nee"})
NOTHING: Final = frozenset({"-", "–", "—", "n/a", "na", "none", "tbd", "tba", "todo"})
"""What people write into a cell whose post does not exist, or not yet."""

_AROUND: Final = frozenset(
    (
        *("post", "posts", "text", "texts", "copy", "caption", "message", "for", "on", "beitrag", "für", "auf"),
        *("texte", "pour", "sur", "texto", "para", "en", "testo", "per", "su", "tekst", "voor", "op"),
    )
)
"""Words of a header beside the platform: `LinkedIn copy`, `Text for X`."""


def channel_word(header: str, channels: Mapping[str, Channel]) -> str | None:
    """Return the channel or the platform that a header stands for; None where it stands for neither."""
    short = " ".join(word for word in re.split(r"[\s:-]+", header) if word.casefold() not in _AROUND)
    return next((word for word in (header, short) if channels_of(word, channels) or platform_named(word)), None)


def spread(
    columns: Columns, rows: Sequence[Sequence[str]], channels: Mapping[str, Channel], *, keeps_text: bool
) -> Columns:
    """Return columns of which those headed by a platform are taken as what they hold.

    They are texts; beside a column of texts they may be ticks. Where they are none and `keeps_text`, for a person named
    that column or the channel of its posts, they are left out. A sheet with a column of channels has none of the kind.
    """
    heads = {} if "channel" in columns.at else _heads(columns, channels)
    sure = {at: word for at, word in heads.items() if at in columns.left_out}
    text = columns.at.get("text")
    if not sure:
        return columns
    if text is not None and {_bare(row[at]) for row in rows for at in sure if at < len(row)} <= YES | NO | {""}:
        return _with(columns, sure, are_marks=True)
    if text is None or not keeps_text:
        others = {meaning: at for meaning, at in columns.at.items() if at != text}
        return _with(replace(columns, at=MappingProxyType(others)), heads if text in heads else sure, spare=text)
    return columns


def _heads(columns: Columns, channels: Mapping[str, Channel]) -> dict[int, str]:
    """Return the columns that are headed by a channel or a platform; that of the texts may be (`Tweet`)."""
    able = {*columns.left_out, columns.at.get("text")}
    words = {at: channel_word(head, channels) for at, head in enumerate(columns.headers) if at in able}
    return {at: word for at, word in words.items() if word}


def _with(columns: Columns, across: Mapping[int, str], *, spare: int | None = None, are_marks: bool = False) -> Columns:
    left = {*columns.left_out, *([] if spare is None else [spare])} - set(across)
    return replace(columns, left_out=tuple(sorted(left)), across=MappingProxyType(dict(across)), are_marks=are_marks)


def posts_in(columns: Columns, cells: Sequence[str]) -> list[tuple[Columns, str]]:
    """Return for each post of a row where its cells stand, and which channels its columns name ("" for none)."""
    if not columns.across:
        return [(columns, "")]
    filled = [at for at in columns.across if at < len(cells) and cells[at].strip()]
    if columns.are_marks:
        ticked = [at for at in filled if _bare(cells[at]) in YES]
        return [
            (_standing(columns, channel=ticked[0] if ticked else None), ";".join(columns.across[at] for at in ticked))
        ]
    return [(_standing(columns, channel=at, text=at), columns.across[at]) for at in filled]


def is_no_text(cell: str) -> bool:
    """Whether a cell that should hold a text says no more than yes, no, or nothing."""
    return _bare(cell) in YES | NO | NOTHING


def heads_across(cells: Sequence[str], channels: Mapping[str, Channel]) -> int:
    """Return how many cells of a row could head a column of a platform's."""
    words = {word.casefold() for cell in cells if not meaning_of(cell) and (word := channel_word(cell, channels))}
    return len(words)


def _standing(columns: Columns, **at: int | None) -> Columns:
    return replace(columns, at={**columns.at, **{name: number for name, number in at.items() if number is not None}})


def _bare(cell: str) -> str:
    return cell.strip().casefold()
