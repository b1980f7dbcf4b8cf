"""Why a post changed, said as the person who changed it would."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from scheduler.model import Post
from scheduler.plan.reasons import moved, shift

Make = Callable[..., Post]


@pytest.mark.parametrize(
    ("rule", "was", "now", "words"),
    [
        ("T-7 09:00", "2027-07-05 09:00", "2027-07-07 09:00", "release moved from 12 July to 14 July"),
        ("T-1", "2027-07-11 20:00", "2027-07-13 20:00", "release moved from 12 July to 14 July"),
        ("T+0", "2027-07-12 09:00", "2027-07-12 11:00", "release moved from 09:00 to 11:00 on 12 July"),
        ("T-3h", "2027-07-12 06:00", "2027-07-14 06:00", "release moved from 12 July to 14 July"),
        ("T-90m", "2027-07-12 07:30", "2027-07-14 07:30", "release moved from 12 July to 14 July"),
        ("T-7 09:00", "2026-12-28 09:00", "2027-01-01 09:00", "release moved from 4 January to 8 January"),
        ("T+7 09:00", "2027-01-03 09:00", "2027-01-09 09:00", "release moved from 27 December 2026 to 2 January 2027"),
    ],
)
def test_the_same_rule_at_another_time_means_that_the_release_moved(
    rule: str, was: str, now: str, words: str, make_post: Make
) -> None:
    """Both days are found by undoing the rule."""
    before, post = make_post(hours=24, when=rule, wall=was), make_post(hours=48, when=rule, wall=now)
    assert moved(before, post) == words
    assert shift(before, before) is None


def test_a_text_that_changed_along_with_it_is_said(make_post: Make) -> None:
    """The date mostly stands in the text."""
    common: dict[str, Any] = {"when": "T-7 09:00"}
    before = make_post(wall="2027-07-05 09:00", **common)
    post = make_post(hours=48, wall="2027-07-07 09:00", texts=["Bye"], **common)
    assert moved(before, post) == "release moved from 12 July to 14 July; text changed"


def test_another_rule_is_another_reason(make_post: Make) -> None:
    """The step's own time was changed, not the release."""
    before = make_post(when="T-7 09:00", wall="2027-07-05 09:00")
    post = make_post(hours=48, when="T-6 09:00", wall="2027-07-06 09:00")
    assert moved(before, post) == "its step says T-6 09:00 now, not T-7 09:00"


def test_a_time_that_quiet_hours_bent_says_nothing_of_the_release(make_post: Make) -> None:
    """The wall time is not the rule's, so the rule cannot be undone."""
    before = make_post(when="T-7 23:00", wall="2027-07-06 07:00")
    post = make_post(hours=24 + 48, when="T-7 23:00", wall="2027-07-08 07:00")
    assert shift(before, post) is None
    assert moved(before, post).startswith("moved from")


def test_a_row_at_another_time_names_both(make_post: Make) -> None:
    """Where there is no T, the times are all there is to say."""
    before = make_post(when="2027-01-02 12:00", wall="2027-01-02 12:00")
    post = make_post(
        hours=24 + timedelta(days=1) / timedelta(hours=1), when="2027-01-03 12:00", wall="2027-01-03 12:00"
    )
    assert moved(before, post) == "moved from Sat 02 Jan 12:00 to Sun 03 Jan 12:00 UTC"
