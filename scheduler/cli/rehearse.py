"""Play the whole campaign in seconds.

The real daemon, real HTTP, the built-in receiver, stepping time.
"""

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.changes.repeated import repeated
from scheduler.cli.console.daemon.happenings import Digest, Happening
from scheduler.cli.console.desk import Desk, open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.queue.standstill import approval_problems, pause_problems, paused_problems
from scheduler.cli.console.rehearsal.faults import Faults, Saboteur, Stretch, share_of, stretches_of, together
from scheduler.cli.console.rehearsal.rehearsal import Rehearsal
from scheduler.cli.console.rehearsal.report import draw_troubled, late_ones, reason_of, summary, summary_lines
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.shapes import instant_json, post_json
from scheduler.errors import Problem, Severity
from scheduler.model import WAITING, Op, PartState, Plan, Post

TROUBLE: Final = 6
TROUBLED: Final = frozenset(
    {PartState.FAILED, PartState.UNKNOWN, PartState.EXPIRED, PartState.SCHEDULED, PartState.SENDING}
)
SETTLED: Final = frozenset({"delivered", "failed", "expired", "unknown"})
SEEDS: Final = 100_000


@a_command()
@click.option("--fail", metavar="SHARE", help="Have a share of all requests refused (503), such as 20%.")
@click.option("--down", metavar="FROM..TO", help="Have every receiver down then, such as T-1d..T-20h.")
@click.option("--stopped", metavar="FROM..TO", help="Have no daemon run then, such as T-1d..T-20h.")
@click.option("--kill", type=click.IntRange(0, 1000), default=0, metavar="N", help="Kill the daemon (-9) N times.")
@click.option("--seed", type=int, help="Have the same go wrong as in a rehearsal that said this seed.")
@click.option("--as-approved", is_flag=True, help="Play what waits for an approval as if it had been given.")
@click.pass_context
def command(
    context: click.Context,
    fail: str | None,
    down: str | None,
    stopped: str | None,
    kill: int,
    seed: int | None,
    as_approved: bool,
) -> Answer:
    """Play the whole campaign in seconds: the real daemon, real HTTP, the built-in receiver, stepping time.

    It works on a copy of the queue with the files' changes applied; nothing leaves this machine, and no secret is
    needed. It goes from now, or from --at, to the end of the last campaign. T is each campaign's own event. Exit code 6
    if a post would fail, expire or stay unknown.
    """
    desk = open_desk(context, takes_at=True)
    faults = _faults(desk, fail, down, stopped, kill, seed)
    plan, problems = desk.plan()
    counted = repeated(desk, problems)
    with tempfile.TemporaryDirectory(prefix="tminus-") as folder:
        rehearsal = Rehearsal(desk, Path(folder))
        with rehearsal.prepared(plan, as_approved=as_approved):
            paused, everything = rehearsal.paused(), rehearsal.paused_all()
            before = [post for post in rehearsal.posts() if post.state in WAITING]
            parts = sum(len(post.parts) for post in before)
            saboteur = Saboteur(faults, parts, rehearsal.position, rehearsal.kill_soon)
            rehearsal.answer = saboteur.answer
            begun_at = rehearsal.position()
            _watch(desk, rehearsal.played(faults.stopped), parts)
            ended_at = rehearsal.position()
            waiting = {post.key for post in before}
            posts = [post for post in rehearsal.posts() if post.key in waiting]
            attempts = [row for row in rehearsal.attempts() if row.started_at >= begun_at]
            report = summary(posts, rehearsal.caught(), attempts)
            late = late_ones(posts, attempts)
    problems += pause_problems(everything, desk.workspace.zone) + _unapproved(before, approved=as_approved)
    problems += paused_problems(paused, Counter(post.channel for post in posts if post.state in WAITING))
    troubled = [post for post in posts if post.state in TROUBLED]
    went_wrong = _went_wrong(faults, saboteur, rehearsal.kills)

    def show(screen: Screen) -> None:
        draw_missed(screen, plan)
        for line in summary_lines(report):
            screen.line(line)
        for line in _fault_lines(went_wrong) if faults else ():
            screen.line(line)
        draw_troubled(screen, posts, late)

    data = {
        "from": instant_json(begun_at),
        "until": instant_json(ended_at),
        "posts": [post_json(post) for post in posts],
        "missed": _missed(plan),
        "summary": report,
        "late": [{"key": key, "seconds": round(by.total_seconds())} for key, by in late.items()],
        "troubled": [{"key": post.key, "state": post.state.value, "reason": reason_of(post)} for post in troubled],
        "faults": went_wrong,
    }
    code = TROUBLE if troubled else 0
    return Answer(name="rehearse", data=data, show=show, problems=problems, exit_code=code, counted=counted)


def _faults(desk: Desk, fail: str | None, down: str | None, stopped: str | None, kill: int, seed: int | None) -> Faults:
    """Return what is to go wrong; raises UsageError for what cannot be read."""
    campaigns, zone = desk.workspace.campaigns, desk.workspace.zone
    return Faults(
        fail=share_of(fail) if fail else 0.0,
        kills=kill,
        down=stretches_of(down, campaigns, zone) if down else {},
        stopped=together(stretches_of(stopped, campaigns, zone).values()) if stopped else (),
        seed=random.randrange(SEEDS) if seed is None else seed,  # noqa: S311 - faults to repeat, no secret
    )


def _watch(desk: Desk, happenings: Iterator[Happening], parts: int) -> None:
    """Show what happens as it happens: line by line, or as a bar where only the result is printed."""
    options = desk.options
    zones = desk.workspace.zone, desk.workspace.audience_zone
    digest = None if options.json or options.quiet else Digest(Screen(options), *zones)
    hidden = options.quiet or not sys.stderr.isatty() or (digest is not None and sys.stdout.isatty())
    bar: Any = nullcontext() if hidden else click.progressbar(length=parts, label="Rehearsing", file=sys.stderr)
    with bar as shown:
        for happening in happenings:
            if digest:
                digest.draw(happening)
            if shown and (happening.get("state") in SETTLED or happening["event"] == "expired"):
                shown.update(1)


def _unapproved(before: Sequence[Post], *, approved: bool) -> tuple[Problem, ...]:
    """Return the warning that posts were played that nobody approved, or were not."""
    if not approved:
        return tuple(
            replace(problem, hint=f"{problem.hint}; to rehearse them all the same, add  --as-approved")
            for problem in approval_problems(before)
        )
    given = [post for post in before if any(each.user.startswith("rehearsal-") for each in post.approvals)]
    if not given:
        return ()
    many = f"{len(given)} posts were" if len(given) > 1 else f"{given[0].key} was"
    message = f"{many} played as approved: in truth nobody has, and nothing is sent without"
    hint = f"look at it, then  tminus queue approve {given[0].key}"
    return (Problem(code="post-awaiting", severity=Severity.WARNING, message=message, hint=hint),)


def _went_wrong(faults: Faults, saboteur: Saboteur, kills: int) -> dict[str, object] | None:
    """Return what went wrong on purpose, and the seed that has it go wrong again; None where nothing was to."""
    if not faults:
        return None
    return {
        "seed": faults.seed,
        "refused": saboteur.refused,
        "met_down": saboteur.met_down,
        "kills": kills,
        "down": [_stretch_json(name, each) for name, each in faults.down.items()],
        "stopped": [_stretch_json(None, each) for each in faults.stopped],
    }


def _stretch_json(campaign: str | None, stretch: Stretch) -> dict[str, object]:
    return {"campaign": campaign or None, "from": instant_json(stretch.start), "until": instant_json(stretch.end)}


def _fault_lines(went_wrong: dict[str, object] | None) -> Iterator[str]:
    if went_wrong:
        counted = f"{went_wrong['refused']} requests refused, {went_wrong['met_down']} met a receiver that was down"
        yield f"On purpose   {counted}, {went_wrong['kills']} kills"
        yield f"Seed         {went_wrong['seed']}; the same again with  --seed {went_wrong['seed']}"


def _missed(plan: Plan) -> list[str]:
    return [change.key for change in plan.changes if change.op is Op.MISSED]


def draw_missed(screen: Screen, plan: Plan) -> None:
    """Draw the posts whose time was over before the rehearsal began."""
    for key in _missed(plan):
        screen.line(("x ", "red"), f"missed: {key}, its time was over before it was ever planned")
