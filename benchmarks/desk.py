"""The marketer's desk: how long until it answers, and how fast it renders, sizes and plans.

Start-ups are whole processes with their bytecode at hand, as of an installed program: the fastest and the middle of
several, for a busy machine only adds. Watching is timed in a process of its own, from the moment a file is saved to the
end of the redraw. Rendering is compared with bare Jinja2 on a like template: what lies between is the sandbox, the
ledger of claims, lengths, entities, windows and the hash.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import jinja2

from scheduler import plan as planning
from scheduler import workspace
from scheduler.cli.console.desk import material
from scheduler.cli.console.sample import SampleDates, make_workspace
from scheduler.model import DayOffset
from scheduler.plan import Material

STARTS = 7
POSTS = 1000
SAVES = 9
HEAVY = ("httpx", "sqlalchemy", "apscheduler")
TMINUS = (sys.executable, "-m", "scheduler.cli")
REDRAWN = "Watching"
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
        settled = {**os.environ, "PYTHONPYCACHEPREFIX": str(Path(name) / "bytecode")}
        settled.pop("PYTHONDONTWRITEBYTECODE", None)
        print("Start-up, milliseconds          fastest  middle   goal   imports")
        for arguments, goal in ((["--help"], 150), (["validate"], 450), (["preview"], 450)):
            took = _starts([*TMINUS, *arguments, "-w", str(folder)], settled)
            heavy = ", ".join(_heavy_imports([*arguments, "-w", str(folder)], settled)) or f"none of {len(HEAVY)}"
            print(f"  tminus {arguments[0]:<22}{min(took):>8.0f}{median(took):>8.0f}{goal:>7}   {heavy}")
        drawn = _redraws(folder, settled)
        print(f"\nWatch: a save is on the screen after {median(drawn):.0f} ms, at most {max(drawn):.0f} (goal 200)")
        _posts(workspace.load(folder, {}))
    return 0


def _starts(command: Sequence[str], settled: Mapping[str, str]) -> list[float]:
    """Return the milliseconds of several starts; one before them fills the caches."""
    return [_timed(lambda: _run(command, settled)) * 1000 for _ in range(STARTS + 1)][1:]


def _run(command: Sequence[str], settled: Mapping[str, str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=settled)  # noqa: S603 - this very program
    return done.stdout


def _heavy_imports(arguments: Sequence[str], settled: Mapping[str, str]) -> list[str]:
    """Return which of the heavy libraries a command imports."""
    code = (
        "import sys; from scheduler.cli import main; main(sys.argv[1:]);"
        f"print(*[name for name in {HEAVY} if name in sys.modules])"
    )
    return _run([sys.executable, "-c", code, *arguments], settled).splitlines()[-1].split()


def _redraws(folder: Path, settled: Mapping[str, str]) -> list[float]:
    """Return how many milliseconds lie between each save and the end of its redraw."""
    template, beside = folder / "templates" / "countdown.j2", folder / "templates" / ".countdown.j2.new"
    command = [*TMINUS, "preview", "--watch", "-w", str(folder)]
    drawn: list[float] = []
    saved = 0.0
    with subprocess.Popen(  # noqa: S603 - this very program
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=settled
    ) as watching:
        talk = watching.stderr or ()
        for number, _ in enumerate(line for line in talk if line.startswith(REDRAWN)):
            if number:
                drawn.append((time.perf_counter() - saved) * 1000)
            if number == SAVES:
                break
            time.sleep(0.1 + number * 0.013)  # so that saves fall anywhere between two looks
            beside.write_text(f"{template.read_text()}\n")
            saved = time.perf_counter()
            beside.replace(template)
        watching.terminate()
    return drawn


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
