"""10. Every secret is a canary, everything is run and everything goes wrong: none of them is found anywhere.

And every address that leads to this machine's private side, in whatever form, finds a listener that is never called.
"""

import logging
import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from driving import Desk, Ran, in_seconds
from hardest.canaries import CHANNELS, DATABASE, HOOK, KEY, LOGIN, OLD_KEY, SLACK, TOKEN, Echo, hits


@pytest.fixture
def listener() -> Iterator[list[Any]]:
    """A listener on this machine's private side, and who called it."""
    called: list[Any] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        called.append(server.getsockname()[1])

        def accept() -> None:
            while True:
                try:
                    called.append(server.accept())
                except OSError:
                    return

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield called
        server.shutdown(socket.SHUT_RDWR)


ENOUGH_ATTEMPTS = 9
"""Of the daemon, after as many of the command's: every answer comes to both of them."""

COMMANDS = (
    "doctor --json",
    "doctor --online",
    "validate --json",
    "preview --wire",
    "preview --html out.html",
    "plan --json",
    "plan --markdown",
    "plan -o saved.plan",
    "apply --yes --json",
    "queue list --json",
    "status --json",
    "trigger hook --yes --json",
    "trigger slack --yes",
    "trigger fediverse --yes -v",
    "trigger inside --yes --json",
    "trigger login --yes --json",
    "rehearse --json",
)
AFTER = (
    "log --json",
    "log",
    "status",
    "status --json",
    "queue list --json",
    *(f"queue show posts/a/{name} --json" for name in ("hook", "slack", "fediverse", "inside", "login")),
    "export csv -o out.csv",
    "export ics -o out.ics",
    "export json -o out.json",
    "explain trigger-failed",
    "completion bash",
    "undo --yes",
    "doctor",
)


def test_no_canary_is_found_in_anything(
    press: Desk, tmp_path: Path, listener: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    """Logs at DEBUG, standard output and error, tracebacks, the database, exports, pages, plans: 0 hits."""
    echo = Echo(tmp_path)
    said: dict[str, str] = {}
    with echo.receiver as receiver, caplog.at_level(logging.DEBUG):
        server = receiver.url("").rstrip("/")
        press.channels(CHANNELS.replace("SERVER", server))
        press.write(
            ".env",
            f"HOOK_URL={server}/hook/{quote(HOOK, safe='')}\nSLACK_URL={server}/services/T0/B0/{SLACK}\nTOKEN={TOKEN}\n"
            f"KEY=whsec_{KEY}\nOLD_KEY=whsec_{OLD_KEY}\nINSIDE_URL=http://127.1:{listener[0]}/{HOOK}\n"
            f"LOGIN_URL={server.replace('://', f'://mara:{quote(LOGIN, safe=str())}@')}/login\n"
            f"SPARE='{SLACK}\n",
        )
        names = "hook;slack;fediverse;inside;login"
        press.rows(*(f"{key},{in_seconds(2)},{names},Hello {key}" for key in ("a", "b", "c", "d")))
        for command in COMMANDS:
            said |= texts_of(command, press.tminus(*command.split()))
        said |= broken(press)
        said["run"] = run_for_a_while(press)
        for command in AFTER:
            said |= texts_of(command, press.tminus(*command.split()))
        press.write("config/workspace.yaml", 'id: x\nzone: UTC\ndatabase: "${DB}"\n')
        database = f"postgresql://me:{DATABASE}@127.0.0.1:1/queue"
        for command in ("status", "status -v --json", "doctor", "plan -v"):
            said |= texts_of(f"{command} without database", press.tminus(*command.split(), DB=database))
    logged = "\n".join(logging.Formatter("%(message)s").format(record) for record in caplog.records)
    assert echo.number > 7, "every answer was given"
    assert hits(tmp_path / "press", {**said, "log at DEBUG": logged}) == []
    assert len(listener) == 1, "somebody called the private side"


def texts_of(command: str, ran: Ran) -> dict[str, str]:
    return {f"{command} (out)": ran.out, f"{command} (err)": ran.err}


def broken(press: Desk) -> dict[str, str]:
    """Let tminus itself fail in the middle of a request, with a traceback of everything it had in hand."""
    said = {}
    for place in ("httpx.Request", "scheduler.delivery.sending.attempt", "scheduler.delivery.trial.send"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(place, fails)
            try:
                said |= texts_of(place, press.tminus("trigger", "hook", "--yes", "-v"))
            except AssertionError as internal:  # how `Here` tells that tminus itself failed
                said[f"{place} (err)"] = str(internal)
    assert "attempt ended with RuntimeError" in said["httpx.Request (err)"]
    assert all("Traceback" in said[f"scheduler.delivery.{place} (err)"] for place in ("sending.attempt", "trial.send"))
    return said


def fails(*arguments: Any, **named: Any) -> None:
    """Fail, and say with what."""
    raise RuntimeError(f"no: {arguments} {named}")


def run_for_a_while(press: Desk) -> str:
    """Run the installed daemon, with its own handlers, until its posts met every trouble; return all it said."""
    arguments = [str(Path(os.sys.executable).with_name("tminus")), "run", "-v"]  # type: ignore[attr-defined] # sys
    with subprocess.Popen(
        arguments, cwd=press.folder, env=press.environment, stdout=-1, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        timer = threading.Timer(60, process.kill)
        timer.start()
        said, attempts = "", 0
        while attempts < ENOUGH_ATTEMPTS and (line := process.stdout.readline()):
            said += line
            attempts += '"event": "attempt"' in line
        process.terminate()
        out, _ = process.communicate()
        timer.cancel()
    assert attempts == ENOUGH_ATTEMPTS
    return said + out
