"""See on one screen what is next, late or wrong.

And whether the daemon lives.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.daemon.happenings import catch_up_json
from scheduler.cli.console.desk import open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.queue.standstill import pause_problems, paused_problems, unapproved
from scheduler.cli.console.queue.status import draw_status, groups_of, lateness_json
from scheduler.cli.console.queue.vitals import heartbeat_json, vitals, vitals_json
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.shapes import instant_json, post_json
from scheduler.errors import Problem, Severity
from scheduler.model import PartState
from scheduler.queue.looks.downtime import told
from scheduler.queue.looks.standing import EMPTY

if TYPE_CHECKING:
    from scheduler.queue.looks.standing import Group

LATELY: Final = timedelta(hours=24)
TROUBLE: Final = 6
LISTED: Final = 100
"""So many posts of a kind are listed, the latest first; `totals` has how many there are."""


@a_command()
@click.pass_context
def command(context: click.Context) -> Answer:
    """One screen: what comes next, what is late, what went wrong, whether the daemon lives.

    Exit code 6 where a post failed, is unknown or overdue, or expired in the last 24 hours, and where a receiver
    refused everything, so that its channel is paused.
    """
    desk = open_desk(context)
    with desk.queue(create=False) as store:
        paused = store.paused_channels() if store else {}
        resting = store.resting_channels(desk.now) if store else {}
        everything = store.paused_all() if store else None
        daemon = vitals(desk, store.daemon() if store else None)
        caught_up = told(store) if store else None
        late = store.lateness(desk.now - LATELY) if store else []
        stands = store.standing(desk.now, channels=paused, few=LISTED) if store else EMPTY
    groups = groups_of(stands)
    data = {
        "daemon": vitals_json(daemon),
        "counts": {state.value: stands.counts.get(state, 0) for state in PartState},
        "next": post_json(stands.next) if stands.next else None,
        **{name: [post_json(post) for post in group.posts] for name, group in groups.items()},
        "totals": {name: group.many for name, group in groups.items()},
        "heartbeat": heartbeat_json(daemon),
        "paused": {"user": everything.user, "since": instant_json(everything.at)} if everything else None,
        "paused_channels": paused,
        "resting_channels": {
            name: {"until": instant_json(each.until), "asked": each.asked} for name, each in resting.items()
        },
        "lateness": lateness_json(late),
        "catch_up": catch_up_json(caught_up) if caught_up else None,
    }

    def show(screen: Screen) -> None:
        draw_status(
            screen,
            desk,
            daemon=daemon,
            stands=stands,
            late=late,
            caught_up=caught_up,
            paused=paused,
            resting=resting,
            everything=everything,
        )

    trouble = stands.overdue.many or stands.failed.many or stands.unknown.many or stands.expired_lately
    awaiting = stands.awaiting
    problems = pause_problems(everything, desk.workspace.zone)
    problems += unapproved(awaiting.many, awaiting.posts[0].key) if awaiting.many else ()
    problems += paused_problems(paused, stands.held_up) + _way_out(groups)
    exit_code = TROUBLE if trouble or any(paused.values()) else 0
    return Answer(name="status", data=data, show=show, problems=problems, exit_code=exit_code)


def _way_out(groups: "Mapping[str, Group]") -> tuple[Problem, ...]:
    """Return what a person can do about posts that nothing else will move."""
    ways = {
        "unknown": "look at the receiver, then  tminus queue resolve {key} sent  or  not-sent",
        "failed": "put right what its reason says, then  tminus queue retry {key}",
    }
    return tuple(
        Problem(
            code=f"post-{name}",
            severity=Severity.WARNING,
            message=f"{groups[name].many:,} {'post is' if groups[name].many == 1 else 'posts are'} {name}",
            hint=hint.format(key=groups[name].posts[0].key),
        )
        for name, hint in ways.items()
        if groups[name].many
    )
