"""Each destination against a faithful fake of its platform: real queue, real delivery, real sockets."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from fakes.api import Asked, Fake, Reply
from fakes.bluesky import Bluesky
from fakes.discord import Discord
from fakes.mastodon import Mastodon
from fakes.setups import SETUPS, Setup
from scheduler import compose, platforms
from scheduler.clock import SteppingClock
from scheduler.delivery import Delivery, lease_of
from scheduler.destinations import Context, Endpoint, names
from scheduler.destinations.receipts import own_of
from scheduler.model import Change, Content, Expiry, Image, OnUnknown, Op, Part, PartState, Plan, Post, Secret
from scheduler.queue import Committer, Store

CASES = Path(__file__).parents[1] / "cases" / "destinations"
TITLES: Sequence[str] = YAML(typ="safe", pure=True).load(CASES / "titles.yaml")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
SERVER = "https://platform.example"
KEY = "film/three-things/news"

SILENT = ("teams", "google_chat")
"""Those whose refusal says no wait."""

everywhere = pytest.mark.parametrize("setup", SETUPS.values(), ids=list(SETUPS))
threading = [setup for setup in SETUPS.values() if setup.threads]
in_threads = pytest.mark.parametrize("setup", threading, ids=[name for name in SETUPS if SETUPS[name].threads])


class Stage:
    """A queue and a clock that stands at noon, and steps when everything waits."""

    def __init__(self, folder: Path) -> None:
        self.clock = SteppingClock(NOON)
        self.store = Store.open(f"sqlite:///{folder}/queue.db", workspace_id="harbour-press")

    def add(self, *contents: Content, key: str = KEY, due_at: datetime = NOON) -> None:
        """Put a post into the queue that is due at noon and may go out for two hours."""
        campaign, step, channel = key.split("/")
        parts = tuple(
            Part(
                number=number,
                content=content,
                due_at=due_at,
                not_before=due_at,
                not_after=due_at + 2 * HOUR,
                expiry=Expiry.UNTRUE,
                ready_at=due_at,
            )
            for number, content in enumerate(contents, start=1)
        )
        post = Post(
            key=key, campaign=campaign, step=step, channel=channel, platform="x", due_at=due_at, zone="UTC", parts=parts
        )
        change = Change(op=Op.ADD, key=key, before=None, after=post, reason="new")
        plan = Plan(revision=self.store.revision(), files="f" * 64, at=NOON - HOUR, changes=(change,))
        self.store.apply(plan, now=NOON - HOUR, user="mara")

    def play(self, *endpoints: Endpoint, until: timedelta = 2 * HOUR) -> None:
        """Deliver, stepping from instant to instant, until nothing is left to do or `until` is reached."""
        by_channel = {endpoint.channel: endpoint for endpoint in endpoints}

        async def play() -> None:
            lease = lease_of(endpoints)
            async with Committer(self.store, owner="daemon-1", clock=self.clock, lease=lease) as committer:
                delivery = Delivery(committer, by_channel, self.clock, "daemon-1", chance=lambda: 0.5)
                while self.clock.now() < NOON + until:
                    if due := self.store.upcoming(self.clock.now(), 100):
                        await asyncio.gather(*(delivery.deliver([each.part_id], each.channel) for each in due))
                        continue
                    following = self.store.next_instant(self.clock.now())
                    if following is None:
                        break
                    self.clock.step(following)
                await delivery.drain()

        asyncio.run(play())

    def parts(self, key: str = KEY) -> tuple[Part, ...]:
        """Return the parts of a post as they stand."""
        (post,) = self.store.posts(key)
        return post.parts


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """Return an empty stage."""
    stage = Stage(tmp_path)
    with stage.store:
        yield stage


@contextmanager
def running(setup: Setup, stage: Stage) -> Iterator[tuple[Any, Endpoint]]:
    """Run the fake of a setup on the stage's clock, and open a channel on it; our own limit is off, theirs is not."""
    with setup.fake(stage.clock.now) as fake:
        yield fake, setup.endpoint(fake.server, rate=None)


def laid_out(text: str, platform: str, **more: Any) -> Content:
    """Return literal text as the content of one part."""
    known = platforms.get(platform)
    (content,) = compose.lay_out(compose.literal(text, known), known, can_thread=False, splits=False, **more)
    return content


def posts(fake: Fake) -> list[Asked]:
    """Return what came in besides sessions."""
    return [asked for asked in fake.asked if "createSession" not in asked.path]


def test_every_destination_has_a_fake() -> None:
    """What is not played is not known to work; `webhook` and `catch` have the built-in receiver, `file` a disk."""
    assert {setup.destination for setup in SETUPS.values()} | {"webhook", "catch", "file"} == set(names())


@in_threads
def test_a_thread_hangs_together_in_spite_of_a_limit(setup: Setup, stage: Stage) -> None:
    """Three parts, refused once in the middle: each arrives once, in order, on the one before it or on the first."""
    texts = ["First things first — 1/3", "Second: #Saltwater https://example.org/film 2/3", "Third and last 3/3"]
    stage.add(*(laid_out(text, setup.platform) for text in texts))
    with running(setup, stage) as (fake, endpoint):
        take = fake.take

        def busy_once(asked: Asked) -> Reply:
            if len(fake.messages) == 1 and not fake.trouble and busy:
                return fake.too_many(busy.pop())
            return take(asked)

        busy = [timedelta(seconds=90)]
        fake.take = busy_once
        stage.play(endpoint)
        first, second, third = fake.messages
        parts = stage.parts()
    assert [part.state for part in parts] == [PartState.DELIVERED] * 3
    assert busy == []
    assert stage.clock.now() >= NOON + (SECOND if setup.destination in SILENT else 90 * SECOND)
    assert (first.reply_to, second.reply_to) == (None, first.id)
    assert third.reply_to == (first.id if setup.threads == "root" else second.id)
    assert third.root == first.id
    for part, message in zip(parts, fake.messages, strict=True):
        assert part.receipt is not None
        assert message.id in own_of(part.receipt)


@everywhere
def test_a_part_is_the_same_bytes_on_every_attempt(setup: Setup, stage: Stage) -> None:
    """A limit, then a fault, then success: three requests, one body."""
    stage.add(laid_out("Saltwater opens — https://example.org/film", setup.platform))
    with running(setup, stage) as (fake, endpoint):
        if setup.destination == "bluesky":
            stage_session(fake)
        fake.trouble += [fake.too_many(7 * SECOND), Reply(status=503)]
        stage.play(endpoint)
        bodies = {asked.body for asked in posts(fake)}
    assert [part.state for part in stage.parts()] == [PartState.DELIVERED]
    assert len(bodies) == 1
    assert len(fake.messages) == 1
    assert {asked.headers["webhook-id"] for asked in posts(fake)} == {f"{KEY}#1"}


def noted(fake: Fake, stage: Stage) -> list[datetime]:
    """Return the list of times at which posts come in, which grows."""
    at: list[datetime] = []
    answer = fake.answer

    def note(asked: Asked) -> Reply:
        if "createSession" not in asked.path:
            at.append(stage.clock.now())
        return answer(asked)

    fake.answer = note  # type: ignore[method-assign]
    return at


def stage_session(fake: Fake) -> None:
    """Let the first session of Bluesky be opened before the trouble begins."""
    take = fake.answer

    def answer(asked: Asked) -> Reply:
        if "createSession" in asked.path:
            fake.asked.append(asked)
            return fake.take(asked)
        return take(asked)

    fake.answer = answer  # type: ignore[method-assign]


@everywhere
def test_a_limits_wait_is_kept_to_the_second(setup: Setup, stage: Stage) -> None:
    """The platform says when it listens again, in its own way; nothing is sent before. Who says nothing, backs off."""
    stage.add(laid_out("Saltwater opens", setup.platform))
    with running(setup, stage) as (fake, endpoint):
        if setup.destination == "bluesky":
            stage_session(fake)
        at = noted(fake, stage)
        fake.trouble.append(fake.too_many(40 * SECOND))
        stage.play(endpoint)
    assert len(at) == 2
    assert at[1] - at[0] >= (SECOND if setup.destination in SILENT else 40 * SECOND)
    assert at[1] - at[0] <= 42 * SECOND


@everywhere
def test_a_closed_channel_burns_no_post(setup: Setup, stage: Stage) -> None:
    """Where the address or the token is not right, one request is made, and every post stays in the queue."""
    for number in range(3):
        stage.add(laid_out("Saltwater opens", setup.platform), key=f"film/step-{number}/news")
    with running(setup, stage) as (fake, endpoint):
        if endpoint.token:
            wrong = setup.endpoint(fake.server, token=Secret("a token that was revoked"))
        else:
            wrong = setup.endpoint(fake.server, url=Secret(f"{fake.server}/gone?sig=old"))
        stage.play(wrong, until=60 * SECOND)
        assert len(fake.asked) == 1
        assert fake.messages == []
    assert {part.state for number in range(3) for part in stage.parts(f"film/step-{number}/news")} == {
        PartState.SCHEDULED
    }
    assert "news" in stage.store.paused_channels()


@everywhere
def test_a_post_nobody_will_take_fails_alone(setup: Setup, stage: Stage) -> None:
    """An empty text is refused by every platform: that post fails, and the next one arrives."""
    stage.add(Content(text=""), key="film/empty/news")
    stage.add(laid_out("Saltwater opens", setup.platform), key="film/fine/news")
    with running(setup, stage) as (fake, endpoint):
        if setup.destination in ("teams", "bluesky"):
            fake.trouble += _refusals(setup, fake)
        stage.play(endpoint)
        assert [message.text for message in fake.messages] == ["Saltwater opens"]
    (failed,), (fine,) = stage.parts("film/empty/news"), stage.parts("film/fine/news")
    assert (failed.state, fine.state) == (PartState.FAILED, PartState.DELIVERED)
    assert failed.reason


def _refusals(setup: Setup, fake: Fake) -> list[Reply]:
    """Return the refusals of the two that take empty texts: a flow whose trigger does not match, a record too large."""
    if setup.destination == "teams":
        error = {"error": {"code": "TriggerInputSchemaMismatch", "message": "no"}}
        return [Reply(status=400, body=json.dumps(error))]
    assert isinstance(fake, Bluesky)
    session = fake.take(
        Asked(
            path="/xrpc/com.atproto.server.createSession",
            query={},
            headers={},
            body=json.dumps({"identifier": fake.handle, "password": fake.password}).encode(),
        )
    )
    return [session, Reply(status=400, body='{"error":"InvalidRequest","message":"Record/text is empty"}')]


@everywhere
@pytest.mark.parametrize("title", TITLES)
def test_no_title_calls_anybody(setup: Setup, title: str) -> None:
    """Whatever an article is called, the request that leaves has nothing live in it."""
    content = laid_out(f"New: {title}", setup.platform)
    endpoint = setup.endpoint(SERVER)
    document = json.loads(endpoint.destination.build(content, context_of(endpoint, content))[-1].body)
    assert setup.calls(document) == []


def context_of(endpoint: Endpoint, content: Content) -> Context:
    """Return the context of a post of one part."""
    return Context(
        endpoint=endpoint,
        key=f"{KEY}#1",
        post=KEY,
        campaign="film",
        step="three-things",
        channel="news",
        platform=endpoint.platform,
        part=1,
        parts=1,
        content_hash=content.hash,
        due_at=NOON,
        not_after=NOON + HOUR,
        in_reply_to=None,
        attempt=1,
        sent_at=NOON,
    )


@everywhere
def test_a_picture_travels_by_its_address_or_not_at_all(setup: Setup, stage: Stage) -> None:
    """The fake takes the body with a picture in it; where it needs an upload, none is sent."""
    image = Image(url="https://example.org/still.jpg", alt="A pier at dusk")
    stage.add(laid_out("Saltwater opens", setup.platform, image=image))
    with running(setup, stage) as (fake, endpoint):
        stage.play(endpoint)
        assert len(fake.messages) == 1
        sent = json.dumps(fake.messages[0].more)
    assert (image.url in sent) == endpoint.destination.takes_image


def test_one_session_serves_many_parts_and_is_opened_again_when_it_ended(stage: Stage) -> None:
    """Sessions may be opened 300 times a day; one that the server forgot is opened again, once, within the attempt."""
    setup = SETUPS["bluesky"]
    for number in range(5):
        stage.add(laid_out(f"Post {number}", "bluesky"), key=f"film/step-{number}/news")
    with running(setup, stage) as (fake, endpoint):
        take = fake.take

        def forgets(asked: Asked) -> Reply:
            if len(fake.messages) == 3 and len(fake.sessions) == 1:
                fake.sessions = dict.fromkeys(fake.sessions, NOON - HOUR)
            return take(asked)

        fake.take = forgets
        stage.play(endpoint)
        assert len(fake.sessions) == 2
        assert len(fake.messages) == 5
    assert [part.attempts for number in range(5) for part in stage.parts(f"film/step-{number}/news")] == [1] * 5


@pytest.mark.parametrize(
    ("answer", "attempts"),
    [(Reply(status=504), 2), (Reply(status=500), 2), (Reply(status=200, body="{}"), 2), (Reply(status=429), 2)],
    ids=["a gateway", "a fault", "no token", "a limit"],
)
def test_a_session_that_was_not_opened_is_no_post_that_may_have_arrived(
    stage: Stage, answer: Reply, attempts: int
) -> None:
    """Whatever became of the prepare, the part was not sent: it is tried again, and is never unknown."""
    stage.add(laid_out("Saltwater opens", "bluesky"))
    with running(SETUPS["bluesky"], stage) as (fake, endpoint):
        fake.trouble.append(answer)
        stage.play(setup_holding(endpoint))
        assert len(fake.messages) == 1
    (part,) = stage.parts()
    assert (part.state, part.attempts) == (PartState.DELIVERED, attempts)


def test_a_session_refused_pauses_the_channel_and_says_why(stage: Stage) -> None:
    """An account's password in place of an app password: no post is burnt, and the reason is a person's to act on."""
    stage.add(laid_out("Saltwater opens", "bluesky"))
    with running(SETUPS["bluesky"], stage) as (fake, endpoint):
        fake.trouble.append(Reply(status=401, body='{"error":"AuthFactorTokenRequired","message":"code sent"}'))
        stage.play(endpoint, until=60 * SECOND)
        assert len(fake.asked) == 1
    assert [part.state for part in stage.parts()] == [PartState.SCHEDULED]
    assert "news" in stage.store.paused_channels()
    assert "make an app password" in str(stage.parts()[0].reason)


def setup_holding(endpoint: Endpoint) -> Endpoint:
    """Return the channel with `on_unknown: hold`, so that nothing hides behind a policy."""
    return replace(endpoint, on_unknown=OnUnknown.HOLD)


def test_a_request_too_large_for_teams_is_not_even_sent(stage: Stage) -> None:
    """28 KB is the whole of a message there; planning says so, and delivery does not rely on it."""
    stage.add(Content(text="\n".join(["a line"] * 500)))
    with running(SETUPS["teams"], stage) as (fake, endpoint):
        stage.play(endpoint)
        assert fake.asked == []
    (part,) = stage.parts()
    assert part.state is PartState.FAILED
    assert "28,672" in str(part.reason)


def test_a_token_is_not_told_in_what_people_read(stage: Stage) -> None:
    """A server that repeats the session's token in an error gives nothing away."""
    stage.add(laid_out("Saltwater opens", "bluesky"))
    with running(SETUPS["bluesky"], stage) as (fake, endpoint):
        take = fake.take

        def echo(asked: Asked) -> Reply:
            if "putRecord" not in asked.path:
                return take(asked)
            return Reply(status=400, body=f"no: {asked.headers['authorization']} {asked.headers['webhook-id']}")

        fake.take = echo
        stage.play(endpoint)
    (part,) = stage.parts()
    assert part.state is PartState.FAILED
    assert "***" in str(part.reason)
    assert "access-0" not in str(part.reason)


def test_a_record_that_was_put_is_put_again_without_a_trace(stage: Stage) -> None:
    """The server took the post and its answer was lost: the second attempt changes nothing, and brings the same id."""
    setup = SETUPS["bluesky"]
    stage.add(laid_out("Saltwater opens", "bluesky"))
    with running(setup, stage) as (fake, endpoint):
        lose_first_answer(fake, "putRecord")
        stage.play(endpoint)
        assert len(posts(fake)) == 2
        assert len(fake.messages) == 1
    assert [part.state for part in stage.parts()] == [PartState.DELIVERED]


def test_an_idempotency_key_brings_the_same_status(stage: Stage) -> None:
    """Mastodon took the post and a gateway hid it: sent again within the hour, it is the same one."""
    setup = SETUPS["mastodon"]
    stage.add(laid_out("Saltwater opens", "mastodon"))
    with running(setup, stage) as (fake, endpoint):
        lose_first_answer(fake, "statuses")
        stage.play(endpoint)
        assert len(posts(fake)) == 2
        assert len(fake.messages) == 1
    assert [part.state for part in stage.parts()] == [PartState.DELIVERED]


def test_a_forgotten_key_is_not_trusted(stage: Stage) -> None:
    """The status may have arrived, and the server was down for an hour since: a person has to say that it did not.

    Mastodon remembers a key for an hour; after it, the same request is a second post.
    """
    stage.add(laid_out("Saltwater opens", "mastodon"))
    with running(SETUPS["mastodon"], stage) as (fake, endpoint):
        lose_first_answer(fake, "statuses")
        answer = fake.answer

        def down_for_an_hour(asked: Asked) -> Reply:
            down = fake.messages and stage.clock.now() < NOON + HOUR
            return Reply(status=503) if down else answer(asked)

        fake.answer = down_for_an_hour
        stage.play(endpoint)
        assert [part.state for part in stage.parts()] == [PartState.UNKNOWN]
        assert len(fake.messages) == 1
        stage.store.resolve(KEY, sent=False, receipt=None, now=stage.clock.now(), user="mara")
        stage.play(endpoint)
        assert [part.state for part in stage.parts()] == [PartState.DELIVERED]
        assert len(fake.messages) == 2


def lose_first_answer(fake: Fake, path: str) -> None:
    """Let the platform act on the first request to a path, and a gateway answer in its place."""
    take, lost = fake.take, [True]

    def hidden(asked: Asked) -> Reply:
        answer = take(asked)
        if path in asked.path and lost:
            lost.clear()
            return Reply(status=504, body="gateway timeout")
        return answer

    fake.take = hidden  # type: ignore[method-assign]


@pytest.mark.parametrize("name", [name for name in SETUPS if name not in ("bluesky", "mastodon")])
def test_who_cannot_drop_repeats_is_asked_once(name: str, stage: Stage) -> None:
    """A gateway answered, and nobody knows: the part is unknown, and a person decides."""
    stage.add(laid_out("Saltwater opens", SETUPS[name].platform))
    with running(SETUPS[name], stage) as (fake, endpoint):
        fake.trouble.append(Reply(status=504))
        stage.play(endpoint)
        assert len(fake.asked) == 1
    assert [part.state for part in stage.parts()] == [PartState.UNKNOWN]


@pytest.mark.parametrize(("name", "count"), [("discord", 11), ("slack", 3)])
def test_our_own_rate_keeps_a_platforms_limit(name: str, count: int, stage: Stage) -> None:
    """Posts due in the same second, on the platform's own clock: it never has to refuse one."""
    setup = SETUPS[name]
    for number in range(count):
        stage.add(laid_out(f"Post {number}", setup.platform), key=f"film/step-{number}/news")
    with setup.fake(lambda: datetime.now(UTC)) as fake:
        stage.play(setup.endpoint(fake.server))
        assert len(fake.asked) == len(fake.messages) == count


def test_a_limit_of_all_discord_keeps_its_other_channels_quiet(stage: Stage) -> None:
    """`global` is for everything from this address: the second channel does not even try before the wait is over."""
    setup = SETUPS["discord"]
    stage.add(laid_out("One", "discord"), key="film/one/news")
    with setup.fake(stage.clock.now) as fake:
        assert isinstance(fake, Discord)
        news, crew = setup.endpoint(fake.server, rate=None), setup.endpoint(fake.server, rate=None, channel="crew")
        fake.trouble.append(fake.closed_to_all(30 * SECOND))
        at = noted(fake, stage)
        stage.add(laid_out("Two", "discord"), key="film/two/crew", due_at=NOON + SECOND)
        stage.play(news, crew)
    assert at[0] == NOON
    assert len(at) == 3
    assert min(at[1:]) >= NOON + 30 * SECOND


def test_a_reply_without_the_id_of_the_part_before_is_not_sent(stage: Stage) -> None:
    """The first answer had no id and was taken for sent: the second would stand alone, so it fails and says why."""
    setup = SETUPS["mastodon"]
    stage.add(laid_out("One", "mastodon"), laid_out("Two", "mastodon"))
    with running(setup, stage) as (fake, endpoint):
        fake.trouble.append(Reply(status=200, body='{"id": "1', headers=(("transfer-encoding", "identity"),)))
        stage.play(setup.endpoint(fake.server, on_unknown=OnUnknown.ASSUME_SENT, rate=None))
        del endpoint
        assert len(fake.asked) == 1
    first, second = stage.parts()
    assert (first.state, second.state) == (PartState.DELIVERED, PartState.FAILED)
    assert "no id to reply to" in str(second.reason)


def test_the_corpus_is_large_enough() -> None:
    """Thirty titles at least."""
    assert len(set(TITLES)) >= 30


def test_a_mastodon_server_is_told_visibility_and_warning(stage: Stage) -> None:
    """What the channel says travels with every status."""
    stage.add(laid_out("Saltwater opens", "mastodon"))
    with running(SETUPS["mastodon"], stage) as (fake, endpoint):
        stage.play(endpoint)
        assert isinstance(fake, Mastodon)
        (message,) = fake.messages
    assert (message.more["visibility"], message.more["spoiler_text"]) == ("unlisted", "Film news")
