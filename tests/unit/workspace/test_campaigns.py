from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scheduler.errors import Severity
from scheduler.model import Article, Campaign, DayOffset, Elapsed, Event, Facts, Image, Recurrence, Step, WallTime
from scheduler.plan.phrases import parse_every
from scheduler.workspace import load
from scheduler.workspace.campaigns import Surroundings, read_campaign
from scheduler.workspace.document import parse_document

FACTS = Facts(article=Article(text="", blocks=(), file="a.txt", sha256=""))

FULL = """\
facts: ../facts/film.yaml
event: {release: release, time: "09:00", zone: America/New_York}
channels: [x, bluesky]
tags: [Film, "#Premiere"]
link: https://example.org/film
image: https://example.org/a.png
utm: {source: "{channel}", campaign: film}
steps:
- {name: first, when: T-7 09:00, template: hello}
- name: second
  when: T-3h
  template: hello
  channels: [bluesky]
  thread: {number: n/m, max_parts: 5}
  expires: 6h
  was: old
- name: third
  when: 2027-01-08 12:00
  template: hello
  true_from: 2027-01-01 00:00
  true_until: 2027-01-09T00:00+01:00
  image: https://example.org/b.png
  alt: A boat
recurring:
- {name: notes, every: Thursday 15:03, from: "2027-01-07", until: 2027-12-31, rotate: [hello, more]}
- {name: daily, every: day 10:00, from: 2027-01-07, times: 3, template: hello, thread: {number: n/m, max_parts: 9}}
"""


def campaign(make: Any, **files: object) -> Campaign:
    workspace = load(make({"templates/more.j2": "More", **files}), {})
    assert workspace.problems == ()
    (found,) = workspace.campaigns
    return found


def test_every_key_of_a_campaign_is_typed_and_kept(make: Any) -> None:
    """Steps, recurrences, event, links and parameters come out as they were written."""
    found = campaign(make, **{"config/campaigns/film.yaml": FULL, "config/facts/film.yaml": {"facts": True}})
    assert found.name == "film"
    assert found.facts
    assert [release.id for release in found.facts.releases] == ["release"]
    assert found.event == Event(release="release", time=time(9), zone="America/New_York")
    assert (found.channels, found.tags) == (("x", "bluesky"), ("Film", "Premiere"))
    assert (found.link, found.image) == ("https://example.org/film", Image(url="https://example.org/a.png"))
    assert found.utm == {"source": "{channel}", "campaign": "film"}
    first, second, third = found.steps
    assert first == Step(name="first", when=DayOffset(days=-7, time=time(9)), template="hello")
    assert second == Step(
        name="second",
        when=Elapsed(delta=-timedelta(hours=3)),
        template="hello",
        channels=("bluesky",),
        thread=True,
        thread_number="n/m",
        max_parts=5,
        expires=timedelta(hours=6),
        was="old",
    )
    assert third == Step(
        name="third",
        when=WallTime(local=datetime(2027, 1, 8, 12)),  # noqa: DTZ001 - a time on the wall
        template="hello",
        true_from=datetime(2027, 1, 1, 5, tzinfo=UTC),
        true_until=datetime(2027, 1, 8, 23, tzinfo=UTC),
        image=Image(url="https://example.org/b.png", alt="A boat"),
    )
    assert [str(step.place) for step in found.steps] == [f"config/campaigns/film.yaml:{n}:3" for n in (9, 10, 17)]


def test_recurrences_end_and_take_turns(make: Any) -> None:
    """`rotate` and `template` both become a list of templates."""
    found = campaign(make, **{"config/campaigns/film.yaml": FULL, "config/facts/film.yaml": {"facts": True}})
    assert found.recurring == (
        Recurrence(
            name="notes",
            every=parse_every("Thursday 15:03"),
            templates=("hello", "more"),
            first=date(2027, 1, 7),
            until=date(2027, 12, 31),
        ),
        Recurrence(
            name="daily",
            every=parse_every("day 10:00"),
            templates=("hello",),
            first=date(2027, 1, 7),
            times=3,
            thread=True,
            thread_number="n/m",
            max_parts=9,
        ),
    )


def test_an_event_without_a_zone_has_that_of_the_workspace(make: Any) -> None:
    """The marketer's zone is the default everywhere."""
    text = FULL.replace(", zone: America/New_York", "")
    found = campaign(make, **{"config/campaigns/film.yaml": text, "config/facts/film.yaml": {"facts": True}})
    assert found.event
    assert found.event.zone == "Europe/Berlin"


def test_facts_are_read_once_and_their_problems_told_once(make: Any) -> None:
    """Two campaigns of one broken facts file have one problem, and the other files go on."""
    broken = "releases: [\n"
    text = "facts: ../facts/film.yaml\nchannels: [x]\nsteps:\n- {name: one, when: 2027-01-08 09:00, template: hello}\n"
    files = {
        "config/campaigns/film.yaml": text,
        "config/campaigns/more.yaml": text,
        "config/facts/film.yaml": broken,
    }
    workspace = load(make(files), {})
    assert len(workspace.problems) == 1
    assert workspace.campaigns == ()


def test_an_article_that_changed_behind_its_facts_is_said(make: Any) -> None:
    """The facts may be out of date: a warning at their hash."""
    text = "facts: ../facts/film.yaml\nchannels: [x]\nsteps:\n- {name: one, when: 2027-01-08 09:00, template: hello}\n"
    files = {
        "config/campaigns/film.yaml": text,
        "config/facts/film.yaml": {"facts": True},
        "config/articles/film.txt": "Another text.",
    }
    (problem,) = load(make(files), {}).problems
    assert (problem.code, problem.severity) == ("facts-stale", Severity.WARNING)
    assert str(problem.place).startswith("config/facts/film.yaml:1:")


@given(
    st.integers(0, len(FULL)), st.integers(0, 40), st.sampled_from(["", "x", ": ", "[", "}", "\n- ", "2027", "T-1 "])
)
def test_no_damage_to_a_campaign_breaks_the_reader(start: int, length: int, piece: str) -> None:
    """A slip of the hand anywhere gives a campaign or problems at places, never a fault of ours."""
    text = FULL[:start] + piece + FULL[start + length :]
    around = Surroundings(
        root=Path("/nowhere"),
        zone="UTC",
        channels=frozenset({"x", "bluesky"}),
        templates={},
        read_facts=lambda _: FACTS,
    )
    campaign, problems = read_campaign("film", parse_document(text, "config/campaigns/film.yaml"), around)
    assert campaign or any(problem.severity is Severity.ERROR for problem in problems)
    assert all(problem.place for problem in problems)
