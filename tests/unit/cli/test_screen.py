from datetime import UTC, datetime, timedelta

import pytest

from scheduler.cli.console.options import Options
from scheduler.cli.console.screen import SIGNS, Screen
from scheduler.cli.console.times import city, clock_time, from_now, span, two_clocks
from scheduler.errors import Place, Problem, Severity
from scheduler.model import PartState

NOON = datetime(2026, 11, 19, 14, 0, tzinfo=UTC)


def test_two_clocks_stand_side_by_side() -> None:
    """The audience's time comes first, the marketer's beside it, each with its city."""
    assert two_clocks(NOON, "America/New_York", "Europe/Berlin") == "Thu 19 Nov 2026 09:00 New York = 15:00 Berlin"


def test_another_day_is_named_on_the_second_clock() -> None:
    """Where the two clocks show different days, both days are written."""
    evening = datetime(2026, 11, 20, 0, 30, tzinfo=UTC)
    assert two_clocks(evening, "America/New_York", "Europe/Berlin").endswith("= Fri 20 Nov 01:30 Berlin")


def test_one_zone_is_one_clock() -> None:
    """Nobody reads the same time twice."""
    assert two_clocks(NOON, "Europe/Berlin", "Europe/Berlin") == "Thu 19 Nov 2026 15:00 Berlin"
    assert city("America/Argentina/Buenos_Aires") == "Buenos Aires"


def test_the_clock_is_the_zones_own() -> None:
    """Seconds are shown where a log needs them."""
    assert clock_time(NOON, "Asia/Kathmandu", seconds=True) == "Thu 19 Nov 2026 19:45:00"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (0.4, "0 s"), (59, "59 s"), (60, "1 min"), (3700, "1 h 1 min"), (90000, "1 d 1 h"), (604800, "7 d")],
)
def test_a_span_is_told_in_its_two_largest_units(seconds: float, words: str) -> None:
    """No more than two units, whatever the length."""
    assert span(seconds) == words
    assert from_now(NOON + timedelta(seconds=seconds), NOON) == f"in {words}"
    if seconds >= 1:
        assert from_now(NOON - timedelta(seconds=seconds), NOON) == f"{words} ago"


def test_every_state_has_a_sign_beside_its_colour() -> None:
    """Colour never stands alone: each state has a sign, and the sign stands before its word."""
    assert set(SIGNS) == set(PartState)
    assert Screen(Options()).state(PartState.DELIVERED)[0].endswith("delivered")


@pytest.mark.parametrize(("part", "filled"), [(0, 0), (140, 12), (280, 24), (900, 24)])
def test_the_meter_never_overflows(part: int, filled: int) -> None:
    """A bar has 24 cells, and a text that is too long fills them all."""
    meter = Screen(Options(plain=True)).meter(part, 280)
    assert (len(meter), meter.count("#")) == (24, filled)


def test_a_problem_without_a_file_is_told_with_its_hint(capsys: pytest.CaptureFixture[str]) -> None:
    """Code, message and cure, on the side of talk."""
    Screen(Options()).problems([Problem(code="some-code", message="It rains", hint="take an umbrella")])
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        "error[some-code]: It rains\n  hint: take an umbrella\n\nExplain it: tminus explain some-code\n"
    )


def test_quiet_leaves_the_errors(capsys: pytest.CaptureFixture[str]) -> None:
    """With -q a warning is not told, an error is."""
    warning = Problem(code="a", message="Perhaps", severity=Severity.WARNING, place=Place(file="nowhere.yaml", line=3))
    Screen(Options(quiet=True)).problems([warning, Problem(code="b", message="Surely")])
    assert "Surely" in (told := capsys.readouterr().err)
    assert "Perhaps" not in told


def test_nothing_that_is_printed_moves_the_cursor_or_turns_a_line_around(capsys: pytest.CaptureFixture[str]) -> None:
    """Text of articles and receivers is shown inert: control characters as signs."""
    screen = Screen(Options())
    screen.line("a\x1b[2Jb\x07c\x9bd\u202ee\x7f")
    screen.talk("\x1b]0;owned\x07")
    captured = capsys.readouterr()
    assert captured.out == "a␛[2Jb␇c\ufffdd\ufffde␡\n"
    assert "\x1b" not in captured.err
