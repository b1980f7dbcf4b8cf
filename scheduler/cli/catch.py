"""Run the built-in receiver.

It prints every post that arrives, and keeps a journal.
"""

import json
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import click

from scheduler import destinations
from scheduler.cli.console.desk import open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.queue.caught import draw_caught
from scheduler.cli.console.screen import Screen
from scheduler.receiver import Receiver
from scheduler.workspace import caught_secrets


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
    journal = home / "catch.jsonl"
    counts: Counter[str] = Counter()
    one_at_a_time = threading.Lock()

    def show(line: Mapping[str, object]) -> None:
        with one_at_a_time:
            counts["repeated" if line["repeated"] else "caught"] += 1
            counts["wrong"] += line["verified"] is False
            if desk.options.json:
                click.echo(json.dumps(line, ensure_ascii=False))
                sys.stdout.flush()
            elif not desk.options.quiet:
                draw_caught(screen, desk, line)

    secrets = caught_secrets(desk.workspace)
    spoken = {name: destinations.get(channel.destination) for name, channel in desk.workspace.channels.items()}
    with Receiver(journal, secrets, port=port, written=show, destinations=spoken) as receiver:
        screen.talk(f"Catching on {receiver.url('')}, signatures checked. Stop with Ctrl-C")
        screen.talk(f"Journal     {_short(journal)}")
        _until_stopped()
    wrong = f", {counts['wrong']} with a wrong signature" if counts["wrong"] else ""
    screen.talk(f"Caught {counts['caught']}, {counts['repeated']} repeated{wrong}. Journal: {_short(journal)}")
    return 0


def _short(path: Path) -> str:
    """Return a path as people would type it from where they are."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


def _until_stopped() -> None:
    """Wait for SIGTERM or Ctrl-C: both end the receiver in order."""
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    stopped.wait()
