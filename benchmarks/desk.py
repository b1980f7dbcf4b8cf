"""The marketer's desk: how long until it answers, and how fast it renders, sizes and plans.

Start-ups are whole processes, as a person starts them: the fastest of several, for a busy machine only adds. Watching
is timed from the moment a file is saved to the end of the redraw. Rendering is compared with bare Jinja2 on a like
template: what lies between is the sandbox, the ledger of claims, lengths, entities, windows and the hash.
"""

import io
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jinja2

from scheduler import plan as planning
from scheduler import workspace
from scheduler.cli import main as tminus
from scheduler.cli.console.desk import material
from scheduler.cli.console.sample import SampleDates, make_workspace
from scheduler.cli.console.watch import again_after_each_save
from scheduler.model import DayOffset
from scheduler.plan import Material

STARTS = 5
POSTS = 1000
SAVES = 5
COUNTDOWN = """⏳ The countdown is on: {{ name }} arrives in {{ days }} days.

📅 {{ day }}
{% if link %}👉 {{ link }}{% endif %}

{{ tags }}
"""
NOW = datetime(2026, 9, 1, tzinfo=UTC)


def main(_arguments: Sequence[str] = ()) -> int:
    """Print the tables."""
    with tempfile.TemporaryDirectory(prefix="tminus-") as name:
        folder = Path(name) / "press"
        make_workspace(folder, workspace_id="desk", dates=SampleDates(days=0))
        print("Start-up, milliseconds          fastest  of CPU   goal")
        for arguments, goal in ((["--help"], 150), (["validate"], 450), (["preview"], 450)):
            took, worked = _start(folder, arguments)
            print(f"  tminus {arguments[0]:<22}{took:>8.0f}{worked:>8.0f}{goal:>7}")
        print(f"\nWatch: a save is on the screen after {_redraw(folder):.0f} ms (middle of {SAVES}; goal 200)")
        _posts(workspace.load(folder, {}))
    return 0


def _start(folder: Path, arguments: Sequence[str]) -> tuple[float, float]:
    """Return the milliseconds of the fastest start, and the least that a processor was at work for one."""
    command = [sys.executable, "-m", "scheduler.cli", *arguments, "-w", str(folder)]
    took = [(_timed(lambda: _run(command)), _timed(lambda: _run(command), _of_children)) for _ in range(STARTS)]
    return min(each for each, _ in took) * 1000, min(each for _, each in took) * 1000


def _of_children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - this very program


def _redraw(folder: Path) -> float:
    """Return how many milliseconds lie between a save and the end of the redraw."""
    template = folder / "templates" / "countdown.j2"
    saved: list[float] = []
    drawn: list[float] = []

    def draw() -> None:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            tminus(["preview", "-w", str(folder)])
        if saved:
            drawn.append(time.perf_counter() - saved[-1])
        if len(saved) == SAVES:
            raise KeyboardInterrupt
        threading.Timer(0.13, save).start()

    def save() -> None:
        saved.append(time.perf_counter())
        template.write_text(template.read_text() + "\n")

    with suppress(KeyboardInterrupt):
        again_after_each_save(folder, draw)
    return sorted(drawn)[len(drawn) // 2] * 1000


def _posts(press: workspace.Workspace) -> None:
    """Print how fast posts are rendered, sized and planned."""
    many = _many(material(press))
    planning.draft(replace(many, campaigns=many.campaigns[:1]), NOW)
    drafted = planning.draft(many, NOW)
    count = len(drafted.posts)
    ours = _fastest(lambda: planning.draft(many, NOW))
    moved = [replace(post, due_at=post.due_at + timedelta(hours=1)) for post in drafted.posts]
    compared = _fastest(lambda: planning.plan(drafted, moved, revision=1, files="", now=NOW))
    bare = _fastest(lambda: _bare(count))
    print(f"\n{count:,} posts                        seconds   posts/s   goal")
    print(f"  rendered, sized, given windows{ours:>9.2f}{count / ours:>10,.0f}    < 1 s")
    print(f"  compared with a queue         {compared:>9.2f}{count / compared:>10,.0f}    < 1 s")
    print(f"  bare Jinja2, a like template  {bare:>9.2f}{count / bare:>10,.0f}    ratio {ours / bare:.1f}")


def _many(one: Material) -> Material:
    """Return the sample's countdown on three channels, as often as it takes."""
    campaign = next(each for each in one.campaigns if each.steps)
    channels = [name for name in ("x", "bluesky", "mastodon") if name in one.channels]
    step = next(each for each in campaign.steps if isinstance(each.when, DayOffset) and each.template == "countdown")
    copies = -(-POSTS // (len(channels) * 20))
    steps = tuple(
        replace(step, name=f"day-{number}", channels=tuple(channels), when=replace(step.when, days=-number))
        for number in range(2, 22)
        if isinstance(step.when, DayOffset)
    )
    campaigns = tuple(replace(campaign, name=f"film-{number}", steps=steps) for number in range(copies))
    return replace(one, campaigns=campaigns, one_offs=())


def _bare(count: int) -> None:
    """Render a text like the sample's with nothing of ours."""
    template = jinja2.Environment(trim_blocks=True).from_string(COUNTDOWN)  # noqa: S701 - text, no HTML
    for number in range(count):
        template.render(
            name="The Quiet Harbour", days=number, day="Friday, January 8", link="https://a.example/", tags="#A"
        )


def _fastest(act: Callable[[], object], times: int = 3) -> float:
    return min(_timed(act, time.process_time) for _ in range(times))


def _timed(act: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    begun = clock()
    act()
    return clock() - begun
