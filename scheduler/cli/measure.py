"""Measure texts as a platform counts them."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rich.cells import cell_len, set_cell_size

from scheduler import platforms
from scheduler.cli.console.answer import Answer
from scheduler.cli.console.preview.cards import wrapped
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.screen import Screen
from scheduler.compose import split
from scheduler.errors import Problem, Severity, UsageError, WorkspaceError
from scheduler.platforms import Platform

LABEL, METER = 12, 12
LONGEST_THREAD = 100_000
"""A text of more characters is not tried as a thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What a platform makes of a text. `sent` is the text in its dialect, `parts` what a thread of it would have."""

    platform: Platform
    text: str
    sent: str
    length: int
    over: int
    counted: tuple[str, ...]
    objections: tuple[Problem, ...]
    parts: int | None


@a_command()
@click.argument("texts", nargs=-1)
@click.option("-p", "--platform", "names", multiple=True, metavar="NAME", help="The platform (default: every one).")
@click.option("-f", "--file", "path", metavar="FILE", help="Measure a file as one text; - is the standard input.")
@click.option("--sent", is_flag=True, help="The texts are in the platform's dialect already: escape nothing.")
@click.pass_context
def command(
    context: click.Context, texts: tuple[str, ...], names: tuple[str, ...], path: str | None, sent: bool
) -> Answer:
    """Measure texts as a platform counts them.

    Each argument is a text; without any, each line of the standard input is one. A text is taken literally, as a
    spreadsheet's is: what the platform's dialect escapes counts escaped.
    """
    del context
    chosen = [_platform(name) for name in dict.fromkeys(names or platforms.names())]
    given = _texts(texts, path)
    found = [[_measured(text, platform, sent=sent) for platform in chosen] for text in given]

    def show(screen: Screen) -> None:
        for number, (text, measurements) in enumerate(zip(given, found, strict=True)):
            if len(given) > 1:
                if number:
                    screen.line()
                screen.line((_short(text, screen.width), "bold") if text.strip() else ("(nothing)", "dim"))
            _draw(screen, measurements)

    return Answer(name="measure", data={"measurements": [_json(each) for one in found for each in one]}, show=show)


def _platform(name: str) -> Platform:
    try:
        return platforms.get(name.lower().replace("-", "_"))
    except WorkspaceError as error:
        raise UsageError(*error.problems) from None


def _texts(texts: tuple[str, ...], path: str | None) -> list[str]:
    """Return the texts to measure; raises UsageError where there are none, or where one is no text."""
    if path is not None:
        return [_read("-" if path == "-" else Path(path)), *texts]
    if texts:
        return [_as_text(text.encode("utf-8", "surrogateescape"), "an argument") for text in texts]
    lines = [] if sys.stdin.isatty() else _read("-").removesuffix("\n").split("\n")
    if not any(line.strip() for line in lines):
        raise UsageError.of("text-missing", "there is nothing to measure", 'write  tminus measure -p x "your text"')
    return lines


def _read(path: Path | str) -> str:
    if isinstance(path, str):
        buffer = getattr(sys.stdin, "buffer", None)
        return _as_text(buffer.read() if buffer else sys.stdin.read().encode(), "the standard input")
    try:
        return _as_text(path.read_bytes(), str(path))
    except OSError as error:
        reason = (error.strerror or "unknown").lower()
        raise UsageError.of("file-unreadable", f"{path} cannot be read: {reason}", "name a text file") from None


def _as_text(content: bytes, what: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError.of("file-unreadable", f"{what} cannot be read as text", "save it as UTF-8") from None


def _measured(text: str, platform: Platform, *, sent: bool) -> Measurement:
    text = platform.normalise(text)
    written = text if sent else platform.escape(text)
    over = platform.over(written)
    return Measurement(
        platform=platform,
        text=text,
        sent=written,
        length=platform.length(written),
        over=over,
        counted=platform.explain(written),
        objections=platform.objections(written),
        parts=_parts(written, platform) if over and platform.threads else None,
    )


def _parts(text: str, platform: Platform) -> int | None:
    """Return how many parts a thread of a text would have; None where it cannot be cut, or is a book."""
    if len(text) > LONGEST_THREAD:
        return None
    try:
        return len(split(text, platform))
    except WorkspaceError:
        return None


def _json(found: Measurement) -> dict[str, object]:
    return {
        "platform": found.platform.name,
        "text": found.text,
        "length": found.length,
        "limit": found.platform.limit,
        "over": found.over,
        "unit": found.platform.unit,
        "exactness": found.platform.exactness.value,
        "counted": list(found.counted),
        "sent": found.sent,
        "objections": [
            {"code": each.code, "severity": each.severity.value, "message": each.message, "hint": each.hint}
            for each in found.objections
        ],
        "parts": found.parts,
    }


def _draw(screen: Screen, measurements: Sequence[Measurement]) -> None:
    """Draw a line for each platform, and under it what counts otherwise than it looks, and what stands against it."""
    amounts = [f"{found.length:,}/{found.platform.limit:,}" for found in measurements]
    verdicts = [_verdict(found) for found in measurements]
    amount_cells, verdict_cells = max(map(len, amounts)), max(map(len, verdicts))
    for found, amount, verdict in zip(measurements, amounts, verdicts, strict=True):
        platform = found.platform
        screen.line(
            f"{platform.label:<{LABEL}}",
            screen.meter(found.length, platform.limit, METER),
            f" {amount:>{amount_cells}}  ",
            (f"{verdict:>{verdict_cells}}", "red" if found.over else ""),
            (f"  {platform.unit} · {platform.exactness.value}", "dim"),
        )
        thread = [f"a thread of {found.parts:,} parts"] if found.parts else []
        for note in wrapped(" · ".join([*thread, *found.counted]), screen.width - LABEL):
            if note:
                screen.line(" " * LABEL, (note.strip(), "dim"))
        for each in found.objections:
            screen.line(" " * LABEL, (each.message, "red" if each.severity is Severity.ERROR else "yellow"))


def _verdict(found: Measurement) -> str:
    if not found.over:
        return f"{found.platform.limit - found.length:,} left"
    return f"{found.over:,} {'OVER' if found.length > found.platform.limit else 'BYTES OVER'}"


def _short(text: str, cells: int) -> str:
    """Return the first line of a text, cut to the width of the screen."""
    line = text.strip().split("\n")[0]
    return line if cell_len(line) <= cells else f"{set_cell_size(line, cells - 1).rstrip()}…"
