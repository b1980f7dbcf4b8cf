"""See whether everything is as it has to be.

The clock, the secrets, the webhooks, the queue, the daemon: each with a cure where it is not.
"""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.checkup import checkup
from scheduler.cli.console.checkup import files as check_files
from scheduler.cli.console.checkup import machine as check_machine
from scheduler.cli.console.checkup import queue as check_queue
from scheduler.cli.console.checkup.checkup import DELIVERY, Finding, failed
from scheduler.cli.console.checkup.cures import cure
from scheduler.cli.console.desk import Desk, open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.screen import Screen
from scheduler.destinations import Endpoint

PATIENCE = timedelta(seconds=10)


@a_command()
@click.option("--online", is_flag=True, help="Connect to every webhook too; nothing is sent.")
@click.pass_context
def command(context: click.Context, online: bool) -> Answer:
    """See whether everything is as it has to be: each line says ok, warn or fail, and what to do about it.

    Which secrets are set, and where each comes from, is said; what they are never is. Exit code 3 for the files, 1 for
    the machine, 6 for deliveries, 7 where posts wait and no daemon runs; with --strict, 3 for a warning too.
    """
    desk = open_desk(context)
    findings = [
        *check_machine.machine(desk.workspace.root, desk.workspace.zone),
        *check_files.workspace_files(desk),
        *(_reached(desk) if online else []),
        *check_queue.queue(desk),
        check_files.changes(desk),
    ]

    def show(screen: Screen) -> None:
        checkup.draw(screen, findings)

    return Answer(
        name="doctor",
        data={"checks": [each.to_json() for each in findings], "online": online},
        show=show,
        exit_code=checkup.exit_code_of(findings, strict=desk.options.strict),
    )


def _reached(desk: Desk) -> Iterator[Finding]:
    """Connect to every webhook, all at once, and say what is in the way."""
    endpoints = [each for each in check_files.endpoints(desk) if each.host != "file:"]
    for endpoint, trouble in zip(endpoints, asyncio.run(_obstacles(endpoints)), strict=True):
        name = f"reach {endpoint.channel}"
        if trouble:
            there = desk.workspace.channels[endpoint.channel]
            hint = cure(desk.workspace, there, status=None, reason=trouble)
            yield failed(name, f"{endpoint.host}: {trouble}", hint, DELIVERY)
        else:
            yield Finding(name=name, said=f"{endpoint.host} answers; nothing was sent")


async def _obstacles(endpoints: list[Endpoint]) -> list[str | None]:
    from scheduler.http import obstacle  # noqa: PLC0415 - httpx is slow to import, and only needed online

    return await asyncio.gather(
        *(
            obstacle(each.url.reveal(), allow_private=each.allow_private, deadline=min(each.deadline, PATIENCE))
            for each in endpoints
        )
    )
