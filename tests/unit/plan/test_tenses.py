from typing import Any

import pytest

from scheduler.plan.tenses import days_ahead, to_come


@pytest.mark.cases("tenses")
def test_an_old_plan_neither_looks_ahead_nor_names_a_day(case: dict[str, Any]) -> None:
    """What is told as a plan that holds no more is none; in doubt, words look ahead."""
    text = case["text"]
    assert to_come(text) == case["ahead"]
    assert [text[each.start : each.end] for each in days_ahead(text)] == case["days"]


def test_days_are_found_where_they_stand_in_the_whole_text() -> None:
    """Behind other sentences and other lines, too."""
    text = "Two things.\r\nFirst, it was initially due on March 3. It opens on May 4.\nBye"
    (day,) = days_ahead(text)
    assert text[day.start : day.end] == "May 4"
