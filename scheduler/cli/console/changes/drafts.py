"""Corrections as drafts: shown under a plan, and written as rows that config/posts/ takes as they are."""

import csv
from collections.abc import Sequence
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from scheduler.cli.console.lay_out import lines_of
from scheduler.cli.console.screen import Screen
from scheduler.errors import UsageError
from scheduler.plan import Correction

COLUMNS: Final = ("key", "when", "channel", "text", "link")
AHEAD: Final = timedelta(minutes=30)
"""How far ahead a correction is dated: time to read it, to apply it, and to think better of it."""


def draw_drafts(screen: Screen, drafts: Sequence[Correction], written: Path | None) -> None:
    """Draw what puts right what was sent."""
    screen.line()
    many = "A post was" if sum(len(draft.of) for draft in drafts) == 1 else "Posts were"
    screen.line((f"{many} sent with what is no longer so. Drafted to put it right:", "bold"))
    for draft in drafts:
        for line in lines_of(f"for {', '.join(draft.of)}", screen.width - 2):
            screen.line("  ", (line, "dim"))
        for paragraph in draft.text.split("\n"):
            for line in lines_of(paragraph, screen.width - 6):
                screen.line("    ", line)
        if draft.link:
            screen.line("    ", (draft.link, "dim"))
    if written:
        screen.line(f"Written to {written}: read them, then  tminus plan")
    else:
        screen.line("Take them over with:  tminus plan --corrections config/posts/corrections.csv")


def rows(drafts: Sequence[Correction], now: datetime, zone: str) -> str:
    """Return the drafts as a CSV file of posts, due half an hour from now on the workspace's clock."""
    local = (now + AHEAD).astimezone(ZoneInfo(zone))
    when = local.replace(minute=local.minute - local.minute % 5, second=0, microsecond=0)
    sheet = StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(COLUMNS)
    for draft in drafts:
        writer.writerow((draft.key, f"{when:%Y-%m-%d %H:%M}", ";".join(draft.channels), draft.text, draft.link or ""))
    return sheet.getvalue()


def write_drafts(path: Path, drafts: Sequence[Correction], now: datetime, zone: str) -> None:
    """Write the rows into a new file; raises UsageError where there is one already, or it cannot be written."""
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(rows(drafts, now, zone))
    except FileExistsError:
        hint = "name a file that does not exist yet; this one keeps what you wrote"
        raise UsageError.of("corrections-unwritable", f"{path} is there already", hint) from None
    except OSError as error:
        raise UsageError.of("corrections-unwritable", f"{path} cannot be written: {error.strerror}") from None
