"""Campaigns and rows become posts with their times and windows, and every problem is said once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any

import pytest

from scheduler.errors import Place, Problem, Severity
from scheduler.facts.lists.key_points import KeyPoint
from scheduler.model import (
    Campaign,
    Channel,
    Confidence,
    Event,
    Expiry,
    Facts,
    Image,
    OneOff,
    PartState,
    Post,
    Recurrence,
    Review,
    Step,
    Template,
)
from scheduler.plan import Drafted, Material
from scheduler.plan import draft as whole_draft
from scheduler.plan.phrases import parse_every, parse_when
from scheduler.plan.warnings import codes as codes_of_warnings

Make = Callable[..., Any]

HERE = Place(file="config/campaigns/film.yaml", line=5, column=3)
TEMPLATES = {
    "hello": "Hello from {{ campaign }} on {{ channel }}",
    "link": "See {{ link }}",
    "countdown": "{{ countdown }}",
    "out-now": "{{ out_now }}",
    "release": "{{ facts.release.start_date }}",
    "thread-end": "One\n---\nTwo {{ countdown }}",
    "thread": "One {{ countdown }}\n---\nTwo",
    "broken": "{{ nothing_of_that_name }}",
    "long": "word " * 80,
    "soon": "Coming to a cinema near you",
    "tonight": "Tonight at eight",
    "points": "{% for point in facts.key_points %}{{ point }} {% endfor %}",
    "typed-twice": "One {{ tomorrow }}\n---\nTwo, tomorrow",
}
CHANNELS = {
    "x": Channel(name="x", platform="x", destination="webhook"),
    "bluesky": Channel(name="bluesky", platform="bluesky", destination="catch"),
    "short": Channel(name="short", platform="x", destination="webhook", limit=10),
    "news": Channel(name="news", platform="slack", destination="slack"),
}
EVENT = Event(release=None, time=time(9), zone="America/New_York", place=HERE)


def material(*campaigns: Campaign, one_offs: tuple[OneOff, ...] = (), **more: Any) -> Material:
    """Return what is drafted: everything else is the same in all tests."""
    channels: Mapping[str, Channel] = MappingProxyType(more.pop("channels", CHANNELS))
    return Material(
        campaigns=campaigns,
        one_offs=one_offs,
        channels=channels,
        templates={
            name: Template(name=name, source=text, file=f"templates/{name}.j2") for name, text in TEMPLATES.items()
        },
        zone="Europe/Berlin",
        late=timedelta(hours=2),
        **more,
    )


def step(when: str, template: str = "hello", name: str = "one", **more: Any) -> Step:
    """Return a step of the film."""
    return Step(name=name, when=parse_when(when), template=template, place=HERE, **more)


@pytest.fixture
def film(make_release: Make, make_facts: Make) -> Make:
    """Make the film's campaign: out on 8 January 2027, nine in the morning in New York."""

    def make(*steps: Step, release: Mapping[str, Any] | None = None, **more: Any) -> Campaign:
        facts = make_facts(make_release(**(release or {})))
        fields = {"facts": facts, "event": EVENT, "channels": ("x",), "place": Place(file=HERE.file, line=1)}
        return Campaign(name="film", steps=steps, **(fields | more))

    return make


def draft(material: Material, now: datetime, queued: Iterable[Post] = ()) -> Drafted:
    """Draft, and leave out the warnings of posts that could be made: those have tests of their own."""
    drafted = whole_draft(material, now, queued)
    others = codes_of_warnings()
    return replace(drafted, problems=tuple(each for each in drafted.problems if each.code not in others))


def codes(drafted: Drafted) -> list[str]:
    """Return the codes of the problems."""
    return [problem.code for problem in drafted.problems]


def only(drafted: Drafted) -> Post:
    """Return the one post there is."""
    assert codes(drafted) == []
    (post,) = drafted.posts
    return post


def said(drafted: Drafted) -> Problem:
    """Return the one problem there is."""
    (problem,) = drafted.problems
    return problem


# ---------------------------------------------------------------- steps


def test_a_step_makes_one_post_a_channel(film: Make, noon: datetime) -> None:
    """Key, time, wall time, rule, text and place are what the files say."""
    drafted = draft(material(film(step("T-7 10:30"), channels=("x", "bluesky"))), noon)
    assert [post.key for post in drafted.posts] == ["film/one/bluesky", "film/one/x"]
    post = drafted.posts[1]
    assert post.due_at == datetime(2027, 1, 1, 15, 30, tzinfo=UTC)
    assert (post.wall, post.zone, post.when) == ("2027-01-01 10:30", "America/New_York", "T-7 10:30")
    assert (post.campaign, post.step, post.channel, post.platform) == ("film", "one", "x", "x")
    assert [part.content.text for part in post.parts] == ["Hello from film on x"]
    assert (post.state, post.held, post.place) == (PartState.SCHEDULED, False, HERE)


def test_posts_come_in_the_order_they_are_due(film: Make, noon: datetime) -> None:
    """Whatever the order of files, steps and channels."""
    steps = (step("T+1", name="b"), step("T-1", name="a"), step("T+1", name="a-too"))
    drafted = draft(material(film(*steps)), noon)
    assert [post.step for post in drafted.posts] == ["a", "a-too", "b"]


def test_channels_of_a_step_replace_those_of_its_campaign(film: Make, noon: datetime) -> None:
    """And a channel that is not there was told when the files were read."""
    drafted = draft(material(film(step("T-7", channels=("bluesky", "gone")))), noon)
    assert only(drafted).key == "film/one/bluesky"


def test_a_posts_window_is_closed_by_the_first_of_its_bounds(film: Make, noon: datetime) -> None:
    """Truth, expiry and lateness: each part knows which one it is."""
    due = datetime(2027, 1, 7, 14, tzinfo=UTC)
    plain = only(draft(material(film(step("T-1"))), noon)).parts[0]
    assert (plain.not_before, plain.not_after, plain.expiry) == (due, due + timedelta(hours=2), Expiry.LATE)
    brief = only(draft(material(film(step("T-1", expires=timedelta(hours=1)))), noon))
    assert (brief.not_after, brief.parts[0].expiry) == (due + timedelta(hours=1), Expiry.EXPIRES)
    assert brief.expires_at == due + timedelta(hours=1)
    evening = only(draft(material(film(step("T-1 23:00", "countdown"))), noon)).parts[0]
    midnight = datetime(2027, 1, 8, 5, tzinfo=UTC)
    assert (evening.not_after, evening.expiry, evening.true_until) == (midnight, Expiry.UNTRUE, midnight)
    assert evening.not_before == evening.true_from == midnight - timedelta(days=1)


def test_a_step_may_say_itself_until_when_it_is_true(film: Make, noon: datetime) -> None:
    """`true_from` and `true_until` bound every part."""
    until = datetime(2027, 1, 7, 14, 30, tzinfo=UTC)
    post = only(draft(material(film(step("T-1", true_until=until))), noon))
    assert (post.not_after, post.parts[0].expiry) == (until, Expiry.UNTRUE)


def test_what_is_not_true_when_it_is_due_is_a_problem(film: Make, noon: datetime) -> None:
    """What says "out now" a day before is told once for all channels, with its words and its posts."""
    drafted = draft(material(film(step("T-1", "out-now"), channels=("x", "bluesky", "news"))), noon)
    problem = said(drafted)
    assert (problem.code, problem.severity, problem.place) == ("claim-untrue", Severity.ERROR, HERE)
    assert problem.message == 'one would say "out now" at 2027-01-07 09:00, when that is not true'
    assert problem.hint == "change its time, or the words of the template; used by film/one/x and 2 more"


def points(make_facts: Make, make_release: Make, *texts: str) -> Facts:
    """Return facts with these key points, and beside the film's release one that was out on 5 January."""
    made = (
        KeyPoint(text=text, source=None, review=Review.ACCEPTED, place=Place(file="config/facts/film.yaml", line=line))
        for line, text in enumerate(texts, start=30)
    )
    return make_facts(make_release(), make_release("teaser", "2027-01-05", of=None), key_points=tuple(made))


def test_what_a_fact_says_that_is_not_true_is_told_with_the_fact_and_where_it_stands(
    film: Make, make_facts: Make, make_release: Make, noon: datetime
) -> None:
    """A marketer looks for the words in the template, where they are not."""
    facts = points(make_facts, make_release, "A quiet film.", "The teaser arrives on January 5.")
    problem = said(draft(material(film(step("T-1", "points"), facts=facts)), noon))
    assert (problem.code, problem.place) == ("claim-untrue", HERE)
    assert problem.message == (
        'one would say "arrives" at 2027-01-07 09:00, when that is not true; '
        "the words are those of the fact key_points[1] (config/facts/film.yaml:31)"
    )
    assert problem.hint == "change its time, or put the fact right, or reject it; used by film/one/x"


def test_a_fact_that_tells_an_old_plan_may_be_said_at_any_time(
    film: Make, make_facts: Make, make_release: Make, noon: datetime
) -> None:
    """That something was originally scheduled for a day is so after that day, too."""
    facts = points(make_facts, make_release, "The teaser was originally scheduled for January 5.")
    post = only(draft(material(film(step("T-1", "points"), facts=facts)), noon))
    assert post.parts[0].expiry is Expiry.LATE


def test_a_thread_has_a_window_for_each_part(film: Make, noon: datetime) -> None:
    """Only the part that speaks of time is bound by it."""
    post = only(draft(material(film(step("T-1 23:30", "thread"))), noon))
    assert [part.expiry for part in post.parts] == [Expiry.UNTRUE, Expiry.LATE]
    assert [part.number for part in post.parts] == [1, 2]
    assert len(post.claims) == 1


def test_a_step_that_leads_up_to_the_event_ends_at_it_if_it_speaks_of_it_as_to_come(film: Make, noon: datetime) -> None:
    """An hour before the event, "Coming" is not said after it; two hours after it, it speaks of something else."""
    before, after = draft(material(film(step("T-1h", "soon"), step("T+2h", "soon", name="two"))), noon).posts
    event = datetime(2027, 1, 8, 14, tzinfo=UTC)
    assert (before.not_after, before.parts[0].expiry) == (event, Expiry.UNTRUE)
    assert (after.not_after, after.parts[0].expiry) == (event + timedelta(hours=4), Expiry.LATE)


def test_a_claim_proves_the_words_of_its_own_part_only(film: Make, noon: datetime) -> None:
    """A later part is bounded by its own claims alone, so a word typed in it is not proven by the first part's."""
    problem = said(draft(material(film(step("T-1", "typed-twice"))), noon))
    assert (problem.code, problem.severity) == ("claim-unproven", Severity.ERROR)
    assert '"tomorrow"' in problem.message


def test_a_recurrence_says_by_its_expiry_how_long_its_words_are_true(film: Make, noon: datetime) -> None:
    """It has no true_from: the hint names what it has, and that settles it."""
    problem = said(draft(material(film(recurring=(notes("day 09:00", times=1, templates=("tonight",)),))), noon))
    assert problem.code == "claim-unproven"
    assert "give the recurrence `expires`" in str(problem.hint)
    rule = notes("day 09:00", times=1, templates=("tonight",), expires=timedelta(hours=6))
    assert only(draft(material(film(recurring=(rule,))), noon)).parts[0].expiry is Expiry.LATE


def test_a_day_that_a_zone_leaves_out_is_skipped_with_a_warning(film: Make, noon: datetime) -> None:
    """Samoa had no 30 December 2011."""
    event = Event(release=None, time=time(9), zone="Pacific/Apia")
    rule = notes("day 09:00", date(2011, 12, 29), times=2)
    drafted = draft(material(film(event=event, recurring=(rule,))), noon)
    assert [post.key[-10:] for post in drafted.posts] == ["2011-12-29", "2011-12-31"]
    skipped = next(problem for problem in drafted.problems if problem.code == "day-missing")
    assert skipped.message == "notes skips 2011-12-30, which does not exist in Pacific/Apia"
    assert skipped.severity is Severity.WARNING


def test_parts_that_are_joined_share_their_claims(film: Make, noon: datetime) -> None:
    """Slack's webhook knows no threads: one text, bound by all it says."""
    post = only(draft(material(film(step("T-1 23:30", "thread-end"), channels=("news",))), noon))
    assert [part.content.text for part in post.parts] == ["One\n\nTwo tomorrow"]
    assert post.parts[0].expiry is Expiry.UNTRUE


def test_a_posts_approval_is_awaited_where_the_workspace_asks_for_one(film: Make, noon: datetime) -> None:
    """It starts as `awaiting`."""
    assert only(draft(material(film(step("T-7")), approvals_required=1), noon)).state is PartState.AWAITING


def test_counters_and_pictures_are_what_the_step_says(film: Make, noon: datetime) -> None:
    """The step's picture before the campaign's, on the first part."""
    picture = Image(url="https://example.org/p.png", alt="A harbour")
    made = film(step("T-1", "thread", thread_number="n/m", image=picture), image=Image(url="https://example.org/c.png"))
    post = only(draft(material(made), noon))
    assert [part.content.text for part in post.parts] == ["One tomorrow 1/2", "Two 2/2"]
    assert [part.content.image for part in post.parts] == [picture, None]


@pytest.mark.parametrize("recurring", [False, True])
def test_a_long_text_becomes_a_thread_only_where_its_step_says_so(
    recurring: bool,  # noqa: FBT001 - a column of the table
    film: Make,
    noon: datetime,
) -> None:
    """Without `thread` a countdown that grew too long is told, and not cut in two."""
    for thread in (True, False):
        rule = notes("day 09:00", date(2027, 1, 7), times=1, templates=("long",), thread=thread)
        steps = () if recurring else (step("T-1", "long", thread=thread),)
        drafted = draft(material(film(*steps, recurring=(rule,) if recurring else ())), noon)
        assert codes(drafted) == ([] if thread else ["length-over"])
        assert [len(post.parts) for post in drafted.posts] == ([2] if thread else [])


# ---------------------------------------------------------------- links


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ({}, "https://example.org/film"),  # the article's
        ({"campaign": "https://example.org/c"}, "https://example.org/c"),
        ({"campaign": "https://example.org/c", "channel": "https://example.org/h"}, "https://example.org/h"),
        ({"channel": "https://example.org/h", "step": "https://example.org/s"}, "https://example.org/s"),
    ],
)
def test_the_most_specific_link_wins(links: dict[str, str], expected: str, film: Make, noon: datetime) -> None:
    """Step before channel before campaign before article."""
    channels = {"x": replace(CHANNELS["x"], link=links.get("channel"))}
    made = film(step("T-1", "link", link=links.get("step")), link=links.get("campaign"))
    assert only(draft(material(made, channels=channels), noon)).parts[0].content.text == f"See {expected}"


def test_a_link_carries_the_campaigns_parameters_before_it_is_measured(film: Make, noon: datetime) -> None:
    """A channel's parameter replaces the campaign's of that name; every placeholder is filled."""
    channels = {"x": replace(CHANNELS["x"], utm=MappingProxyType({"medium": "{platform}"}))}
    made = film(step("T-1", "link"), utm={"source": "{channel}", "medium": "social", "campaign": "{campaign}-{step}"})
    post = only(draft(material(made, channels=channels), noon))
    query = "utm_source=x&utm_medium=x&utm_campaign=film-one"
    assert post.parts[0].content.text == f"See https://example.org/film?{query}"
    assert post.parts[0].content.link == f"https://example.org/film?{query}"


def test_a_link_that_is_no_address_is_told_at_the_step(film: Make, noon: datetime) -> None:
    """It came from the article, which has no place of its own here."""
    problem = said(draft(material(film(step("T-1", "link"), link="https://[half", utm={"source": "x"})), noon))
    assert (problem.code, problem.place) == ("address-invalid", HERE)


# ---------------------------------------------------------------- facts


def test_a_t_step_uses_the_release_even_if_its_text_does_not(film: Make, noon: datetime) -> None:
    """A date nobody trusts sets no time: the guess blocks every step that counts from it."""
    made = film(
        step("T-7"), step("T-1", name="two"), release={"confidence": Confidence.GUESS, "review": Review.PROPOSED}
    )
    problem = said(draft(material(made), noon))
    assert (problem.code, str(problem.place)) == ("fact-guess", "config/facts/film.yaml:4:3")
    assert (
        problem.hint == "check it: run  tminus facts review config/facts/film.yaml  or write  review: accepted"
        "; used by film/one/x and 1 more"
    )


def test_a_dated_step_does_not_depend_on_the_release(film: Make, noon: datetime) -> None:
    """It neither counts from it nor speaks of it, whatever is wrong with it."""
    made = film(step("2027-01-05 09:00"), release={"review": Review.REJECTED})
    assert only(draft(material(made), noon)).facts_used == ()


def test_a_recurrence_does_not_depend_on_the_release(film: Make, noon: datetime) -> None:
    """It comes on its days, whether or not somebody trusts the date."""
    made = film(recurring=(notes("day 09:00", times=2),), release={"review": Review.REJECTED})
    drafted = draft(material(made), noon)
    assert codes(drafted) == []
    assert [post.facts_used for post in drafted.posts] == [(), ()]


def test_a_post_names_the_facts_it_uses(film: Make, noon: datetime) -> None:
    """Each once, though it counts from the release and says its date."""
    post = only(draft(material(film(step("T-7", "release"))), noon))
    assert [str(place) for place in post.facts_used] == ["config/facts/film.yaml:4:3"]


def test_an_unreviewed_fact_warns_or_blocks_as_the_workspace_says(film: Make, noon: datetime) -> None:
    """`facts: {require_review: true}` makes an error of the warning."""
    made = film(step("T-7"), release={"review": Review.PROPOSED})
    assert said(draft(material(made), noon)).severity is Severity.WARNING
    assert said(draft(material(made, require_review=True), noon)).severity is Severity.ERROR


# ---------------------------------------------------------------- what is wrong


def test_one_campaign_without_a_date_has_one_problem(film: Make, noon: datetime) -> None:
    """However many steps count from T; those with dates of their own are made all the same."""
    steps = (step("T-7"), step("T-1", name="two"), step("2027-01-05 09:00", name="three"))
    drafted = draft(material(film(*steps, release={"start_date": "2027"})), noon)
    assert said(drafted).code == "date-coarse"
    assert [post.step for post in drafted.posts] == ["three"]


def test_a_t_step_without_an_event_is_said_at_the_step(film: Make, noon: datetime) -> None:
    """There is nothing to count from."""
    problem = said(draft(material(film(step("T-7"), event=None)), noon))
    assert (problem.code, problem.place) == ("event-missing", HERE)
    assert problem.message == "The step one counts from T, and film has no event"


def test_a_broken_template_is_said_once_with_the_posts_that_use_it(film: Make, noon: datetime) -> None:
    """Its line is what has to be edited, not the steps."""
    steps = (step("T-7", "broken"), step("T-1", "broken", name="two"))
    problem = said(draft(material(film(*steps)), noon))
    assert problem.place is not None
    assert problem.place.file == "templates/broken.j2"
    assert problem.hint is not None
    assert problem.hint.endswith("used by film/one/x and 1 more")


def test_a_post_that_does_not_fit_is_a_problem_and_the_others_are_made(film: Make, noon: datetime) -> None:
    """A channel's own limit counts."""
    drafted = draft(material(film(step("T-7", "hello"), channels=("short", "x"))), noon)
    assert [post.key for post in drafted.posts] == ["film/one/x"]
    assert codes(drafted)
    assert all(problem.severity is Severity.ERROR for problem in drafted.problems)


def test_errors_come_before_warnings(film: Make, noon: datetime) -> None:
    """Whatever the order in which they were met."""
    made = film(step("T-7"), step("T-1", "broken", name="two"), release={"review": Review.PROPOSED})
    assert [problem.severity for problem in draft(material(made), noon).problems] == [Severity.ERROR, Severity.WARNING]


@pytest.mark.parametrize(
    ("when", "code", "message", "instant"),
    [
        (
            "2027-03-14 02:30",
            "dst-gap",
            "2027-03-14 02:30 does not exist in America/New_York: the clocks skip it",
            datetime(2027, 3, 14, 7, tzinfo=UTC),
        ),
        (
            "2027-11-07 01:30",
            "dst-twice",
            "2027-11-07 01:30 comes twice in America/New_York: the clocks go back",
            datetime(2027, 11, 7, 5, 30, tzinfo=UTC),
        ),
    ],
)
def test_a_time_in_the_night_of_the_change_is_one_post_and_one_warning(
    when: str, code: str, message: str, instant: datetime, film: Make, noon: datetime
) -> None:
    """For all channels together."""
    drafted = draft(material(film(step(when), channels=("x", "bluesky"))), noon)
    problem = said(drafted)
    assert (problem.code, problem.message, problem.severity) == (code, message, Severity.WARNING)
    assert {post.due_at for post in drafted.posts} == {instant}


def test_a_campaign_wholly_past_is_a_problem(film: Make) -> None:
    """One post still inside its window keeps it alive."""
    made = film(step("T-7"), step("T+0", name="two"))
    last = datetime(2027, 1, 8, 14, tzinfo=UTC) + timedelta(hours=2)
    assert codes(draft(material(made), last - timedelta(seconds=1))) == []
    problem = said(draft(material(made), last))
    assert (problem.code, problem.message) == ("campaign-past", "Every post of film is in the past")
    assert (problem.severity, str(problem.place)) == (Severity.ERROR, "config/campaigns/film.yaml:1")
    assert draft(material(film()), last).problems == ()


def test_a_campaign_is_not_past_while_a_post_of_it_could_not_be_made(film: Make) -> None:
    """What is wrong with that post is said; its time may be ahead."""
    made = film(step("T-7"), step("2027-03-01 09:00", name="two", template="broken"))
    broken = Template(name="broken", source="{{ nothing }}", file="templates/broken.j2")
    found = draft(
        replace(material(made), templates={**material().templates, "broken": broken}), datetime(2027, 2, 1, tzinfo=UTC)
    )
    assert "campaign-past" not in codes(found)
    assert codes(found)


# ---------------------------------------------------------------- recurrences


def notes(every: str, first: date = date(2027, 1, 30), **more: Any) -> Recurrence:
    """Return a recurrence of the film."""
    fields: dict[str, Any] = {"templates": ("hello",), "place": HERE}
    return Recurrence(name="notes", every=parse_every(every), first=first, **(fields | more))


def test_an_occurrence_is_named_by_its_local_day(film: Make, noon: datetime) -> None:
    """Late in the evening in New York it is the next day in UTC; the key has New York's."""
    drafted = draft(material(film(recurring=(notes("day 23:00", times=2),))), noon)
    assert [post.key for post in drafted.posts] == ["film/notes/x/2027-01-30", "film/notes/x/2027-01-31"]
    assert drafted.posts[0].due_at == datetime(2027, 1, 31, 4, tzinfo=UTC)
    assert (drafted.posts[0].when, drafted.posts[0].wall) == ("day 23:00", "2027-01-30 23:00")


def test_templates_take_turns_by_the_occurrences_ordinal(film: Make, noon: datetime) -> None:
    """A skipped month is no occurrence, and takes no turn."""
    rule = notes("month on 31 09:00", date(2027, 1, 1), times=3, templates=("hello", "link"))
    drafted = draft(material(film(recurring=(rule,))), noon)
    assert [post.parts[0].content.text[:4] for post in drafted.posts] == ["Hell", "See ", "Hell"]
    assert [(problem.code, problem.severity) for problem in drafted.problems] == [("month-short", Severity.WARNING)] * 2
    assert drafted.problems[0].message == "notes skips 2027-02, which has no day 31"


def test_an_occurrence_has_all_that_its_recurrence_says(film: Make, noon: datetime) -> None:
    """Counters, expiry, link and picture, as a step has them."""
    picture = Image(url="https://example.org/p.png")
    rule = notes(
        "day 09:00",
        date(2027, 1, 7),
        times=1,
        templates=("thread",),
        thread_number="n/m",
        expires=timedelta(minutes=5),
        link="https://example.org/notes",
        image=picture,
    )
    post = only(draft(material(film(recurring=(rule,))), noon))
    assert [part.content.text for part in post.parts] == ["One tomorrow 1/2", "Two 2/2"]
    assert post.parts[0].content.image == picture
    assert post.parts[0].content.link == "https://example.org/notes"
    assert post.parts[0].expiry is Expiry.EXPIRES


def test_a_recurrence_needs_no_event(film: Make, noon: datetime) -> None:
    """Without one its times are the workspace's."""
    rule = notes("day 09:00", times=1)
    assert only(draft(material(film(recurring=(rule,), event=None, facts=None)), noon)).zone == "Europe/Berlin"


def test_a_new_name_knows_the_old_one(film: Make, noon: datetime) -> None:
    """Post by post, occurrence by occurrence."""
    made = film(step("T-7", was="uno"), recurring=(notes("day 09:00", times=1, was="news"),))
    assert draft(material(made), noon).renamed == {
        "film/one/x": "film/uno/x",
        "film/notes/x/2027-01-30": "film/news/x/2027-01-30",
    }


# ---------------------------------------------------------------- rows of a spreadsheet


def row(text: str = "Good evening", when: str | None = "2027-01-10 18:00", **more: Any) -> OneOff:
    """Return a row for X."""
    fields: dict[str, Any] = {"channel": "x", "place": Place(file="config/posts/posts.csv", line=2)}
    rule = parse_when(when) if when else None
    return OneOff(key="gala", text=text, when=rule, **(fields | more))


def test_a_row_is_a_post_of_its_own_in_the_workspaces_zone(noon: datetime) -> None:
    """Its text is literal, its campaign is `posts`."""
    post = only(draft(material(one_offs=(row("{{ 7 * 7 }} % {# no #}", expires=timedelta(hours=1)),)), noon))
    assert (post.key, post.campaign, post.step) == ("posts/gala/x", "posts", "gala")
    assert (post.due_at, post.zone) == (datetime(2027, 1, 10, 17, tzinfo=UTC), "Europe/Berlin")
    assert (post.wall, post.when) == ("2027-01-10 18:00", "2027-01-10 18:00")
    assert post.parts[0].content.text == "{{ 7 * 7 }} % {# no #}"
    assert (post.parts[0].expiry, post.expires_at) == (Expiry.EXPIRES, post.due_at + timedelta(hours=1))


def test_a_rows_link_stands_in_the_text_only_where_it_would_not_be_seen(noon: datetime) -> None:
    """It carries the channel's parameters, every placeholder filled, in the platform's dialect."""
    utm = MappingProxyType({"source": "{channel}", "content": "{platform}-{campaign}-{step}"})
    channels = {name: replace(channel, utm=utm) for name, channel in CHANNELS.items()}
    shown = "https://example.org/?a=1&utm_source={0}&utm_content={1}-posts-gala"
    for name, escaped in (("x", "&"), ("news", "&amp;")):
        rows = (row(channel=name, link="https://example.org/?a=1"),)
        content = only(draft(material(one_offs=rows, channels=channels), noon)).parts[0].content
        link = shown.format(name, CHANNELS[name].platform)
        assert content.link == link
        assert content.text == f"Good evening\n\n{link.replace('&', escaped)}"


def test_a_row_without_words_is_a_problem(noon: datetime) -> None:
    """Nothing but a line between parts says nothing."""
    problem = said(draft(material(one_offs=(row("---"),)), noon))
    assert (problem.code, str(problem.place)) == ("post-empty", "config/posts/posts.csv:2")


def test_a_row_without_a_time_is_told_to_have_one(noon: datetime) -> None:
    """Free slots come later."""
    problem = said(draft(material(one_offs=(row(when=None),)), noon))
    assert (problem.code, str(problem.place)) == ("when-missing", "config/posts/posts.csv:2")


def test_a_row_that_is_too_long_is_told_at_its_line(noon: datetime) -> None:
    """Slack's webhook cannot thread, and three thousand characters are the limit."""
    problem = said(draft(material(one_offs=(row("word " * 700, channel="news"),)), noon))
    assert (problem.code, str(problem.place)) == ("length-over", "config/posts/posts.csv:2")


def test_a_row_in_the_night_of_the_change_is_warned_of(noon: datetime) -> None:
    """Berlin's clocks skip half past two on 28 March 2027."""
    assert said(draft(material(one_offs=(row(when="2027-03-28 02:30"),)), noon)).code == "dst-gap"


# ---------------------------------------------------------------- the whole


def test_drafting_depends_on_nothing_but_the_files(film: Make, noon: datetime) -> None:
    """Another `now` gives the same posts: only a campaign's end is seen by it."""
    files = material(film(step("T-7", "countdown"), step("T-1", "thread", name="two")), one_offs=(row(),))
    assert draft(files, noon).posts == draft(files, noon + timedelta(days=400)).posts


def test_a_campaign_without_facts_can_use_none(noon: datetime) -> None:
    """It is drafted from its templates alone."""
    made = Campaign(name="plain", steps=(step("2027-01-05 09:00"),), channels=("x",))
    assert only(draft(material(made), noon)).zone == "Europe/Berlin"
