"""Facts on the terminal: each in a line, beside it the sentence that proves it, with the proof set off."""

import os
import sys
from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len

from scheduler.cli.console.fact_words import words_of
from scheduler.cli.console.lay_out import Piece, laid_out, lines_of
from scheduler.cli.console.passages import Passage, passage_around
from scheduler.cli.console.screen import Screen
from scheduler.model import Fact, Facts, Review

INDENT: Final = 5
NAMES: Final = 12  # cells for about, headline, published
MOST_LINES: Final = 4
REVIEWS: Final = {
    Review.PROPOSED: ("", "dim"),
    Review.ACCEPTED: ("✓ accepted", "green"),
    Review.EDITED: ("✓ edited", "green"),
    Review.REJECTED: ("✗ rejected", "red"),
}


def draw_facts(screen: Screen, found: Facts) -> None:
    """Draw the questions first, then what the article is about, then each fact with its sentence."""
    for question in found.questions:
        draw_hanging(screen, ("? ", "yellow"), question)
    if found.questions:
        screen.line()
    for name, value in _stated(found):
        draw_hanging(screen, (name.ljust(NAMES), "bold"), value)
    for kind, members in found.kinds.items():
        if members:
            screen.line()
            screen.line((kind.replace("_", " "), "bold"), (f"  {len(members)}", "dim"))
        for number, fact in enumerate(members, start=1):
            draw_fact(screen, kind, fact, found.article.text, number=f"{number:>3}")


def draw_fact(screen: Screen, kind: str, fact: Fact, text: str, *, number: str = "") -> None:
    """Draw a fact: its words, what is known of it, the sentence that proves it where that says more."""
    words, small = words_of(kind, fact)
    said, style = REVIEWS[fact.review]
    small = " · ".join(each for each in (small, said) if each)
    lines = _at_most(lines_of(words, screen.width - INDENT), MOST_LINES)
    fits = bool(small) and INDENT + cell_len(lines[-1]) + 2 + cell_len(small) <= screen.width
    for at, line in enumerate(lines):
        margin = number.ljust(INDENT) if at == 0 else " " * INDENT
        screen.line((margin, "dim"), line, (f"  {small}" if fits and at == len(lines) - 1 else "", style))
    for line in lines_of(small, screen.width - INDENT) if small and not fits else ():
        screen.line(" " * INDENT, (line, style))
    if fact.source and not fact.stale:
        passage = passage_around(text, fact.source)
        if not passage.says_only(words):
            draw_passage(screen, passage)
    if fact.stale:
        screen.line(" " * INDENT, ("its sentence is gone from the article", "yellow"))


def draw_passage(screen: Screen, passage: Passage) -> None:
    """Draw a passage in the indent; the proof stands out by its style, or by marks where there are no styles."""
    alone = not passage.before and not passage.after
    opening, closing = ("", "") if alone or has_styles(screen) else ("«", "»") if screen.unicode else (">>", "<<")
    pieces = (
        (passage.before, "dim"),
        (f"{opening}{passage.proof}{closing}", "dim" if alone else ""),
        (passage.after, "dim"),
    )
    lines = list(laid_out(pieces, screen.width - INDENT))
    for line in lines[:MOST_LINES]:
        screen.line(" " * INDENT, *line)
    if len(lines) > MOST_LINES:
        screen.line(" " * INDENT, ("…", "dim"))


def draw_hanging(screen: Screen, head: Piece, words: str) -> None:
    """Draw words behind a head, further lines in the indent of the first."""
    wide = cell_len(head[0])
    for at, line in enumerate(lines_of(words, screen.width - wide)):
        screen.line(head if at == 0 else (" " * wide, ""), line)


def has_styles(screen: Screen) -> bool:
    """Say whether the terminal shows more than letters."""
    options = screen.options
    plain = options.plain or options.no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not plain and sys.stdout.isatty()


def _stated(found: Facts) -> Iterator[tuple[str, str]]:
    article = found.article
    if found.about:
        yield "about", f"{found.about.name} ({found.about.type or 'type unclear'})"
    for name, value in (
        ("headline", article.headline),
        ("author", ", ".join(article.author)),
        ("published", article.date_published),
        ("address", article.url),
    ):
        if value:
            yield name, value


def _at_most(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1].rstrip()} …"]
