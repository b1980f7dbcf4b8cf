"""No text makes extraction slow: counted in calls, checked on the patterns; `python -m benchmarks facts` times it."""

import importlib
import pkgutil
import re
import re._constants as sre
import re._parser as sre_parser
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler import facts
from scheduler.facts import extract
from scheduler.facts.rare import Rare
from scheduler.facts.release_dates import date_patterns
from scheduler.model import Article

CASES = Path(__file__).parents[2] / "cases" / "facts"
PIECES = YAML(typ="safe", pure=True).load((CASES / "adversarial.yaml").read_text(encoding="utf-8"))
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


def _patterns() -> Iterator[Any]:
    """Yield every pattern of the room and its sub-rooms, those of the date grammar too, compiled when first used."""
    for info in pkgutil.walk_packages(facts.__path__, f"{facts.__name__}."):
        for name, value in vars(importlib.import_module(info.name)).items():
            pattern = value.pattern if isinstance(value, Rare) else value
            if isinstance(pattern, re.Pattern):
                yield pytest.param(pattern, id=f"{info.name}.{name}")
    yield pytest.param(date_patterns.any_form(), id="date_patterns.any_form")


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
