"""The guide to changing what is queued and the page on time, held against what each command prints."""

import json
import shlex
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from driving import ROOT, Desk
from here import Here
from printed import files, says, steps

GUIDE = (ROOT / "docs" / "guide" / "change-what-is-queued.md").read_text("utf-8")


@pytest.fixture
def refusing() -> Iterator[str]:
    """A Slack that refuses the doors at first, and hangs up on the first of the tickets."""
    seen: Counter[str] = Counter()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            text = json.loads(self.rfile.read(int(self.headers["content-length"])))["text"]
            seen[text] += 1
            if seen[text] == 1 and "Tickets" in text:
                self.close_connection = True
                return
            first = seen[text] == 1
            self.send_response(400 if first else 200)
            self.end_headers()
            self.wfile.write(b"invalid_payload" if first else b"ok")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/services/T0/B0/secret"
    server.shutdown()
    server.server_close()


def test_every_command_of_the_guide_prints_what_the_guide_says(desk: Desk, refusing: str) -> None:
    """In its order, from the three posts on; where it starts the daemon, two more are due on a channel that fails."""
    desk = Here(desk.folder, desk.home)
    desk.rows()
    written(desk, GUIDE)
    with (desk.folder / ".env").open("a", encoding="utf-8") as env:
        env.write(f"\nSLACK_WEBHOOK_URL={refusing}\n")
    runs = 0
    for command, expected in steps(GUIDE):
        words = shlex.split(command)
        if words == ["tminus", "run"]:
            runs += 1
            outcomes = carried(desk, again=runs > 1)
            assert set(outcomes.values()) == ({"delivered"} if runs > 1 else {"failed", "unknown"})
            continue
        says(ran(desk, words), expected)
    assert runs == 2


def test_the_page_on_time_shows_when_posts_go_out(desk: Desk) -> None:
    """In a gap, in quiet hours, without a time."""
    desk = Here(desk.folder, desk.home)
    desk.rows()
    page = (ROOT / "docs" / "concepts" / "time.md").read_text("utf-8")
    written(desk, page)
    ((command, expected),) = steps(page)
    says(ran(desk, shlex.split(command)), expected)


def written(desk: Desk, page: str) -> None:
    """Write the files that a page prints, in place of the sample's posts."""
    (desk.folder / "config/posts/posts.csv").unlink()
    for name, text in files(page).items():
        desk.write(name, text)


def carried(desk: Desk, *, again: bool) -> dict[str, str]:
    """Run the daemon until two posts were tried, and return what became of them."""
    if not again:
        now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        desk.write(
            "config/posts/now.csv", f"key,when,channel,text\ndoors,{now},news,Doors\ntickets,{now},news,Tickets\n"
        )
        assert desk.tminus("apply", "--yes").code == 0
    found: dict[str, str] = {}
    with desk.started("run") as daemon:
        while len(found) < 2:
            told = daemon.until(event="attempt")
            found[told["key"]] = told["state"]
        daemon.stop()
    return found


def ran(desk: Desk, words: list[str]) -> str:
    """Return what a command prints; it ends well."""
    if words[0] == "tminus":
        done = desk.tminus(*words[1:])
        assert done.code in {0, 6}, f"{words}: {done.out}{done.err}"
        return done.out
    subprocess.run(words, cwd=desk.folder, check=True)
    return ""
