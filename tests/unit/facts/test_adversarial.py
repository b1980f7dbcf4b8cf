"""No text makes extraction slow: counted in calls, checked on the patterns themselves, and timed in the long form."""

import importlib
import re
import re._constants as sre
import re._parser as sre_parser
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from scheduler.facts import extract
from scheduler.model import Article

PIECES = [
    "July 12 ",
    "released on July 12 ",
    "released on July 12. ",
    "The Big Thing, ",
    "“A ",
    "will be set to ",
    "moved from July 12 to ",
    "moved to July 12. ",
    "A. B. ",
    "in the UK and ",
    "* - _ ' \" ",
    "1. x\n",
    "early in the end of ",
    "\r\n \r\n",
    "Aaaaaaaa",
    "the film for the film of ",
    "## 5 things to know\n\n",
    "Key takeaways:\n\n",
    "Release date: July 12\n",
    "When is it?\n\nJuly 12\n\n",
    "Tour dates\n\nJuly 12 - London\nJuly 13 - Leeds\n\n",
    "Read more\n\n- a link\n",
    "opens on A1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 ; July 12 ",
    "Salt (now July 12) ",
    "it is delayed. It opens on July 12. ",
]
OURS = """
    date_patterns dates resolving phrases phrase_words naming references releases moves judging ranking subject
    subject_words titles key_points list_words list_items sentences locations triggers related rows superseding disputes
"""
MOST_TIMES_MORE = 2.5  # for twice the text


def _text(piece: str, characters: int) -> str:
    return "The film " + piece * (characters // len(piece))


@pytest.mark.parametrize("piece", PIECES)
def test_work_grows_with_the_text_and_not_faster(piece: str, article: Callable[[str], Article]) -> None:
    """Twice the text makes at most two and a half times the calls, whatever is repeated."""

    def calls(characters: int) -> int:
        read = article(_text(piece, characters))
        made = 0

        def count(_frame: object, event: str, _argument: object) -> None:
            nonlocal made
            made += event in {"call", "c_call"}

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            extract(read)
        finally:
            sys.setprofile(before)
        return made

    calls(1_000)
    once, twice = calls(6_000), calls(12_000)
    assert twice <= MOST_TIMES_MORE * once + 1_000


@pytest.mark.long
@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_text_and_not_faster(piece: str, article: Callable[[str], Article]) -> None:
    """200 kB take at most two and a half times what 100 kB take."""

    def seconds(characters: int) -> float:
        read = article(_text(piece, characters))
        best = float("inf")
        for _ in range(3):
            started = time.process_time()
            extract(read)
            best = min(best, time.process_time() - started)
        return best

    once, twice = seconds(100_000), seconds(200_000)
    assert twice <= MOST_TIMES_MORE * once + 0.05


def _patterns() -> Iterator[Any]:
    for room in OURS.split():
        module = importlib.import_module(f"scheduler.facts.{room}")
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                yield pytest.param(value, id=f"{room}.{name}")


def _parts(operation: Any, value: Any) -> Iterator[Any]:
    """Yield the sequences of items inside one item of a parsed pattern."""
    if operation in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
        yield value[2]
    elif operation is sre.SUBPATTERN:
        yield value[3]
    elif operation is sre.ATOMIC_GROUP:
        yield value
    elif operation is sre.BRANCH:
        yield from value[1]
    elif operation in {sre.ASSERT, sre.ASSERT_NOT}:
        yield value[1]


def _nested(items: Any, *, inside: bool) -> bool:
    """Say whether an unbounded repetition stands in an unbounded one that can give back what it took."""
    for operation, value in items:
        endless = operation in {sre.MAX_REPEAT, sre.MIN_REPEAT} and value[1] is sre.MAXREPEAT
        if endless and inside:
            return True
        keeps = operation in {sre.POSSESSIVE_REPEAT, sre.ATOMIC_GROUP}  # what it took it never gives back
        if any(_nested(part, inside=(inside or endless) and not keeps) for part in _parts(operation, value)):
            return True
    return False


@pytest.mark.parametrize("pattern", [*_patterns()])
def test_no_pattern_repeats_a_repetition(pattern: re.Pattern[str]) -> None:
    """What backtracks has one way to read a text: no endless repetition inside an endless one."""
    assert not _nested(sre_parser.parse(pattern.pattern, pattern.flags), inside=False)
