"""A PostgreSQL of the tests' own: a temporary cluster, made from the installed programs and gone with the tests.

Its files belong to somebody who is not root, because PostgreSQL refuses to run as root: where the tests do run as root,
it is run as another user. It does not wait for the disk: what is killed here are processes, and what a process wrote
outlives it without that.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import Any

import pytest

BIN = Path("/usr/lib/postgresql")
USERS = ("postgres", "nobody")
PATIENCE = 60
"""Seconds in which a cluster on a busy machine is expected to answer."""


ON_SQLITE = pytest.mark.parametrize("queue_url", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("queue_url", ["postgresql"], indirect=True)
"""For a test that is about one of the two databases."""


class ClusterMissingError(Exception):
    """There is no PostgreSQL to start; the message says what is missing."""


class Cluster:
    """A running PostgreSQL that listens on a socket in its own folder only."""

    def __init__(self, *, durable: bool = False) -> None:
        self._programs = programs()
        self._as: dict[str, Any] = {"cwd": "/"} | (unprivileged() if os.geteuid() == 0 else {})
        self._folder = Path(tempfile.mkdtemp(prefix="tminus-pg-"))
        self._numbers = count(1)
        self._process: subprocess.Popen[bytes] | None = None
        if "user" in self._as:
            shutil.chown(self._folder, self._as["user"], self._as["group"])
        try:
            self._run("initdb", "--auth=trust", "--username=tminus", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
            with (self._folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as settings:
                settings.write(f"listen_addresses = ''\nunix_socket_directories = '{self._folder}'\n")
                settings.write("max_connections = 100\nautovacuum = off\nshared_buffers = 64MB\n")
                settings.write("" if durable else "fsync = off\nfull_page_writes = off\n")
            self.start()
        except BaseException:
            self.close()
            raise

    def url(self, name: str = "postgres") -> str:
        """Return the URL of a database of this cluster."""
        return f"postgresql://tminus@/{name}?host={self._folder}"

    def database(self) -> str:
        """Make an empty database, and return its URL."""
        name = f"queue_{next(self._numbers)}"
        self._ask(f"CREATE DATABASE {name} TEMPLATE template0")
        return self.url(name)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with (self._folder / "log").open("ab") as log:
            command = [self._programs / "postgres", "-D", self._folder / "data"]
            self._process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **self._as)
        give_up = time.monotonic() + PATIENCE
        while self._program("pg_isready", "-q", "-h", str(self._folder)).returncode:
            if self._process.poll() is not None or time.monotonic() > give_up:
                raise RuntimeError((self._folder / "log").read_text(encoding="utf-8"))
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop it at once, as for maintenance: who is connected is thrown out."""
        self._end(signal.SIGINT)  # PostgreSQL's fast shutdown

    def close(self) -> None:
        """Stop it and remove its files, so that it need not put them in order."""
        self._end(signal.SIGQUIT)  # its immediate shutdown
        shutil.rmtree(self._folder, ignore_errors=True)

    def _end(self, number: int) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(number)
            self._process.wait(timeout=PATIENCE)

    def _ask(self, sql: str) -> None:
        import psycopg  # noqa: PLC0415 - only where there is a cluster

        with psycopg.connect(host=str(self._folder), user="tminus", dbname="postgres", autocommit=True) as connection:
            connection.execute(sql.encode())

    def _run(self, program: str, *arguments: str) -> None:
        done = self._program(program, "-D", str(self._folder / "data"), *arguments)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.decode()}")

    def _program(self, name: str, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run([self._programs / name, *arguments], capture_output=True, check=False, **self._as)


def programs() -> Path:
    """Return the folder of the newest installed PostgreSQL's programs. Raises ClusterMissingError."""
    found = sorted(BIN.glob("*/bin"), key=lambda folder: float(folder.parent.name), reverse=True)
    if asked := shutil.which("pg_config"):
        found.append(Path(subprocess.check_output([asked, "--bindir"], text=True).strip()))
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).resolve().parent)
    for folder in found:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise ClusterMissingError("no PostgreSQL is installed here: apt-get install postgresql")


def unprivileged() -> dict[str, Any]:
    """Return how root starts a process as somebody else. Raises ClusterMissingError where there is nobody else."""
    import pwd  # noqa: PLC0415 - there is no such module on Windows

    for name in USERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise ClusterMissingError("PostgreSQL does not run as root, and there is no other user here")


def cluster_or_skip() -> Cluster:
    """Return a running cluster, or skip the test that asks for one and say why."""
    pytest.importorskip("psycopg", reason="the driver is not installed: pip install psycopg[binary]")
    try:
        return Cluster()
    except ClusterMissingError as missing:
        pytest.skip(str(missing))
