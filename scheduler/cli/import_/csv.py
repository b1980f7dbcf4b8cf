"""Take the posts out of a spreadsheet's CSV.

Nothing is written where anything is wrong.
"""

import codecs
from datetime import time
from pathlib import Path

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.asking import ask
from scheduler.cli.console.desk import Desk, open_desk
from scheduler.cli.console.exchange.import_screen import counted, draw_understood
from scheduler.cli.console.exchange.importing import FOLDER, Brought, bring, target_of
from scheduler.cli.console.output_file import write_out, write_whole
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.screen import Screen
from scheduler.errors import Problem, Severity, UsageError, did_you_mean
from scheduler.plan.phrases import parse_clock
from scheduler.workspace.sheet.columns import MEANINGS
from scheduler.workspace.sheet.dates import Order
from scheduler.workspace.sheet.row import Reading
from scheduler.workspace.sheet.rows import columns_with, sheet_bytes

MOST_NAMED = 5


@a_command()
@click.argument("file")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to (default: config/posts/, its name).")
@click.option("--channel", default="", metavar="NAME", help="The channel of rows without one; several: x;bluesky.")
@click.option("--dates", type=click.Choice([each.value for each in Order]), help="How to read 03/04/2027.")
@click.option("--time", "clock", metavar="HH:MM", help="The time of rows with a day alone.")
@click.option("--column", "named", multiple=True, metavar="OURS=HEADER", help='A column by name: "text=Post copy".')
@click.option("--encoding", metavar="NAME", help="What the file is in, where it is not UTF-8 (cp1250, mac_roman).")
@click.option("--keep", is_flag=True, help="Keep rows that the sheet does not have any more.")
@click.pass_context
def command(
    context: click.Context,
    *,
    file: str,
    output: Path | None,
    channel: str,
    dates: str | None,
    clock: str | None,
    named: tuple[str, ...],
    encoding: str | None,
    keep: bool,
) -> Answer:
    """Take the posts out of a spreadsheet's CSV, and write them into config/posts in tminus's own columns.

    FILE is what Excel, Numbers, Google Sheets or a scheduler exports, with headers in seven languages; - is the
    standard input. One column names the channels of a row, or each platform has a column of its own (X, LinkedIn) with
    its text, or a tick, in it. Rows whose key the file in config/posts has already are changed there; it asks before it
    removes one. Nothing is written where anything is wrong, and nothing is sent.
    """
    desk = open_desk(context)
    reading = Reading(
        dates=Order(dates) if dates else None,
        at=_time(clock),
        channel=channel,
        columns=_columns(named),
        encoding=encoding,
    )
    target = target_of(desk, file, output)
    brought = bring(desk, file, target, reading, keep=keep)
    _ask(desk, brought)
    data = sheet_bytes(
        columns_with(brought.merged.rows), brought.merged.rows, line_end="\n", mark=_is_marked(target.path)
    )
    if target.path is None:
        if not desk.options.json:
            write_out(data)
    elif not _unchanged(brought):
        if target.path.parent == desk.workspace.root / FOLDER:
            target.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target.path, data)

    def show(screen: Screen) -> None:
        if target.path is not None:
            draw_understood(screen, desk, brought)
            screen.line()
            _draw_done(screen, brought)

    return Answer(name="import-csv", data=_json(brought, data), show=show, problems=_problems(brought))


def _is_marked(path: Path | None) -> bool:
    """Return whether the file that is written anew begins with UTF-8's mark, which it then keeps."""
    return path is not None and path.exists() and path.read_bytes().startswith(codecs.BOM_UTF8)


def _unchanged(brought: Brought) -> bool:
    result = brought.merged
    return not brought.target.is_source and not (result.added or result.changed or result.removed)


def _ask(desk: Desk, brought: Brought) -> None:
    removed, label = brought.merged.removed, brought.target.label
    if brought.target.is_source:

        def rewritten(screen: Screen) -> None:
            draw_understood(screen, desk, brought)

        otherwise = f"{label} is the sheet itself, and would be written anew in tminus's columns"
        ask(desk.options, f"Write {label} anew?", rewritten, otherwise=otherwise, hint="pass --yes, or -o FILE")
    if not removed:
        return
    names = ", ".join(removed[:MOST_NAMED]) + (f" and {len(removed) - MOST_NAMED} more" if removed[MOST_NAMED:] else "")
    one = len(removed) == 1

    def show(screen: Screen) -> None:
        draw_understood(screen, desk, brought)
        screen.line()
        screen.line(f"{label} has {len(removed)} row{'' if one else 's'} that the sheet has not: {names}.")
        screen.line("Once removed, the next apply cancels what of them was not sent. --keep leaves them.")

    otherwise = f"{label} would lose {len(removed)} row{'' if one else 's'} that the sheet has not: {names}"
    hint = "pass --yes to remove them, or --keep to leave them"
    ask(desk.options, "Remove it?" if one else "Remove them?", show, otherwise=otherwise, hint=hint)


def _draw_done(screen: Screen, brought: Brought) -> None:
    label = brought.target.label
    if _unchanged(brought):
        where = label if brought.imported.rows else FOLDER.as_posix()
        screen.line(f"{where} says all of it already: nothing was written.")
        return
    screen.line(f"Written to {label}: {counted(brought)}. Nothing was sent.")
    if brought.target.is_read:
        screen.line("Next:  tminus preview posts      then  tminus plan")


def _problems(brought: Brought) -> tuple[Problem, ...]:
    target = brought.target
    if target.path is None or target.is_read:
        return brought.imported.problems
    message = f"{target.label} is not read by tminus: posts stand in {FOLDER.as_posix()}/NAME.csv"
    said = Problem(code="file-ignored", message=message, hint="leave -o out", severity=Severity.WARNING)
    return (*brought.imported.problems, said)


def _json(brought: Brought, written: bytes) -> dict[str, object]:
    imported, result, columns = brought.imported, brought.merged, brought.imported.columns
    by_place = {at: meaning for meaning, at in columns.at.items()}
    by_place |= dict.fromkeys(columns.across, "channel" if columns.are_marks else "text")
    return {
        "file": brought.target.label if brought.target.path else None,
        "content": None if brought.target.path else written.decode("utf-8-sig"),
        "rows": len(imported.rows),
        "encoding": imported.encoding,
        "delimiter": imported.delimiter,
        "header_line": imported.header_line,
        "columns": [
            {"header": header, "taken_as": by_place.get(at), "left_out": at in columns.left_out}
            for at, header in enumerate(columns.headers)
        ],
        "added": list(result.added),
        "changed": list(result.changed),
        "kept": list(result.kept),
        "removed": list(result.removed),
        "renamed": dict(imported.renamed),
        "made": imported.made,
        "joined": imported.joined,
        "left_out": {
            "repeated": imported.repeated,
            "elsewhere": imported.elsewhere,
            "campaigns": imported.campaigns,
            "cancelled": imported.cancelled,
            "blank": imported.blank,
        },
    }


def _time(text: str | None) -> time | None:
    if text is None:
        return None
    try:
        return parse_clock(text)
    except ValueError as error:
        raise UsageError.of("time-invalid", str(error), "write it as --time 09:00") from None


def _columns(named: tuple[str, ...]) -> dict[str, str]:
    """Return which header a person named for which column of ours."""
    found: dict[str, str] = {}
    for each in named:
        ours, equals, header = each.partition("=")
        if not equals or ours.strip() not in MEANINGS:
            hint = did_you_mean(ours.strip(), MEANINGS) or f"there are {', '.join(MEANINGS)}"
            raise UsageError.of(
                "column-unknown", f'"{each}" names no column of ours: write  --column "text=HEADER"', hint
            )
        found[ours.strip()] = header
    return found
