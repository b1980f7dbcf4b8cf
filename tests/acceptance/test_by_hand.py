"""What a marketer does to the queue by hand: see, pause, move, cancel, approve, take back."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from driving import Desk, in_seconds, until
from here import Here

CHANNELS = """\
x: {platform: x, destination: catch}
news: {platform: slack, destination: catch}
"""
WORKSPACE = """\
id: press
name: Press
zone: Europe/Berlin
audience_zone: America/New_York
quiet_hours: {zone: audience, from: "22:00", to: "07:00"}
"""
DAY = (datetime.now(UTC) + timedelta(days=40)).date()
CLOCKS = re.compile(r"\d\d:\d\d New York = (\w{3} \d\d \w{3} )?\d\d:\d\d Berlin")


@pytest.fixture
def press(bare: Desk) -> Desk:
    """A workspace with three posts in the queue, at 15:00 and 16:00 in Berlin."""
    desk = Here(bare.folder, bare.home)
    desk.write("config/workspace.yaml", WORKSPACE)
    desk.channels(CHANNELS)
    desk.rows(f"one,{DAY} 15:00,x;news,Hello", f"two,{DAY} 16:00,x,Bye")
    applied(desk)
    return desk


def applied(desk: Desk) -> None:
    """Apply the files, and see that it went through."""
    ran = desk.tminus("apply", "--yes")
    assert ran.code == 0, ran.err


def states(desk: Desk) -> dict[str, str]:
    return {post["key"]: post["state"] for post in desk.tminus("queue", "list", "--json").data["posts"]}


def ops(desk: Desk) -> dict[str, str]:
    return {change["key"]: change["op"] for change in desk.tminus("plan", "--json").data["changes"]}


def test_one_post_is_shown_whole(press: Desk) -> None:
    """Both clocks, the window and why, the text, who did what; as JSON the post object with attempts and events."""
    shown = press.tminus("queue", "show", "posts/one/x")
    assert shown.code == 0
    assert len(CLOCKS.findall(shown.out)) >= 3
    for words in ("posts/one/x  · scheduled", "at most 2 h late", "│ Hello", "ana added it by an apply"):
        assert words in shown.out
    assert max(map(len, shown.out.splitlines())) <= 80
    post = press.tminus("queue", "show", "posts/one/x#1", "--json").data
    assert (post["key"], post["attempts"], [event["action"] for event in post["events"]]) == (
        "posts/one/x",
        [],
        ["add"],
    )
    assert (post["overrides"], post["approvals"], post["parts"][0]["text"]) == ([], [], "Hello")


def test_a_paused_post_is_held_until_it_is_resumed(press: Desk) -> None:
    """Every plan shows it, apply leaves it alone, and the way back is named."""
    paused = press.tminus("queue", "pause", "posts/one")
    assert paused.code == 0
    assert "Back with:  tminus queue resume posts/one\n" in paused.out
    assert ops(press) == {"posts/one/news": "held", "posts/one/x": "held"}
    assert "paused by ana" in press.tminus("plan").out
    [post] = press.tminus("queue", "list", "posts/one/x", "--json").data["posts"]
    assert (post["held"], [each["kind"] for each in post["overrides"]]) == (True, ["paused"])
    again = press.tminus("queue", "pause", "posts/one", "--json")
    assert (again.code, again.data["posts"], len(again.data["unchanged"])) == (0, [], 2)
    assert press.tminus("queue", "resume", "*/one").code == 0
    assert ops(press) == {}


def test_a_post_moves_while_it_is_true_and_nowhere_else(press: Desk) -> None:
    """Relative and absolute, on both clocks; quiet hours are warned of; the window is said where it is refused."""
    moved = press.tminus("queue", "move", "posts/one", "+30m", "--json")
    half_past = datetime.fromisoformat(f"{DAY}T15:30").replace(tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)
    assert {post["due_at"] for post in moved.data["posts"]} == {f"{half_past:%Y-%m-%dT%H:%M:%SZ}"}
    back = press.tminus("queue", "move", "posts/one", "-30m")
    assert back.code == 0
    assert "tminus queue release posts/one" in back.out
    assert CLOCKS.search(back.out)
    quiet = press.tminus("queue", "move", "posts/two/x", f"{DAY}T08:00", "--json")
    assert (quiet.code, quiet.codes) == (0, ["time-quiet"])
    for time, code, problem in (
        ("2020-01-01T09:00", 1, "post-refused"),
        ("tomorrow", 2, "time-unreadable"),
        ("-9000d", 1, "post-refused"),
    ):
        refused = press.tminus("queue", "move", "posts/two/x", time, "--json")
        assert (refused.code, refused.codes) == (code, [problem])
    assert ops(press) == {"posts/one/news": "held", "posts/one/x": "held", "posts/two/x": "held"}
    applied(press)
    assert press.tminus("queue", "release", "posts/two/x").code == 0
    assert ops(press)["posts/two/x"] == "retime"


def test_calling_many_off_asks_first(press: Desk) -> None:
    """Without a terminal it shows them and ends with 2; one is called off at once; released they come back."""
    asked = press.tminus("queue", "cancel", "posts")
    assert asked.code == 2
    assert "posts/one/news" in asked.out
    assert "--yes" in asked.err
    refused = press.tminus("queue", "cancel", "posts", "--json")
    assert (refused.code, refused.codes) == (2, ["yes-needed"])
    assert set(states(press).values()) == {"scheduled"}
    assert press.tminus("queue", "cancel", "posts/two/x").code == 0
    assert press.tminus("queue", "cancel", "posts", "--yes").code == 0
    assert set(states(press).values()) == {"cancelled"}
    applied(press)
    assert set(states(press).values()) == {"cancelled"}
    press.tminus("queue", "release", "posts")
    applied(press)
    assert set(states(press).values()) == {"scheduled"}


def test_a_held_post_whose_text_changed_is_not_sent_as_it_was(press: Desk) -> None:
    """It is cancelled loudly, and stays so until it is released."""
    press.tminus("queue", "move", "posts/one/x", "+30m")
    press.rows(f"one,{DAY} 15:00,x;news,Hello again", f"two,{DAY} 16:00,x,Bye")
    plan = press.tminus("plan")
    assert "not sent as it was" in plan.out
    assert ops(press) == {"posts/one/news": "reword", "posts/one/x": "cancel"}
    applied(press)
    assert states(press)["posts/one/x"] == "cancelled"
    assert ops(press) == {"posts/one/x": "held"}


def test_a_hand_makes_saved_plans_stale(press: Desk) -> None:
    """What was looked at is not the queue any more: code 5."""
    press.rows(f"one,{DAY} 15:00,x;news,Hello", f"two,{DAY} 17:00,x,Bye")
    press.tminus("plan", "-o", "friday.plan")
    press.tminus("queue", "pause", "posts/one")
    assert press.tminus("apply", "friday.plan", "--json").code == 5
    press.tminus("plan", "-o", "friday.plan")
    press.tminus("undo", "--yes")
    assert press.tminus("apply", "friday.plan", "--json").code == 5


def test_the_last_deed_is_taken_back_and_the_next_plan_shows_the_difference(press: Desk) -> None:
    """An apply with everything in it; it asks, and says that the files stay."""
    before = press.tminus("queue", "list", "--json").data
    press.rows(f"one,{DAY} 15:00,x;news,Hello", f"three,{DAY} 17:00,x,New")
    applied(press)
    waiting = {"posts/three/x": "add", "posts/two/x": "cancel"}
    asked = press.tminus("undo")
    assert asked.code == 2
    assert "This takes back the apply of ana" in asked.out
    undone = press.tminus("undo", "--yes")
    assert undone.code == 0
    assert "The files stay as they are" in undone.out
    assert press.tminus("queue", "list", "--json").data == before
    assert ops(press) == waiting
    undone = press.tminus("undo", "--yes", "--json")
    assert (undone.data["undone"]["action"], len(undone.data["changes"])) == ("applied", 3)
    nothing = press.tminus("undo", "--yes", "--json")
    assert (nothing.code, nothing.codes) == (1, ["undo-nothing"])


@pytest.mark.parametrize("what", ["channel:x", "--all"])
def test_a_pause_is_not_mistaken_for_what_was_before_it(press: Desk, what: str) -> None:
    """`undo` right after it takes no apply back, and says how the pause ends; after that it does."""
    press.tminus("queue", "pause", what)
    refused = press.tminus("undo", "--yes", "--json")
    assert (refused.code, refused.codes) == (1, ["undo-paused"])
    assert f"tminus queue resume {what}" in refused.document["problems"][0]["hint"]
    assert set(states(press).values()) == {"scheduled"}
    press.tminus("queue", "resume", what)
    assert press.tminus("undo", "--yes", "--json").data["undone"]["action"] == "applied"


def test_what_was_begun_is_frozen_and_not_undone(press: Desk) -> None:
    """After the first part is out: no pause, no move, no cancellation, no undo, and each says why."""
    press.rows(f"now,{in_seconds(1)},x,Right now", f"two,{DAY} 16:00,x,Bye")
    with press.started("catch") as catch:
        applied(press)
        with press.started("run") as daemon:
            daemon.until(event="attempt", key="posts/now/x#1")
            daemon.stop()
        catch.stop()
    for arguments in (("pause", "posts/now/x"), ("cancel", "posts/now/x"), ("move", "posts/now/x", "+1h")):
        refused = press.tminus("queue", *arguments, "--json")
        assert (refused.code, refused.codes) == (1, ["post-begun"]), refused.out
    undo = press.tminus("undo", "--yes", "--json")
    assert (undo.code, undo.codes) == (1, ["undo-begun"])
    mixed = press.tminus("queue", "pause", "posts", "--json")
    assert (mixed.code, [each["key"] for each in mixed.data["refused"]]) == (
        0,
        ["posts/now/x", "posts/one/news", "posts/one/x"],
    )


def test_a_begun_post_that_is_released_is_no_deed(press: Desk) -> None:
    """It was moved and has gone out: nothing is changed, that is said, and undo still takes back what was before."""
    with press.started("catch") as catch:
        assert press.tminus("queue", "move", "posts/one/x", in_seconds(1)).code == 0
        with press.started("run") as daemon:
            daemon.until(event="attempt", key="posts/one/x#1", state="delivered")
            daemon.stop()
        catch.stop()
    assert press.tminus("queue", "pause", "posts/two/x").code == 0
    refused = press.tminus("queue", "release", "posts/one/x", "--json")
    assert (refused.code, refused.codes) == (1, ["post-begun"])
    assert "was delivered: what was sent stays sent" in refused.document["problems"][0]["message"]
    assert press.tminus("undo", "--yes", "--json").data["undone"]["action"] == "paused"


def test_everything_is_paused_through_a_restart_and_loudly(press: Desk) -> None:
    """Nothing is sent though it is due; status, run and the way back say so."""
    press.rows(f"now,{in_seconds(0)},x,Right now")
    assert press.tminus("queue", "pause", "--all").code == 0
    applied(press)
    for _ in range(2):
        with press.started("run") as daemon:
            until(lambda: press.tminus("status", "--json").data["daemon"]["alive"])
            daemon.stop()
    status = press.tminus("status")
    assert "EVERYTHING IS PAUSED" in status.out
    assert "queue resume --all" in status.err
    assert press.tminus("status", "--json").codes == ["queue-paused"]
    assert press.tminus("log", "--json").data["attempts"] == []
    assert press.tminus("queue", "resume", "--all", "--json").data["was_paused"] is True
    assert press.tminus("status", "--json").data["paused"] is None


def test_two_people_approve_words_and_time(press: Desk) -> None:
    """Awaiting until both said yes; an edit waits again and keeps the record; preview, plan and show tell."""
    press.write("config/workspace.yaml", WORKSPACE + "approval: {required: 2}\n")
    plan = press.tminus("plan")
    assert (plan.code, plan.err) == (0, "")
    assert "3 wait for approval" in plan.out
    applied(press)
    assert set(states(press).values()) == {"awaiting"}
    assert press.tminus("queue", "approve", "posts/one/x").code == 0
    again = press.tminus("queue", "approve", "posts/one/x", "--json")
    assert (again.code, again.data["unchanged"]) == (0, ["posts/one/x"])
    assert states(press)["posts/one/x"] == "awaiting"
    assert press.tminus("queue", "approve", "posts/one/x", TMINUS_USER="tom").code == 0
    assert states(press)["posts/one/x"] == "scheduled"
    assert "approved (2 of 2): ana" in press.tminus("preview", "posts/one/x").out
    assert ops(press) == {}
    press.rows(f"one,{DAY} 15:00,x;news,Hello again", f"two,{DAY} 16:00,x,Bye")
    assert "no longer that of ana, tom" in press.tminus("plan").out
    applied(press)
    shown = press.tminus("queue", "show", "posts/one/x")
    assert "0 of 2 needed" in shown.out
    assert shown.out.count("no longer") == 2
    approvals = press.tminus("queue", "show", "posts/one/x", "--json").data["approvals"]
    assert [(each["user"], each["holds"]) for each in approvals] == [("ana", False), ("tom", False)]
    assert press.tminus("status", "--json").codes == ["post-awaiting"]


@pytest.mark.parametrize(
    ("arguments", "code", "problem", "hint"),
    [
        (("show", "posts/won/x"), 2, "select-empty", "posts/"),
        (("show", "posts"), 2, "select-many", "queue list"),
        (("pause", "pots"), 2, "select-empty", "posts"),
        (("pause", "x"), 2, "channel-expected", "channel:x"),
        (("pause", "channel:y"), 2, "channel-unknown", None),
        (("pause",), 2, "usage", "--help"),
        (("pause", "posts", "--all"), 2, "usage", "--help"),
        (("release", "posts/one/y"), 2, "select-empty", "posts/one/x"),
        (("approve", "posts/one/x"), 1, "post-refused", "queue show"),
        (("move", "posts/one/x"), 2, "usage", "--help"),
        (("retry", "posts/*"), 1, "not-failed", "queue list"),
        (("resolve", "posts/one/x", "sent"), 1, "not-unknown", "queue show"),
        (("cancle", "posts"), 2, "usage", None),
    ],
)
def test_what_cannot_be_done_is_one_clear_problem(
    press: Desk, arguments: tuple[str, ...], code: int, problem: str, hint: str | None
) -> None:
    """A code, a message, a hint where there is one to give; and nothing is changed."""
    ran = press.tminus("queue", *arguments, "--json")
    assert (ran.code, ran.codes) == (code, [problem])
    assert hint is None or hint in (ran.document["problems"][0]["hint"] or "")
    assert set(states(press).values()) == {"scheduled"}
    assert ops(press) == {}


def test_there_is_no_queue_yet(bare: Desk) -> None:
    """Every verb says so, and what makes one."""
    bare.write("config/workspace.yaml", WORKSPACE)
    bare.channels(CHANNELS)
    for arguments in (("queue", "pause", "posts"), ("queue", "show", "posts"), ("undo",)):
        ran = bare.tminus(*arguments, "--json")
        assert (ran.code, ran.codes) == (1, ["queue-missing"])
