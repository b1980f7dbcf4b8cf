"""Measure texts as a platform counts them."""

import sys
from pathlib import Path

import click

from scheduler import platforms
from scheduler.cli.console.answer import Answer
from scheduler.cli.console.cards import wrapped
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.screen import Screen
from scheduler.errors import Severity, UsageError
from scheduler.platforms import Platform

LABEL, METER = 12, 12


@a_command()
@click.argument("texts", nargs=-1)
@click.option("-p", "--platform", "names", multiple=True, metavar="NAME", help="The platform (default: every one).")
@click.option("-f", "--file", "path", type=click.Path(path_type=Path), help="Measure a file as one text.")
@click.option("--sent", is_flag=True, help="The texts are in the platform's dialect already: escape nothing.")
@click.pass_context
def command(
    context: click.Context, texts: tuple[str, ...], names: tuple[str, ...], path: Path | None, sent: bool
) -> Answer:
    """Measure texts as a platform counts them.

    Each argument is a text; without any, each line of the standard input is one. A text is taken literally, as a
    spreadsheet's is: what the platform's dialect escapes counts escaped.
    """
    del context
    chosen = [platforms.get(name) for name in names or platforms.names()]
    given = _texts(texts, path)

    def show(screen: Screen) -> None:
        for text in given:
            if len(given) > 1:
                screen.line((_short(text), "bold"))
            for platform in chosen:
                _draw(screen, platform, _as_sent(text, platform, sent=sent))

    measured = [_json(text, platform, _as_sent(text, platform, sent=sent)) for text in given for platform in chosen]
    return Answer(name="measure", data={"measurements": measured}, show=show)


def _texts(texts: tuple[str, ...], path: Path | None) -> list[str]:
    if path is not None:
        try:
            return [path.read_text(encoding="utf-8-sig"), *texts]
        except (OSError, UnicodeDecodeError):
            raise UsageError.of("file-unreadable", f"{path} cannot be read as text", "name a UTF-8 text file") from None
    if texts:
        return list(texts)
    if sys.stdin.isatty():
        raise UsageError.of("text-missing", "there is nothing to measure", 'write  tminus measure -p x "your text"')
    return [line.rstrip("\r\n") for line in sys.stdin]


def _as_sent(text: str, platform: Platform, *, sent: bool) -> str:
    text = platform.normalise(text)
    return text if sent else platform.escape(text)


def _json(text: str, platform: Platform, sent: str) -> dict[str, object]:
    return {
        "platform": platform.name,
        "text": text,
        "length": platform.length(sent),
        "limit": platform.limit,
        "over": platform.over(sent),
        "unit": platform.unit,
        "exactness": platform.exactness.value,
        "counted": list(platform.explain(sent)),
        "sent": sent,
        "objections": [
            {"code": each.code, "severity": each.severity.value, "message": each.message, "hint": each.hint}
            for each in platform.objections(sent)
        ],
    }


def _draw(screen: Screen, platform: Platform, sent: str) -> None:
    """Draw a platform's line, and under it what counts otherwise than it looks, and what stands against the text."""
    length, over = platform.length(sent), platform.over(sent)
    left = f"{platform.limit - length:,} left"
    verdict = (f"{over:,} {'OVER' if length > platform.limit else 'BYTES OVER'}", "red") if over else (left, "")
    screen.line(
        f"{platform.label:<{LABEL}}",
        screen.meter(length, platform.limit, METER),
        f" {length:,}/{platform.limit:,}  ",
        verdict,
        (f"  {platform.unit} · {platform.exactness.value}", "dim"),
    )
    for note in wrapped(" · ".join(platform.explain(sent)), screen.width - LABEL):
        if note:
            screen.line(" " * LABEL, (note, "dim"))
    for each in platform.objections(sent):
        screen.line(" " * LABEL, (each.message, "red" if each.severity is Severity.ERROR else "yellow"))


def _short(text: str) -> str:
    line = text.splitlines()[0] if text else ""
    return line if len(line) <= 76 else f"{line[:75]}…"  # noqa: PLR2004 - one line of the screen
