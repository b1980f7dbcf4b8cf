import json
from collections.abc import Callable
from typing import Any

import pytest

from scheduler.errors import Place, WorkspaceError
from scheduler.facts import extract, from_document, to_document
from scheduler.model import Article, Review

TEXT = """date: 2026-03-02
title: The Glass Field gets a date

The Glass Field opens in cinemas on Friday, July 10. The film was shot in Fife.
"""


@pytest.fixture
def document(article: Callable[[str], Article]) -> dict[str, Any]:
    """Return the document of one release and two key points."""
    return json.loads(json.dumps(to_document(extract(article(TEXT)))))


def test_the_document_has_the_keys_of_the_design_in_their_order(document: dict[str, Any]) -> None:
    """People and programs find everything where the design says."""
    assert list(document)[:5] == ["article", "questions", "about", "releases", "key_points"]
    assert list(document["article"])[:3] == ["headline", "url", "author"]
    assert list(document["releases"][0]) == [
        "id",
        "of",
        "start_date",
        "end_date",
        "event_status",
        "previous_start_date",
        "location",
        "primary",
        "confidence",
        "source",
        "review",
        "extracted",
    ]
    assert list(document["key_points"][0]) == ["text", "derived", "source", "review", "extracted"]


def test_a_document_is_read_back_as_the_facts_it_came_from(article: Callable[[str], Article]) -> None:
    """Nothing is lost on the way through a file, whose scalars are all text."""
    facts = extract(article(TEXT))
    written = to_document(facts)
    again = from_document(json.loads(json.dumps(_as_text(written))))
    assert again.kinds == facts.kinds
    assert to_document(again) == written


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_text(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_text(each) for each in value]
    return str(value).lower() if isinstance(value, bool | int) else value


def _codes(document: object) -> list[str]:
    with pytest.raises(WorkspaceError) as caught:
        from_document(document, lambda path: Place(file="f.yaml", line=len(path)))
    assert all(problem.place for problem in caught.value.problems)
    return [problem.code for problem in caught.value.problems]


def test_every_fault_is_told_at_once(document: dict[str, Any]) -> None:
    """A person mends a file in one go."""
    release = document["releases"][0]
    release["start_date"] = "2026-02-30"
    release["reveiw"] = release.pop("review")
    release["confidence"] = "certain"
    del document["key_points"][0]["text"]
    document["about"] = ["Movie"]
    assert sorted(_codes(document)) == [
        "facts-missing-key",
        "facts-shape",
        "facts-unknown-key",
        "facts-value",
        "facts-value",
    ]


@pytest.mark.parametrize("wrong", [None, [], "text", {"article": None}, {"article": {"source": "x"}}])
def test_what_is_no_facts_document_is_refused(wrong: object) -> None:
    """A file of another shape is named, and never half read."""
    assert _codes(wrong)


def test_two_primary_releases_and_two_of_one_id_are_refused(document: dict[str, Any]) -> None:
    """A campaign must know which release it counts to."""
    document["releases"].append(document["releases"][0])
    assert _codes(document) == ["facts-value", "facts-value"]


def test_a_fact_written_by_hand_needs_neither_source_nor_hash(document: dict[str, Any]) -> None:
    """A person may add what the article does not say."""
    document["key_points"].append({"text": "Ask for the map at the door.", "review": "accepted"})
    last = from_document(document).kinds["key_points"][-1]
    assert last.source is None
    assert last.review is Review.ACCEPTED
