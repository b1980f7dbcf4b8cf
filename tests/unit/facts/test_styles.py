from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler.facts import extract
from scheduler.model import Article, Confidence, EventStatus, Release

STYLES = YAML(typ="safe", pure=True).load(
    (Path(__file__).parents[2] / "cases" / "facts" / "styles.yaml").read_text(encoding="utf-8")
)
LIVE = {EventStatus.SCHEDULED, EventStatus.RESCHEDULED, EventStatus.RUMOURED}

Make = Callable[[str], Article]


def releases_of(case: dict[str, Any], make: Make) -> tuple[Release, ...]:
    published = case.get("published", "2026-10-20")
    head = f"date {published}\n" if published else ""
    return extract(make(f"{head}title: {case['title']}\n\n{case['text']}\n")).releases


@pytest.mark.parametrize("case", STYLES, ids=lambda case: case["text"][:60])
def test_every_date_that_is_announced_is_found_with_its_place(case: dict[str, Any], article: Make) -> None:
    """Whatever is announced, in whichever English, at the precision it is announced with."""
    found = releases_of(case, article)
    live = {each.start_date: each for each in found if each.event_status in LIVE}
    for wanted in case["dates"]:
        assert wanted["day"] in live, found
        assert live[wanted["day"]].location == wanted.get("place", live[wanted["day"]].location)
    for status in ("past", "deadline"):
        days = {each.start_date for each in found if each.event_status.value == status}
        assert set(case.get(status, ())) <= days


@pytest.mark.parametrize("case", STYLES, ids=lambda case: case["text"][:60])
def test_no_other_date_is_called_sure(case: dict[str, Any], article: Make) -> None:
    """A date that nobody announces, or that no longer holds, waits for a person."""
    known = {each["day"] for each in case["dates"]} | {*case.get("past", ()), *case.get("deadline", ())}
    doubted = set(case.get("never_sure", ()))
    for each in releases_of(case, article):
        if each.confidence is Confidence.SURE:
            assert each.start_date in known - doubted, each
            assert "any" not in doubted, each


def test_a_published_day_that_is_guessed_makes_no_date_sure(article: Make) -> None:
    """Years count from the published day: where nobody states it, what counts from it is believed less."""
    stated = article("date 2026-10-20\ntitle: Salt Road\n\nThe film Salt Road opens in cinemas on November 12.\n")
    guessed = replace(stated, day_is_guessed=True)
    assert [each.confidence for each in extract(stated).releases] == [Confidence.SURE]
    assert [each.confidence for each in extract(guessed).releases] == [Confidence.LIKELY]


def test_a_year_in_the_text_needs_no_published_day(article: Make) -> None:
    """A date that states its year is as sure as before."""
    stated = article("date 2026-10-20\ntitle: Salt Road\n\nThe film Salt Road opens in cinemas on November 12, 2026.\n")
    (release,) = extract(replace(stated, day_is_guessed=True)).releases
    assert release.confidence is Confidence.SURE
