import time
from collections.abc import Callable

import pytest

from scheduler.facts import extract
from scheduler.model import Article

HALF_CHARACTERS = 20_000
MOST_TIMES_SLOWER = 3.2  # twice the text, with room for a busy machine


@pytest.mark.parametrize(
    "piece",
    [
        "July 12 ",
        "released on July 12 ",
        "The Big Thing, ",
        "“A ",
        "will be set to ",
        "moved from July 12 to ",
        "A. B. ",
        "in the UK and ",
        "* - _ ' \" ",
        "1. x\n",
        "early in the end of ",
        "\r\n \r\n",
        "Aaaaaaaa",
        "the film for the film of ",
    ],
)
def test_time_grows_with_the_text_and_not_faster(piece: str, article: Callable[[str], Article]) -> None:
    """No pattern is worse than linear, whatever is repeated."""

    def seconds(characters: int) -> float:
        text = "The film " + piece * (characters // len(piece))
        best = float("inf")
        for _ in range(3):
            started = time.process_time()
            extract(article(text))
            best = min(best, time.process_time() - started)
        return best

    once, twice = seconds(HALF_CHARACTERS), seconds(2 * HALF_CHARACTERS)
    assert twice <= MOST_TIMES_SLOWER * once + 0.02
