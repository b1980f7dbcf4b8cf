import shutil
from pathlib import Path

import pytest

from scheduler import articles
from scheduler.errors import Severity, UsageError, WorkspaceError
from scheduler.facts import extract
from scheduler.model import Review
from scheduler.workspace.facts_file import read_facts, source_warnings, write_facts

SAMPLE = Path(__file__).parents[3] / "config"
DATE = "start_date: 2026-11-26"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Return a copy of the sample article in a workspace of its own."""
    path = tmp_path / "config" / "articles" / "quiet-harbour.txt"
    path.parent.mkdir(parents=True)
    shutil.copyfile(SAMPLE / "articles" / "quiet-harbour.txt", path)
    return path


@pytest.fixture
def facts(tmp_path: Path, article: Path) -> Path:
    """Return the facts file that extracting the article made."""
    path = tmp_path / "config" / "facts" / "quiet-harbour.yaml"
    write_facts(path, extract(articles.read(article)))
    return path


def _again(article: Path, facts: Path) -> str:
    write_facts(facts, extract(articles.read(article)))
    return facts.read_text(encoding="utf-8")


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_sample_facts_file_is_what_extracting_again_leaves_alone(tmp_path: Path) -> None:
    """The sample is reviewed, commented, and the same after another extraction."""
    shutil.copytree(SAMPLE / "articles", tmp_path / "articles")
    shutil.copytree(SAMPLE / "facts", tmp_path / "facts")
    path = tmp_path / "facts" / "quiet-harbour.yaml"
    before = path.read_bytes()
    assert b"#" in before
    write_facts(path, extract(articles.read(tmp_path / "articles" / "quiet-harbour.txt")))
    assert path.read_bytes() == before
    read = read_facts(path, tmp_path)
    assert {fact.review for members in read.kinds.values() for fact in members} == {Review.ACCEPTED}
    assert source_warnings(path, read) == ()


def test_everything_read_has_its_place(tmp_path: Path, facts: Path) -> None:
    """A problem with a fact names the line to edit."""
    read = read_facts(facts, tmp_path)
    place = read.places["releases[0].start_date"]
    line = facts.read_text(encoding="utf-8").splitlines()[(place.line or 0) - 1]
    assert line.strip() == DATE
    assert str(place).startswith("config/facts/quiet-harbour.yaml:")
    assert read.releases[0].place
    assert read.article.file == "../articles/quiet-harbour.txt"
    assert read.article.text.startswith("date: 2026-10-22")


def test_a_hand_edit_and_its_comment_survive_extracting_again(tmp_path: Path, article: Path, facts: Path) -> None:
    """What a person changed is kept and marked edited."""
    _edit(facts, DATE, "start_date: 2026-11-27   # by phone, Tuesday")
    text = _again(article, facts)
    assert "start_date: 2026-11-27   # by phone, Tuesday" in text
    (release,) = read_facts(facts, tmp_path).releases
    assert release.review is Review.EDITED
    assert _again(article, facts) == text


def test_a_review_survives_a_change_elsewhere_in_the_article(tmp_path: Path, article: Path, facts: Path) -> None:
    """Offsets follow the article; the decision stays."""
    _edit(facts, "review: proposed", "review: accepted")
    _edit(article, "On an island", "Far out, on an island")
    _again(article, facts)
    read = read_facts(facts, tmp_path)
    (release,) = read.releases
    assert release.review is Review.ACCEPTED
    assert release.source
    assert read.article.text[release.source.start : release.source.end] == release.source.exact


def test_a_fact_whose_words_are_gone_is_stale_and_a_new_one_is_added(
    tmp_path: Path, article: Path, facts: Path
) -> None:
    """A changed date leaves the old release marked, with its id, and proposes the new one beside it."""
    _edit(facts, "key_points:", "# Key points, checked by Mia\nkey_points:")
    _edit(article, "The film opens in cinemas on November 26.", "The film opens in cinemas on December 3.")
    text = _again(article, facts)
    old, new = read_facts(facts, tmp_path).releases
    assert (old.id, old.stale, old.start_date) == ("release", True, "2026-11-26")
    assert (new.id, new.stale, new.start_date) == ("release-2", False, "2026-12-03")
    assert "# Key points, checked by Mia\nkey_points:" in text
    _edit(article, "December 3", "November 26")
    _again(article, facts)
    assert not read_facts(facts, tmp_path).releases[0].stale


def test_a_new_fact_stands_between_its_neighbours_and_comments_stay_where_they_were(article: Path, facts: Path) -> None:
    """A comment goes on standing before the item it was written for."""
    mark = '- text: "Every foghorn'
    _edit(facts, mark, f"# loud one\n{mark}")
    _edit(article, "3 things", "4 things")
    _edit(article, "Every foghorn", "The cat is real as well.\n\nEvery foghorn")
    text = _again(article, facts)
    assert f"# loud one\n{mark}" in text
    assert text.index("opens in cinemas on") < text.index("The cat is real") < text.index("# loud one")


def test_answers_and_questions_of_a_person_are_kept(tmp_path: Path, article: Path, facts: Path) -> None:
    """A typed headline answers its question, and a person's own question stays."""
    _edit(article, "title: The Quiet Harbour brings the last lighthouse keepers home\n", "")
    facts.unlink()
    _again(article, facts)
    assert "No headline found" in facts.read_text(encoding="utf-8")
    _edit(facts, "headline: null", "headline: A better one")
    _edit(facts, "questions:\n", "questions:\n- who plays the cat? # ask Ines\n")
    text = _again(article, facts)
    assert "headline: A better one" in text
    assert "who plays the cat? # ask Ines" in text
    assert "No headline found" not in text
    assert read_facts(facts, tmp_path).questions == ("who plays the cat?",)


def test_a_rejected_fact_stays_rejected(tmp_path: Path, article: Path, facts: Path) -> None:
    """Extracting again does not bring back what a person threw out."""
    _edit(facts, "review: proposed", "review: rejected")
    _edit(facts, DATE, "start_date: 2026-12-01")
    _again(article, facts)
    assert read_facts(facts, tmp_path).releases[0].review is Review.REJECTED


def test_a_changed_article_is_a_warning(tmp_path: Path, article: Path, facts: Path) -> None:
    """Facts older than their article are said to be so, with the command that renews them."""
    _edit(article, "ferry", "boat")
    read = read_facts(facts, tmp_path)
    (warning,) = source_warnings(facts, read)
    assert warning.code == "facts-stale"
    assert warning.severity is Severity.WARNING
    assert "tminus facts extract" in (warning.hint or "")
    assert read.article.text == ""


def test_a_missing_article_leaves_the_facts_readable(tmp_path: Path, article: Path, facts: Path) -> None:
    """Facts travel without their article."""
    article.unlink()
    read = read_facts(facts, tmp_path)
    assert read.releases
    assert read.article.text == ""
    assert source_warnings(facts, read) == ()


@pytest.mark.parametrize(
    "broken",
    ["article: &a {headline: x}\nabout: *a\n", "questions: []\nquestions: []\n", "releases: {", "- a\n", ""],
)
def test_a_broken_file_is_refused_and_left_as_it_is(tmp_path: Path, article: Path, facts: Path, broken: str) -> None:
    """Aliases, duplicate keys and broken YAML are problems with a place; nothing is overwritten."""
    facts.write_text(broken, encoding="utf-8")
    with pytest.raises(WorkspaceError) as caught:
        read_facts(facts, tmp_path)
    assert all(problem.place for problem in caught.value.problems)
    with pytest.raises(WorkspaceError):
        _again(article, facts)
    assert facts.read_text(encoding="utf-8") == broken


def test_two_stories_are_not_mixed_in_one_file(tmp_path: Path, facts: Path) -> None:
    """Extracting another article into the file is refused, and the file stays as it is."""
    before = facts.read_bytes()
    other = tmp_path / "festival.txt"
    other.write_text("date: 2026-11-20\n\nThe Harbour Lights Festival opens on July 3, 2027 in Hamburg.\n")
    with pytest.raises(UsageError, match="holds the facts of") as caught:
        _again(other, facts)
    assert caught.value.problems[0].code == "facts-other-article"
    assert facts.read_bytes() == before


@pytest.mark.parametrize("name", ["page.html", "story.md", "feed.xml#1"])
def test_proofs_in_markup_are_not_doubted(tmp_path: Path, name: str) -> None:
    """Offsets of a page, a Markdown text or a feed's entry count in its words; only a changed file is a warning."""
    words = "The film opens in cinemas on July 10, 2027, its makers said. " + "The boat left the harbour at dawn. " * 12
    written = {
        "page.html": f"<html><body><h1>The film opens</h1><p>{words}</p></body></html>",
        "story.md": f"---\ntitle: The film opens\n---\n\n**{words.strip()}**\n",
        "feed.xml#1": "<rss version='2.0'><channel><item><title>The film opens</title>"
        f"<description>{words}</description></item></channel></rss>",
    }[name]
    source = tmp_path / name.partition("#")[0]
    source.write_text(written, encoding="utf-8")
    path = tmp_path / "facts.yaml"
    shown = write_facts(path, extract(articles.read(tmp_path / name)))
    assert shown.releases
    read = read_facts(path, tmp_path)
    assert source_warnings(path, read) == ()
    source.write_text(written.replace("boat", "ship"), encoding="utf-8")
    assert [each.code for each in source_warnings(path, read)] == ["facts-stale"]
