"""Case files by name, and the small values the room's tests are made of."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler.errors import Place
from scheduler.model import (
    Article,
    Confidence,
    Content,
    EventStatus,
    Expiry,
    Fact,
    Facts,
    Part,
    PartState,
    Post,
    Release,
    Review,
    Subject,
)

CASES = Path(__file__).parents[2] / "cases" / "plan"
NOON = datetime(2027, 1, 1, 12, tzinfo=UTC)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test marked `cases(NAME)` every case of that file, one by one."""
    for mark in metafunc.definition.iter_markers("cases"):
        found = YAML(typ="safe", pure=True).load(CASES / f"{mark.args[0]}.yaml")
        metafunc.parametrize("case", found, ids=lambda case: str(case.get("text", case)))


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", "cases(name): run once for every case of tests/cases/plan/NAME.yaml")


@pytest.fixture(scope="session")
def noon() -> datetime:
    """Noon of New Year's Day 2027, UTC: the `now` of these tests."""
    return NOON


@pytest.fixture(scope="session")
def make_post() -> Callable[..., Post]:
    """Make a post, due `hours` after noon, that may start then and goes stale `late` later."""

    def make(
        key: str = "film/one/x",
        *,
        hours: float = 24,
        texts: Sequence[str] = ("Hello",),
        late: timedelta = timedelta(hours=2),
        states: Sequence[PartState] = (PartState.SCHEDULED,),
        true_until: datetime | None = None,
        **more: Any,
    ) -> Post:
        campaign, step, channel = key.split("/")[:3]
        due_at = NOON + timedelta(hours=hours)
        not_after = min(due_at + late, true_until or due_at + late)
        parts = tuple(
            Part(
                number=number,
                content=Content(text=text),
                due_at=due_at,
                not_before=due_at,
                not_after=not_after,
                expiry=Expiry.LATE if not_after == due_at + late else Expiry.UNTRUE,
                ready_at=due_at,
                true_until=true_until,
                state=states[min(number, len(states)) - 1],
            )
            for number, text in enumerate(texts, start=1)
        )
        fields: dict[str, Any] = {
            "campaign": campaign,
            "step": step,
            "channel": channel,
            "platform": "x",
            "zone": "UTC",
            "wall": f"{due_at:%Y-%m-%d %H:%M}",
            "place": Place(file="config/campaigns/film.yaml", line=7, column=3),
        }
        return Post(key=key, due_at=due_at, parts=parts, **(fields | more))

    return make


@pytest.fixture
def make_release() -> Callable[..., Release]:
    """Make a release of the film, accepted by a person unless the test says otherwise."""

    def make(id_: str = "release", start_date: str | None = "2027-01-08", **more: Any) -> Release:
        fields: dict[str, Any] = {
            "of": Subject(type="Movie", name="A film"),
            "event_status": EventStatus.SCHEDULED,
            "confidence": Confidence.SURE,
            "review": Review.ACCEPTED,
            "source": None,
            "place": Place(file="config/facts/film.yaml", line=4, column=3),
        }
        return Release(id=id_, start_date=start_date, **(fields | more))

    return make


@pytest.fixture
def make_facts() -> Callable[..., Facts]:
    """Make the facts of an article without text from releases and other facts."""

    def make(*releases: Release, **kinds: tuple[Fact, ...]) -> Facts:
        article = Article(text="", blocks=(), file="film.txt", sha256="0" * 64, url="https://example.org/film")
        return Facts(article=article, kinds={"releases": releases, **kinds}, file="config/facts/film.yaml")

    return make
