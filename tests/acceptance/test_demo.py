"""The first thing a newcomer sees."""

from driving import Desk


def test_the_demo_shows_a_whole_campaign_with_its_troubles(bare: Desk) -> None:
    """`tminus demo` ends well: one post expired, one retried after a 503, one thread resumed after kill -9."""
    demo = bare.tminus("demo")
    assert demo.code == 0, demo.err
    assert "503" in demo.out
    assert "kill -9" in demo.out
    assert "expired" in demo.out
    assert list(bare.folder.iterdir()) == []


def test_the_demo_says_in_json_what_came_of_it(bare: Desk) -> None:
    """The summary adds up: what was posted was delivered but for the one that expired, and nothing arrived twice."""
    summary = bare.tminus("demo", "--json").data["summary"]
    assert summary["delivered"] == summary["posts"] - 1
    assert summary["expired"] == 1
    assert summary["threads_complete"] == summary["threads"] > 0
    assert summary["arrived"] == summary["parts_delivered"]
    assert summary["arrived_twice"] == 0
    assert summary["signatures_verified"] == summary["signed"] > 0
