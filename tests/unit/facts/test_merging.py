"""Extracting again: what a person typed, reviewed and settled is what counts, and one fact stays one fact."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

import pytest

from scheduler.facts import content_hash, extract, extract_again, merge
from scheduler.model import Article, Confidence, Facts, Release, Review

Make = Callable[[str], Article]
OPENS = "The Glass Field opens in cinemas on July 10, its studio said."
STREAMS = "The Glass Field comes to streaming on September 3."
CREW = "The film is directed by Ada Boyle, who lives in Fife."
TITLE = "title: The Glass Field opens in July\n"


@pytest.fixture
def article(article: Make) -> Make:
    """Articles that differ in their text are different files."""

    def make(words: str) -> Article:
        return replace(article(words), sha256=sha256(words.encode()).hexdigest())

    return make


def text(*paragraphs: str, day: str = "date: 2027-03-02\n") -> str:
    return f"{day}{TITLE}\n" + "\n\n".join(paragraphs) + "\n"


def reviewed(facts: Facts, review: Review = Review.ACCEPTED, **changes: object) -> Facts:
    """Return facts as a file has them after a person went through them; `changes` are made to the first release."""
    kinds = {name: tuple(replace(fact, review=review) for fact in members) for name, members in facts.kinds.items()}
    first, *others = kinds["releases"]
    return replace(facts, kinds={**kinds, "releases": (replace(first, **changes), *others)})  # type: ignore[arg-type] # any field


def again(old: Facts, article: Article) -> Facts:
    """Extract and merge, and return what the file says then."""
    merged = merge(old, extract_again(old, article))
    kinds = {name: tuple(fact for _, fact in entries) for name, entries in merged.kinds.items()}
    return replace(old, article=merged.article, questions=merged.questions, about=merged.about, kinds=kinds)


def test_a_typed_day_counts_above_all_sources(article: Make) -> None:
    """The years of an article are counted from the day that a person typed."""
    dated = article(text(OPENS))
    old = extract(dated)
    assert old.releases[0].start_date == "2027-07-10"
    typed = replace(old, article=replace(dated, date_published="2031-05-01"))
    found = again(typed, dated)
    assert found.article.date_published == "2031-05-01"
    assert found.releases[0].start_date == "2031-07-10"
    assert again(found, dated) == found


def test_a_typed_day_settles_what_hung_on_it(article: Make) -> None:
    """Without a day no year is known; with one, nothing is left to ask, and the release keeps its id."""
    undated = article(text(OPENS, day=""))
    old = extract(undated)
    assert {question.partition(" ")[0] for question in old.questions} == {"No", "Which"}
    found = again(replace(old, article=replace(undated, date_published="2027-03-02")), undated)
    assert found.questions == ()
    (release,) = found.releases
    assert (release.id, release.start_date, release.confidence) == ("release", "2027-07-10", Confidence.SURE)


def test_a_guessed_day_that_nobody_doubts_any_more_is_known(article: Make) -> None:
    """Once its question is gone from the file, dates that count from it are as good as any."""
    guess = "The published day 2027-03-02 is a guess from the page: please check it."
    guessed = replace(article(text(OPENS)), day_is_guessed=True, notes=(guess,))
    old = extract(guessed)
    assert guess in old.questions
    assert old.releases[0].confidence is not Confidence.SURE
    assert again(old, guessed).releases[0].confidence is not Confidence.SURE
    found = again(replace(old, questions=()), guessed)
    assert found.releases[0].confidence is Confidence.SURE
    assert found.questions == ()


@pytest.mark.parametrize(
    "words",
    [
        "The Glass Field will open in cinemas on July 10, its studio said.",
        "The Glass Field is opening in cinemas on July 10.",
        "As its studio has announced, The Glass Field opens only in cinemas on July 10.",
    ],
)
def test_a_reworded_sentence_is_no_second_release(article: Make, words: str) -> None:
    """The same thing on the same day is one fact, whatever its sentence; no dispute arises."""
    old = reviewed(extract(article(text(OPENS, CREW))))
    found = again(old, article(text(CREW, words)))
    (release,) = found.releases
    assert (release.id, release.start_date, release.stale) == ("release", "2027-07-10", False)
    assert release.source
    assert release.source.exact in words


def test_another_date_is_another_release(article: Make) -> None:
    """A sentence with a new date proves a new fact: the old one is marked, and a person sees both."""
    old = reviewed(extract(article(text(OPENS))))
    first, second = again(old, article(text(OPENS.replace("July 10", "July 17")))).releases
    assert (first.id, first.stale, first.start_date) == ("release", True, "2027-07-10")
    assert (second.id, second.stale, second.start_date) == ("release-2", False, "2027-07-17")


def test_what_was_accepted_stays_accepted_where_sentences_move(article: Make) -> None:
    """Which release counts was accepted with it: an article that is put in another order changes nothing of that."""
    old = reviewed(extract(article(text(OPENS, STREAMS))))
    assert [each.primary for each in old.releases] == [True, False]
    found = again(old, article(text(STREAMS, OPENS)))
    assert {(each.start_date, each.primary, each.review) for each in found.releases} == {
        ("2027-07-10", True, Review.ACCEPTED),
        ("2027-09-03", False, Review.ACCEPTED),
    }


def test_a_release_that_a_person_made_the_primary_one_stays_it(article: Make) -> None:
    """Choosing is no edit: the facts follow their article, and the choice stands."""
    source = article(text(OPENS, STREAMS))
    old = extract(source)
    chosen = replace(
        old, kinds={**old.kinds, "releases": tuple(replace(r, primary=not r.primary) for r in old.releases)}
    )
    found = again(chosen, source)
    assert [(each.primary, each.review) for each in found.releases] == [
        (False, Review.PROPOSED),
        (True, Review.PROPOSED),
    ]
    assert again(found, source) == found
    moved = again(found, article(text("It rains.", OPENS, STREAMS)))
    assert [each.primary for each in moved.releases] == [False, True]


def test_an_edit_survives_a_reworded_sentence(article: Make) -> None:
    """A person who corrected a day is not overruled by a sentence that is only said in other words."""
    old = reviewed(extract(article(text(OPENS))), start_date="2027-07-11")
    found = again(old, article(text(OPENS.replace("opens in", "will open in"))))
    (release,) = found.releases
    assert (release.start_date, release.review, release.stale) == ("2027-07-11", Review.EDITED, False)


def test_a_rejected_reading_does_not_come_back_in_other_words(article: Make) -> None:
    """What a person threw out stays out."""
    old = reviewed(extract(article(text(OPENS))), Review.REJECTED)
    (release,) = again(old, article(text(OPENS.replace("opens in", "will open in")))).releases
    assert release.review is Review.REJECTED


RIVALS = text(OPENS, "A poster in the lobby of the Rex says The Glass Field opens in cinemas on July 17.")


def test_rejecting_a_rival_settles_their_dispute(article: Make) -> None:
    """The question goes with the reading that was wrong."""
    source = article(RIVALS)
    old = extract(source)
    assert any("Several dates" in question for question in old.questions)
    assert any("Several dates" in question for question in again(old, source).questions)
    first, second = old.releases
    decided = replace(old, kinds={**old.kinds, "releases": (first, replace(second, review=Review.REJECTED))})
    assert again(decided, source).questions == ()


def test_an_answered_question_is_not_asked_of_the_changed_article(article: Make) -> None:
    """A person who settled it once is not bothered again."""
    old = extract(article(RIVALS))
    (question,) = old.questions
    settled = replace(old, questions=(), answered=(question,))
    changed = article(RIVALS + "\nIt rains.\n")
    assert again(settled, changed).questions == ()
    assert again(replace(settled, answered=()), changed).questions == (question,)


def test_a_question_a_person_wrote_stays(article: Make) -> None:
    """Only a person takes it out."""
    source = article(text(OPENS))
    old = replace(extract(source), questions=("who plays the cat?",))
    assert again(old, source).questions == ("who plays the cat?",)
    assert again(old, article(text(OPENS, CREW))).questions == ("who plays the cat?",)


def test_a_question_about_a_changed_headline_is_settled_by_typing_either(article: Make) -> None:
    """The file's own word is kept until a person says otherwise; the question goes when it is another one."""
    source = article(text(OPENS))
    old = extract(source)
    changed = article(text(OPENS).replace("opens in July", "opens this July"))
    found = again(old, changed)
    assert found.article.headline == "The Glass Field opens in July"
    (question,) = found.questions
    assert "headline" in question
    typed = replace(found, article=replace(found.article, headline="The Glass Field opens this July"))
    assert again(typed, changed).questions == ()


def test_hashes_are_those_of_what_the_facts_say(article: Make) -> None:
    """After merging nothing looks edited that nobody edited."""
    found = again(reviewed(extract(article(text(OPENS, STREAMS)))), article(text(STREAMS, OPENS, CREW)))
    for members in found.kinds.values():
        for fact in members:
            assert not isinstance(fact, Release) or fact.extracted == content_hash(fact)
