"""What each destination is sent, to the byte: golden requests."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from scheduler import platforms
from scheduler.destinations import Context, Endpoint, Request, Unbuildable, get, names
from scheduler.destinations.bluesky import DIGITS, record_key
from scheduler.destinations.receipts import chained, own_of, root_of
from scheduler.destinations.wire import asking, text_at
from scheduler.model import Content, Image, Secret

from .conftest import cases

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
GOLDEN = cases("requests")


def endpoint_of(case: Mapping[str, Any]) -> Endpoint:
    """Return the channel of a case."""
    given = case.get("channel", {})
    token = given.get("token")
    return Endpoint(
        channel="news",
        platform=case["platform"],
        destination=get(case["destination"]),
        url=Secret(given.get("url") or get(case["destination"]).default_url or ""),
        token=Secret(token) if token else None,
        chat=given.get("chat"),
        handle=given.get("handle"),
        options=given.get("options", {}),
    )


def built(case: Mapping[str, Any], **changes: Any) -> Sequence[Request]:
    """Return the requests of a case."""
    text = case["text"]
    content = Content(
        text=text,
        entities=platforms.get(case["platform"]).find_entities(text),
        link=case.get("link"),
        image=Image(**case["image"]) if "image" in case else None,
    )
    context = {
        "endpoint": endpoint_of(case),
        "key": f"film/one/news#{case.get('part', 1)}",
        "post": "film/one/news",
        "campaign": "film",
        "step": "one",
        "channel": "news",
        "platform": case["platform"],
        "part": case.get("part", 1),
        "parts": 3,
        "content_hash": content.hash,
        "due_at": NOON,
        "not_after": NOON + timedelta(hours=1),
        "in_reply_to": case.get("in_reply_to"),
        "attempt": 1,
        "sent_at": NOON,
    }
    return get(case["destination"]).build(content, Context(**{**context, **changes}))


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: f"{case['destination']}: {case['name']}")
def test_a_request_is_what_its_case_says(case: dict[str, Any]) -> None:
    """Address, headers and body, as they go out."""
    *prepares, post = built(case)
    assert post.url.reveal() == case["url"]
    headers = {name: value for name, value in post.headers if name not in ("content-type", "webhook-id")}
    assert headers == case.get("headers", {})
    assert json.loads(post.body) == json.loads(case["body"])
    assert [(each.url.reveal(), json.loads(each.body)) for each in prepares] == [
        (each["url"], json.loads(each["body"])) for each in case.get("prepares", [])
    ]


def test_every_destination_has_a_golden_request() -> None:
    """`webhook` has its own tests, `catch` and `file` are the same."""
    assert {case["destination"] for case in GOLDEN} | {"webhook", "catch", "file"} == set(names())


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: f"{case['destination']}: {case['name']}")
def test_bodies_do_not_depend_on_the_attempt(case: dict[str, Any]) -> None:
    """Attempt and time of sending reach headers at most."""
    later = built(case, attempt=7, sent_at=NOON + timedelta(hours=1))
    assert [request.body for request in built(case)] == [request.body for request in later]


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: f"{case['destination']}: {case['name']}")
def test_the_text_is_found_in_a_body_again(case: dict[str, Any]) -> None:
    """The built-in receiver shows what was sent, whatever the protocol."""
    shown = get(case["destination"]).text_of(json.loads(built(case)[-1].body))
    assert shown == case["text"]


@pytest.mark.parametrize("name", ["slack_chat", "telegram", "mastodon", "bluesky"])
def test_a_later_part_without_the_id_of_the_one_before_is_not_built(name: str) -> None:
    """It would stand alone; the reason says what a person can do."""
    case = next(case for case in GOLDEN if case["destination"] == name)
    with pytest.raises(Unbuildable, match="no id to reply to"):
        built({**case, "part": 2}, in_reply_to=None)


def test_record_keys_are_sortable_and_differ_within_a_thread_and_a_second() -> None:
    """A TID for each part: 13 digits, in the order of the parts; posts of the same second have others."""
    keys = [record_key(NOON, "film/one/news", part) for part in range(1, 100)]
    assert keys == sorted(keys)
    assert len(set(keys)) == 99
    assert all(len(key) == 13 and set(key) <= set(DIGITS) and key[0] in DIGITS[:16] for key in keys)
    others = {record_key(NOON, f"film/step-{number}/news", 1) for number in range(2000)}
    assert len(others) == 2000


def test_a_record_key_says_its_second() -> None:
    """Its microseconds are those of the due second, and less than a second more."""
    number = 0
    for digit in record_key(NOON, "film/one/news", 3):
        number = number * 32 + DIGITS.index(digit)
    microseconds = (number >> 10) - int(NOON.timestamp()) * 1_000_000
    assert 0 <= microseconds < 1_000_000


def test_receipts_carry_the_root_along() -> None:
    """Part 1 is its own root; every later receipt names itself first and part 1 last."""
    first = chained("a", None)
    second = chained("b", first)
    third = chained("c", second)
    assert (first, second, third) == ("a", "b a", "c a")
    assert (own_of(third), root_of(third), own_of(first), root_of(first)) == ("c", "a", "a", "a")


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://h.example/in", "https://h.example/in?wait=true"),
        ("https://h.example/in?key=a", "https://h.example/in?key=a&wait=true"),
        ("https://h.example/in?key=a#x", "https://h.example/in?key=a&wait=true#x"),
    ],
)
def test_a_query_is_added_to_what_an_address_asks_already(address: str, asked: str) -> None:
    """A webhook's own key stays where it is."""
    assert asking(Secret(address), "wait=true").reveal() == asked


def test_a_text_is_found_at_the_first_path_that_has_one() -> None:
    """What is no text is passed over."""
    assert text_at("text", "record.text")({"text": 7, "record": {"text": "a"}}) == "a"
    assert text_at("text")({}) is None
