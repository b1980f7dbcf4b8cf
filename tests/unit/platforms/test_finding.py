"""What is clickable where the rules of X and Mastodon do not fit."""

from collections.abc import Callable

import pytest

from scheduler.platforms.finding import bluesky_tags, handles, team_names, telegram_names, web_links
from scheduler.text import Span


@pytest.mark.parametrize(
    ("find", "text", "found"),
    [
        (web_links, "https://example.org/a and example.org", ["https://example.org/a"]),
        (handles, "by @tom.cruise_1. and joe@example.com", ["@tom.cruise_1"]),
        (handles, "@a @@b x@c @" + "d" * 31, ["@a"]),
        (telegram_names, "@tom @tom_cruise @1tom", ["@tom_cruise"]),
        (team_names, "@tom.cruise, joe@example.com", ["@tom.cruise"]),
        (bluesky_tags, "#ok #" + "a" * 65, ["#ok"]),
    ],
)
def test_it_finds_what_the_platform_finds(find: Callable[[str], list[Span]], text: str, found: list[str]) -> None:
    """Each span says where it stands."""
    spans = find(text)
    assert [span.text for span in spans] == found
    assert all(text[span.start : span.end] == span.text for span in spans)
