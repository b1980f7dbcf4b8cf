"""Watch an article become delivered posts, in seconds.

No account, no network, nothing to set up.
"""

import tempfile
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import click

from scheduler import facts as extraction
from scheduler import workspace as files
from scheduler.articles import read
from scheduler.cli.console.answer import Answer
from scheduler.cli.console.daemon.happenings import Digest, Happening
from scheduler.cli.console.desk import Desk
from scheduler.cli.console.options import options_of
from scheduler.cli.console.preview.cards import draw_posts
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.rehearsal.rehearsal import Rehearsal
from scheduler.cli.console.rehearsal.report import summary, summary_lines
from scheduler.cli.console.sample import ARTICLE, DEMO_STARTS, SampleDates, make_workspace
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.selecting import matching
from scheduler.cli.facts import draw_facts
from scheduler.errors import TminusError
from scheduler.model import PartState, Post
from scheduler.receiver import Answer as Reply
from scheduler.receiver import Received

SHOWN = ("quiet-harbour/a-week-to-go/x", "quiet-harbour/three-things/bluesky")
BUSY_ONCE = "quiet-harbour/a-week-to-go/x#1"
ALWAYS_BUSY = "quiet-harbour/three-days/mastodon#1"
CUT_OFF = "quiet-harbour/three-things/x#3"


@a_command()
@click.pass_context
def command(context: click.Context) -> Answer:
    """Watch an article become posts that are delivered, in under a minute.

    A throw-away workspace, the built-in receiver, the real daemon, time that steps: facts, previews, then each delivery
    as it arrives. On the way one receiver is busy, one stays down until its post is no longer true, and the daemon is
    killed in the middle of a thread.
    """
    options = options_of(context)
    screen = Screen(options)
    with tempfile.TemporaryDirectory(prefix="tminus-") as name:
        folder = Path(name)
        make_workspace(folder / "press", workspace_id="demo", dates=SampleDates(days=0))
        desk = Desk(options=options, workspace=files.load(folder / "press", {}), now=DEMO_STARTS)
        if not options.json and not options.quiet:
            _show_article(screen, folder / "press" / ARTICLE)
            _show_previews(screen, desk)
        posts, report, wrong = _play(screen, desk, folder)

    def show(screen: Screen) -> None:
        for line in summary_lines(report):
            screen.line(line)
        for post in posts:
            if post.state is PartState.EXPIRED:
                screen.line(
                    ("⌛ ", "yellow"), f"{post.key} was not sent: its receiver was down until it was no longer true"
                )
        screen.line()
        screen.line("Your own, in three commands:  tminus init harbour,  cd harbour,  tminus preview")

    if wrong:
        raise TminusError.of("demo-broken", f"the demo did not go as it should: {wrong}", "please report this")
    return Answer(name="demo", data={"summary": report}, show=show)


def _show_article(screen: Screen, article: Path) -> None:
    screen.line(("1. The facts of an article", "bold"))
    screen.line()
    draw_facts(screen, extraction.extract(read(article)))
    screen.line()


def _show_previews(screen: Screen, desk: Desk) -> None:
    screen.line(
        ("2. Its posts, as each platform counts them", "bold"), f"  ({len(desk.drafted.posts)} in all; two of them)"
    )
    screen.line()
    for key in SHOWN:
        draw_posts(screen, desk, matching(desk.drafted.posts, (key,)))


class Trouble:
    """A receiver in trouble: busy once, down for good on one channel, and silent when the daemon is about to die."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.cut_off = threading.Event()

    def answer(self, received: Received) -> Reply | None:
        """Return a bad answer where the script has one, None for a good one."""
        key = received.key or ""
        first = key not in self.seen
        self.seen.add(key)
        if key == ALWAYS_BUSY or (key == BUSY_ONCE and first):
            return Reply(status=503, body=b"busy")
        if key == CUT_OFF and first:
            self.cut_off.set()
            return Reply(status=503, hold=timedelta(seconds=30))
        return None


def _play(screen: Screen, desk: Desk, folder: Path) -> tuple[list[Post], dict[str, int], str | None]:
    loud = not desk.options.json and not desk.options.quiet
    digest = Digest(screen, desk.workspace.zone, desk.workspace.audience_zone)
    trouble = Trouble()
    plan, _ = desk.plan()
    rehearsal = Rehearsal(desk, folder, trouble.answer)
    if loud:
        screen.line(("3. The campaign, played from the first post to the last", "bold"))
        screen.line()
    with rehearsal.prepared(plan):
        for happening in _killed_once(screen if loud else None, rehearsal, trouble):
            if loud:
                digest.draw(happening)
        posts, caught = rehearsal.posts(), rehearsal.caught()
    report = summary(posts, caught)
    return posts, report, _wrong(report, trouble)


def _killed_once(screen: Screen | None, rehearsal: Rehearsal, trouble: Trouble) -> Iterator[Happening]:
    """Yield what happens; kill the daemon while a part of a thread is on its way, and start it again."""
    threading.Thread(target=rehearsal.kill_when_alone, args=(CUT_OFF, trouble.cut_off), daemon=True).start()
    yield from rehearsal.happenings()
    if screen:
        screen.line()
        screen.line(("✗ The daemon is killed (kill -9) while part 3 of a thread is on its way.", "bold red"))
        screen.line(("· It is started again, and goes on where it stood.", "bold"))
        screen.line()
    yield from rehearsal.happenings()


def _wrong(report: dict[str, int], trouble: Trouble) -> str | None:
    """Return what is not as the demo promises, None if all is well."""
    checks = {
        "the daemon was not killed": trouble.cut_off.is_set(),
        "a thread is incomplete": report["threads"] == report["threads_complete"],
        "no post expired": report["expired"] == 1,
        "a post was lost": report["delivered"] + report["expired"] == report["posts"],
        "a part arrived twice": not report["arrived_twice"],
        "a signature is wrong": report["signed"] == report["signatures_verified"] > 0,
    }
    return next((what for what, well in checks.items() if not well), None)
