"""Secrets that are canaries: what they are, who knows which, and where they are found again."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from scheduler.destinations import secrecy
from scheduler.model import Secret
from scheduler.receiver import Answer, Received, Receiver

HOOK = "HOOKc4nary+0123456789abcdefghij/"
SLACK = "SLCKc4nary0123456789abcdefghijkl"
TOKEN = "TOKNc4nary0123456789abcdefghijkl"
KEY = base64.b64encode(b"KEY-c4nary-0123456789-abcdefghij").decode()
OLD_KEY = base64.b64encode(b"OLD-c4nary-0123456789-abcdefghij").decode()
DATABASE = "DBPWc4nary0123456789abcdefghijkl"
LOGIN = "LGINc4nary:012345@6789/abcdefghi"
CANARIES = (HOOK, SLACK, TOKEN, KEY, OLD_KEY, DATABASE, LOGIN)

CHANNELS = """\
hook: {platform: bluesky, destination: webhook, url: "${HOOK_URL}", secret: ["${KEY}", "${OLD_KEY}"],
  allow_private: [127.0.0.0/8], deadline: 1s}
slack: {platform: slack, destination: slack, url: "${SLACK_URL}", allow_private: [127.0.0.0/8], deadline: 1s}
fediverse: {platform: mastodon, destination: mastodon, server: SERVER, token: "${TOKEN}",
  allow_private: [127.0.0.0/8], deadline: 1s}
login: {platform: x, destination: webhook, url: "${LOGIN_URL}", allow_private: [127.0.0.0/8], deadline: 1s,
  notify: slack}
inside: {platform: x, destination: webhook, url: "${INSIDE_URL}", deadline: 1s}
"""


OWN = {"hook": (HOOK, KEY, OLD_KEY), "services": (SLACK,), "api": (TOKEN,), "login": (LOGIN,)}
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


def every_form() -> set[bytes]:
    """Every canary in every form in which it could stand anywhere."""
    return {form.encode() for canary in CANARIES for form in secrecy.forms(canary) | {canary[:16], canary[-16:]}}


def hits(folder: Path, texts: dict[str, str]) -> list[str]:
    """Where a canary is found: in the files below a folder, but for .env, and in texts."""
    wanted = every_form()
    data = {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".env"}
    data |= {name: text.encode() for name, text in texts.items()}
    return [f"{name}: {form.decode()}" for name, content in data.items() for form in wanted if form in content]
