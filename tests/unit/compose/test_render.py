"""Templates become parts, with what they used and claimed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler.compose import Rendered, variables_of
from scheduler.errors import WorkspaceError
from scheduler.model import Facts, Release, Subject, Template

Render = Callable[..., Rendered]
CASES = Path(__file__).parents[3] / "tests/cases/compose"


def cases(name: str) -> list[Any]:
    """Return the vectors of a file."""
    found: list[Any] = YAML(typ="safe").load(CASES / f"{name}.yaml")
    return found


def text_of(rendered: Rendered) -> str:
    """Return the text of a post of one part."""
    (part,) = rendered.parts
    return part.text


@pytest.mark.parametrize(("days", "words"), [(7, "in 7 days"), (2, "in 2 days"), (1, "tomorrow"), (0, "today")])
def test_a_countdown_says_the_days_and_when_that_is_true(rendered: Render, days: int, words: str) -> None:
    """The claim holds on the local day of the post in the event's zone."""
    post = rendered("{{ countdown }}", days=days)
    (claim,) = post.parts[0].claims
    assert (text_of(post), claim.words) == (words, words)
    midnight = datetime(2023, 7, 12 - days, 4, 0, tzinfo=UTC)  # New York is four hours behind in summer
    assert (claim.start, claim.end) == (midnight, midnight + timedelta(days=1))


def test_days_are_those_of_the_event_s_zone(rendered: Render) -> None:
    """Late in the evening in New York it is the next day in London: the event's calendar decides."""
    assert text_of(rendered("{{ days_left }}", days=1, hours=-14)) == "1"  # 23:00 on the 11th in New York
    assert text_of(rendered("{{ days_left }}", days=1, hours=-14, event_zone="Europe/London")) == "0"


def test_a_day_of_25_hours_is_one_day(rendered: Render) -> None:
    """The claim of the day on which clocks go back lasts 25 hours."""
    event = datetime(2023, 11, 6, 14, 0, tzinfo=UTC)
    (claim,) = rendered("{{ countdown }}", event_at=event, due_at=event - timedelta(days=1)).parts[0].claims
    assert (claim.start, claim.end) == (datetime(2023, 11, 5, 4, tzinfo=UTC), datetime(2023, 11, 6, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("word", "said", "start", "end"),
    [
        ("hours_left", "168", datetime(2023, 7, 5, 12, 30, tzinfo=UTC), datetime(2023, 7, 5, 13, 30, tzinfo=UTC)),
        ("today", "today", datetime(2023, 7, 12, 4, tzinfo=UTC), datetime(2023, 7, 13, 4, tzinfo=UTC)),
        ("tomorrow", "tomorrow", datetime(2023, 7, 11, 4, tzinfo=UTC), datetime(2023, 7, 12, 4, tzinfo=UTC)),
        ("out_now", "out now", datetime(2023, 7, 12, 13, tzinfo=UTC), None),
    ],
)
def test_each_word_of_time_has_its_own_interval(
    rendered: Render, word: str, said: str, start: datetime, end: datetime | None
) -> None:
    """The interval follows from the word alone; whether the post lies in it is the plan's business."""
    post = rendered(f"{{{{ {word} }}}}")
    (claim,) = post.parts[0].claims
    assert (text_of(post), claim.start, claim.end) == (said, start, end)


@pytest.mark.parametrize(
    "source",
    [
        "{% if false %}{{ days_left }}{% endif %}x",
        "{% set unused = countdown %}x",
        "{% if days_left is defined %}x{% endif %}",
    ],
)
def test_a_word_that_is_not_spoken_claims_nothing(rendered: Render, source: str) -> None:
    """An untaken branch must not make a post expire."""
    assert rendered(source).parts[0].claims == ()


@pytest.mark.parametrize(
    "source",
    [
        "{% if days_left == 7 %}x{% endif %}",
        "{% if 7 in [days_left] %}x{% endif %}",
        "{% if days_left %}x{% endif %}",
        "{{ days_left + 1 }}",
        "{{ '%d' % days_left }}",
        "{{ 'in ' + countdown }}",
        "{{ 'in ' ~ countdown }}",
        "{{ [countdown] | join }}",
        "{{ 'X' | replace('X', countdown) }}",
        "{{ countdown | upper }}",
        "{{ countdown.title() }}",
        "{{ '-' * days_left }}",
        "{% for i in range(days_left) %}x{% endfor %}",
        "{% set c = countdown %}{{ c }}",
        "{% macro m(w) %}{{ w }}{% endmacro %}{{ m(countdown) }}",
    ],
)
def test_a_word_that_is_spoken_or_compared_claims(rendered: Render, source: str) -> None:
    """However a value gets into the text or decides about it, its claim is noted once."""
    assert len(rendered(source).parts[0].claims) == 1


def test_claims_belong_to_the_part_they_are_spoken_in(rendered: Render) -> None:
    """A thread's later parts are bounded by their own claims only."""
    post = rendered("{{ days_left }} to go\n---\nnothing\n---\n{{ out_now }}\n")
    assert [[claim.words for claim in part.claims] for part in post.parts] == [["7 days"], [], ["out now"]]


def test_facts_are_noted_once_and_in_order(rendered: Render, facts: Facts, release: Release) -> None:
    """What a post says decides which facts can block it."""
    points = facts.kinds["key_points"]
    post = rendered("{{ facts.key_points[1].text }} {{ facts.key_points[0] }} {{ facts.key_points[1].text }}")
    assert post.facts_used == (points[1], points[0])
    assert rendered("{% if false %}{{ facts.release.id }}{% endif %}x").facts_used == ()
    assert rendered("{{ facts.release.of.name }}").facts_used == (release,)


@pytest.mark.parametrize("source", ["{{ countdown }}", "{{ event.date | day }}", "{{ out_now }}"])
def test_words_of_the_event_use_its_release(rendered: Render, release: Release, source: str) -> None:
    """A countdown depends on the release although it does not name it."""
    assert rendered(source).facts_used == (release,)


def test_fields_of_the_article_are_noted(rendered: Render) -> None:
    """They are no facts, and a workspace may ask about them all the same."""
    post = rendered("{{ facts.article.headline or facts.about.name }}")
    assert post.fields_used == ("article.headline", "about.name")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ event.date | weekday }}, {{ event.date | date }}", "Wednesday, July 12, 2023"),
        ("{{ facts.release.start_date | day }}, the {{ event.at | ordinal }}", "July 12, the 12th"),
        ("{{ '2023-07' | date }}, {{ '2023-21' | date }}, {{ '2023' | date }}", "July 2023, spring 2023, 2023"),
        ("{{ '2023-07' | month }} {{ '2023-07' | year }} {{ event.at | time }}", "July 2023 9:00 AM"),
        ("{{ 1 | ordinal }} {{ 2 | ordinal }} {{ 3 | ordinal }} {{ 11 | ordinal }}", "1st 2nd 3rd 11th"),
        ("{{ event.time | time }} {{ '18:30' | time }}", "9:00 AM 6:30 PM"),
        ("{{ hashtags }} {{ campaign }} {{ channel }} {{ platform }}", "#DeadReckoning #Film dead-reckoning main x"),
        ("{% if link %}{{ link }}{% else %}no link{% endif %}", "no link"),
        ("{% if facts.key_points[7] %}8{% else %}not 8{% endif %}", "not 8"),
        ("{{ facts.article.headline | default('none') }}{% if facts.article.headline is none %}!{% endif %}", "none!"),
    ],
)  # fmt: skip
def test_templates_say_what_their_author_meant(rendered: Render, source: str, text: str) -> None:
    """Filters, variables, and things that may be missing."""
    assert text_of(rendered(source)) == text


def test_a_platform_s_block_overrides_the_post(rendered: Render) -> None:
    """What is set up beside the blocks is at hand in them."""
    source = (
        "note\n{% set who = 'film' %}{% block post %}the {{ who }}{% endblock %}"
        "{% block slack %}S {{ self.post() }}{% endblock %}"
    )
    assert text_of(rendered(source)) == "the film"
    assert text_of(rendered(source, "slack")) == "S the film"


def test_parts_are_trimmed_and_empty_ones_dropped(rendered: Render) -> None:
    """White space that templates leave behind does not travel."""
    post = rendered("\n one  \n\n\n\n\ntwo \n---\n{% if link %}x{% endif %}\n  ---\n three\n")
    assert [part.text for part in post.parts] == ["one\n\ntwo", "three"]


def test_values_arrive_literally_and_the_author_s_words_stay_dialect(rendered: Render) -> None:
    """Slack: the author may write `<!here>`, a fact may not; nothing is escaped twice."""
    source = (
        "<!here> {{ '<b>' }} {{ link }} {% set q %}{{ link }}{% endset %}{{ q }} {{ q ~ link }}"
        " {% macro m(t) %}{{ t }}{% endmacro %}{{ m(link) }} {{ link | upper }}"
    )
    escaped = "x?a&amp;b"
    expected = f"<!here> <b> {escaped} {escaped} {escaped * 2} {escaped} X?A&amp;B"
    assert text_of(rendered(source, "slack", link="x?a&b")) == expected


def test_a_fact_is_never_a_template_and_never_a_separator(rendered: Render, facts: Facts) -> None:
    """Article text is data."""
    about = Subject(type=None, name="{{ 7 * 7 }}\n---\n{% if x %}\x1e<!channel>")
    post = rendered("{{ facts.about.name }}", "slack", facts=replace(facts, about=about))
    assert text_of(post) == "{{ 7 * 7 }}\n---\n{% if x %}&lt;!channel&gt;"


@pytest.mark.parametrize("case", cases("problems"), ids=lambda case: case["code"])
def test_what_is_wrong_is_said_with_its_place(rendered: Render, case: dict[str, Any]) -> None:
    """One clear problem, at the word that is to blame."""
    with pytest.raises(WorkspaceError) as caught:
        rendered(case["source"])
    (problem,) = caught.value.problems
    assert problem.place
    place = (problem.place.line, problem.place.column, problem.end_column)
    assert (problem.code, *place) == (case["code"], case.get("line"), case.get("column"), case.get("end"))
    assert problem.place.file == "templates/t.j2"
    assert case.get("hint") in {None, problem.hint}


@pytest.mark.parametrize(
    ("word", "code", "fields"),
    [
        ("countdown", "countdown-over", {"days": -1}),
        ("days_left", "countdown-over", {"days": -3}),
        ("hours_left", "countdown-over", {"days": 0, "hours": -1}),
        ("countdown", "date-missing", {"event_at": None}),
        ("event.date", "date-missing", {"event_at": None}),
        ("facts.about", "fact-missing", {"facts": None}),
    ],
)
def test_nothing_untrue_can_be_said(rendered: Render, word: str, code: str, fields: dict[str, Any]) -> None:
    """A countdown past its event, or to nothing, is a problem with a place."""
    with pytest.raises(WorkspaceError) as caught:
        rendered(f"\n{{{{ {word} }}}}", **fields)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place and problem.place.line) == (code, 2)


def test_a_countdown_to_a_month_is_refused(rendered: Render, release: Release) -> None:
    """A date coarser than a day has no days to count."""
    with pytest.raises(WorkspaceError) as caught:
        rendered("{{ days_left }}", release=replace(release, start_date="2023-07"))
    assert caught.value.problems[0].code == "date-coarse"


@pytest.mark.parametrize("case", cases("bombs"))
def test_an_expensive_template_is_refused_at_once(rendered: Render, case: str) -> None:
    """Not carried out: each would take minutes or gigabytes, or open a way to the program."""
    with pytest.raises(WorkspaceError) as caught:
        rendered(case)
    assert caught.value.problems[0].code in {"template-refused", "template-undefined"}


def test_what_a_template_asks_of_the_facts_is_known_without_rendering() -> None:
    """For warnings about facts nobody uses."""
    source = "{% if facts.release %}{{ facts.key_points[0].text }}{% endif %}{{ campaign }}"
    assert variables_of(Template(name="t", source=source, file="t.j2")) == {"release", "key_points"}
