"""What a daemon says when it starts and when it ends: on a terminal as talk, elsewhere as log lines."""

import json
import sys
from datetime import UTC, datetime

import click

from scheduler.cli.console.daemon.happenings import legend
from scheduler.cli.console.daemon.teller import for_people
from scheduler.cli.console.desk import Desk
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.shapes import instant_json
from scheduler.cli.console.times import city, clock_time, from_now
from scheduler.queue import Store

SHOWN_LATE = 5


def greet(desk: Desk, store: Store, now: datetime) -> None:
    """Say what waits, what is paused, and what came due while no daemon ran."""
    if desk.options.json:
        return
    outlook, everything, zone = store.outlook(now, SHOWN_LATE), store.paused_all(), desk.workspace.zone
    channels = store.paused_channels()
    if not for_people(desk, sys.stderr):
        _line(
            "started",
            workspace=desk.workspace.name,
            zone=zone,
            waiting=outlook.scheduled,
            late=outlook.late,
            next=outlook.next and {"key": outlook.next.key, "due_at": instant_json(outlook.next.at)},
            paused_channels=sorted(channels),
            paused_by=everything and everything.user,
        )
        return
    screen = Screen(desk.options)
    screen.talk(f"tminus · {desk.workspace.name} · zone {zone} · stop with Ctrl-C")
    if whose := legend(zone, desk.workspace.audience_zone):
        screen.talk((whose, "dim"))
    following = ""
    if outlook.next:
        when = f"{clock_time(outlook.next.at, zone)} {city(zone)}, {from_now(outlook.next.at, now)}"
        following = f"; next is {outlook.next.key}, {when}"
    screen.talk(f"{_counted(outlook.scheduled)}{following}")
    if everything:
        since = f"by {everything.user} since {clock_time(everything.at, zone)}"
        screen.talk(("✗ ", "red"), f"everything is paused, {since}. Resume it:  tminus queue resume --all")
    for name, reason in channels.items():
        why = reason or "by hand"
        screen.talk(("✗ ", "red"), f"paused: {name}, {why}. Resume it:  tminus queue resume channel:{name}")
    for late in outlook.first_late:
        screen.talk(("⚠ ", "yellow"), f"came due while stopped: {late.key}, {from_now(late.at, now)}")
    if outlook.late > len(outlook.first_late):
        screen.talk(("⚠ ", "yellow"), f"and {outlook.late - len(outlook.first_late)} more")


def farewell(desk: Desk, store: Store, now: datetime, exit_code: int) -> None:
    """Say how it ended, and what waits."""
    if desk.options.json:
        return
    left = "nothing is on its way" if exit_code == 0 else "what was on its way is unknown"
    waiting = store.outlook(now, 0).scheduled
    if for_people(desk, sys.stderr):
        Screen(desk.options).talk(f"Stopped: {left}, {_counted(waiting)}")
    else:
        _line("stopped", drained=exit_code == 0, waiting=waiting)


def _line(event: str, **fields: object) -> None:
    line = {"time": instant_json(datetime.now(UTC)), "level": "info", "event": event, **fields}
    click.echo(json.dumps(line, ensure_ascii=False), err=True)


def _counted(parts: int) -> str:
    return f"{parts:,} {'part waits' if parts == 1 else 'parts wait'} in the queue"
