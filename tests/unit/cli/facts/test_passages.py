import pytest

from scheduler.cli.console.facts.passages import Passage, passage_around
from scheduler.model import Block, Source

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


def test_a_passage_ends_with_its_list_item() -> None:
    """With the blocks of an article no neighbour is shown, though only a line break lies between."""
    text = "One thing\nAnother thing here\nA third"
    starts = (0, 10, 29)
    words = text.split("\n")
    blocks = [
        Block(kind="list_item", text=line, start=start, end=start + len(line))
        for start, line in zip(starts, words, strict=True)
    ]
    source = Source(exact="thing here", start=18, end=28)
    assert passage_around(text, source, blocks=blocks) == Passage("Another ", "thing here", "")


def test_an_abbreviation_ends_no_sentence() -> None:
    """The sentence begins where it begins, and not behind "Dec."."""
    text = "It hits theaters on Dec. 31, followed by a release in January. Then it rains."
    start = text.index("release")
    found = passage_around(text, Source(exact="release in January", start=start, end=start + 18))
    assert found.before.startswith("It hits theaters")
    assert found.after == "."


def test_a_long_quotation_is_not_printed_twice() -> None:
    """Behind the quotation itself its passage shows how it begins and ends; a short one is shown whole."""
    words = "We waited for the frost every single morning, and when it came at last we had no film left in the camera."
    long = Passage("She said: “", words, "”").beside(words)
    assert long.proof == "We waited for the frost … no film left in the camera."
    assert Passage("“", "It came.", "” she said.").beside("It came.").proof == "It came."
    assert Passage("a ", words, " b").beside("another").proof == words
