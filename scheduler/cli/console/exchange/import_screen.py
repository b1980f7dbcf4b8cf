"""What was understood of a spreadsheet, shown so that a person sees at a glance if it was understood wrongly."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from rich.cells import cell_len, set_cell_size

from scheduler.cli.console.desk import Desk
from scheduler.cli.console.exchange.importing import Brought
from scheduler.cli.console.lay_out import lines_of
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.times import city, two_clocks
from scheduler.model import Moment
from scheduler.plan.calendar import when_due
from scheduler.plan.phrases import parse_when
from scheduler.workspace.sheet.columns import OF_EXPORT
from scheduler.workspace.sheet.importing import Imported
from scheduler.workspace.sheet.rows import Cells

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
MEANINGS = {"date": "when", "time": "when", "title": "key"}
"""The meanings that end in a column of ours under another name."""

MOST_NAMED = 3
HEADER_CELLS, MEANING_CELLS = 24, 9


def draw_understood(screen: Screen, desk: Desk, brought: Brought) -> None:
    """Draw which column was taken for what, what stands in the first row, and when the posts go out."""
    imported = brought.imported
    between = DELIMITERS.get(imported.delimiter, imported.delimiter)
    header = (
        f"header in line {imported.header_line}" if imported.header_line else "no header: columns by what they hold"
    )
    screen.line((brought.source, "bold"), f"  {_rows(len(imported.rows))} · {imported.encoding}, {between} · {header}")
    _draw_columns(screen, imported)
    for line in _times(desk, imported.rows):
        screen.line(f"  {line}")
    for note in _notes(imported):
        for line in lines_of(note, screen.width - 2):
            screen.line(f"  {line}")


def _draw_columns(screen: Screen, imported: Imported) -> None:
    columns = imported.columns
    told = [at for at in columns.left_out if not (imported.is_own_export and columns.headers[at] in OF_EXPORT)]
    across = dict.fromkeys(columns.across, "channel" if columns.are_marks else "text")
    order = sorted([*((at, meaning) for meaning, at in columns.at.items()), *across.items()])
    named = [_header(imported, at) for at, _ in (*order, *((at, "") for at in told))]
    wide = min(HEADER_CELLS, max(map(cell_len, named)))
    room = screen.width - 2 - wide - 2 - MEANING_CELLS - 2
    for at, meaning in order:
        name = MEANINGS.get(meaning, meaning)
        head = set_cell_size(_cut(_header(imported, at), wide), wide)
        screen.line(f"  {head}  {name:<{MEANING_CELLS}}  ", (_cut(_sample(imported, at, meaning), room), "dim"))
    for at in told:
        head = set_cell_size(_cut(_header(imported, at), wide), wide)
        some = ", ".join(imported.samples[at])
        screen.line(f"  {head}  ", (f"{'left out':<{MEANING_CELLS}}  ", "yellow"), (_cut(some, room), "dim"))


def _sample(imported: Imported, at: int, meaning: str) -> str:
    """Return the first cell of a column, and what it was read as where that looks otherwise."""
    shown = next(iter(imported.samples[at]), "(blank)")
    read = _first(imported.rows, meaning) if meaning in {"when", "channel", "expires"} else shown
    if at in imported.columns.across:
        read = shown
    if meaning == "date":
        read = _first(imported.rows, "when")[:10]
    if meaning == "time":
        read = _first(imported.rows, "when")[11:16]
    return f"{shown} → {read}" if read and read != shown else shown


def _header(imported: Imported, at: int) -> str:
    return (imported.columns.headers[at] if imported.header_line else "") or f"column {at + 1}"


def _first(rows: Sequence[Cells], name: str) -> str:
    """Return the first cell of a column that holds something, on one line."""
    return " ".join(next((row[name] for row in rows if row[name]), "").split())


def _cut(text: str, cells: int) -> str:
    return text if cell_len(text) <= cells else f"{set_cell_size(text, cells - 1).rstrip()}…"


def _times(desk: Desk, rows: Sequence[Cells]) -> Iterator[str]:
    own, theirs = desk.workspace.zone, desk.workspace.audience_zone
    instants = sorted(due for row in rows if (due := _due(row["when"], own)))
    if instants:
        yield f"first  {two_clocks(instants[0], theirs, own)}"
    if len(instants) > 1:
        yield f"last   {two_clocks(instants[-1], theirs, own)}"
    if any(row["when"] and not isinstance(parse_when(row["when"]), Moment) for row in rows):
        yield f"Times are those of {city(own)}, the workspace's zone."
    if free := sum(not row["when"] for row in rows):
        yield f"{_rows(free)} without a time: each takes the next free slot of its channel."
    if past := sum(due <= desk.now for due in instants):
        yield f"{_rows(past)} in the past: plan lists what is too late as missed, and queues none of it."


def _due(when: str, zone: str) -> datetime | None:
    return when_due(parse_when(when), event=None, zone=zone).instant if when else None


def _notes(imported: Imported) -> Iterator[str]:
    if imported.columns.across and not imported.columns.are_marks:
        heads = ", ".join(imported.columns.headers[at] for at in imported.columns.across)
        yield f"A column a channel: each filled cell of {heads} is a post of its own."
    if imported.blank:
        yield f"{_rows(imported.blank)} left out: no text in any column of a channel."
    if imported.renamed:
        some = [f"{before} is {after}" for before, after in list(imported.renamed.items())[:MOST_NAMED]]
        more = len(imported.renamed) - len(some)
        yield f"Keys are names: {', '.join(some)}{f', and {more} more' if more else ''}."
    if imported.made:
        yield f"{imported.made} {'key was' if imported.made == 1 else 'keys were'} made of titles and first words."
    if imported.joined:
        yield f"{_rows(imported.joined)} said what another row says: they are one post on several channels."
    if imported.repeated:
        yield f"{_rows(imported.repeated)} left out: another row says the very same, on the same channel."
    if imported.elsewhere:
        yield f"{_rows(imported.elsewhere)} left out: another file of config/posts has the same."
    if imported.campaigns:
        yield (
            f"{_rows(imported.campaigns)} left out: posts of campaigns, whose own files make them. Without the column "
            "post_key they would be taken as posts of their own."
        )
    if imported.cancelled:
        yield f"{_rows(imported.cancelled)} left out: cancelled."


def _rows(number: int) -> str:
    return f"{number} row{'' if number == 1 else 's'}"


def counted(brought: Brought) -> str:
    """Return how many rows of the file are new, changed, kept and removed."""
    result = brought.merged
    words = [
        f"{len(keys)} {verb}"
        for keys, verb in (
            (result.added, "added"),
            (result.changed, "changed"),
            (result.kept, "kept"),
            (result.removed, "removed"),
        )
        if keys
    ]
    return ", ".join(words)
