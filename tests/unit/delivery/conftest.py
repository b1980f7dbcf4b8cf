"""Case files of this room, and the part that most tests send."""

import base64
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from scheduler.destinations import Endpoint, get
from scheduler.model import Content, Expiry, Secret
from scheduler.queue import Begun

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
BEGUN = Begun(
    part_id=7,
    post_key="film/out-now/x",
    key="film/out-now/x#1",
    attempt=1,
    owner="daemon-1",
    lease_until=NOON + HOUR,
    content=Content(text="Out now."),
    content_hash="0" * 64,
    campaign="film",
    step="out-now",
    channel="x",
    platform="x",
    number=1,
    parts=1,
    due_at=NOON,
    not_after=NOON + HOUR,
    expiry=Expiry.UNTRUE,
    in_reply_to=None,
)
ENDPOINT = Endpoint(
    channel="x",
    platform="x",
    destination=get("webhook"),
    url=Secret("https://hooks.example.org/T0PSECRET/PATH12345678"),
    secrets=(Secret("whsec_" + base64.b64encode(b"a key of the standard").decode()),),
)
CASES = Path(__file__).parents[2] / "cases" / "delivery"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that is marked with `cases` one run for each case of the file."""
    for mark in metafunc.definition.iter_markers("cases"):
        found = YAML(typ="safe", pure=True).load((CASES / f"{mark.args[0]}.yaml").read_text(encoding="utf-8"))
        metafunc.parametrize("case", found, ids=str)


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", "cases(name): run once for every case of tests/cases/delivery/NAME.yaml")
