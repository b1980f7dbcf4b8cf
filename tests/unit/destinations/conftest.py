"""Recorded answers as responses, outcomes as the words of the case files, and a part to build requests from."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler import destinations
from scheduler.destinations import Context, Endpoint, Response
from scheduler.model import Content, Delivered, Entity, Image, OnUnknown, Outcome, Rejected, Retry, Secret, Unknown

CASES = Path(__file__).parents[2] / "cases" / "destinations"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of one file."""
    return list(YAML(typ="safe", pure=True).load(CASES / f"{name}.yaml"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test marked `cases(NAME)` every case of that file, one by one."""
    for mark in metafunc.definition.iter_markers("cases"):
        metafunc.parametrize("case", cases(mark.args[0]), ids=str)


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", "cases(name): run once for every case of tests/cases/destinations/NAME.yaml")


@pytest.fixture
def answer() -> Callable[..., Response]:
    """Make a response as it comes from the wire, at noon of 22 November 2026."""

    def make(
        status: int, body: str = "", headers: dict[str, str] | None = None, *, cut: bool = False, **_: object
    ) -> Response:
        return Response(status=status, headers=headers or {}, body=body.encode(), cut=cut, at=NOON)

    return make


@pytest.fixture
def named() -> Callable[[Outcome], str]:
    """Name an outcome as the case files do."""

    def name(outcome: Outcome) -> str:
        match outcome:
            case Delivered():
                return "delivered"
            case Retry(counts=counts):
                return "retry" if counts else "busy"
            case Rejected(pause_channel=pause):
                return "paused" if pause else "rejected"
            case Unknown():
                return "unknown"

    return name


@pytest.fixture
def content() -> Content:
    """Return a content with everything in it."""
    return Content(
        text="Saltwater opens in 7 days — #Saltwater",
        entities=(Entity(kind="hashtag", text="#Saltwater", start=28, end=38, byte_start=30, byte_end=40),),
        link="https://example.org/film",
        image=Image(url="https://example.org/still.jpg", alt="A pier at dusk"),
    )


@pytest.fixture
def context(content: Content) -> Callable[..., Context]:
    """Make the context of a part of a thread; any field may be given."""

    def make(**fields: Any) -> Context:
        endpoint = Endpoint(
            channel="x",
            platform="x",
            destination=destinations.get("webhook"),
            url=Secret("https://hooks.example.org/in/T0PSECRETPATH?key=QUERYSECRET1"),
            secrets=fields.pop("secrets", ()),
            on_unknown=OnUnknown.HOLD,
        )
        usual = {
            "endpoint": endpoint,
            "key": "saltwater/a-week-to-go/x#1",
            "post": "saltwater/a-week-to-go/x",
            "campaign": "saltwater",
            "step": "a-week-to-go",
            "channel": "x",
            "platform": "x",
            "part": 1,
            "parts": 4,
            "content_hash": content.hash,
            "due_at": NOON,
            "not_after": NOON.replace(hour=14),
            "in_reply_to": None,
            "attempt": 1,
            "sent_at": NOON,
        }
        return Context(**(usual | fields))

    return make
