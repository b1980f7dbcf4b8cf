import json

import pytest

from scheduler.cli.console.answer import document, strictly
from scheduler.errors import Problem, Severity

WARNING = Problem(code="time-quiet", message="It is late", severity=Severity.WARNING)
ERROR = Problem(code="length-over", message="Too long")


def test_the_document_has_the_four_keys_of_the_contract() -> None:
    """Schema, ok, data, problems: in that order, whatever the command."""
    told = json.loads(document("plan", {"a": "ü"}, (WARNING,), 0))
    assert list(told) == ["schema", "ok", "data", "problems"]
    assert (told["schema"], told["ok"], told["data"]) == ("tminus.plan/1", True, {"a": "ü"})
    assert list(told["problems"][0]) == ["code", "severity", "file", "line", "column", "message", "hint"]


@pytest.mark.parametrize(
    ("problems", "code", "ok"),
    [((), 0, True), ((), 4, True), ((), 6, False), ((ERROR,), 0, False), ((WARNING,), 0, True)],
)
def test_ok_means_that_it_did_what_it_was_asked(problems: tuple[Problem, ...], code: int, *, ok: bool) -> None:
    """Waiting changes (4) are no failure; an error or another code is."""
    assert json.loads(document("plan", None, problems, code))["ok"] is ok


def test_strict_makes_a_warning_an_error() -> None:
    """With --strict the code is 3 and the problem says error; without, nothing changes."""
    problems, code = strictly((WARNING,), 0, strict=True)
    assert (problems[0].severity, code) == (Severity.ERROR, 3)
    assert strictly((WARNING,), 0, strict=False) == ((WARNING,), 0)
    assert strictly((), 4, strict=True) == ((), 4)
    assert strictly((WARNING,), 6, strict=True)[1] == 6
