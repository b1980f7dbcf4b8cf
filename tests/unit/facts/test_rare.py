"""Rare patterns: the letters that are asked for first rule out no text that the pattern would match."""

import importlib
import pkgutil
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler import facts
from scheduler.facts.rare import Rare

MODULES = [each.name for each in pkgutil.walk_packages(facts.__path__, f"{facts.__name__}.")]
RARE = {
    f"{module}.{name}": value
    for module in MODULES
    for name, value in vars(importlib.import_module(module)).items()
    if isinstance(value, Rare)
}


def _without_conditions(pattern: str) -> str:
    """Return a pattern without what it looks ahead and behind for: it matches at least as much."""
    kept, at = [], 0
    for found in re.finditer(r"\(\?(?:=|!|<=|<!)", pattern):
        if found.start() < at:
            continue
        kept.append(pattern[at : found.start()])
        depth, at = 1, found.end()
        while depth:
            depth += (pattern[at] == "(") - (pattern[at] == ")")
            at += 1
    return "".join(kept) + pattern[at:]


def test_rare_patterns_are_found() -> None:
    """The promise below is made of patterns that exist."""
    assert len(RARE) > 5


@pytest.mark.parametrize("name", RARE)
def test_a_text_that_matches_has_the_letters(name: str) -> None:
    """Whatever the pattern matches holds one of its letters, so that asking for them first loses nothing."""
    rare = RARE[name]

    @given(st.from_regex(_without_conditions(rare.pattern.pattern), alphabet=st.characters(max_codepoint=127)))
    def check(text: str) -> None:
        assert rare.may_stand_in(text.lower())

    check()


def test_a_match_is_found_whatever_the_case_and_counts_in_the_text() -> None:
    """Offsets are those of the text that was asked, also behind a capital that is two letters when small."""
    rare = Rare(r"\bput off\b", "put_off")
    text = "İstanbul: PUT OFF again"
    found = rare.search(text)
    assert found is not None
    assert text[found.start() : found.end()] == "PUT OFF"
    assert [each.span() for each in rare.finditer(text)] == [found.span()]
    assert rare.search(text, found.end()) is None
    assert rare.search("put on") is None
