from pathlib import Path

import pytest

from scheduler.errors import UsageError, WorkspaceError
from scheduler.facts.questions import NO_HEADLINE
from scheduler.model import Fact, Review
from scheduler.workspace.facts_file import read_facts
from scheduler.workspace.facts_review import Decision, settle_question, write_decisions

FILE = f"""# Read by Ines.
article: {{headline: null, date_published: 2026-10-22, source: {{file: a.txt, sha256: "00"}}}}
questions:
- "{NO_HEADLINE}"
- "Who said “Stay.”?"
about: null
quotations:   # from the press text
- text: "Stay."   # keep it short
  speaker: null
  fragment: false
  source: {{exact: "Stay.", start: 3, end: 8}}
  review: proposed   # ask Tom
- text: "Go."
  speaker: Ann Lee
  source: {{exact: "Go.", start: 13, end: 16}}
  review: proposed
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "film.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def quotations(path: Path) -> tuple[Fact, ...]:
    return read_facts(path, path.parent).kinds["quotations"]


def test_one_word_changes_and_nothing_else(path: Path) -> None:
    """An acceptance is the word `accepted`; comments, quotes and order stay."""
    first, _ = quotations(path)
    write_decisions(path, [Decision("quotations", first, Review.ACCEPTED)])
    expected = FILE.replace("review: proposed   # ask Tom", "review: accepted  # ask Tom")
    assert path.read_text(encoding="utf-8").replace("accepted   #", "accepted  #") == expected


def test_an_edit_writes_the_field_and_says_so(path: Path) -> None:
    """What was typed anew stands in the file, marked as a person's."""
    first, _ = quotations(path)
    write_decisions(path, [Decision("quotations", first, Review.EDITED, {"speaker": "Tom Oak"})])
    changed, other = quotations(path)
    assert (changed.review, getattr(changed, "speaker", "")) == (Review.EDITED, "Tom Oak")
    assert other.review is Review.PROPOSED


def test_a_fact_that_left_the_field_out_is_found(path: Path) -> None:
    """A key that a person left out says what its default says."""
    _, second = quotations(path)
    write_decisions(path, [Decision("quotations", second, Review.REJECTED)])
    assert quotations(path)[1].review is Review.REJECTED


def test_a_fact_somebody_changed_meanwhile_is_left_alone(path: Path) -> None:
    """Nothing is written over what an editor saved since the fact was shown."""
    first, _ = quotations(path)
    path.write_text(FILE.replace('text: "Stay."', 'text: "Stay!"'), encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        write_decisions(path, [Decision("quotations", first, Review.ACCEPTED)])
    assert [problem.code for problem in caught.value.problems] == ["facts-moved"]
    assert "accepted" not in path.read_text(encoding="utf-8")


def test_an_impossible_value_is_not_written(path: Path) -> None:
    """A text that has to be there cannot be emptied."""
    first, _ = quotations(path)
    with pytest.raises(WorkspaceError):
        write_decisions(path, [Decision("quotations", first, Review.EDITED, {"text": None})])
    assert path.read_text(encoding="utf-8") == FILE


def test_an_answer_goes_where_it_belongs_and_takes_its_question_away(path: Path) -> None:
    """A typed headline is the article's; the other question stays."""
    settle_question(path, NO_HEADLINE, {("article", "headline"): "The last lamp"})
    facts = read_facts(path, path.parent)
    assert facts.article.headline == "The last lamp"
    assert facts.questions == ("Who said “Stay.”?",)


def test_the_subject_can_be_typed_where_there_was_none(path: Path) -> None:
    """`about: null` becomes a name."""
    settle_question(path, "Who said “Stay.”?", {("about", "name"): "The Quiet Harbour"})
    about = read_facts(path, path.parent).about
    assert about is not None
    assert about.name == "The Quiet Harbour"


def test_the_last_question_leaves_an_empty_list(path: Path) -> None:
    """No question is left, and the file still reads."""
    for question in read_facts(path, path.parent).questions:
        settle_question(path, question, {})
    assert read_facts(path, path.parent).questions == ()


def test_a_disk_that_refuses_leaves_the_file_as_it_was(path: Path) -> None:
    """The file is replaced whole or not at all."""
    path.with_name(f".{path.name}.new").mkdir()
    first, _ = quotations(path)
    with pytest.raises(UsageError) as caught:
        write_decisions(path, [Decision("quotations", first, Review.ACCEPTED)])
    assert [problem.code for problem in caught.value.problems] == ["facts-unwritable"]
    assert path.read_text(encoding="utf-8") == FILE


def test_a_file_that_went_away_is_said(path: Path) -> None:
    """Somebody deleted it while the person was reading."""
    first, _ = quotations(path)
    path.unlink()
    with pytest.raises(UsageError) as caught:
        write_decisions(path, [Decision("quotations", first, Review.ACCEPTED)])
    assert [problem.code for problem in caught.value.problems] == ["facts-moved"]
