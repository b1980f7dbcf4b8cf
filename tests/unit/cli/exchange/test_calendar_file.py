from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from scheduler.cli.console.desk import Desk
from scheduler.cli.console.exchange.calendar_file import calendar_bytes
from scheduler.cli.console.exchange.exporting import Exported
from scheduler.cli.console.options import Options
from scheduler.errors import Place
from scheduler.model import Content, Expiry, Image, Part, PartState, Post
from scheduler.queue.hands.marks import Mark
from scheduler.workspace import Workspace

DUE = datetime(2027, 1, 8, 8, tzinfo=UTC)
WORKSPACE = Workspace(
    root=Path("/nowhere"),
    id="harbour-press",
    name="Harbour Press",
    zone="Europe/Berlin",
    audience_zone="America/New_York",
    late=timedelta(hours=2),
)
DESK = Desk(options=Options(), workspace=WORKSPACE, now=DUE - timedelta(days=9))


def part(text: str = "Hello", state: PartState = PartState.SCHEDULED, number: int = 1) -> Part:
    content = Content(text=text, link="https://example.org/a,b;c", image=Image(url="https://example.org/a.png"))
    return Part(
        number=number,
        content=content,
        due_at=DUE,
        not_before=DUE,
        not_after=DUE + timedelta(hours=2),
        expiry=Expiry.LATE,
        ready_at=DUE,
        state=state,
    )


def post(*parts: Part, channel: str = "x", held: bool = False) -> Post:
    return Post(
        key=f"film/out-now/{channel}",
        campaign="film",
        step="out-now",
        channel=channel,
        platform="x",
        due_at=DUE,
        zone="Europe/Berlin",
        parts=parts or (part(),),
        held=held,
        place=Place(file="config/campaigns/film.yaml", line=7, column=1),
    )


def exported(posts: Sequence[Post], **marks: Mark) -> Exported:
    keys = frozenset(each.key for each in posts)
    return Exported(
        posts=tuple(posts), planned=False, queued=keys, marks={key: mark for key in keys for mark in marks.values()}
    )


def event(one: Post, **marks: Mark) -> Any:
    (found,) = Calendar.from_ical(calendar_bytes(DESK, exported([one], **marks))).walk("VEVENT")
    return found


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=200))
def test_any_text_comes_through_a_calendar(text: str) -> None:
    """Folded at 75 octets, no letter cut in two, and read back whole, but for what no calendar may hold."""
    data = calendar_bytes(DESK, exported([post(part(text))]))
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and line.decode() is not None for line in lines)
    assert b"\n" not in b"".join(lines)
    (found,) = Calendar.from_ical(data).walk("VEVENT")
    kept = "".join(
        letter for letter in text.replace("\r\n", "\n").replace("\r", "\n") if letter >= " " or letter in "\n\t"
    )
    assert str(found["description"]).startswith(kept.replace("\x7f", ""))


@pytest.mark.parametrize(
    ("one", "title", "status"),
    [
        (post(), "⏳ X · out-now", "CONFIRMED"),
        (post(channel="press"), "⏳ X (press) · out-now", "CONFIRMED"),
        (post(held=True), "⏸ X · out-now · held", "TENTATIVE"),
        (post(part(state=PartState.AWAITING)), "✋ X · out-now · awaiting", "TENTATIVE"),
        (post(part(state=PartState.DELIVERED)), "✅ X · out-now · delivered", "CONFIRMED"),
        (post(part(state=PartState.FAILED)), "❌ X · out-now · failed", "CONFIRMED"),
        (post(part(state=PartState.UNKNOWN)), "❔ X · out-now · unknown", "CONFIRMED"),
        (post(part(state=PartState.EXPIRED)), "⌛ X · out-now · expired", "CONFIRMED"),
        (post(part(state=PartState.CANCELLED), held=True), "🚫 X · out-now · cancelled", "CANCELLED"),
        (post(part(), part(number=2)), "⏳ X · out-now · thread of 2", "CONFIRMED"),
    ],
)
def test_the_title_says_how_a_post_stands(one: Post, title: str, status: str) -> None:
    """A sign, and where it is not simply scheduled the word, too."""
    found = event(one)
    assert (str(found["summary"]), str(found["status"])) == (title, status)


def test_an_event_is_known_by_its_post_and_its_workspace() -> None:
    """So a newer file replaces an older one, and two workspaces never meet."""
    assert str(event(post())["uid"]) == "film/out-now/x@harbour-press.tminus"


def test_the_notes_lead_back_to_the_file_and_show_both_clocks() -> None:
    """What goes out, when for whom, and who asks for it."""
    notes = str(event(post())["description"])
    assert "Fri 08 Jan 2027 03:00 New York = 09:00 Berlin" in notes
    assert notes.endswith("Post: film/out-now/x\nFrom: config/campaigns/film.yaml:7")


def test_stamps_come_from_the_queue_and_not_from_the_clock() -> None:
    """The same queue, the same bytes; what was done to a post counts up, and a closed window is an event, too."""
    first, moved = (Mark(changes=number, last=DUE - timedelta(days=3, microseconds=7)) for number in (1, 2))
    assert calendar_bytes(DESK, exported([post()], mark=first)) == calendar_bytes(
        replace(DESK, now=DUE), exported([post()], mark=first)
    )
    assert [event(post(), mark=mark)["sequence"] for mark in (first, moved)] == [0, 1]
    assert event(post(), mark=first).decoded("dtstamp") == (DUE - timedelta(days=3, seconds=1))
    expired = post(part(state=PartState.EXPIRED))
    assert event(expired, mark=first).decoded("last-modified") == DUE + timedelta(hours=2)


def test_nothing_rings_and_nobody_is_busy() -> None:
    """A calendar of posts is for looking."""
    found = event(post())
    assert not found.walk("VALARM")
    assert str(found["transp"]) == "TRANSPARENT"
    assert found.decoded("dtend") > found.decoded("dtstart") == DUE
