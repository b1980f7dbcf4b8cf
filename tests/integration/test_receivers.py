"""The receivers of the guide, taken out of it and run against real requests of tminus; and the signatures, by Node."""

import asyncio
import base64
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scheduler.destinations import Context, Endpoint, Request, get
from scheduler.destinations.signing import headers
from scheduler.http import attempt
from scheduler.model import Content, Delivered, Outcome, Rejected, Secret

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide" / "receive-posts.md").read_text("utf-8")
NODE_MODULES = ROOT / "node_modules"
NEW, OLD, OTHER = (
    Secret("whsec_" + base64.b64encode(text * 4).decode()) for text in (b"new key.", b"old key.", b"another.")
)
WAIT_SECONDS = 30


def programs(language: str) -> list[str]:
    """Return the programs of one language in the guide."""
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)


def node() -> str:
    """Return the path of Node; skip where it, or the library of the standard, is not installed."""
    found = shutil.which("node")
    if not found or not (NODE_MODULES / "standardwebhooks").is_dir():
        pytest.skip("Node and npm's standardwebhooks are not installed: see .ci/run")
    return found


@contextmanager
def running(command: Sequence[str], folder: Path, secret: Secret) -> Iterator[tuple[str, Path]]:
    """Run a receiver of the guide in a folder; yield its address and the file with what it published."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    published = folder / "published.txt"
    environment = {
        "PATH": os.environ["PATH"],
        "TMINUS_SECRET": secret.reveal(),
        "PORT": str(port),
        "NODE_PATH": str(NODE_MODULES),
        "PYTHONUTF8": "1",
    }
    with (
        published.open("ab") as out,
        subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=subprocess.DEVNULL) as process,
    ):
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}/", published
        finally:
            process.kill()


def _wait_for(port: int) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("the receiver does not listen")


@pytest.fixture(params=["python", "javascript"])
def receive(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Secret], Any]:
    """Return the way to start the guide's receiver of one language, with the secret it knows."""
    language = request.param
    file = tmp_path / ("receive.py" if language == "python" else "receive.js")
    file.write_text(programs(language)[0], "utf-8")
    command = [sys.executable if language == "python" else node(), str(file)]
    return lambda secret: running(command, tmp_path, secret)


def request_for(url: str, *secrets: Secret, **changes: Any) -> Request:
    """Return the request of a part as tminus sends it."""
    content = Content(text="Saltwater: ab 9. Juli in den Kinos 🌊")
    now = datetime.now(UTC)
    endpoint = Endpoint(channel="press", platform="x", destination=get("webhook"), url=Secret(url), secrets=secrets)
    context = Context(
        endpoint=endpoint,
        key="film/out-now/press#1",
        post="film/out-now/press",
        campaign="film",
        step="out-now",
        channel="press",
        platform="x",
        part=1,
        parts=2,
        content_hash=content.hash,
        due_at=now,
        not_after=now + timedelta(hours=1),
        in_reply_to=None,
        attempt=1,
        sent_at=now,
    )
    (request,) = get("webhook").build(content, replace(context, **changes))
    return request


def send(request: Request) -> Outcome:
    """Send a request over a real socket, and read the answer as tminus does."""
    sent = asyncio.run(attempt(request, deadline=timedelta(seconds=WAIT_SECONDS), allow_private=("127.0.0.0/8",)))
    assert sent.response is not None
    return get("webhook").read(sent.response)


def test_a_receiver_of_the_guide_takes_a_part_once(receive: Callable[[Secret], Any]) -> None:
    """Signed and in time: published, and answered with an id; sent again, after a restart too: the same id, no more."""
    with receive(NEW) as (url, published):
        first = send(request_for(url, NEW))
        again = send(request_for(url, NEW, attempt=2))
        other = send(request_for(url, NEW, key="film/out-now/press#2", part=2, in_reply_to="film/out-now/press-1"))
    with receive(NEW) as (url, published):
        restarted = send(request_for(url, NEW, attempt=3))
    assert first == again == restarted == Delivered(receipt="film/out-now/press-1")
    assert other == Delivered(receipt="film/out-now/press-2")
    assert published.read_text("utf-8").splitlines() == ["Saltwater: ab 9. Juli in den Kinos 🌊"] * 2


def test_a_receiver_of_the_guide_refuses_what_is_late_or_not_genuine(receive: Callable[[Secret], Any]) -> None:
    """Late: this post fails. Another key, a changed bit, an old time, no signature: the channel is paused."""
    with receive(NEW) as (url, published):
        late = send(request_for(url, NEW, not_after=datetime.now(UTC)))
        assert isinstance(late, Rejected)
        assert not late.pause_channel
        genuine = request_for(url, NEW)
        forged = [
            request_for(url, OTHER),
            replace(genuine, body=genuine.body[:-2] + bytes([genuine.body[-2] ^ 1]) + genuine.body[-1:]),
            request_for(url, NEW, sent_at=datetime.now(UTC) - timedelta(minutes=6)),
            request_for(url),
        ]
        refused = [send(request) for request in forged]
    assert all(isinstance(each, Rejected) and each.pause_channel for each in refused)
    assert all("the signature is not right" in each.reason for each in refused if isinstance(each, Rejected))
    assert published.read_text("utf-8") == ""


@pytest.mark.parametrize("known", [NEW, OLD], ids=["new", "old"])
def test_in_a_rotation_either_key_is_enough(receive: Callable[[Secret], Any], known: Secret) -> None:
    """Signed with both, a receiver that knows one of them takes it."""
    with receive(known) as (url, _):
        assert isinstance(send(request_for(url, NEW, OLD)), Delivered)


VERIFY = """
const { Webhook } = require("standardwebhooks");
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
const verdict = ({ secret, headers, body }) => {
  try {
    new Webhook(secret).verify(Buffer.from(body, "base64").toString("utf8"), headers);
    return true;
  } catch {
    return false;
  }
};
console.log(JSON.stringify(cases.map(verdict)));
"""


def verified_by_node(cases: list[dict[str, Any]]) -> list[bool]:
    """Return the verdict of npm's library on each case."""
    environment = {"PATH": os.environ["PATH"], "NODE_PATH": str(NODE_MODULES)}
    done = subprocess.run(
        [node(), "-e", VERIFY], input=json.dumps(cases), capture_output=True, text=True, check=True, env=environment
    )
    return list(json.loads(done.stdout))


def test_npms_library_verifies_what_we_sign() -> None:
    """With the old key, the new one, and both in rotation; a bit of id, time or body, or another key, and it fails."""
    now, body, id_ = datetime.now(UTC), '{"text":"Straße 🌊"}'.encode(), "film/out-now/press#1"

    def case(known: Secret, *signing: Secret, **changes: str) -> dict[str, Any]:
        signed = dict(headers(signing, id_, now, body)) | {
            name.replace("_", "-"): value for name, value in changes.items()
        }
        return {"secret": known.reveal(), "headers": signed, "body": base64.b64encode(body).decode()}

    later = str(int(now.timestamp()) + 1)
    flipped = case(NEW, NEW) | {"body": base64.b64encode(body.replace(b"text", b"tezt")).decode()}
    good = [case(NEW, NEW), case(OLD, OLD), case(NEW, NEW, OLD), case(OLD, NEW, OLD)]
    bad = [
        case(OTHER, NEW, OLD),
        case(OLD, NEW),
        case(NEW, NEW, webhook_id="film/out-now/press#2"),
        case(NEW, NEW, webhook_timestamp=later),
        flipped,
    ]
    assert verified_by_node(good + bad) == [True] * 4 + [False] * 5


N8N = """
const [code, requests, secret] = JSON.parse(require("fs").readFileSync(0, "utf8"));
const AsyncFunction = (async () => {}).constructor;
const kept = {};
const run = (request) =>
  new AsyncFunction("$input", "$env", "$getWorkflowStaticData", "require", code).call(
    { helpers: { getBinaryDataBuffer: async () => Buffer.from(request.body, "base64") } },
    { first: () => ({ json: { headers: request.headers } }) },
    { TMINUS_SECRET: secret },
    () => kept,
    require,
  );
(async () => {
  const items = [];
  for (const request of requests) items.push((await run(request))[0].json);
  console.log(JSON.stringify(items));
})();
"""


@pytest.mark.parametrize(
    ("known", "minutes", "told"),
    [
        (NEW, 60, [(200, True), (200, False)]),
        (OLD, 60, [(200, True), (200, False)]),
        (OTHER, 60, [(401, False), (401, False)]),
        (NEW, -1, [(422, False), (422, False)]),
    ],
)
def test_the_code_for_n8n_verifies_refuses_and_drops_repeats(
    known: Secret, minutes: int, told: list[tuple[int, bool]]
) -> None:
    """Run twice as n8n runs it: genuine with either key, fresh once; refused with another key, and when late."""
    request = request_for("http://n8n.example/", NEW, OLD, not_after=datetime.now(UTC) + timedelta(minutes=minutes))
    given = {"headers": dict(request.headers), "body": base64.b64encode(request.body).decode()}
    done = subprocess.run(
        [node(), "-e", N8N],
        input=json.dumps([programs("javascript")[1], [given, given], known.reveal()]),
        capture_output=True,
        text=True,
        check=True,
    )
    items = json.loads(done.stdout)
    assert [(item["status"], item["fresh"]) for item in items] == told
    if told[0][1]:
        assert (items[0]["id"], items[1]["id"]) == ("film/out-now/press#1",) * 2
        assert items[0]["text"] == "Saltwater: ab 9. Juli in den Kinos 🌊"
