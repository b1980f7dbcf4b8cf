"""What puts right a post that was sent with a date that is no longer so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from types import MappingProxyType
from typing import Any

import pytest

from scheduler.errors import Place
from scheduler.model import (
    Campaign,
    Change,
    Channel,
    Event,
    EventStatus,
    Facts,
    OneOff,
    Op,
    PartState,
    Plan,
    Post,
    Release,
    Subject,
    Template,
)
from scheduler.plan import Drafted, Material, corrections, plan

Make = Callable[..., Post]
S = PartState


@pytest.fixture
def material(make_facts: Callable[..., Facts]) -> Callable[..., Material]:
    """A campaign whose release is on 10 January 2027."""

    def make(status: EventStatus = EventStatus.SCHEDULED, place: Place | None = None, **more: Any) -> Material:
        release = Release(
            source=None,
            id="release",
            of=Subject(type="Movie", name="The Film"),
            start_date="2027-01-10",
            event_status=status,
            primary=True,
            place=place,
        )
        facts = replace(make_facts(), kinds=MappingProxyType({"releases": (release,)}))
        event = Event(release="release", time=time(9), zone="UTC")
        campaign = Campaign(name="film", steps=(), facts=facts, event=event)
        channels = {name: Channel(name=name, platform=name, destination="catch") for name in ("x", "bluesky")}
        values: dict[str, Any] = {
            "campaigns": (campaign,),
            "one_offs": (),
            "channels": channels,
            "templates": {},
            "zone": "UTC",
            "late": timedelta(hours=2),
        }
        return Material(**values | more)

    return make


@pytest.fixture
def moved_on(make_post: Make, noon: datetime) -> Callable[..., Plan]:
    """The plan after a post was sent seven days before the 8th, and the release moved to the 10th."""

    def make(state: PartState = S.DELIVERED, text: str = "Out on the 10th", channels: tuple[str, ...] = ("x",)) -> Plan:
        queue, files = [], []
        for name in channels:
            common: dict[str, Any] = {"key": f"film/week/{name}", "when": "T-7 09:00", "platform": name}
            queue.append(
                make_post(hours=-3, states=[state], texts=["Out on the 8th"], wall="2027-01-01 09:00", **common)
            )
            files.append(make_post(hours=45, texts=[text], wall="2027-01-03 09:00", **common))
        return plan(Drafted(posts=tuple(files), problems=()), queue, revision=1, files="f", now=noon)

    return make


def test_a_post_sent_with_the_old_date_gets_a_draft(
    moved_on: Callable[..., Plan], material: Callable[..., Material]
) -> None:
    """It names the new day and the one that was wrong."""
    (draft,) = corrections(moved_on(), material())
    assert (
        draft.text == "Correction: The Film comes on Sunday, 10 January, not on Friday, 8 January as we wrote earlier."
    )
    assert (draft.of, draft.key, draft.channels) == (("film/week/x",), "correct-week", ("x",))


def test_one_draft_serves_every_channel_it_reads_the_same_on(
    moved_on: Callable[..., Plan], material: Callable[..., Material]
) -> None:
    """A row of a spreadsheet names several channels."""
    (draft,) = corrections(moved_on(channels=("x", "bluesky")), material())
    assert set(draft.channels) == {"x", "bluesky"}


@pytest.mark.parametrize(("state", "text"), [(S.SCHEDULED, "Out on the 10th"), (S.DELIVERED, "Out on the 8th")])
def test_what_was_not_sent_or_did_not_say_it_needs_none(
    state: PartState, text: str, moved_on: Callable[..., Plan], material: Callable[..., Material]
) -> None:
    """What waits is changed by the plan; a text that reads the same today is right."""
    assert corrections(moved_on(state, text), material()) == ()


def test_a_draft_that_a_person_took_over_is_not_drafted_again(
    moved_on: Callable[..., Plan], material: Callable[..., Material]
) -> None:
    """A row with its key says so."""
    row = OneOff(key="correct-week", channel="x", text="Sorry", when=None)
    assert corrections(moved_on(), material(one_offs=(row,))) == ()


def test_the_workspaces_own_words_come_first(moved_on: Callable[..., Plan], material: Callable[..., Material]) -> None:
    """The template `correction` is rendered with the facts, and knows which date was wrong."""
    source = "Sorry: {{ facts.release.start_date }}, not {{ facts.release.previous_start_date }}."
    template = Template(name="correction", source=source, file="templates/correction.j2")
    (draft,) = corrections(moved_on(), material(templates={"correction": template}))
    assert draft.text == "Sorry: 2027-01-10, not 2027-01-08."
    broken = replace(template, source="{{ nothing }}")
    (draft,) = corrections(moved_on(), material(templates={"correction": broken}))
    assert draft.text.startswith("Correction: The Film comes on")


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.POSTPONED])
def test_a_release_called_off_cancels_what_waits_and_corrects_what_was_sent(
    status: EventStatus, make_post: Make, make_release: Make, noon: datetime, material: Callable[..., Material]
) -> None:
    """Whatever a hand did to it: a countdown to nothing must not go out."""
    rows = [
        make_post("film/week/x", hours=-3, states=[S.DELIVERED], when="T-7 09:00"),
        make_post("film/day/x", when="T-1 09:00"),
        make_post("film/held/x", when="T-1 10:00", held=True),
        make_post("film/fixed/x", when="2027-01-05 10:00"),
    ]
    off = MappingProxyType({"film": make_release(event_status=status)})
    drafted = Drafted(posts=(), problems=(), withdrawn=off)
    made = plan(drafted, rows, revision=1, files="f", now=noon)
    assert {change.key: (change.op, change.reason) for change in made.changes} == {
        "film/week/x": (Op.SENT, f"already sent; the release is {status} since"),
        "film/day/x": (Op.CANCEL, f"the release is {status}"),
        "film/held/x": (Op.CANCEL, f"the release is {status}"),
        "film/fixed/x": (Op.CANCEL, "no file asks for it any more"),
    }
    (draft,) = corrections(made, material(status))
    assert draft.text.startswith(f"Correction: The Film has been {status}")


def test_a_draft_carries_the_link_of_the_post_it_corrects(
    moved_on: Callable[..., Plan], material: Callable[..., Material]
) -> None:
    """Beside its text, and not twice where the text holds it; channels with different links are drafts of their own."""
    made = moved_on(channels=("x", "bluesky"))
    links = [f"https://example.org/film?utm_source={change.post.channel}" for change in made.changes]
    linked = replace(made, changes=tuple(map(_linked, made.changes, links)))
    drafts = corrections(linked, material())
    assert [draft.link for draft in drafts] == links
    assert [draft.key for draft in drafts] == ["correct-week", "correct-week-2"]
    template = Template(name="correction", source="Sorry. {{ link }}", file="templates/correction.j2")
    assert [draft.link for draft in corrections(linked, material(templates={"correction": template}))] == [None, None]


def _linked(change: Change, link: str) -> Change:
    """Return a change whose sent post travelled with a link."""
    assert change.before
    parts = [replace(part, content=replace(part.content, link=link)) for part in change.before.parts]
    return replace(change, before=replace(change.before, parts=tuple(parts)))


@pytest.mark.parametrize(
    ("before", "after", "corrected"),
    [
        ("It opens on January 8", "It opens on January 10", True),
        ("Opens 8 January 2027!", "Opens 10 January 2027!", True),
        ("It opens on January 10", "See it: it opens on January 10", False),  # a new wording of the same day
        ("We meet on January 8", "We meet on January 9", False),  # another day, and not the release's
        ("It opens soon", "It opens in spring", False),
    ],
)
def test_a_post_of_a_time_of_its_own_is_known_by_its_words(
    before: str, after: str, *, corrected: bool, make_post: Make, noon: datetime, material: Callable[..., Material]
) -> None:
    """Or an occurrence of a recurrence: its rule does not count from the release, its text names the release's day."""
    place = Place(file="config/facts/film.yaml", line=9)
    of = {"key": "film/fixed/x", "when": "2027-01-01 09:00", "facts_used": (place,)}
    made = plan(
        Drafted(posts=(make_post(hours=-3, texts=[after], **of),), problems=()),
        [make_post(hours=-3, states=[S.DELIVERED], texts=[before], **of)],
        revision=1,
        files="f",
        now=noon,
    )
    drafts = corrections(made, material(place=place))
    assert [draft.text for draft in drafts] == [
        "Correction: The Film comes on Sunday, 10 January, not on Friday, 8 January as we wrote earlier."
    ] * corrected


def test_a_post_that_counted_the_days_is_corrected_by_what_the_others_tell(
    make_post: Make, noon: datetime, material: Callable[..., Material]
) -> None:
    """It named no day; a post of its campaign that counts from the release says by how much that moved."""
    place = Place(file="config/facts/film.yaml", line=9)
    fixed = {"key": "film/fixed/x", "when": "2027-01-01 09:00", "facts_used": (place,)}
    counted = {"key": "film/day/x", "when": "T-1 09:00"}
    made = plan(
        Drafted(
            posts=(
                make_post(hours=-3, texts=["9 days left"], **fixed),
                make_post(hours=80, wall="2027-01-09 09:00", **counted),
            ),
            problems=(),
        ),
        [
            make_post(hours=-3, states=[S.DELIVERED], texts=["7 days left"], **fixed),
            make_post(hours=40, wall="2027-01-07 09:00", **counted),
        ],
        revision=1,
        files="f",
        now=noon,
    )
    (draft,) = corrections(made, material(place=place))
    assert "not on Friday, 8 January" in draft.text
