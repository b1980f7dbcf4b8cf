"""The screens people know the program by, word for word, and what holds for every one of them.

A screen is what the installed command prints in the workspace tests/cases/screens/harbour, at a fixed time and without
colour. To see what a change does to them, write them anew with  TMINUS_SCREENS=write pytest tests/acceptance/
test_screens.py  and look at the difference.
"""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len

from driving import TMINUS, Desk, until
from scheduler.model import PartState, Phase
from scheduler.plan import approve, pause
from scheduler.queue import Settlement, Store
from scheduler.receiver import Answer, Receiver

CASES = Path(__file__).parents[1] / "cases" / "screens"
NOW = "2026-11-12T12:00"
LATER = "2026-11-19T16:00"
A_PATH = re.compile(r"^\s*(-->|journal|-> )")
"""A line whose path is not broken, however long it is."""


def nothing(_desk: Desk) -> None:
    """Leave the workspace as it is."""


def broken(desk: Desk) -> None:
    """Mistype the name of a fact, a template's and a month."""
    replaced(desk, "templates/countdown.j2", "facts.about or facts.release.of", "facts.about or facts.relase.of")
    replaced(desk, "templates/countdown.j2", "{% set name = facts.about or", "{% set name =")
    replaced(desk, "config/posts/weekly-notes.csv", "2026-11-19", "2026-13-19")


def replaced(desk: Desk, name: str, old: str, new: str) -> None:
    """Change the words of a file."""
    text = (desk.folder / name).read_text()
    assert old in text
    desk.write(name, text.replace(old, new))


def queued(desk: Desk) -> None:
    """Apply the files as they are."""
    done = desk.tminus("apply", "--yes", "--at", NOW)
    assert done.code == 0, done.err


def under_way(desk: Desk) -> None:
    """Queue the campaign, send its first post, hold one by hand; then the release moves, a step goes, another comes."""
    queued(desk)
    at = datetime(2026, 11, 19, 14, tzinfo=UTC)
    store = Store.open(f"sqlite:///{desk.folder}/.tminus/queue.db", workspace_id="harbour")
    approval = partial(approve, user="ana", at=at - timedelta(days=1))
    store.override(
        ["quiet-harbour/a-week-to-go/bluesky"], approval, verb="approved", now=at - timedelta(days=1), user="ana"
    )
    due = store.upcoming(at, 10)
    (begun,) = store.begin([each.part_id for each in due], owner="daemon", now=at, lease_until=at + timedelta(hours=1))
    settled = Settlement(
        part_id=begun.part_id,
        attempt=begun.attempt,
        owner="daemon",
        state=PartState.DELIVERED,
        outcome="delivered",
        phase=Phase.ANSWERED,
        status=200,
        reason=None,
        receipt="7719",
        ready_at=at,
        pause_channel=False,
    )
    store.settle([settled], now=at)
    held = partial(pause, user="ana", at=at)
    store.override(["quiet-harbour/three-days/mastodon"], held, verb="paused", now=at, user="ana")
    store.close()
    replaced(desk, "config/facts/quiet-harbour.yaml", "2026-11-26", "2026-12-04")
    replaced(desk, "config/facts/quiet-harbour.yaml", 'cinemas on November 26."', 'cinemas on December 4."')
    replaced(desk, "config/campaigns/quiet-harbour.yaml", "name: out-now", "name: released")
    replaced(desk, "config/posts/weekly-notes.csv", "A photograph from", "Two photographs from")


def one_channel(desk: Desk) -> None:
    """Send the campaign to one channel only, so that no two posts go out at one instant."""
    replaced(desk, "config/campaigns/quiet-harbour.yaml", "channels: [x, bluesky]", "channels: [x]")


def far_ahead(desk: Desk) -> None:
    """Move the whole campaign to a year that is still to come: what runs and what stands are told by the real clock."""
    for name in ("config/facts/quiet-harbour.yaml", "config/posts/weekly-notes.csv"):
        replaced(desk, name, "2026-11-", "2099-11-")
    replaced(desk, "config/workspace.yaml", "approval: {required: 1}\n", "")
    one_channel(desk)


def in_trouble(desk: Desk) -> None:
    """Have one post failed and one of which nobody knows, both years ago; a channel paused; the rest is to come."""
    far_ahead(desk)
    desk.rows(
        "refused,2026-11-12 13:00,x,Hello", "cut-off,2026-11-12 14:00,mastodon,Hello", "later,2099-11-19 15:00,x,Bye"
    )
    queued(desk)
    at = datetime(2026, 11, 12, 13, tzinfo=UTC)
    store = Store.open(f"sqlite:///{desk.folder}/.tminus/queue.db", workspace_id="harbour")
    due = store.upcoming(at, 10)
    begun = store.begin([each.part_id for each in due], owner="daemon", now=at, lease_until=at + timedelta(hours=1))
    ends = {
        "posts/refused/x": (PartState.FAILED, "rejected", 403, "403: the receiver refused it"),
        "posts/cut-off/mastodon": (PartState.UNKNOWN, "unknown", None, "the connection broke before an answer came"),
    }
    for each in begun:
        state, outcome, status, reason = ends[each.key.partition("#")[0]]
        settled = Settlement(
            part_id=each.part_id,
            attempt=each.attempt,
            owner="daemon",
            state=state,
            outcome=outcome,
            phase=Phase.ANSWERED,
            status=status,
            reason=reason,
            receipt=None,
            ready_at=at,
            pause_channel=False,
        )
        store.settle([settled], now=at)
    store.close()
    assert desk.tminus("queue", "pause", "channel:bluesky").code == 0


@dataclass(frozen=True)
class Shown:
    """A screen: its name, the state of the workspace, the commands one after another, and the streams it shows."""

    name: str
    commands: Sequence[Sequence[str]]
    before: Callable[[Desk], None] = nothing
    talks: bool = False


SCREENS = (
    Shown("validate", [["validate"]], broken, talks=True),
    Shown("preview", [["preview", "quiet-harbour/a-week-to-go", "--at", NOW]]),
    Shown("preview-wide", [["preview", "posts", "--at", NOW]]),
    Shown("preview-wire", [["preview", "posts", "--wire", "--at", NOW]]),
    Shown("thread", [["preview", "quiet-harbour/three-things/x", "--at", NOW]]),
    Shown("plan-first", [["plan", "--at", NOW]]),
    Shown("plan", [["plan", "-o", "friday.plan", "--at", LATER]], under_way),
    Shown("plan-markdown", [["plan", "--markdown", "--at", LATER]], under_way),
    Shown(
        "apply-undo",
        [["plan", "-o", "friday.plan", "-q", "--at", NOW], ["apply", "friday.plan", "--at", NOW], ["undo", "--yes"]],
    ),
    Shown("queue", [["queue", "list"]], under_way),
    Shown("rehearse", [["rehearse", "--as-approved", "--at", NOW]], one_channel, talks=True),
    Shown(
        "rehearse-stopped",
        [["rehearse", "--as-approved", "--stopped", "T-1d..T-20h", "--seed", "7", "--at", NOW]],
        one_channel,
    ),
    Shown("status", [["status"]], in_trouble, talks=True),
)


@pytest.fixture
def harbour(bare: Desk) -> Desk:
    """The workspace of the screens."""
    shutil.copytree(CASES / "harbour", bare.folder, dirs_exist_ok=True)
    return bare


def screen(desk: Desk, shown: Shown, **environment: str) -> str:
    """Return what a person sees."""
    shown.before(desk)
    lines: list[str] = []
    for arguments in shown.commands:
        done = desk.tminus(*arguments, **environment)
        lines += [f"$ tminus {' '.join(arguments)}\n", done.out, done.err if shown.talks else ""]
    return masked("".join(lines).replace(str(desk.folder), "FOLDER"))


MASKS: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"\d+ ms"), "N ms"),
    (re.compile(r"\bin \d{4,} d( \d+ h)?"), "in N d"),
    (re.compile(r"\b\d+ s ago"), "N s ago"),
    (
        re.compile(r"^\w{3} \d\d \w{3} \d\d:\d\d:\d\d = \w{3} \d\d:\d\d  ", re.MULTILINE),
        "DAY DD MON hh:mm:ss = DAY hh:mm  ",
    ),
)
"""What differs from run to run: how long an attempt took, how far ahead a year is, and (`run` only) the time of day."""


def masked(text: str, *, real: bool = False) -> str:
    """Return a screen without what differs from run to run; `real`: its clock is the one on the wall."""
    for pattern, instead in MASKS if real else MASKS[:-1]:
        text = pattern.sub(instead, text)
    return text


def compared(name: str, text: str) -> None:
    """Hold a screen against its golden text, or write that anew where somebody asks for it."""
    path = CASES / f"{name}.txt"
    if os.environ.get("TMINUS_SCREENS") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("shown", SCREENS, ids=lambda shown: shown.name)
def test_a_screen_reads_as_it_did(shown: Shown, harbour: Desk) -> None:
    """Word for word, in 80 columns, and without one escape code."""
    text = screen(harbour, shown)
    compared(shown.name, text)
    assert "\x1b" not in text
    if "--markdown" not in shown.commands[0]:
        fits(text)


def test_the_first_minute_reads_as_it_did(bare: Desk) -> None:
    """What `init` says: what there is now, and the next steps."""
    done = bare.tminus("init", "harbour")
    compared("init", f"$ tminus init harbour\n{done.out}{done.err}")
    fits(done.out)


def test_a_daemon_reads_as_it_did(harbour: Desk, tmp_path: Path) -> None:
    """From its greeting over two posts that came due before, one of them refused, to its end by one Ctrl-C."""
    far_ahead(harbour)
    answers = {"posts/second/x#1": Answer(status=422, body=b"no such picture")}
    with Receiver(tmp_path / "journal", [], lambda got: answers.get(got.key or ""), port=0) as receiver:
        harbour.channels(
            f"x: {{platform: x, destination: webhook, url: '{receiver.url('x')}', allow_private: [127.0.0.0/8],\n"
            "  concurrency: 1}\n"
            "mastodon: {platform: mastodon, destination: catch, limit: 500}\n"
        )
        soon = datetime.now(UTC) + timedelta(seconds=2)
        rows = f"first,{soon.isoformat()},x,Hello\nsecond,{(soon + timedelta(seconds=1)).isoformat()},x,Bye\n"
        harbour.write("config/posts/soon.csv", f"key,when,channel,text\n{rows}")
        assert harbour.tminus("apply", "--yes", "-q").code == 0
        until(lambda: datetime.now(UTC) > soon + timedelta(seconds=1))
        text = masked(run_until("due while stopped:", harbour), real=True)
    compared("run", text)
    fits(text)


def run_until(word: str, desk: Desk) -> str:
    """Return all that a daemon says to people, which gets a Ctrl-C once it has said a word."""
    lines = ["$ tminus run --plain\n"]
    with subprocess.Popen(
        [TMINUS, "run", "--plain"],
        cwd=desk.folder,
        env={**desk.environment, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as daemon:
        for line in daemon.stdout or ():
            lines.append(line)
            if word in line and not line.startswith("!"):
                daemon.send_signal(signal.SIGINT)
    return "".join(lines)


def fits(text: str) -> None:
    """Fail where a line is wider than a terminal, or a card's edge is out of line."""
    for line in text.splitlines():
        wide = cell_len(line)
        assert wide <= 80 or A_PATH.match(line) or line.startswith("$") or '"' in line, line
        if line.startswith(("│", "╭", "╰")):
            assert wide == 80, line


PLAIN: Sequence[Mapping[str, str]] = ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"FORCE_COLOR": "1", "NO_COLOR": "1"})


@pytest.mark.parametrize("environment", PLAIN, ids=["NO_COLOR", "dumb", "both"])
def test_nobody_who_wants_no_colour_gets_an_escape_code(environment: Mapping[str, str], harbour: Desk) -> None:
    """NO_COLOR wins over FORCE_COLOR, and a dumb terminal gets plain lines."""
    for arguments in (["preview", "--at", NOW], ["plan", "--at", NOW], ["validate"], ["frobnicate"]):
        done = harbour.tminus(*arguments, **environment)
        assert "\x1b" not in done.out + done.err
    done = harbour.tminus("preview", "--no-color", "--at", NOW, FORCE_COLOR="1")
    assert "\x1b" not in done.out + done.err
    assert "\x1b[" in harbour.tminus("preview", "--at", NOW, FORCE_COLOR="1", TERM="xterm").out
