"""Gates: which facts may be spoken in public, and which stop the posts that use them."""

from collections.abc import Iterable

from scheduler.errors import Problem, Severity
from scheduler.model import Confidence, EventStatus, Fact, Facts, Release, Review


def fact_problems(used: Iterable[Fact], facts: Facts, *, require_review: bool) -> tuple[Problem, ...]:
    """Return what stands against the facts a post uses: an error blocks it, a warning is said.

    Rejected, disputed and guessed facts block; a likely one blocks until somebody reviewed it; a sure one that nobody
    reviewed is a warning, or blocks where the workspace requires review.
    """
    found = (_problem(fact, facts, require_review=require_review) for fact in used)
    return tuple(problem for problem in found if problem)


def _problem(fact: Fact, facts: Facts, *, require_review: bool) -> Problem | None:
    name = name_of(fact, facts)
    if fact.review is Review.REJECTED:
        return _blocks("fact-rejected", fact, f"{name} was rejected", "accept it, put it right, or use another fact")
    if isinstance(fact, Release):
        if rivals := rivals_of(fact, facts):
            dates = " and ".join(sorted({_days(each) for each in (fact, *rivals)}))
            others = ", ".join(str(each.place) for each in rivals if each.place)
            hint = "write  review: rejected  at the one that is wrong" + (
                f" (the other is at {others})" if others else ""
            )
            if fact.stale:
                hint = f"its sentence is gone from the article, so it is the older one: {hint}"
            return _blocks("fact-disputed", fact, f"{name} is disputed: {dates}", hint)
        if fact.confidence is Confidence.GUESS and fact.review is Review.PROPOSED:
            return _blocks("fact-guess", fact, f"{name} is a guess", _accept(fact, "check it: "))
    if fact.review is not Review.PROPOSED:
        return _stale(fact, name)
    likely = isinstance(fact, Release) and fact.confidence is Confidence.LIKELY
    problem = _blocks("fact-unconfirmed", fact, f"{name} was not reviewed by a person yet", _accept(fact, "read it: "))
    return problem if likely or require_review else _stale(fact, name) or problem.as_warning()


def _days(release: Release) -> str:
    start = release.start_date or "no date"
    return f"{start} to {release.end_date}" if release.end_date else start


def _stale(fact: Fact, name: str) -> Problem | None:
    if not fact.stale:
        return None
    message = f"{name} is stale: its sentence is gone from the article"
    hint = "read the article again, then edit or reject the fact"
    return Problem(code="fact-stale", message=message, hint=hint, severity=Severity.WARNING, place=fact.place)


def _blocks(code: str, fact: Fact, message: str, hint: str) -> Problem:
    return Problem(code=code, message=message, hint=hint, place=fact.place)


def _accept(fact: Fact, lead: str) -> str:
    file = fact.place.file if fact.place else ""
    return f"{lead}run  {f'tminus facts review {file}'.rstrip()}  or write  review: accepted"


def name_of(fact: Fact, facts: Facts) -> str:
    """Return what a person calls the fact: `The fact key_points[1]`, `The release date 2027-01-08`."""
    if isinstance(fact, Release):
        return f"The release date {fact.start_date}" if fact.start_date else f"The release {fact.id}"
    for kind, members in facts.kinds.items():
        for number, each in enumerate(members):
            if each is fact:
                return f"The fact {kind}[{number}]"
    return "A fact"


def rivals_of(release: Release, facts: Facts) -> tuple[Release, ...]:
    """Return the other unrejected scheduled dates of the same thing at the same place: with any, none is sure."""
    if release.event_status is not EventStatus.SCHEDULED:
        return ()
    return tuple(
        other
        for other in facts.releases
        if other is not release
        and other.review is not Review.REJECTED
        and other.event_status is EventStatus.SCHEDULED
        and (other.of, other.location) == (release.of, release.location)
        and (other.start_date, other.end_date) != (release.start_date, release.end_date)
    )
