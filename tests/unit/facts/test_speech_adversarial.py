import time

import pytest

from kind_cases import facts_of
from scheduler.articles.plain import parse
from scheduler.facts import extract

HALF_CHARACTERS = 15_000
MOST_TIMES_SLOWER = 3.2  # twice the text, with room for a busy machine


@pytest.mark.parametrize(
    "piece",
    [
        "“a” said Ada Boyle ",
        "the director of the ",
        "Ada Boyle, the ",
        "starring Ada Boyle, ",
        "Ada (Tom Oak) ",
        "written and directed by ",
        "— A (@a) July 5, 2023 ",
        "# Why?\n\nYes.\n\n",
        "“A.\n\n",
        "$1 seventh six-",
        "according to ",
    ],
)
def test_who_says_what_takes_time_in_step_with_the_text(piece: str) -> None:
    """No form of attribution, role or number is worse than linear, whatever is repeated."""

    def seconds(characters: int) -> float:
        article = parse("The film " + piece * (characters // len(piece)), file="a.txt", sha256="0" * 64)
        best = float("inf")
        for _ in range(3):
            started = time.process_time()
            extract(article)
            best = min(best, time.process_time() - started)
        return best

    once, twice = seconds(HALF_CHARACTERS), seconds(2 * HALF_CHARACTERS)
    assert twice <= MOST_TIMES_SLOWER * once + 0.02


def test_an_empty_article_has_nobody_in_it() -> None:
    """No words, no facts, no failure."""
    facts = facts_of("  \n")
    assert not any(facts.kinds.values())
