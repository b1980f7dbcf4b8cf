"""Problems: one shape everywhere, one exit code each, a hint where a word was close."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.errors import (
    DaemonError,
    Place,
    Problem,
    Severity,
    StalePlanError,
    TminusError,
    UsageError,
    WorkspaceError,
    did_you_mean,
)

PLACE = Place(file="config/workspace.yaml", line=3, column=9)


def test_a_problem_in_json_has_the_promised_keys_in_the_promised_order() -> None:
    """Code, severity, file, line, column, message, hint: scripts and annotations rely on it."""
    problem = Problem(code="zone-unknown", message='"Berln" is not a time zone', hint="Berlin?", place=PLACE)
    assert json.dumps(problem.to_json()) == json.dumps(
        {
            "code": "zone-unknown",
            "severity": "error",
            "file": "config/workspace.yaml",
            "line": 3,
            "column": 9,
            "message": '"Berln" is not a time zone',
            "hint": "Berlin?",
        }
    )


def test_a_problem_without_a_place_has_the_same_keys() -> None:
    """Nothing is left out: what is not known is null."""
    problem = Problem(code="daemon-down", message="Nobody sends", severity=Severity.WARNING)
    assert problem.to_json() == {
        "code": "daemon-down",
        "severity": "warning",
        "file": None,
        "line": None,
        "column": None,
        "message": "Nobody sends",
        "hint": None,
    }


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place(file="a.yaml"), "a.yaml"),
        (Place(file="a.yaml", line=3), "a.yaml:3"),
        (PLACE, "config/workspace.yaml:3:9"),
    ],
)
def test_a_place_reads_as_editors_understand_it(place: Place, shown: str) -> None:
    """File, line, column, as far as they are known."""
    assert str(place) == shown


def test_a_problem_moves_to_a_place_and_stays_without_one() -> None:
    """Everything else is kept."""
    problem = Problem(code="c", message="m", hint="h", place=PLACE)
    assert problem.at(None) == problem
    assert problem.at(Place(file="b")) == Problem(code="c", message="m", hint="h", place=Place(file="b"))


def test_a_problem_can_be_said_as_a_warning() -> None:
    """What stops a plan is only said in a preview."""
    problem = Problem(code="campaign-past", message="m", place=PLACE)
    assert problem.as_warning() == Problem(code="campaign-past", message="m", place=PLACE, severity=Severity.WARNING)


@pytest.mark.parametrize(
    ("error", "code"), [(TminusError, 1), (UsageError, 2), (WorkspaceError, 3), (StalePlanError, 5), (DaemonError, 7)]
)
def test_every_error_has_its_exit_code_and_its_problem(error: type[TminusError], code: int) -> None:
    """The codes of DESIGN section 10."""
    raised = error.of("some-code", "Something is wrong", "do something", PLACE)
    assert isinstance(raised, TminusError)
    assert isinstance(raised, error)
    assert raised.exit_code == code
    assert raised.problems == (
        Problem(code="some-code", message="Something is wrong", hint="do something", place=PLACE),
    )


def test_an_error_says_all_its_problems() -> None:
    """In a traceback, too, one can read what was wrong."""
    error = WorkspaceError(Problem(code="a", message="One thing"), Problem(code="b", message="another"))
    assert str(error) == "One thing; another"


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("blusky", 'did you mean "bluesky"?'),
        ("mastadon", 'did you mean "mastodon"?'),
        ("slack", 'did you mean "slack"?'),
        ("zzz", None),
        ("", None),
    ],
)
def test_a_close_word_is_suggested_and_a_strange_one_is_not(word: str, hint: str | None) -> None:
    """The closest of the known, or nothing."""
    assert did_you_mean(word, ["bluesky", "mastodon", "slack", "x"]) == hint


def test_nothing_is_suggested_where_nothing_is_known() -> None:
    """Any iterable will do, an empty one too."""
    assert did_you_mean("slack", iter(())) is None


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=5))
def test_what_is_suggested_is_known(word: str, known: list[str]) -> None:
    """A hint never invents."""
    hint = did_you_mean(word, known)
    assert hint is None or hint.removeprefix('did you mean "').removesuffix('"?') in known
