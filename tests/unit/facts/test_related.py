from collections.abc import Callable

import pytest

from scheduler.facts.related import own_blocks
from scheduler.model import Article

OWN = "The harbour was quiet on the day that the ferry came in with the mail and the new lamp."


@pytest.mark.parametrize(
    "other",
    [
        "Also this week\n\n- A film opens on July 12\n- An album drops on May 3",
        "More from The Gazette\n\n- Ten ways to mend a net",
        "Related: A film will open on July 12",
        "Read more: Everything new in March",
        "You may also like\n\nA film will open on July 12",
    ],
)
def test_links_to_other_stories_are_no_part_of_this_one(other: str, article: Callable[[str], Article]) -> None:
    """What a page says of other stories says nothing of its own."""
    blocks = article(f"{OWN}\n\n{other}\n\n{OWN}\n").blocks
    assert [block.text for block in own_blocks(blocks)] == [OWN, OWN]


def test_a_heading_behind_the_links_goes_on_with_the_story(article: Callable[[str], Article]) -> None:
    """Links stand in the middle of a page too."""
    blocks = article(f"{OWN}\n\nMore stories\n\n- A link\n\n## What came next\n\n{OWN}\n").blocks
    assert [block.text for block in own_blocks(blocks)] == [OWN, "What came next", OWN]
