"""Patterns that wait to be compiled."""

import re
import subprocess
import sys
from copy import copy

import pytest

from scheduler.text.late import is_compiled, late, late_regex


def test_a_late_pattern_is_compiled_when_it_is_first_asked() -> None:
    """From then on it answers as the pattern itself."""
    pattern = late(r"(a)b+", re.IGNORECASE)
    assert not is_compiled(pattern)
    assert pattern.findall("xABBab") == ["A", "a"]
    assert is_compiled(pattern)
    assert (pattern.pattern, pattern.sub("-", "xABB")) == (r"(a)b+", "x-")


def test_a_late_pattern_of_regex_takes_its_flags_by_name() -> None:
    """The library need not be imported to name them."""
    assert late_regex(r"^\p{Lu}$", multiline=True).findall("A\nb\nÉ") == ["A", "É"]
    assert late_regex(r"\p{Lu}", ignore_case=True).findall("Aé") == ["A", "é"]


def test_a_late_pattern_can_be_asked_for_what_it_has_not() -> None:
    """As a copy does, which looks for what a pattern has no need of."""
    assert not hasattr(copy(late("a")), "__deepcopy__")
    with pytest.raises(AttributeError):
        late("a").nonsense  # type: ignore[attr-defined]  # noqa: B018 - the look-up is what fails


def test_the_rooms_of_text_import_no_library_for_patterns() -> None:
    """Whoever reads no text need not wait for `regex`."""
    code = "import sys, scheduler.text, scheduler.platforms, scheduler.compose; print('regex' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
