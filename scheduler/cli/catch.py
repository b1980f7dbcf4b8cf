"""Run the built-in receiver.

It prints every post that arrives, and keeps a journal.
"""

import json
import signal
import sys
import threading
from collections.abc import Mapping

import click

from scheduler import destinations
from scheduler.cli.console.desk import open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.screen import Screen
from scheduler.receiver import Receiver
from scheduler.workspace import catch_secret


@a_command()
@click.option("--port", type=click.IntRange(0, 65535), default=8787, show_default=True, help="Port on 127.0.0.1.")
@click.pass_context
def command(context: click.Context, port: int) -> int:
    """Run the built-in receiver: it prints every post that arrives, and keeps a journal in .tminus/catch.jsonl.

    Channels with  destination: catch  send here; it checks their signatures and drops repeats. Stop it with Ctrl-C.
    """
    desk = open_desk(context)
    screen = Screen(desk.options)
    home = desk.workspace.root / ".tminus"
    home.mkdir(exist_ok=True)

    def show(line: Mapping[str, object]) -> None:
        if desk.options.json:
            click.echo(json.dumps(line, ensure_ascii=False))
            sys.stdout.flush()
        elif not desk.options.quiet:
            draw_caught(screen, line)

    secret = catch_secret(desk.workspace)
    spoken = {name: destinations.get(channel.destination) for name, channel in desk.workspace.channels.items()}
    with Receiver(home / "catch.jsonl", [secret], port=port, written=show, destinations=spoken) as receiver:
        screen.talk(f"Catching on {receiver.url('')}  journal {home / 'catch.jsonl'}  stop with Ctrl-C")
        _until_stopped()
    return 0


def _until_stopped() -> None:
    """Wait for SIGTERM or Ctrl-C: both end the receiver in order."""
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    stopped.wait()


def draw_caught(screen: Screen, line: Mapping[str, object]) -> None:
    """Draw one delivery: its key, whether its signature is right, and its text."""
    verified = line["verified"]
    signed = "not signed" if verified is None else "signature verified" if verified else "SIGNATURE WRONG"
    repeated = " · repeated, dropped" if line["repeated"] else ""
    screen.line(("✓ ", "green"), (str(line["key"] or line["channel"]), "bold"), (f"  {signed}{repeated}", "dim"))
    for row in str(line["text"] or "").splitlines():
        screen.line(("  │ ", "dim"), row)
