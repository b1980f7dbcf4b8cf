"""10. Every secret is a canary, everything is run and everything goes wrong: none of them is found anywhere.

And every address that leads to this machine's private side, in whatever form, finds a listener that is never called.
"""

import base64
import json
import logging
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from driving import Desk, Ran, in_seconds
from here import Here
from scheduler.destinations import secrecy
from scheduler.model import Secret
from scheduler.receiver import Answer, Received, Receiver, read

HOOK = "HOOKc4nary+0123456789abcdefghij/"
SLACK = "SLCKc4nary0123456789abcdefghijkl"
TOKEN = "TOKNc4nary0123456789abcdefghijkl"
KEY = base64.b64encode(b"KEY-c4nary-0123456789-abcdefghij").decode()
OLD_KEY = base64.b64encode(b"OLD-c4nary-0123456789-abcdefghij").decode()
DATABASE = "DBPWc4nary0123456789abcdefghijkl"
CANARIES = (HOOK, SLACK, TOKEN, KEY, OLD_KEY, DATABASE)

CHANNELS = """\
hook: {platform: bluesky, destination: webhook, url: "${HOOK_URL}", secret: ["${KEY}", "${OLD_KEY}"],
  allow_private: [127.0.0.0/8], deadline: 1s}
slack: {platform: slack, destination: slack, url: "${SLACK_URL}", allow_private: [127.0.0.0/8], deadline: 1s}
fediverse: {platform: mastodon, destination: mastodon, server: SERVER, token: "${TOKEN}",
  allow_private: [127.0.0.0/8], deadline: 1s}
inside: {platform: x, destination: webhook, url: "${INSIDE_URL}", deadline: 1s}
"""


OWN = {"hook": (HOOK, KEY, OLD_KEY), "services": (SLACK,), "api": (TOKEN,)}
"""What the receiver of a channel knows of its secrets, by the beginning of its address."""

ENCODED: tuple[Callable[[str], str], ...] = (
    lambda text: quote(text, safe=""),
    lambda text: base64.b64encode(f"x{text}".encode()).decode(),
    json.dumps,
)


class Echo:
    """A receiver that repeats all it was sent and knows, in a status after the other, and hangs up on some."""

    def __init__(self, folder: Path) -> None:
        self.number = 0
        self.kept: list[Received] = []
        self.receiver = Receiver(folder / "journal", [Secret(f"whsec_{KEY}")], answer=self._take, port=0)

    def _take(self, received: Received) -> Answer:
        self.kept.append(received)
        self.number += 1
        own = OWN[received.channel.partition("/")[0]]
        encoded = [form(each) for each in own for form in ENCODED]
        said = [*received.headers.values(), received.channel, *own, *encoded]
        body = json.dumps({"id": own[0], "error": " ".join(said)}).encode()
        status = (500, 400, 429, 0, 302, 200, 401)[self.number % 7]
        if not status:
            return Answer(drop=True)
        return Answer(status=status, headers=(("location", f"https://elsewhere.example/{own[0]}"),), body=body)


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


@pytest.fixture
def press(tmp_path: Path) -> Desk:
    """A workspace as `init` makes it, with four channels, each secret a canary."""
    (tmp_path / "home").mkdir()
    (tmp_path / "press").mkdir()
    desk = Here(tmp_path / "press", tmp_path / "home")
    assert desk.tminus("init").code == 0
    return desk


def every_form() -> set[bytes]:
    """Every canary in every form in which it could stand anywhere."""
    return {form.encode() for canary in CANARIES for form in secrecy.forms(canary) | {canary[:16], canary[-16:]}}


def hits(folder: Path, texts: dict[str, str]) -> list[str]:
    """Where a canary is found: in the files below a folder, but for .env, and in texts."""
    wanted = every_form()
    data = {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".env"}
    data |= {name: text.encode() for name, text in texts.items()}
    return [f"{name}: {form.decode()}" for name, content in data.items() for form in wanted if form in content]


COMMANDS = (
    "doctor --json",
    "doctor --online",
    "validate --json",
    "preview --wire",
    "preview --html out.html",
    "plan --json",
    "plan -o saved.plan",
    "apply --yes --json",
    "queue list --json",
    "status --json",
    "trigger hook --yes --json",
    "trigger slack --yes",
    "trigger fediverse --yes -v",
    "trigger inside --yes --json",
)
AFTER = ("log --json", "log", "status", "queue list --json", "queue show posts/a/hook", "undo --yes", "doctor")


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
            f"SPARE='{SLACK}\n",
        )
        names = "hook;slack;fediverse;inside"
        press.rows(*(f"{key},{in_seconds(2)},{names},Hello {key}" for key in ("a", "b", "c", "d")))
        for command in COMMANDS:
            said |= texts_of(command, press.tminus(*command.split()))
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


def run_for_a_while(press: Desk) -> str:
    """Run the installed daemon, with its own handlers, over posts that meet every trouble; return all it said."""
    arguments = [str(Path(os.sys.executable).with_name("tminus")), "run", "-v"]  # type: ignore[attr-defined] # sys
    with subprocess.Popen(
        arguments, cwd=press.folder, env=press.environment, stdout=-1, stderr=subprocess.STDOUT, text=True
    ) as process:
        timer = threading.Timer(4, process.terminate)
        timer.start()
        out, _ = process.communicate(timeout=60)
        timer.cancel()
    assert '"event": "attempt"' in out
    return out


NODE = """\
const { Webhook } = require("standardwebhooks");
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(cases.map(({ secret, body, headers }) => {
  try { new Webhook(secret).verify(body, headers); return true; } catch (error) { return false; }
})));
"""
ROOT = Path(__file__).parents[2]


def in_python(case: dict[str, Any]) -> bool:
    try:
        Webhook(case["secret"]).verify(case["body"], case["headers"])
    except WebhookVerificationError:
        return False
    return True


def test_every_signature_is_verified_by_others_with_either_key(press: Desk, tmp_path: Path) -> None:
    """By the Python and the Node library, with the new key and the old one; one changed bit, and neither does."""
    echo = Echo(tmp_path)
    with echo.receiver as receiver:
        press.channels(CHANNELS.replace("SERVER", receiver.url("")))
        press.write(
            ".env",
            f"HOOK_URL={receiver.url('hook')}\nKEY=whsec_{KEY}\nOLD_KEY=whsec_{OLD_KEY}\n"
            "SLACK_URL=https://h.example/x\nTOKEN=x\nINSIDE_URL=https://h.example/x\n",
        )
        for _ in range(7):
            press.tminus("trigger", "hook", "--yes")
    assert len(list(read(tmp_path / "journal"))) == len(echo.kept) == 7
    right, wrong = [], []
    for received in echo.kept:
        body = received.body.decode()
        for key in (KEY, OLD_KEY):
            case = {"secret": f"whsec_{key}", "body": body, "headers": received.headers}
            right.append(case)
            wrong.append({**case, "body": body.replace("Test", "Tesu", 1)})
            wrong += [
                {**case, "headers": {**received.headers, name: flipped(received.headers[name])}}
                for name in ("webhook-id", "webhook-timestamp")
            ]
        wrong.append({**right[-1], "secret": "whsec_" + base64.b64encode(bytes(32)).decode()})
    assert all(map(in_python, right))
    assert not any(map(in_python, wrong))
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules" / "standardwebhooks").exists():
        pytest.skip("node and its standardwebhooks are not here")
    done = subprocess.run(
        [node, "-e", NODE], cwd=ROOT, input=json.dumps(right + wrong), capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [True] * len(right) + [False] * len(wrong)


def flipped(text: str) -> str:
    """Change one bit of the last character."""
    return text[:-1] + chr(ord(text[-1]) ^ 1)
