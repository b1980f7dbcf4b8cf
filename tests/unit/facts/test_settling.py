from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler.articles import read
from scheduler.articles.plain import parse
from scheduler.facts import extract
from scheduler.facts.settling import State, is_ours, rival_dates, settled, speaks_of
from scheduler.model import Article, Confidence, Release, Review, Source, Subject

CASES = Path(__file__).parents[2] / "cases"
ARTICLE = Article(text="", blocks=(), file="a.txt", sha256="", headline="A", date_published="2027-03-02")
ABOUT = Subject(type="Movie", name="Salt")


def release(day: str, *, review: Review = Review.PROPOSED, primary: bool = False, exact: str = "") -> Release:
    source = Source(exact=exact or f"opens on {day}", start=0, end=1)
    return Release(
        id=day, of=ABOUT, start_date=day, source=source, review=review, primary=primary, confidence=Confidence.LIKELY
    )


def state(*releases: Release) -> State:
    return State(ARTICLE, ABOUT, {"releases": releases})


def texts(value: Any) -> Iterator[str]:
    """Every longer text of a case file, which is an article or a piece of one."""
    if isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str) and len(value) > 60:
        yield value


def test_every_question_that_extraction_asks_is_known_as_its_own() -> None:
    """A question whose wording nobody knows would stay in facts files for ever, as a person's do."""
    asked: set[str] = set()
    for path in sorted((CASES / "facts").rglob("*.yaml")):
        for words in texts(YAML(typ="safe").load(path)):
            for head in ("", "date: 2024-06-10\n\n"):
                asked.update(extract(parse(f"{head}{words}", file="a.txt", sha256="")).questions)
    for path in sorted((CASES / "articles" / "pages").iterdir()):
        if path.suffix in {".html", ".md", ".xml"} and path.stem not in {"login", "links", "script-only"}:
            asked.update(extract(read(path)).questions)
    assert len(asked) > 30
    assert [question for question in sorted(asked) if not is_ours(question)] == []
    assert not is_ours("who plays the cat?")


RIVALS = "Several dates for the same release (2027-07-10 cinemas, 2027-07-17): please reject the wrong ones."
CHOICE = "Several dates (2027-07-10 cinemas, 2027-09-03): which one does your audience wait for? Mark it primary."
JULY_10, JULY_17, SEPTEMBER = (release(day) for day in ("2027-07-10", "2027-07-17", "2027-09-03"))
ACCEPTED = release("2027-07-10", review=Review.ACCEPTED, primary=True)


@pytest.mark.parametrize(
    ("question", "now", "answer"),
    [
        (RIVALS, state(JULY_10, JULY_17), False),
        (RIVALS, state(ACCEPTED, JULY_17), False),
        (RIVALS, state(ACCEPTED, release("2027-07-17", review=Review.REJECTED)), True),
        (RIVALS, state(JULY_10), True),
        (CHOICE, state(JULY_10, SEPTEMBER), False),
        (CHOICE, state(ACCEPTED, SEPTEMBER), True),
        ("“July 10” lies before the article was published (2027-08-02): is the date right?", state(), True),
        ("“July 10” lies before the article was published (2027-03-02): is the date right?", state(JULY_10), False),
        ("Which day is “Friday”: 2027-03-05 or 2027-03-12?", state(release("2027-03-05", exact="opens Friday")), False),
        (
            "Which day is “Friday”: 2027-03-05 or 2027-03-12?",
            state(release("2027-03-05", exact="opens Friday", review=Review.EDITED)),
            True,
        ),
        ("Which year is “July 10”? The article gives no published date.", state(JULY_10), True),
        ("The article says “delayed”: does 2027-07-10 still hold?", state(JULY_10), False),
        ("The article says “delayed”: does 2027-07-10 still hold?", state(ACCEPTED), True),
        ("The published day 2027-03-02 is a guess from the page: please check it.", state(), False),
        ("The published day 2027-03-01 is a guess from the page: please check it.", state(), True),
        ("The article now gives headline as “B”, this file “A”: which is right?", state(), False),
        ("The article now gives headline as “B”, this file “C”: which is right?", state(), True),
        ("Is “July 10” right?", state(ACCEPTED), False),
    ],
)
def test_a_question_is_settled_by_what_the_file_says(question: str, now: State, answer: bool) -> None:  # noqa: FBT001 - a case
    """By a day that was typed, a reading that was rejected, a release that somebody judged."""
    assert settled(question, now) is answer


def test_who_said_it_is_settled_by_a_speaker_or_a_review() -> None:
    """A long quotation is known by how it begins."""
    (said,) = extract(
        parse('date: 2027-03-02\n\n"We waited for the frost," Boyle said.\n', file="a.txt", sha256="")
    ).kinds["quotations"]
    question = "Who said “We waited…”? Type the speaker under quotations, or reject it."
    assert speaks_of(question, said)
    for fact, answer in (
        (replace(said, speaker=None), False),
        (replace(said, speaker="Ada Boyle"), True),
        (replace(said, speaker=None, review=Review.REJECTED), True),
    ):
        assert settled(question, State(ARTICLE, ABOUT, {"quotations": (fact,)})) is answer


def test_the_dates_to_choose_from_are_named() -> None:
    """Each once; other questions name none."""
    assert rival_dates(RIVALS) == ("2027-07-10", "2027-07-17")
    assert rival_dates("Which day is “Friday”: 2027-03-05 or 2027-03-12?") == ()


def test_a_question_speaks_of_the_release_whose_words_it_quotes() -> None:
    """Also where the words are broken over two lines."""
    question = "Which day is “this Friday”: 2027-03-05 or 2027-03-12?"
    assert speaks_of(question, release("2027-03-05", exact="opens this\nFriday"))
    assert not speaks_of(question, JULY_10)
