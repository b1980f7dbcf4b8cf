"""Every destination through the installed command: validated, previewed, rehearsed; and a file, written for good."""

import json

import pytest

from driving import Desk, in_seconds
from every_destination import EVERY
from scheduler import destinations

LINES = [line for line in EVERY.splitlines() if not line.startswith(" ")]
CHANNELS = {line.partition(":")[0]: line.partition("destination: ")[2].split(",")[0].rstrip("}") for line in LINES}
CAMPAIGN = f"""\
facts: ../facts/quiet-harbour.yaml
event: {{release: release, time: "09:00", zone: America/New_York}}
channels: [{", ".join(CHANNELS)}]
link: https://example.org/quiet-harbour
image: https://example.org/still.jpg
alt: A pier at dusk
steps:
- {{name: a-week-to-go, when: T-7 09:00, template: countdown}}
- {{name: three-things, when: T-1 09:00, template: three-things, thread: {{number: n/m}}}}
"""


@pytest.fixture
def everywhere(desk: Desk) -> Desk:
    """The sample's film, announced on a channel of every destination; no secret is set."""
    for path in (desk.folder / "config" / "posts").glob("*.csv"):
        path.unlink()
    desk.channels(EVERY)
    desk.write("config/campaigns/quiet-harbour.yaml", CAMPAIGN)
    desk.write(".env", "")
    return desk


def test_every_destination_is_validated_and_previewed(everywhere: Desk) -> None:
    """Nothing is wrong but the unset secrets and, where a picture would need an upload, that it is left out."""
    validated, previewed = everywhere.tminus("validate", "--json"), everywhere.tminus("preview", "--json")
    assert (validated.code, previewed.code) == (0, 0)
    assert set(validated.codes) == {"secret-missing", "image-left-out"}
    posts = previewed.data["posts"]
    assert {post["channel"] for post in posts} == set(CHANNELS)
    joined = {post["channel"] for post in posts if post["step"] == "three-things" and len(post["parts"]) == 1}
    assert joined == {"slack-hook", "teams", "town"}


def test_every_destination_is_rehearsed(everywhere: Desk) -> None:
    """Each is answered as its platform answers, threads and all; and a rehearsal writes no file."""
    rehearsed = everywhere.tminus("rehearse", "--json")
    assert rehearsed.code == 0, rehearsed.err
    summary = rehearsed.data["summary"]
    assert summary["posts"] == summary["delivered"] == 2 * len(CHANNELS)
    assert summary["parts"] == summary["parts_delivered"] == summary["arrived"]
    assert summary["arrived_twice"] == 0
    assert summary["threads"] == summary["threads_complete"] > 0
    for post in rehearsed.data["posts"]:
        returns_id = destinations.get(CHANNELS[post["channel"]]).returns_id
        assert all(part["state"] == "delivered" for part in post["parts"])
        assert all((part["receipt"] is not None) == returns_id for part in post["parts"])
    assert not (everywhere.folder / "out").exists()


def test_a_row_is_written_to_a_file_by_the_daemon(desk: Desk) -> None:
    """A line of JSON, with the generic webhook's fields; its key is the receipt."""
    desk.channels("log: {platform: x, destination: file, path: out/posts.jsonl}\n")
    desk.rows(f"hello,{in_seconds(1)},log,Hello 👋")
    assert desk.tminus("apply", "--yes").code == 0
    with desk.started("run") as daemon:
        told = daemon.until(event="attempt", key="posts/hello/log#1")
        assert daemon.stop() == 0
    assert (told["outcome"], told["receipt"]) == ("delivered", "posts/hello/log#1")
    (line,) = (desk.folder / "out" / "posts.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["text"] == "Hello 👋"
