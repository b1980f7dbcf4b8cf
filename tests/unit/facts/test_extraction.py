from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler import articles
from scheduler.facts import extract, kinds, to_document
from scheduler.model import Article, Confidence

CASES = Path(__file__).parents[2] / "cases" / "facts"
SAMPLE = Path(__file__).parents[3] / "config" / "articles" / "quiet-harbour.txt"

Make = Callable[[str], Article]


def _cases() -> list[Any]:
    read = YAML(typ="safe", pure=True)
    return [
        pytest.param(case, id=f"{file.stem}: {case['trap']}")
        for file in sorted(CASES.glob("*.yaml"))
        for case in read.load(file.read_text(encoding="utf-8"))
        if "trap" in case
    ]


def _says(found: Mapping[str, Any], expected: Mapping[str, Any]) -> bool:
    return all(
        _says(found[key], value) if isinstance(value, Mapping) and found[key] else found[key] == value
        for key, value in expected.items()
    )


@pytest.mark.parametrize("case", _cases())
def test_every_trap_is_seen_through(case: dict[str, Any], article: Make) -> None:
    """An article written for one trap gives the facts that a careful reader finds in it."""
    document: dict[str, Any] = to_document(extract(article(case["text"])))
    expected = case["expect"]
    if "about" in expected:
        assert _says(document["about"], expected["about"])
    if "releases" in expected:
        assert len(document["releases"]) == len(expected["releases"]), document["releases"]
        for found, wanted in zip(document["releases"], expected["releases"], strict=True):
            assert _says(found, wanted), (found, wanted)
    if "key_points" in expected:
        assert [point["text"] for point in document["key_points"]] == expected["key_points"]
        assert {point["derived"] for point in document["key_points"]} == {expected["derived"]}
    for part in expected.get("questions", ()):
        assert any(part in question for question in document["questions"]), document["questions"]


@pytest.mark.parametrize("case", _cases())
def test_every_proof_is_exact(case: dict[str, Any], article: Make) -> None:
    """The words that prove a fact are the article's own, at the offsets given."""
    read = article(case["text"])
    for members in extract(read).kinds.values():
        for fact in members:
            assert fact.source
            assert read.text[fact.source.start : fact.source.end] == fact.source.exact


def test_the_same_article_gives_the_same_facts(article: Make) -> None:
    """Extraction has no memory and no clock."""
    text = SAMPLE.read_text(encoding="utf-8")
    assert to_document(extract(article(text))) == to_document(extract(article(text)))


def test_the_sample_article_has_one_sure_release_and_three_points() -> None:
    """The sample campaign can count to its release without a person's review."""
    facts = extract(articles.read(SAMPLE))
    (release,) = facts.releases
    assert release.start_date == "2026-11-26"
    assert release.confidence is Confidence.SURE
    assert release.primary
    assert [point.text.split()[0] for point in facts.kinds["key_points"]] == ["The", "The", "Every"]
    assert facts.questions == ()


@pytest.mark.parametrize("days", range(0, 800, 23))
def test_the_sample_is_right_on_whatever_day_it_is_published(days: int, article: Make) -> None:
    """The year is counted from the published day, over New Year and leap days too."""
    published, opens = date(2026, 10, 22) + timedelta(days), date(2026, 11, 26) + timedelta(days)
    text = SAMPLE.read_text(encoding="utf-8").replace("2026-10-22", published.isoformat())
    (release,) = extract(article(text.replace("November 26", f"{opens:%B} {opens.day}"))).releases
    assert (release.start_date, release.confidence) == (opens.isoformat(), Confidence.SURE)


def test_an_article_in_another_language_keeps_its_metadata_and_asks_for_the_rest(article: Make) -> None:
    """Only English is read for now, and nothing is guessed from other words."""
    text = "date: 2026-03-02\ntitle: Das Glasfeld\n\nDas Glasfeld opens on July 10, 2026."
    facts = extract(replace(article(text), language="de"))
    assert not any(facts.kinds.values())
    assert facts.about is None
    assert facts.article.headline == "Das Glasfeld"
    assert any("does not read as English" in question for question in facts.questions)


def test_what_the_reader_noted_is_asked(article: Make) -> None:
    """A reader that found two published days leaves the choice to a person."""
    assert "Which day?" in extract(replace(article(FILM.format("It opens.")), notes=("Which day?",))).questions


ANNOUNCED = YAML(typ="safe", pure=True).load((CASES / "announcements.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", ANNOUNCED, ids=lambda case: case["title"])
def test_a_countdown_counts_to_the_day_that_is_announced(case: dict[str, str], article: Make) -> None:
    """The primary release is the one a reader waits for."""
    releases = extract(article(f"date: 2024-06-10\ntitle: {case['title']}\n\n{case['text']}\n")).releases
    (primary,) = [each for each in releases if each.primary]
    assert primary.start_date == case["day"]


QUIET = YAML(typ="safe", pure=True).load((CASES / "announces_nothing.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", QUIET, ids=lambda case: case["title"])
def test_an_article_that_announces_nothing_has_no_sure_date(case: dict[str, Any], article: Make) -> None:
    """Courts, companies and obituaries have dates too."""
    head = f"date: 2024-06-10\ntitle: {case['title']}\n\n{case['lead']} "
    for sentence in (*case["sentences"], " ".join(case["sentences"])):
        releases = extract(article(head + sentence)).releases
        assert not [each for each in releases if each.confidence is Confidence.SURE], sentence


def test_kinds_stand_in_the_order_of_the_document() -> None:
    """A kind is a file with a FACT, found without a list."""
    assert [kind.name for kind in kinds()][:2] == ["releases", "key_points"]


FILM = """date: 2026-03-02
title: The Glass Field, a film about wheat, is done

The Glass Field is the new film by Ada Boyle. {}
"""


@pytest.mark.parametrize(
    "case",
    YAML(typ="safe", pure=True).load((CASES / "never_sure.yaml").read_text(encoding="utf-8")),
    ids=lambda case: case["text"],
)
def test_a_doubtful_date_is_never_called_sure(case: dict[str, str], article: Make) -> None:
    """A wrong date in public is worse than a question."""
    facts = extract(article(FILM.format(case["text"])))
    assert not [
        release
        for release in facts.releases
        if release.start_date == case["day"] and release.confidence is Confidence.SURE
    ]
