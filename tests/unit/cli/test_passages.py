import pytest

from scheduler.cli.console.passages import Passage, passage_around
from scheduler.model import Source

TEXT = "It rained. The film opens on July 12 in cinemas. Bring a coat.\n\nHe said, “Stay here.” Nobody did."


def around(exact: str) -> Passage:
    start = TEXT.index(exact)
    return passage_around(TEXT, Source(exact=exact, start=start, end=start + len(exact)))


@pytest.mark.parametrize(
    ("exact", "passage"),
    [
        ("opens on July 12", Passage("The film ", "opens on July 12", " in cinemas.")),
        ("Stay here.", Passage("He said, “", "Stay here.", "”")),
        ("Bring a coat.", Passage("", "Bring a coat.", "")),
        ("It rained.", Passage("", "It rained.", "")),
    ],
)
def test_a_proof_stands_in_its_own_sentence(exact: str, passage: Passage) -> None:
    """The sentence around it and no more; nothing of the paragraph before or behind."""
    assert around(exact) == passage


def test_a_long_sentence_is_shown_near_the_proof() -> None:
    """What was left out is marked."""
    text = "a " * 200 + "proof" + " b" * 200
    found = passage_around(text, Source(exact="proof", start=400, end=405), near=10)
    assert found == Passage("…a a a a a ", "proof", " b b b b b…")


def test_a_proof_that_moved_stands_alone() -> None:
    """Nothing is shown around words that are not where they should be."""
    found = passage_around(TEXT, Source(exact="gone", start=0, end=4))
    assert found == Passage("", "gone", "")


def test_a_passage_that_says_the_same_is_known() -> None:
    """A key point is its own sentence: showing it twice helps nobody."""
    assert around("Bring a coat.").says_only("Bring a coat")
    assert not around("opens on July 12").says_only("opens on July 12")
