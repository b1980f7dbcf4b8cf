"""What a platform asks of a post besides its length."""

import pytest

from scheduler import platforms
from scheduler.errors import Severity


@pytest.mark.parametrize("character", ["\ufeff", "\ufffe", "\uffff"])
def test_x_refuses_three_characters_by_name(character: str) -> None:
    """A byte order mark, pasted from a file, makes the whole post invalid there."""
    (problem,) = platforms.get("x").objections(f"out{character} now")
    assert problem.code == "character-invalid"
    assert f"U+{ord(character):04X}" in problem.message
    assert platforms.get("bluesky").objections(f"out{character} now") == ()


@pytest.mark.parametrize("name", platforms.names())
def test_no_platform_takes_what_steers_a_terminal(name: str) -> None:
    """An escape code or a zero byte is no text; a tab and the ends of lines are."""
    for character in "\x00\x07\x1b\x7f":
        assert "character-invalid" in [each.code for each in platforms.get(name).objections(f"out{character} now")]
    assert "character-invalid" not in [each.code for each in platforms.get(name).objections("out\tnow\r\nhere")]


@pytest.mark.parametrize("name", ["instagram", "pinterest", "tiktok"])
def test_where_pictures_are_needed_a_text_alone_is_refused(name: str) -> None:
    """Known before it is due; not said while it is not known whether a picture travels along."""
    platform = platforms.get(name)
    assert [problem.code for problem in platform.objections("hello", media=0)] == ["media-missing"]
    assert platform.objections("hello", media=1) == platform.objections("hello") == ()


def test_too_many_pictures_are_refused() -> None:
    """X takes four."""
    x = platforms.get("x")
    assert x.objections("hello", media=4) == ()
    (problem,) = x.objections("hello", media=5)
    assert (problem.code, problem.message) == ("media-over", "X takes at most 4 pictures a post, and this one has 5")


def test_threads_counts_different_links() -> None:
    """Its document says so: the same link twice is one."""
    threads = platforms.get("threads")
    assert threads.objections("a.org " * 9) == ()
    (problem,) = threads.objections("a.org b.org c.org d.org e.org f.org")
    assert (problem.code, problem.severity) == ("links-over", Severity.ERROR)


def test_a_rule_that_only_others_report_is_a_warning() -> None:
    """Instagram's cap on hashtags is not in its own documents."""
    (problem,) = platforms.get("instagram").objections("#a #b #c #d #e #f")
    assert (problem.code, problem.severity) == ("hashtags-over", Severity.WARNING)
    assert problem.message == "Instagram takes at most 5 hashtags a post, and this one has 6"


def test_discord_warns_where_its_unit_is_in_doubt() -> None:
    """2,000 code points outside the basic plane would be 4,000 UTF-16 units."""
    discord = platforms.get("discord")
    assert discord.over("🎬" * 2000) == 0
    (problem,) = discord.objections("🎬" * 2000)
    assert (problem.code, problem.severity) == ("length-doubtful", Severity.WARNING)
    assert discord.objections("🎬" * 1000) == ()
