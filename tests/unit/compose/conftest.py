"""The seed article's film: its facts, and scenes around its release."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest

from scheduler import platforms
from scheduler.compose import Rendered, Scene, render
from scheduler.model import Article, Fact, Facts, Release, Source, Subject, Template

EVENT = datetime(2023, 7, 12, 13, 0, tzinfo=UTC)  # 09:00 in New York
POINTS = (
    "Mission: Impossible - Dead Reckoning Part One is the seventh installment of the film franchise.",
    "The film starring Tom Cruise will release in theatres on July 12.",
    "Mission Impossible is based on a TV show of the same name by Bruce Geller.",
)

MakeScene = Callable[..., Scene]
Render = Callable[..., Rendered]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPoint(Fact):
    """A fact with a text, as the facts room has it."""

    text: str


@pytest.fixture
def release() -> Release:
    """Return the release of the seed article."""
    return Release(
        id="release",
        of=Subject(type="Movie", name="Mission: Impossible – Dead Reckoning Part One"),
        start_date="2023-07-12",
        location="theatres",
        primary=True,
        source=Source(exact="will release in theatres on July 12", start=534, end=569),
    )


@pytest.fixture
def facts(release: Release) -> Facts:
    """Return the facts of the seed article: no headline, no address, three key points."""
    points = tuple(KeyPoint(text=text, source=Source(exact=text, start=0, end=len(text))) for text in POINTS)
    return Facts(
        article=Article(text="", blocks=(), file="a.txt", sha256="0", date_published="2023-07-06"),
        about=release.of,
        kinds=MappingProxyType({"releases": (release,), "key_points": points}),
    )


@pytest.fixture
def scene(facts: Facts, release: Release) -> MakeScene:
    """Return a maker of scenes: `days` and `hours` before the event; anything else replaces a field."""

    def make(days: int = 7, hours: int = 0, **fields: Any) -> Scene:
        values: dict[str, Any] = {
            "facts": facts,
            "release": release,
            "event_at": EVENT,
            "event_zone": "America/New_York",
            "due_at": EVENT - timedelta(days=days, hours=hours),
            "campaign": "dead-reckoning",
            "channel": "main",
            "tags": ("DeadReckoning", "#Film"),
        }
        return Scene(**(values | fields))

    return make


@pytest.fixture
def rendered(scene: MakeScene) -> Render:
    """Return a renderer of template source for a platform and a scene's fields."""

    def make(source: str, platform: str = "x", **fields: Any) -> Rendered:
        template = Template(name="t", source=source, file="templates/t.j2")
        return render(template, scene(**fields), platforms.get(platform))

    return make
