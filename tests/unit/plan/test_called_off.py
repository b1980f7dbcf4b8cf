from collections.abc import Callable
from typing import Any

import pytest

from scheduler.facts.lists.key_points import KeyPoint
from scheduler.model import EventStatus, Facts, Release, Source
from scheduler.plan.called_off import broken_promise, promised

OPENS = "It opens on May 4."


@pytest.fixture
def release(make_release: Callable[..., Release]) -> Release:
    source = Source(exact="opens on May 4", start=103, end=117)
    return make_release(start_date="2027-05-04", event_status=EventStatus.POSTPONED, source=source)


@pytest.mark.cases("called_off")
def test_a_sentence_that_promises_a_day_is_a_promise_whatever_was_delayed(
    case: dict[str, Any], release: Release, make_facts: Callable[..., Facts]
) -> None:
    """A post that says the release was called off goes out; one that goes on to promise its day does not."""
    assert bool(promised(case["text"], [release], make_facts(release), release)) is case["promises"]


def test_a_text_that_does_not_say_so_promises_with_any_word_ahead(
    release: Release, make_facts: Callable[..., Facts]
) -> None:
    """Without a day, and by the day alone; what is told as an old plan is neither."""
    facts = make_facts(release)
    assert promised("Coming to a cinema near you", [release], facts, release)
    assert promised("May 4, in cinemas", [release], facts, release)
    assert not promised("Thank you for waiting", [release], facts, release)
    assert not promised("It was originally scheduled for May 4", [release], facts, release)


def test_a_quoted_fact_that_promises_a_day_is_a_promise_beside_the_notice(
    release: Release, make_facts: Callable[..., Facts]
) -> None:
    """The template says that it was postponed, the key point below still says when it opens."""
    fact = KeyPoint(text=OPENS, source=Source(exact=OPENS, start=100, end=100 + len(OPENS)))
    facts = make_facts(release, key_points=(fact,))
    notice = "It has been postponed."
    assert promised(f"{notice}\n{OPENS}", [release, fact], facts, release)
    assert promised(f"{notice}\n{OPENS}", [fact], facts, release)
    assert not promised(notice, [release], facts, release)


def test_a_release_without_its_day_is_promised_by_a_fact_from_its_sentence(
    make_release: Callable[..., Release], make_facts: Callable[..., Facts]
) -> None:
    """A person took the day out of the release; the key point that stands where it stood still names one."""
    release = make_release(
        start_date=None,
        event_status=EventStatus.POSTPONED,
        source=Source(exact="opens on May 4", start=103, end=117),
    )
    fact = KeyPoint(text=OPENS, source=Source(exact=OPENS, start=100, end=100 + len(OPENS)))
    facts = make_facts(release, key_points=(fact,))
    assert promised(f"It has been postponed. {OPENS}", [fact], facts, release)


def test_what_is_not_about_the_release_promises_nothing(release: Release, make_facts: Callable[..., Facts]) -> None:
    """A fact from elsewhere in the article may look ahead as it likes."""
    text = "The shop opens every morning."
    fact = KeyPoint(text=text, source=Source(exact=text, start=900, end=900 + len(text)))
    assert not promised(text, [fact], make_facts(release, key_points=(fact,)), release)


def test_the_sentence_that_promises_is_told(release: Release, make_facts: Callable[..., Facts]) -> None:
    """A marketer sees at once which words are in the way; what stands beside them is no part of it."""
    text = "Delayed, sorry.\nDelayed once, it opens on May 4. Bye"
    words = promised(text, [release], make_facts(release), release)
    assert words == "Delayed once, it opens on May 4."
    problem = broken_promise(release, "still", words)
    assert (problem.code, problem.place) == ("release-gone", release.place)
    assert problem.message == f'The release release is postponed, and still promises it: "{words}"'
