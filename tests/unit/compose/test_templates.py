"""The templates that ship: right on every day, and within every platform."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from scheduler import platforms
from scheduler.compose import Scene, lay_out, render
from scheduler.model import Facts, Template

FOLDER = Path(__file__).parents[3] / "templates"
NAMES = ["countdown", "out-now", "three-things"]
LINK = "https://example.org/films/dead-reckoning?from=campaign&day=1"
MakeScene = Callable[..., Scene]


def template(name: str) -> Template:
    """Return a template that ships."""
    return Template(name=name, source=(FOLDER / f"{name}.j2").read_text(encoding="utf-8"), file=f"templates/{name}.j2")


@pytest.mark.parametrize("name", NAMES)
def test_the_first_line_says_what_it_is_for(name: str) -> None:
    """An editor reads it before anything else."""
    assert template(name).source.startswith("{# ")
    assert template(name).source.splitlines()[0].endswith(". #}")


@pytest.mark.parametrize("link", [None, LINK])
@pytest.mark.parametrize("platform", platforms.names())
@pytest.mark.parametrize("name", NAMES)
def test_it_fits_every_platform_with_and_without_a_link(
    scene: MakeScene, name: str, platform: str, link: str | None
) -> None:
    """Typical facts never need a shorter template."""
    where = platforms.get(platform)
    parts = [part.text for part in render(template(name), scene(1, link=link), where).parts]
    contents = lay_out(parts, where, can_thread=platform != "slack", number="n/m", link=link)
    assert (where.escape(link) in contents[0].text) if link else ("http" not in contents[0].text)
    assert "#DeadReckoning #Film" in contents[0].text


@pytest.mark.parametrize(
    ("days", "first"),
    [
        (30, "⏳ The countdown is on: Mission: Impossible – Dead Reckoning Part One arrives in 30 days."),
        (7, "⏳ The countdown is on: Mission: Impossible – Dead Reckoning Part One arrives in 7 days."),
        (1, "⏳ One more sleep: Mission: Impossible – Dead Reckoning Part One arrives tomorrow."),
        (0, "🎬 The wait is over: Mission: Impossible – Dead Reckoning Part One arrives today!"),
    ],
)
def test_the_countdown_is_right_on_any_day(scene: MakeScene, days: int, first: str) -> None:
    """Seven days, one, none."""
    (part,) = render(template("countdown"), scene(days), platforms.get("x")).parts
    assert part.text == f"{first}\n\n📅 Wednesday, July 12\n\n#DeadReckoning #Film"
    assert len(part.claims) == 1


def test_three_things_has_an_opening_and_a_part_for_each(scene: MakeScene, facts: Facts) -> None:
    """The opening counts what follows; without key points it stands alone."""
    parts = render(template("three-things"), scene(1), platforms.get("x")).parts
    assert [part.text.split()[0] for part in parts] == ["🧵", "1.", "2.", "3."]
    assert "3 things to know" in parts[0].text
    without = replace(facts, kinds=MappingProxyType({**facts.kinds, "key_points": ()}))
    assert len(render(template("three-things"), scene(1, facts=without), platforms.get("x")).parts) == 1


def test_out_now_is_true_from_the_event_on(scene: MakeScene) -> None:
    """It claims nothing that ends."""
    (part,) = render(template("out-now"), scene(0), platforms.get("x")).parts
    assert [(claim.words, claim.end) for claim in part.claims] == [("out now", None)]
