"""Truth windows against a twin that knows only what the words mean, and asks the clocks of every minute.

The twin is written from DESIGN section 7, not from the code: no interval is computed in it. It reads the posted words,
and says of a minute whether they are so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.errors import Severity
from scheduler.model import (
    Article,
    Campaign,
    Channel,
    Confidence,
    Event,
    Expiry,
    Facts,
    Part,
    Post,
    Release,
    Review,
    Step,
    Subject,
    Template,
)
from scheduler.plan import Material, draft
from scheduler.plan.parts import A_PART_TAKES, RESUMES_WITHIN
from scheduler.plan.phrases import parse_when

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
ZONES = sorted(available_timezones() - {"localtime", "Factory"})
NOW = datetime(2020, 1, 1, tzinfo=UTC)


# ---------------------------------------------------------------- the twin


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A minute, and the event it is looked at from."""

    at: datetime
    event: datetime
    zone: ZoneInfo

    @property
    def days(self) -> int:
        """How many midnights the clocks of the event's zone still show before the event's day."""
        return (self.event.astimezone(self.zone).date() - self.at.astimezone(self.zone).date()).days


def hours_are(said: str, moment: Moment) -> bool:
    left = moment.event - moment.at
    return int(said) * HOUR - HOUR / 2 < left <= int(said) * HOUR + HOUR / 2


def countdown_is(said: str, moment: Moment) -> bool:
    return said == {0: "today", 1: "tomorrow"}.get(moment.days, f"in {moment.days} days")


TRUE: Mapping[str, Callable[[str, Moment], bool]] = {
    "{{ days_left }}": lambda said, moment: int(said) == moment.days,
    "{{ countdown }}": countdown_is,
    "{{ today }}": lambda _, moment: moment.days == 0,
    "{{ tomorrow }}": lambda _, moment: moment.days == 1,
    "{{ hours_left }}": hours_are,
    "{{ out_now }}": lambda _, moment: moment.at >= moment.event,
    "It opens on {{ facts.release.start_date }}": lambda _, moment: moment.at < moment.event,
    "Coming to {{ campaign }}": lambda _, moment: moment.at < moment.event,
    "Opened on {{ facts.release.start_date }}": lambda _said, _moment: True,
    "Hello": lambda _said, _moment: True,
}
"""What a template says, and whether that is so. "Coming" names no release: only a step before the event claims it."""


def first_shown(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the first minute that shows a wall time, or, in a gap, the first that shows a later one."""
    start = wall.replace(tzinfo=UTC) - 27 * HOUR
    shown = ((start + number * MINUTE, zone) for number in range(54 * 60))
    return next(at for at, tz in shown if tz.fromutc(at.replace(tzinfo=tz)).replace(tzinfo=None) >= wall)


def due_by(rule: tuple[int, time | str], event_day: date, event: datetime, zone: ZoneInfo) -> datetime:
    """Return when a step is due: a day and a time on the clocks, or so many hours or minutes from the event."""
    number, at = rule
    if isinstance(at, time):
        return first_shown(datetime.combine(event_day + number * DAY, at), zone)
    return event + number * (HOUR if at == "h" else MINUTE)


# ---------------------------------------------------------------- what is drafted


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A step of a campaign, and the event it leads up to."""

    zone: str
    day: date
    time: time
    rule: tuple[int, time | str]
    words: tuple[str, ...]
    late: timedelta
    expires: timedelta | None

    @property
    def phrase(self) -> str:
        number, at = self.rule
        return f"T{number:+} {at:%H:%M}" if isinstance(at, time) else f"T{number:+}{at}"


def drafted(asked: Asked) -> tuple[Post | None, list[str]]:
    """Return the post that the product makes of it, and the codes of its errors."""
    facts = Facts(
        article=Article(text="", blocks=(), file="film.txt", sha256="0" * 64),
        kinds={
            "releases": (
                Release(
                    id="release",
                    of=Subject(type="Movie", name="A film"),
                    start_date=asked.day.isoformat(),
                    confidence=Confidence.SURE,
                    review=Review.ACCEPTED,
                    source=None,
                ),
            )
        },
    )
    step = Step(name="one", when=parse_when(asked.phrase), template="words", expires=asked.expires)
    event = Event(release=None, time=asked.time, zone=asked.zone)
    made = draft(
        Material(
            campaigns=(Campaign(name="film", steps=(step,), facts=facts, event=event, channels=("x",)),),
            one_offs=(),
            channels={"x": Channel(name="x", platform="x", destination="webhook")},
            templates={"words": Template(name="words", source="\n---\n".join(asked.words), file="words.j2")},
            zone="UTC",
            late=asked.late,
        ),
        NOW,
    )
    errors = [problem.code for problem in made.problems if problem.severity is Severity.ERROR]
    return (made.posts[0] if made.posts else None), errors


NIGHTS = [
    ("America/New_York", date(2027, 3, 14)),
    ("America/New_York", date(2027, 11, 7)),
    ("America/Nuuk", date(2027, 3, 27)),  # its last hour is missing
    ("America/Nuuk", date(2027, 10, 30)),  # its last hour comes twice
    ("Africa/Cairo", date(2027, 4, 30)),  # its first hour is missing
    ("Australia/Lord_Howe", date(2027, 4, 4)),  # half an hour
]
"""Nights in which clocks are set, and the day whose length that changes."""

days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
somewhere = st.tuples(st.sampled_from(ZONES), days) | st.builds(
    lambda night, after: (night[0], night[1] + after * DAY), st.sampled_from(NIGHTS), st.integers(-1, 2)
)
clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59)) | st.sampled_from(
    [time(0), time(0, 30), time(1, 30), time(2, 30), time(23, 30), time(23, 59)]
)
rules = st.tuples(st.integers(-9, 2), clocks) | st.tuples(st.integers(-40, 5), st.just("h"))
rules |= st.tuples(st.integers(-300, 60), st.just("m"))
steps = st.builds(
    lambda there, **asked: Asked(zone=there[0], day=there[1], **asked),
    there=somewhere,
    time=clocks,
    rule=rules,
    words=st.lists(st.sampled_from(list(TRUE)), min_size=1, max_size=3).map(tuple),
    late=st.sampled_from([10 * MINUTE, 2 * HOUR, 26 * HOUR]),
    expires=st.none() | st.sampled_from([30 * MINUTE, 6 * HOUR]),
)


class Twin:
    """What the twin says of a drafted post."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.zone = ZoneInfo(asked.zone)
        self.event = first_shown(datetime.combine(asked.day, asked.time), self.zone)
        self.due = due_by(asked.rule, asked.day, self.event, self.zone)

    def says(self, part: Part, at: datetime) -> bool:
        """Whether a part is true at an instant."""
        word = self.asked.words[part.number - 1]
        if word.startswith("Coming") and self.due >= self.event:
            return True
        said = part.content.text.partition(" 1/")[0]
        return TRUE[word](said, Moment(at=at, event=self.event, zone=self.zone))


@given(steps)
def test_a_part_may_start_exactly_while_what_it_says_is_true(asked: Asked) -> None:
    """In each minute of its window it is true, and outside of it is false, or another rule of the design ends it."""
    post, errors = drafted(asked)
    twin = Twin(asked)
    if post is None or errors:
        return
    assert post.due_at == twin.due
    for part in post.parts:
        minutes = (part.not_after - part.not_before) // MINUTE
        at = [part.not_before + number * MINUTE for number in range(minutes)]
        assert all(twin.says(part, each) for each in at), "it may start while it is not true"
        assert part.not_before == twin.due or not twin.says(part, part.not_before - MINUTE)
        bounds = {Expiry.LATE: asked.late, Expiry.EXPIRES: asked.expires} if part.number == 1 else {}
        if part.expiry is not Expiry.UNTRUE:
            assert part.not_after == twin.due + (bounds.get(part.expiry) or RESUMES_WITHIN)
        elif part.number > 1 or twin.says(part, part.not_after):
            later = post.parts[1:] if part.number == 1 else [part]
            assert not all(twin.says(each, part.not_after + MINUTE) for each in later), "nothing ends it"


@given(steps)
def test_a_thread_starts_only_if_all_of_it_can_arrive_while_it_is_true(asked: Asked) -> None:
    """Five seconds a part, in every minute in which the first one may start: across midnight, too."""
    post, errors = drafted(asked)
    if post is None or errors:
        return
    twin, first = Twin(asked), post.parts[0]
    minutes = [twin.due + number * MINUTE for number in range((first.not_after - twin.due) // MINUTE)]
    for begun in (*minutes, first.not_after - timedelta(seconds=1)):
        assert all(twin.says(part, begun + A_PART_TAKES * (part.number - 1)) for part in post.parts)


@given(steps)
def test_a_post_is_refused_as_untrue_exactly_where_it_is(asked: Asked) -> None:
    """`claim-untrue` is said where a part is false when it is due, or a thread too short of time to be sent whole."""
    post, errors = drafted(asked)
    if post is None:
        return
    twin = Twin(asked)
    ends = [(part, twin.due + A_PART_TAKES * (part.number - 1)) for part in post.parts]
    true = all(twin.says(part, twin.due) and twin.says(part, at) for part, at in ends)
    assert ("claim-untrue" not in errors) is true


@pytest.mark.parametrize("word", list(TRUE))
def test_each_word_is_drafted_somewhere(word: str) -> None:
    """The properties above are not true of nothing."""
    rule = {"{{ today }}": (0, time(8)), "{{ tomorrow }}": (-1, time(8)), "{{ out_now }}": (0, "h")}.get(
        word, (-1, "h")
    )
    asked = Asked(
        zone="America/New_York",
        day=date(2027, 1, 8),
        time=time(9),
        rule=rule,
        words=(word,),
        late=2 * HOUR,
        expires=None,
    )
    assert drafted(asked)[1] == []
