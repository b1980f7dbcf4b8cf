"""The vocabulary: states and their order, hashes that hold, secrets that stay secret, selections."""

import copy
import hashlib
import json
import logging
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.errors import Place
from scheduler.model import (
    APPLIED,
    FROZEN,
    STATE_OF_POST,
    TRANSITIONS,
    Article,
    Change,
    Content,
    Entity,
    Expiry,
    Fact,
    Facts,
    Image,
    Op,
    Part,
    PartState,
    Plan,
    Post,
    Release,
    Secret,
    compact_json,
    part_key,
    selection,
    sha256_of_json,
)

S = PartState
NOON = datetime(2027, 1, 1, 12, tzinfo=UTC)


def post_in(*states: PartState) -> Post:
    """Return a post with a part in each of these states."""
    parts = tuple(
        Part(
            number=number,
            content=Content(text=f"Part {number}"),
            due_at=NOON,
            not_before=NOON,
            not_after=NOON.replace(hour=12 + number),
            expiry=Expiry.LATE,
            ready_at=NOON,
            state=state,
        )
        for number, state in enumerate(states, start=1)
    )
    return Post(
        key="film/one/x", campaign="film", step="one", channel="x", platform="x", due_at=NOON, zone="UTC", parts=parts
    )


# ---------------------------------------------------------------- states


def test_every_state_has_its_ways_out() -> None:
    """The table of transitions knows every state, on both sides."""
    assert set(TRANSITIONS) == set(PartState)
    assert {state for targets in TRANSITIONS.values() for state in targets} == set(PartState)


def test_the_transitions_are_those_of_the_design() -> None:
    """DESIGN section 4, word for word."""
    design = """
        awaiting -> scheduled cancelled expired
        scheduled -> awaiting sending cancelled expired
        sending -> delivered failed unknown scheduled expired
        unknown -> delivered scheduled expired
        failed -> scheduled
        cancelled -> scheduled
        expired -> scheduled
        delivered ->
    """
    rows = [line.split(" ->") for line in design.strip().splitlines()]
    assert {source.strip(): set(targets.split()) for source, targets in rows} == {
        source.value: {target.value for target in targets} for source, targets in TRANSITIONS.items()
    }


def test_only_what_was_delivered_is_final() -> None:
    """From everywhere else there is a way on, and a way to `delivered`."""
    assert [state for state, targets in TRANSITIONS.items() if not targets] == [S.DELIVERED]
    for state in PartState:
        reached, edge = {state}, {state}
        while edge:
            edge = {target for each in edge for target in TRANSITIONS[each]} - reached
            reached |= edge
        assert S.DELIVERED in reached


def test_no_state_follows_itself() -> None:
    """A transition is a change."""
    assert not any(state in targets for state, targets in TRANSITIONS.items())


def test_the_state_of_a_post_is_decided_for_every_state() -> None:
    """The order has each state once."""
    assert sorted(STATE_OF_POST) == sorted(PartState)
    assert [state.value for state in STATE_OF_POST] == [
        *("sending", "unknown", "failed", "expired", "awaiting", "scheduled", "delivered", "cancelled")
    ]


@given(st.lists(st.sampled_from(list(PartState)), min_size=1, max_size=6))
def test_a_post_is_as_its_most_pressing_part(states: list[PartState]) -> None:
    """Whatever the order of the parts."""
    assert post_in(*states).state is min(states, key=list(STATE_OF_POST).index)
    assert post_in(*states).frozen is bool({S.SENDING, S.UNKNOWN, S.DELIVERED} & set(states))
    assert set(FROZEN) == {S.SENDING, S.UNKNOWN, S.DELIVERED}


def test_a_post_starts_with_its_first_part() -> None:
    """Its window is the first part's."""
    post = post_in(S.SCHEDULED, S.SCHEDULED)
    assert (post.not_before, post.not_after) == (NOON, NOON.replace(hour=13))


# ---------------------------------------------------------------- content

entities = st.builds(
    Entity,
    kind=st.sampled_from(["link", "mention", "hashtag"]),
    text=st.text(),
    start=st.integers(0, 9),
    end=st.integers(0, 9),
    byte_start=st.integers(0, 9),
    byte_end=st.integers(0, 9),
    url=st.none() | st.text(),
)
contents = st.builds(
    Content,
    text=st.text(),
    entities=st.lists(entities, max_size=3).map(tuple),
    link=st.none() | st.text(),
    image=st.none() | st.builds(Image, url=st.text(), alt=st.none() | st.text()),
)


@given(contents)
def test_content_is_read_back_as_it_was_written(content: Content) -> None:
    """Through JSON, as the queue keeps it."""
    assert Content.from_json(json.loads(compact_json(content.to_json()))) == content


@given(contents)
def test_a_contents_hash_is_what_anybody_computes_from_its_json(content: Content) -> None:
    """SHA-256 of compact UTF-8 JSON with sorted keys: a receiver can check it."""
    document = {
        "text": content.text,
        "entities": [
            {name: getattr(each, name) for name in ("kind", "text", "start", "end", "byte_start", "byte_end", "url")}
            for each in content.entities
        ],
        "link": content.link,
        "image": None if content.image is None else {"url": content.image.url, "alt": content.image.alt},
    }
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert content.hash == hashlib.sha256(text.encode("utf-8")).hexdigest()


def test_a_hash_is_the_same_in_every_process() -> None:
    """It was computed once with `sha256sum`, and does not depend on Python's own hash seed."""
    expected = "6d925afc17beb9c2cf38f8fe497fcd972a76c16f920679cbacd04fee3ce68513"
    program = (
        "from scheduler.model import Content; print(Content(text='In 7 Tagen: \\u00dcber Nacht \\U0001f319').hash)"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}, text=True
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert found == {Content(text="In 7 Tagen: Über Nacht 🌙").hash} == {expected}


def test_a_posts_hash_is_that_of_the_list_of_its_parts_hashes() -> None:
    """Order counts."""
    post = post_in(S.SCHEDULED, S.SCHEDULED)
    hashes = [part.content.hash for part in post.parts]
    text = json.dumps(hashes, separators=(",", ":"))
    assert post.content_hash == hashlib.sha256(text.encode()).hexdigest() != sha256_of_json(hashes[::-1])


def test_every_field_of_content_counts() -> None:
    """What a reader would see differently is another hash."""
    plain = Content(text="Hello")
    others = (
        Content(text="Hello "),
        Content(text="Hello", link="https://example.org"),
        Content(text="Hello", image=Image(url="https://example.org/p.png")),
        Content(text="Hello", image=Image(url="https://example.org/p.png", alt="A harbour")),
        Content(text="Hello", entities=(Entity(kind="link", text="a", start=0, end=1, byte_start=0, byte_end=1),)),
    )
    assert len({plain.hash, *(other.hash for other in others)}) == 6


# ---------------------------------------------------------------- secrets

VALUE = "hunter2-hunter2"


@dataclass(frozen=True, slots=True)
class Holder:
    """A value that has a secret."""

    secret: Secret


SHOWN: dict[str, Callable[[Secret], object]] = {
    "repr": repr,
    "str": str,
    "ascii": ascii,
    "format": format,
    "f-string": lambda secret: f"{secret} {secret!r} {secret!s}",
    "percent": lambda secret: "%s %r" % (secret, secret),  # noqa: UP031 - the old way is one of the ways
    "str.format": "{0} {0!r}".format,
    "in a list": lambda secret: str([secret]),
    "in a dataclass": lambda secret: repr(Holder(secret)),
    "in an error": lambda secret: repr(ValueError(secret)),
}


@pytest.mark.parametrize("show", SHOWN.values(), ids=SHOWN)
def test_a_secret_is_stars_wherever_it_is_shown(show: Callable[[Secret], object]) -> None:
    """Only `reveal` gives it away."""
    shown = str(show(Secret(VALUE)))
    assert VALUE not in shown
    assert "***" in shown


WRITTEN: dict[str, Callable[[Secret], object]] = {
    "pickle": pickle.dumps,
    "pickle in a dataclass": lambda secret: pickle.dumps(Holder(secret)),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "json": json.dumps,
    "vars": vars,
    "format with a width": lambda secret: f"{secret:>20}",
    "concatenation": lambda secret: "" + secret,  # type: ignore[operator]
    "bytes": bytes,  # type: ignore[dict-item]
    "iteration": list,  # type: ignore[dict-item]
}


@pytest.mark.parametrize("write", WRITTEN.values(), ids=WRITTEN)
def test_a_secret_is_not_written_by_accident(write: Callable[[Secret], object]) -> None:
    """What would have to take its value fails, and does not tell it in failing."""
    with pytest.raises(TypeError) as raised:
        write(Secret(VALUE))
    assert VALUE not in str(raised.value)


def test_a_secret_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Neither as an argument nor in a traceback's message."""
    logger = logging.getLogger("test")
    error = ValueError(Secret(VALUE))
    logger.error("sent to %s with %r", Secret(VALUE), {"secret": Secret(VALUE)}, exc_info=error)
    assert caplog.text.count("***") == 3
    assert VALUE not in caplog.text


def test_a_secret_is_revealed_where_it_is_used() -> None:
    """And two of the same value are one."""
    assert Secret(VALUE).reveal() == VALUE
    assert Secret(VALUE) == Secret(VALUE) != Secret("other")
    assert len({Secret(VALUE), Secret(VALUE)}) == 1
    assert Secret(VALUE) != VALUE


# ---------------------------------------------------------------- selection

KEYS = (
    "film/out-now/x",
    "film/out-now/bluesky",
    "film/out-now-too/x",
    "film/notes/x/2027-01-08",
    "book/out-now/x",
    "posts/gala/x",
)


@pytest.mark.parametrize(
    ("select", "keys"),
    [
        ("film", KEYS[:4]),
        ("film/", KEYS[:4]),
        ("film/out-now", KEYS[:2]),
        ("film/out-now/x", KEYS[:1]),
        ("film/out-now/x#2", KEYS[:1]),
        ("film/notes/x", KEYS[3:4]),
        ("film/notes/x/2027-01-08", KEYS[3:4]),
        ("*/out-now", (*KEYS[:2], KEYS[4])),
        ("*/*/x", (KEYS[0], *KEYS[2:])),
        ("film/out*", KEYS[:3]),
        ("film/*/x", (KEYS[0], *KEYS[2:4])),
        ("*", KEYS),
        ("fil", ()),
        ("out-now", ()),
        ("film/out-now/x/more", ()),
        ("Film", ()),
        ("f.lm", ()),
        ("film/[a-z]+", ()),
        ("", ()),
        ("#1", ()),
    ],
)
def test_a_selection_names_keys_by_leading_segments(select: str, keys: tuple[str, ...]) -> None:
    """Whole segments, `*` for any stretch inside one; nothing in it is a pattern besides."""
    assert tuple(key for key in KEYS if selection(select).fullmatch(key)) == keys


@given(st.text(), st.text())
def test_any_text_can_be_a_selection(select: str, key: str) -> None:
    """It selects or it does not; it never fails."""
    selection(select).fullmatch(key)


def test_a_part_is_named_after_its_post() -> None:
    """Parts count from 1."""
    assert part_key("film/one/x", 2) == "film/one/x#2"
    assert selection(part_key("film/one/x", 2)).fullmatch("film/one/x")


# ---------------------------------------------------------------- facts and plans


def test_facts_are_found_by_the_name_of_their_kind() -> None:
    """As a template writes it; a kind that is not there is an AttributeError with its name."""
    release, point = Release(id="release", of=None, start_date=None, source=None), Fact(source=None)
    article = Article(text="", blocks=(), file="a.txt", sha256="")
    facts = Facts(article=article, kinds={"releases": (release,), "key_points": (point,)})
    assert facts.key_points == (point,)
    assert facts.releases == (release,)
    assert Facts(article=article).releases == ()
    with pytest.raises(AttributeError, match="quotations"):
        _ = facts.quotations
    assert copy.copy(facts) == facts  # copying asks for names that no kind has


def test_two_values_that_stand_in_different_lines_are_equal() -> None:
    """A place tells where, not what."""
    assert Fact(source=None, place=Place(file="a", line=1)) == Fact(source=None, place=Place(file="a", line=2))


def test_a_change_is_about_the_post_of_the_files_or_else_of_the_queue() -> None:
    """A cancelled post has only the latter."""
    old, new = post_in(S.SCHEDULED), post_in(S.AWAITING)
    assert Change(op=Op.REWORD, key=old.key, before=old, after=new, reason="").post is new
    assert Change(op=Op.CANCEL, key=old.key, before=old, after=None, reason="").post is old
    with pytest.raises(ValueError, match="has no post"):
        _ = Change(op=Op.CANCEL, key="film/one/x", before=None, after=None, reason="").post


def test_a_plan_counts_every_kind_of_change_and_knows_those_that_wait() -> None:
    """Zeros included; what only tells does not wait."""
    changes = tuple(Change(op=op, key=op.value, before=None, after=None, reason="") for op in Op)
    plan = Plan(revision=1, files="", at=NOON, changes=(*changes, changes[0]))
    assert plan.counts == {op: 2 if op is Op.ADD else 1 for op in Op}
    assert {change.op for change in plan.waiting} == APPLIED == {Op.ADD, Op.RETIME, Op.REWORD, Op.CANCEL}
