"""Texts as long as a platform takes them, emoji and links at every place: its fake takes them, and finds the links.

The fakes count for themselves, so a count that is off by one is refused here and not on the day.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any

import pytest

from fakes.setups import SETUPS, Setup
from scheduler import compose, platforms
from scheduler.delivery import try_out
from scheduler.destinations import Context
from scheduler.model import Content, Delivered, Entity, Rejected

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
URL = "https://example.org/quiet-harbour?a=1"
MARKS = ("🌊", "👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "é", "e\u0301", "नि", "שלום", "𝔘", "ﷺ", "\u200d")
LINES = [f"{mark} {URL} #Saltwater {mark}" for mark in MARKS]
everywhere = pytest.mark.parametrize("setup", SETUPS.values(), ids=list(SETUPS))


def too_large(setup: Setup, content: Content) -> bool:
    """Say whether a request would be larger than its destination takes."""
    endpoint = setup.endpoint("http://127.0.0.1:65535")
    most = endpoint.destination.body_limit_bytes
    if most is None:
        return False
    key = "test/trigger/news/20261122T120000000000"
    context = Context(
        endpoint=endpoint,
        key=f"{key}#1",
        post=key,
        campaign="test",
        step="trigger",
        channel="news",
        platform=setup.platform,
        part=1,
        parts=1,
        content_hash=content.hash,
        due_at=NOON,
        not_after=NOON,
        in_reply_to=None,
        attempt=1,
        sent_at=NOON,
    )
    return len(endpoint.destination.build(content, context)[-1].body) > most


def laid_out(text: str, platform: str) -> Content:
    """Return a literal text as one part's content."""
    known = platforms.get(platform)
    (content,) = compose.lay_out(compose.literal(text, known), known, can_thread=False, splits=False)
    return content


def at_the_limit(setup: Setup) -> str:
    """Return a text that fits, and that no longer fits with one letter more; planning looks at both its lengths."""
    known = platforms.get(setup.platform)
    warning = len("Film news") if setup.destination == "mastodon" else 0  # it counts into a status

    def over(text: str) -> bool:
        sent = known.escape(text)
        content = Content(text=sent, entities=known.find_entities(sent))
        return bool(known.over(sent + "w" * warning)) or too_large(setup, content)

    text, lines = f"{URL} 🌊", cycle(LINES)
    while not over(f"{text}\n{(line := next(lines))}"):
        text += f"\n{line}"
    least, most = 0, known.limit
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (least, middle - 1) if over(f"{text} {'a' * middle}") else (middle, most)
    assert over(f"{text} {'a' * (least + 1)}")
    return f"{text} {'a' * least}"


@everywhere
def test_a_text_at_the_limit_is_taken(setup: Setup) -> None:
    """To the last letter, as the platform itself counts."""
    with setup.fake(lambda: NOON) as fake:
        trial = asyncio.run(
            try_out(setup.endpoint(fake.server, rate=None), laid_out(at_the_limit(setup), setup.platform), NOON)
        )
        assert isinstance(trial.result.outcome, Delivered), trial.result
        assert len(fake.messages) == 1


OVER_IS_REFUSED = ("discord", "telegram", "mastodon", "bluesky")
"""Those whose whole limit the fake knows; elsewhere ours is on the safe side of it."""


@pytest.mark.parametrize("name", OVER_IS_REFUSED)
def test_one_letter_more_would_be_refused(name: str) -> None:
    """So the limit above is the platform's, and not a smaller one: that post alone fails, the channel stays open."""
    setup = SETUPS[name]
    text = platforms.get(setup.platform).escape(at_the_limit(setup) + "a")
    with setup.fake(lambda: NOON) as fake:
        trial = asyncio.run(try_out(setup.endpoint(fake.server, rate=None), Content(text=text), NOON))
    assert isinstance(trial.result.outcome, Rejected)
    assert not trial.result.outcome.pause_channel


def utf16(text: str, each: Mapping[str, Any]) -> str:
    """Return what an entity of Telegram stands on."""
    units = text.encode("utf-16-le")
    return units[2 * each["offset"] : 2 * (each["offset"] + each["length"])].decode("utf-16-le")


def utf8(text: str, each: Mapping[str, Any]) -> str:
    """Return what a facet of Bluesky stands on."""
    return text.encode()[each["index"]["byteStart"] : each["index"]["byteEnd"]].decode()


@pytest.mark.parametrize(
    ("name", "found", "stands_on"),
    [
        ("telegram", lambda document: document["entities"], utf16),
        ("bluesky", lambda document: document["record"]["facets"], utf8),
    ],
)
@pytest.mark.parametrize("mark", MARKS)
def test_an_entity_stands_on_its_words_behind_any_letter(
    name: str, found: Callable[[Any], list[Mapping[str, Any]]], stands_on: Callable[[str, Any], str], mark: str
) -> None:
    """Behind and between emoji of many parts, letters of two units, and marks that join: never half a letter off."""
    setup = SETUPS[name]
    content = laid_out(f"{mark}{mark} {URL} {mark} #Saltwater {mark}\n{mark} {URL}", setup.platform)
    expected = [entity.text for entity in content.entities]
    with setup.fake(lambda: NOON) as fake:
        trial = asyncio.run(try_out(setup.endpoint(fake.server, rate=None), content, NOON))
        (message,) = fake.messages
    assert isinstance(trial.result.outcome, Delivered)
    assert [stands_on(message.text, each) for each in found(message.more)] == expected
    assert expected == [URL, "#Saltwater", URL]


def test_an_entity_that_is_not_there_is_seen_by_the_fake() -> None:
    """One unit too far, and the platform refuses: so the test above can fail."""
    content = Content(text="🌊", entities=(Entity(kind="link", text=URL, start=0, end=1, byte_start=0, byte_end=5),))
    setup = SETUPS["bluesky"]
    with setup.fake(lambda: NOON) as fake:
        trial = asyncio.run(try_out(setup.endpoint(fake.server, rate=None), content, NOON + timedelta(seconds=1)))
    assert isinstance(trial.result.outcome, Rejected)
