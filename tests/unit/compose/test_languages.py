"""Dates, counts and words of time in the audience's language."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler.compose import Rendered, language
from scheduler.compose.dates import DATE_FILTERS
from scheduler.compose.faults import TemplateFaultError
from scheduler.compose.wordings import WORDS
from scheduler.errors import WorkspaceError

Render = Callable[..., Rendered]
CASES: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).parents[2] / "cases" / "compose" / "languages.yaml")
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case["language"])
NUMBERS = (1, 2, 3, 4, 11, 12, 13, 21, 112)


def said(rendered: Render, source: str, code: str, **fields: Any) -> str:
    """Return what a template says in a language."""
    return rendered(source, language=code, **fields).parts[0].text


@EACH
@pytest.mark.parametrize("name", ["day", "weekday", "date", "long_date", "month"])
def test_a_date_is_written_as_its_readers_write_it(rendered: Render, case: dict[str, Any], name: str) -> None:
    """Order, months, dots and digits are the language's."""
    assert said(rendered, f'{{{{ "2023-07-12" | {name} }}}}', case["language"]) == case[name]


@EACH
def test_a_time_a_season_a_number_and_a_quotation_too(rendered: Render, case: dict[str, Any]) -> None:
    """Each through a template, so that nothing is computed before the language is known."""
    code = case["language"]
    assert said(rendered, '{{ "09:05" | time }}', code) == case["time"]
    assert said(rendered, '{{ "2023-22" | date }}', code) == case["season"]
    assert said(rendered, "{{ 1234567 | number }}", code) == case["number"]
    assert said(rendered, "{{ 'He said \"no\"' | quoted }}", code) == case["quoted"]


@EACH
def test_counts_take_the_plural_of_the_language(case: dict[str, Any]) -> None:
    """One day is one day, and two are a dual where there is one."""
    spoken = language(case["language"])
    assert [spoken.days(number) for number in (0, 1, 2, 7)] == case["days"]
    assert [spoken.hours(number) for number in (1, 12)] == case["hours"]


@EACH
def test_the_countdown_claims_its_day_in_the_words_it_uses(rendered: Render, case: dict[str, Any]) -> None:
    """Today, tomorrow and in N days are true on one local day, in whatever language."""
    for days, words in zip((0, 1, 2, 7), case["countdown"], strict=True):
        (part,) = rendered("{{ countdown }}", language=case["language"], days=days).parts
        (claim,) = part.claims
        assert part.text == claim.words == words
        assert (claim.start, claim.end) == (
            datetime(2023, 7, 12, 4, tzinfo=UTC) - timedelta(days=days),
            datetime(2023, 7, 13, 4, tzinfo=UTC) - timedelta(days=days),
        )


@EACH
def test_ordinals_are_those_of_the_language_or_a_problem(case: dict[str, Any]) -> None:
    """No language gets the ordinals of another."""
    spoken = language(case["language"])
    if case["ordinals"] is not None:
        assert [spoken.ordinal(number) for number in NUMBERS] == case["ordinals"]
        return
    with pytest.raises(TemplateFaultError, match="no ordinal in Arabic") as error:
        spoken.ordinal(1)
    assert error.value.code == "language-unsupported"
    assert "there is one in Dutch, English, French, German" in str(error.value.hint)


def test_the_number_of_days_is_told_with_its_noun(rendered: Render) -> None:
    """`days_left | days` counts as the bare number does, and claims the same."""
    (part,) = rendered("noch {{ days_left | days }}", language="de", days=1).parts
    assert (part.text, part.claims[0].words) == ("noch 1 Tag", "1 Tag")
    assert len(part.claims) == 1


def test_a_language_without_words_of_its_own_has_dates_and_no_today(rendered: Render) -> None:
    """Finnish dates come from the CLDR; its today does not, and nothing is said in English instead."""
    assert said(rendered, '{{ "2023-07-12" | day }}, {{ countdown }}', "fi") == "12. heinäkuuta, 7 päivän päästä"
    with pytest.raises(WorkspaceError) as error:
        rendered("Nyt: {{ countdown }}", language="fi", days=0)
    (problem,) = error.value.problems
    assert problem.code == "language-unsupported"
    assert 'no "today" in Finnish' in problem.message
    assert "there is one in Arabic" in (problem.hint or "")


def test_one_template_serves_every_language(rendered: Render) -> None:
    """A constant date is not computed once for the first language that comes along."""
    source = '{{ "2023-07-12" | weekday }} {{ 1 | days }}'
    found = [said(rendered, source, code) for code in ("de", "fr", "en", "de")]
    assert found == ["Mittwoch 1 Tag", "mercredi 1 jour", "Wednesday 1 day", "Mittwoch 1 Tag"]


def test_a_month_does_not_depend_on_who_asked_before() -> None:
    """Babel lends a locale without stand-alone months those of another; ours come from its own."""
    month = DATE_FILTERS["month"]
    assert month(language("ja"), "2023-07") == "7月"
    assert month(language("ar"), "2023-07") == "يوليو"
    assert month(language("ko"), "2023-07") == "7월"


@pytest.mark.parametrize("code", ["xx", "german", "", "e", "zz-ZZ", "de-XYZW-1"])
def test_a_language_nobody_knows_is_refused(code: str) -> None:
    """With the way to write one."""
    with pytest.raises(ValueError, match=r"write de, en-GB or pt-BR"):
        language(code)


@pytest.mark.parametrize(("code", "label"), [("pt_BR", "Portuguese"), ("PT-br", "Portuguese"), ("zh-Hant", "Chinese")])
def test_a_code_may_be_written_as_people_write_it(code: str, label: str) -> None:
    """Case and underscore do not matter."""
    assert language(code).label.startswith(label)


@pytest.mark.parametrize("code", sorted(WORDS))
def test_every_language_has_all_of_its_words(code: str) -> None:
    """Four marks, four seasons, and three words that differ."""
    words = WORDS[code]
    assert len({words.today, words.tomorrow, words.out_now}) == 3
    assert len(set(words.seasons)) == 4
    assert len(words.quotes) == 4
