from collections.abc import Callable

import pytest

from scheduler.errors import Place, Problem, Severity
from scheduler.model import EventStatus, Post, Release
from scheduler.plan.drafted import Drafted
from scheduler.plan.event import gone

HERE = Place(file="config/campaigns/film.yaml", line=5)
WRONG = Problem(code="length-over", message="too long", hint="cut it", place=HERE)
ODD = Problem(code="time-weekend", message="a Saturday", severity=Severity.WARNING, place=HERE)


def drafted(*met: tuple[Problem, str], **withdrawn: Release) -> Drafted:
    """Return what a draft comes to that met these problems."""
    return Drafted.of([], met, renamed={}, withdrawn=withdrawn)


def test_a_problem_is_said_once_and_names_who_met_it() -> None:
    """Errors first; a campaign that met it is no post to be named."""
    found = drafted((ODD, "film/a/x"), (WRONG, "film/b/x"), (WRONG, "film/b/y"), (WRONG, "film/b/z"), (ODD, "film"))
    assert [each.code for each in found.problems] == ["length-over", "time-weekend"]
    assert [each.hint for each in found.problems] == ["cut it; used by film/b/x and 2 more", "used by film/a/x"]


def test_what_blocks_a_post_and_what_warns_of_it_is_found_by_its_key() -> None:
    """What was allowed does neither, what a campaign met blocks no post."""
    meant = ODD.silenced("we open on a Saturday")
    found = drafted((WRONG, "film/a/x"), (ODD, "film/a/x"), (meant, "film/b/x"), (WRONG, "film"))
    assert found.blocked == {"film/a/x": (WRONG,)}
    assert found.warned == {"film/a/x": (ODD,)}


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.POSTPONED])
def test_that_a_release_was_called_off_is_news_for_who_only_looks(
    status: EventStatus, make_release: Callable[..., Release]
) -> None:
    """No error, for there is nothing to mend; another campaign's rumour is one still, and so is all else."""
    off = make_release(event_status=status)
    rumour = make_release(event_status=EventStatus.RUMOURED, place=Place(file="config/facts/other.yaml", line=4))
    problems = (gone(off).at(off.place), gone(rumour).at(rumour.place), WRONG)
    found = drafted(*((each, "film") for each in problems), film=off)
    assert [each.severity for each in found.told(problems)] == [Severity.WARNING, Severity.ERROR, Severity.ERROR]
    assert [each.severity for each in drafted().told(problems)] == [Severity.ERROR] * 3


def test_a_queued_post_knows_whether_its_release_was_called_off(
    make_post: Callable[..., Post], make_release: Callable[..., Release]
) -> None:
    """It counts from it, or promises it; another campaign's posts, and what promises nothing, go on."""
    off = make_release(event_status=EventStatus.POSTPONED)
    found = drafted((gone(off), "film/promises/x"), film=off)
    assert found.called_off(make_post("film/week/x", when="T-7 09:00")) == "the release is postponed"
    assert found.called_off(make_post("film/promises/x", when="2027-01-05 10:00")) == "the release is postponed"
    assert found.called_off(make_post("film/thanks/x", when="2027-01-05 10:00")) is None
    assert found.called_off(make_post("other/week/x", when="T-7 09:00")) is None
