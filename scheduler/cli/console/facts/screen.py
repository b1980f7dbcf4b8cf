"""Facts on the terminal: each in a line, below it the sentence that proves it, with the proof set off."""

import os
import sys
from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len

from scheduler.cli.console.facts.passages import Passage, passage_around
from scheduler.cli.console.facts.words import remark_on_all, said_by, words_of
from scheduler.cli.console.lay_out import Piece, laid_out, lines_of
from scheduler.cli.console.screen import Screen
from scheduler.model import Article, Fact, Facts, Review, Source

INDENT: Final = 5
NAMES: Final = 12  # cells for about, headline, published
MOST_LINES: Final = 4
WIDEST_COLUMN: Final = 40
REVIEWS: Final = {
    Review.PROPOSED: ("", "dim"),
    Review.ACCEPTED: ("✓ accepted", "green"),
    Review.EDITED: ("✓ edited", "green"),
    Review.REJECTED: ("✗ rejected", "red"),
}
GONE: Final = "its sentence is gone from the article"


def draw_facts(screen: Screen, found: Facts) -> None:
    """Draw the questions first, then what the article is about, then each fact with its sentence."""
    if found.questions:
        _title(screen, "questions", len(found.questions), "")
        for question in found.questions:
            draw_hanging(screen, ("  ?  ", "yellow"), question)
        screen.line()
    for name, value in _stated(found):
        draw_hanging(screen, (name.ljust(NAMES), "bold"), value)
    for kind, members in found.kinds.items():
        if not members:
            continue
        screen.line()
        remark = remark_on_all(kind, members)
        _title(screen, kind.replace("_", " "), len(members), remark)
        column = column_of(kind, members, screen.width)
        for number, fact in enumerate(members, start=1):
            draw_fact(screen, kind, fact, found.article, number=f"{number:>3}", column=column, remark=remark)


def counted(found: Facts) -> str:
    """Return how much was found: `14 facts, 3 reviewed, 1 question`; what is gone from the article, too."""
    facts = [fact for members in found.kinds.values() for fact in members]
    reviewed = sum(fact.review is not Review.PROPOSED for fact in facts)
    gone = sum(fact.stale for fact in facts)
    said = [_number(len(facts), "fact")]
    said += [f"{reviewed} reviewed"] if reviewed else []
    said += [f"{gone} gone from the article"] if gone else []
    said += [_number(len(found.questions), "question")] if found.questions else []
    return ", ".join(said)


def _number(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def column_of(kind: str, members: Sequence[Fact], width: int) -> int:
    """Return in which cell what is known of the facts begins, so that it stands in a column where their words allow."""
    wide = [cell_len(words_of(kind, fact)[0]) for fact in members]
    most = min(WIDEST_COLUMN, width // 2)
    return INDENT + max((each for each in wide if each <= most), default=0) + 2


def draw_fact(
    screen: Screen, kind: str, fact: Fact, article: Article, *, number: str = "", column: int = 0, remark: str = ""
) -> None:
    """Draw a fact: its words, what is known of it, the sentence that proves it where that says more."""
    words, small = words_of(kind, fact)
    review, style = REVIEWS[fact.review]
    small = small if small != remark else ""
    beside = " · ".join(each for each in (small, review) if each)
    lines = _at_most(lines_of(words, screen.width - INDENT), MOST_LINES)
    at = max(column, INDENT + cell_len(lines[-1]) + 2)
    fits = bool(beside) and len(lines) == 1 and at + cell_len(beside) <= screen.width and not said_by(kind)
    for place, line in enumerate(lines):
        margin = number.ljust(INDENT) if place == 0 else " " * INDENT
        gap = " " * (at - INDENT - cell_len(line)) if fits else ""
        screen.line((margin, "dim"), line, gap, (beside if fits else "", style))
    if beside and not fits:
        lead = ("— " if screen.unicode else "-- ") if said_by(kind) and small else ""
        for line in lines_of(f"{lead}{beside}", screen.width - INDENT):
            screen.line(" " * INDENT, (line, style))
    answer = getattr(fact, "answer", None)
    if fact.stale:
        screen.line(" " * INDENT, (GONE, "yellow"))
    elif answer:
        _draw_lines(screen, [(answer, "dim")])
    elif fact.source and kind != "social_posts":  # whose proof is the post and its signature
        passage = passage_around(article.text, fact.source, blocks=article.blocks)
        if not passage.says_only(words):
            _draw_lines(screen, list(pieces_of(screen, passage.beside(words))))


def passage_pieces(screen: Screen, article: Article, source: Source) -> Iterator[Piece]:
    """Yield the sentence around a proof; the proof stands out by its style, or by marks where there are no styles."""
    return pieces_of(screen, passage_around(article.text, source, blocks=article.blocks))


def pieces_of(screen: Screen, passage: Passage) -> Iterator[Piece]:
    """Yield a passage; the proof stands out by its style, or by marks where there are no styles."""
    alone = not passage.before and not passage.after
    opening, closing = ("", "") if alone or has_styles(screen) else ("«", "»") if screen.unicode else (">>", "<<")
    yield passage.before, "dim"
    yield f"{opening}{passage.proof}{closing}", "dim" if alone else ""
    yield passage.after, "dim"


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


def _title(screen: Screen, words: str, number: int, remark: str) -> None:
    screen.line((words, "bold"), (f"  {number}{f'  {remark}' if remark else ''}", "dim"))


def _draw_lines(screen: Screen, pieces: list[Piece]) -> None:
    lines = list(laid_out(pieces, screen.width - INDENT))
    for line in lines[:MOST_LINES]:
        screen.line(" " * INDENT, *line)
    if len(lines) > MOST_LINES:
        screen.line(" " * INDENT, ("…", "dim"))


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
