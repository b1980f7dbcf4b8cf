"""A daemon that was off while posts fell due. The oracle is the receiver's journal."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from driving import Desk, until
from scheduler.model import PartState
from scheduler.queue import Store
from scheduler.receiver import Receiver, read

HOUR = timedelta(hours=1)
WORKSPACE = """\
id: press
name: Press
zone: UTC
late: {send_if_under: 12h}
database: "${DATABASE_URL}"
"""
CHANNELS = """\
hook: {{platform: bluesky, destination: webhook, url: "{0}", allow_private: [127.0.0.0/8]}}
"""
FACTS = """\
article: {{headline: The film, source: {{file: ../articles/film.txt, sha256: {hash}}}}}
releases:
- {{id: release, of: {{type: Movie, name: Film}}, start_date: {day}, primary: true, confidence: sure, review: accepted}}
"""
CAMPAIGN = """\
facts: ../facts/film.yaml
event: {{release: release, time: "12:00", zone: UTC}}
channels: [hook]
steps:
- {{name: eve, when: T-1 {clock}, template: eve}}
- {{name: notes-of-the-day, when: "{just_now}", template: notes}}
recurring:
- {{name: notes, every: day {clock}, from: "{first}", times: 4, template: notes}}
"""


@pytest.fixture
def press(desk: Desk, tmp_path: Path, queue_url: str) -> Iterator[tuple[Desk, datetime]]:
    """Return a workspace that was applied three days ago and whose daemon never ran, and when notes were due last.

    Once with each kind of database.
    """
    with Receiver(tmp_path / "catch.jsonl", port=0) as sink:
        now = datetime.now(UTC).replace(second=0, microsecond=0)
        last = now - 2 * HOUR  # today's occurrence; the three before it came every 24 hours
        desk.write("config/workspace.yaml", WORKSPACE)
        desk.write(".env", f"DATABASE_URL={queue_url}\n")
        desk.channels(CHANNELS.format(sink.url("hook")))
        desk.write("config/articles/film.txt", "The film opens.\n")
        desk.write("config/facts/film.yaml", FACTS.format(hash="0" * 64, day=last.date()))
        desk.write(
            "config/campaigns/film.yaml",
            CAMPAIGN.format(
                clock=f"{last:%H:%M}",
                just_now=f"{now - HOUR / 2:%Y-%m-%dT%H:%MZ}",
                first=(last - timedelta(days=2)).date(),
            ),
        )
        desk.write("templates/eve.j2", "{{ countdown }}: the film")
        desk.write("templates/notes.j2", "Notes of the day")
        applied = desk.tminus("apply", "--yes", "--at", f"{now - timedelta(days=3):%Y-%m-%dT%H:%MZ}")
        assert applied.code == 0, applied.err
        yield desk, last


def posts_of(desk: Desk) -> dict[str, tuple[str, str | None]]:
    found = desk.tminus("queue", "list", "--json").data["posts"]
    return {post["key"]: (post["state"], post["parts"][0]["reason"]) for post in found}


def run_until_quiet(desk: Desk, queue_url: str) -> None:
    """Run the daemon until it has looked at the queue and nothing is due any more."""
    with Store.open(queue_url, workspace_id="press") as store:
        before = store.daemon()
        with desk.started("run") as daemon:
            until(lambda: store.daemon() not in {before, None})
            until(lambda: not store.upcoming(datetime.now(UTC), 1) and not store.counts()[PartState.SENDING])
            assert daemon.stop() == 0


def test_after_downtime_each_part_is_sent_or_expires_as_its_own_rules_say(
    press: tuple[Desk, datetime], tmp_path: Path, queue_url: str
) -> None:
    """Three occurrences and a countdown fell due: what is late or untrue is not sent, and a restart adds nothing."""
    desk, last = press
    days = [(last - timedelta(days=back)).date() for back in (2, 1, 0, -1)]
    run_until_quiet(desk, queue_url)
    expected = {
        f"film/notes/hook/{days[0]}": ("expired", "late"),
        f"film/notes/hook/{days[1]}": ("expired", "late"),
        f"film/notes/hook/{days[2]}": ("delivered", None),
        f"film/notes/hook/{days[3]}": ("scheduled", None),
        "film/eve/hook": ("expired", "untrue" if last.hour >= 12 else "late"),
        "film/notes-of-the-day/hook": ("delivered", None),
    }
    assert posts_of(desk) == expected
    sent = [line["key"] for line in read(tmp_path / "catch.jsonl")]
    assert sorted(sent) == sorted(f"{key}#1" for key, (state, _) in expected.items() if state == "delivered")
    status = desk.tminus("status", "--json")
    assert status.code == 6
    counts = {state: number for state, number in status.data["counts"].items() if number}
    assert counts == {"expired": 3, "delivered": 2, "scheduled": 1}
    run_until_quiet(desk, queue_url)
    assert posts_of(desk) == expected
    assert [line["key"] for line in read(tmp_path / "catch.jsonl")] == sent
