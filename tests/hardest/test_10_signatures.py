"""10. Every signature that leaves is verified by other people's libraries, in both languages and with either key."""

import base64
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from driving import Desk
from hardest.canaries import CHANNELS, KEY, OLD_KEY, Echo
from scheduler.receiver import read

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
            "SLACK_URL=https://h.example/x\nTOKEN=x\nINSIDE_URL=https://h.example/x\nLOGIN_URL=https://h.example/x\n",
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
