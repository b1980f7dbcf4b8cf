"""Measure texts as a platform counts them."""

import sys
from pathlib import Path

import click

from scheduler import platforms
from scheduler.cli.console.answer import Answer
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.screen import Screen
from scheduler.errors import UsageError
from scheduler.platforms import Platform


@a_command()
@click.argument("texts", nargs=-1)
@click.option("-p", "--platform", "names", multiple=True, metavar="NAME", help="The platform (default: every one).")
@click.option("-f", "--file", "path", type=click.Path(path_type=Path), help="Measure a file as one text.")
@click.pass_context
def command(context: click.Context, texts: tuple[str, ...], names: tuple[str, ...], path: Path | None) -> Answer:
    """Measure texts as a platform counts them.

    Each argument is a text; without any, each line of the standard input is one.
    """
    del context
    chosen = [platforms.get(name) for name in names or platforms.names()]
    given = _texts(texts, path)
    rows = [(text, platform) for text in given for platform in chosen]

    def show(screen: Screen) -> None:
        for text in given:
            if len(given) > 1:
                screen.line((_short(text), "bold"))
            for platform in chosen:
                _draw(screen, text, platform)

    return Answer(name="measure", data={"measurements": [_json(text, each) for text, each in rows]}, show=show)


def _texts(texts: tuple[str, ...], path: Path | None) -> list[str]:
    if path is not None:
        try:
            return [path.read_text(encoding="utf-8")]
        except (OSError, UnicodeDecodeError):
            raise UsageError.of("file-unreadable", f"{path} cannot be read as text", "name a UTF-8 text file") from None
    if texts:
        return list(texts)
    if sys.stdin.isatty():
        raise UsageError.of("text-missing", "there is nothing to measure", 'write  tminus measure -p x "your text"')
    return [line.rstrip("\r\n") for line in sys.stdin]


def _json(text: str, platform: Platform) -> dict[str, object]:
    return {
        "platform": platform.name,
        "text": text,
        "length": platform.length(text),
        "limit": platform.limit,
        "over": platform.over(text),
        "unit": platform.unit,
        "exactness": platform.exactness.value,
        "counted": list(platform.explain(text)),
    }


def _draw(screen: Screen, text: str, platform: Platform) -> None:
    length, over = platform.length(text), platform.over(text)
    verdict = (f"{over} OVER", "red") if over else (f"{platform.limit - length} left", "")
    notes = " · ".join((platform.unit, platform.exactness.value, *platform.explain(text)))
    screen.line(
        f"{platform.label:<10}",
        screen.meter(length, platform.limit),
        f" {length}/{platform.limit}  ",
        verdict,
        (f"  {notes}", "dim"),
    )


def _short(text: str) -> str:
    line = text.splitlines()[0] if text else ""
    return line if len(line) <= 76 else f"{line[:75]}…"  # noqa: PLR2004 - one line of the screen
