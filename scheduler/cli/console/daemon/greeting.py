"""What a daemon says when it starts and when it ends: on a terminal as talk, elsewhere as log lines."""

import json
import sys
from datetime import UTC, datetime

import click

from scheduler.cli.console.daemon.happenings import legend
from scheduler.cli.console.daemon.teller import for_people
from scheduler.cli.console.desk import Desk
from scheduler.cli.console.lay_out import lines_of
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.shapes import instant_json
from scheduler.cli.console.times import clock_time, from_now, two_clocks
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
        when = two_clocks(outlook.next.at, desk.workspace.audience_zone, zone)
        following = f"; next is {outlook.next.key}, {when}, {from_now(outlook.next.at, now)}"
    _talk(screen, "", f"{_counted(outlook.scheduled)}{following}")
    if everything:
        since = f"by {everything.user} since {clock_time(everything.at, zone)}"
        _talk(screen, "✗ ", f"everything is paused, {since}. Resume it:  tminus queue resume --all", "red")
    for name, reason in channels.items():
        why = reason or "by hand"
        _talk(screen, "✗ ", f"paused: {name}, {why}. Resume it:  tminus queue resume channel:{name}", "red")
    for late in outlook.first_late:
        _talk(screen, "⚠ ", f"came due while stopped: {late.key}, {from_now(late.at, now)}", "yellow")
    if outlook.late > len(outlook.first_late):
        _talk(screen, "⚠ ", f"and {outlook.late - len(outlook.first_late)} more", "yellow")


def _talk(screen: Screen, sign: str, words: str, style: str = "") -> None:
    """Talk in lines that fit; what goes on stands under the words."""
    for number, line in enumerate(lines_of(words, screen.width - 2)):
        screen.talk(("  " if number else sign, style), line)


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
