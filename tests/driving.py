"""The installed command, driven as its users drive it: in a subprocess, in a folder, over real HTTP."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

TMINUS = Path(sys.executable).with_name("tminus")
ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
COMMAND_SECONDS = 90
PATIENCE_SECONDS = 60
"""How long anything may take on a machine with other things to do; nobody waits for it in vain."""


@dataclass
class Ran:
    """One run of the command that ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)

    @property
    def data(self) -> Any:
        return self.document["data"]

    @property
    def codes(self) -> list[str]:
        """The codes of its problems."""
        return [problem["code"] for problem in self.document["problems"]]


class Desk:
    """A folder to work in, with an environment of its own."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.home = home

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
        return {**kept, "HOME": str(self.home), "PYTHONUTF8": "1", "TMINUS_USER": "ana"}

    def tminus(self, *arguments: str, **environment: str) -> Ran:
        done = subprocess.run(
            [TMINUS, *arguments],
            cwd=self.folder,
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=COMMAND_SECONDS,
            check=False,
        )
        assert "Traceback" not in done.stderr + done.stdout, done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    @contextmanager
    def started(self, *arguments: str) -> Iterator["Running"]:
        """A command that goes on until it is stopped, with --json: one object a line."""
        with subprocess.Popen(
            [TMINUS, *arguments, "--json"],
            cwd=self.folder,
            env={**self.environment, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            cut = threading.Timer(COMMAND_SECONDS, process.kill)
            cut.start()
            try:
                yield Running(process)
            finally:
                cut.cancel()
                process.kill()

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def channels(self, text: str) -> None:
        self.write("config/channels.yaml", text)

    def rows(self, *rows: str) -> None:
        """Make the one-off posts these rows, and there no campaigns."""
        for path in (self.folder / "config" / "campaigns").glob("*.yaml"):
            path.unlink()
        for path in (self.folder / "config" / "posts").glob("*.csv"):
            path.unlink()
        self.write("config/posts/posts.csv", "\n".join(("key,when,channel,text", *rows)) + "\n")


class Running:
    """A command that runs."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def told(self) -> Iterator[dict[str, Any]]:
        """What it tells, until it ends."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            yield json.loads(line)

    def until(self, **wanted: object) -> dict[str, Any]:
        """The first thing it tells that has all these values."""
        for told in self.told():
            if all(told.get(name) == value for name, value in wanted.items()):
                return told
        assert self.process.stderr is not None
        raise AssertionError(f"it ended without {wanted}: {self.process.stderr.read()}")

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(timeout=40)


def in_seconds(seconds: float) -> str:
    """A `when` so many seconds from now, as an instant."""
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()


def until(condition: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> None:
    """Look again and again until something is so; say so if it never is."""
    give_up = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < give_up, "it never came to be"
        time.sleep(0.05)


class OtherReceiver:
    """A receiver of another make: the standard library's, in ten lines."""

    def __init__(self) -> None:
        got: list[tuple[dict[str, str], bytes]] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                got.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b'{"id": "77"}')

            def log_message(self, *_: object) -> None:
                pass

        self.got = got
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
