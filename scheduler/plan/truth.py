"""What a part's facts claim about time, beyond what the template's variables have noted.

Two rules (DESIGN section 7): text that speaks of a release as something to come is true until the release happens, and
a fact that quotes a release date is outdated once that date was moved. What is told as an old plan does neither.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime

from scheduler.errors import Problem
from scheduler.facts.merging import is_edited
from scheduler.facts.release_dates.dates import DateMention, Precision, find_dates
from scheduler.model import Claim, Fact, Facts, Release, Review
from scheduler.plan.calendar import Resolved, day_window
from scheduler.plan.gates import name_of
from scheduler.plan.phrases import parse_day
from scheduler.plan.tenses import days_ahead, to_come


def claims_of_facts(
    text: str,
    used: Iterable[Fact],
    facts: Facts,
    *,
    release: Release | None,
    event: Resolved | None,
    zone: str,
) -> dict[Claim, Fact]:
    """Return a claim for each release that the part's facts speak of as something to come, and the fact that makes it.

    It is true until the release happens: the campaign's at its event, any other at the start of its day. A release
    itself is spoken of in the part's `text`, another fact in its own words, which count as theirs.
    """
    claims: dict[Claim, Fact] = {}
    for fact in used:
        found = to_come(text if isinstance(fact, Release) else words_of(fact))
        if not found:
            continue
        for spoken in (fact,) if isinstance(fact, Release) else releases_in(fact, facts):
            end = event.instant if event and spoken is release else _start(spoken, zone)
            claim = Claim(words=found, start=None, end=end)
            if end and isinstance(claims.get(claim, spoken), Release):
                claims[claim] = fact
    return claims


def words_of(fact: Fact) -> str:
    """Return what a fact says, as a person may have edited it; for a kind without text its source."""
    text = getattr(fact, "text", None)
    return text if isinstance(text, str) else fact.source.exact if fact.source else ""


def releases_in(fact: Fact, facts: Facts) -> tuple[Release, ...]:
    """Return the releases that a fact quotes: its source overlaps theirs, or its words name their day.

    A fact that names the day of a release only as the old plan that it was does not speak of it.
    """
    if isinstance(fact, Release):
        return ()
    words = words_of(fact)
    named, ahead = find_dates(words), days_ahead(words)
    return tuple(
        release
        for release in facts.releases
        if any(is_day(mention, release.start_date) for mention in ahead)
        or (_overlap(fact, release) and not any(is_day(mention, release.start_date) for mention in named))
    )


def _overlap(fact: Fact, release: Release) -> bool:
    if fact.source is None or release.source is None:
        return False
    return release.source.start < fact.source.end and fact.source.start < release.source.end


def _start(release: Release, zone: str) -> datetime | None:
    """Return the first instant at which the release may have happened; None where that is not known to the month."""
    date = release.start_date or ""
    for day in (date, f"{date}-01"):
        try:
            return day_window(parse_day(day), zone)[0]
        except ValueError:
            continue
    return None


def outdated(used: Iterable[Fact], facts: Facts) -> tuple[Problem, ...]:
    """Return a problem for each fact that still quotes a release date which a person has moved."""
    return tuple(
        problem
        for fact in used
        for release in releases_in(fact, facts)
        if fact.review is not Review.REJECTED and (problem := _outdated(fact, release, facts))
    )


def _outdated(fact: Fact, release: Release, facts: Facts) -> Problem | None:
    said = days_ahead(words_of(fact))
    if not said or not _moved(release) or any(is_day(mention, release.start_date) for mention in said):
        return None
    words = words_of(fact)[said[0].start : said[0].end]
    message = f'{name_of(fact, facts)} says "{words}", and the release date is now {release.start_date}'
    hint = "put its text right, or write  review: rejected"
    return Problem(code="fact-outdated", message=message, hint=hint, place=fact.place)


def _moved(release: Release) -> bool:
    """Whether the date is another than the one its source gives: a person moved it."""
    named = (
        [mention for mention in find_dates(release.source.exact) if mention.precision is Precision.DAY]
        if release.source
        else []
    )
    if any(mention.day for mention in named):
        return not any(is_day(mention, release.start_date) for mention in named)
    return release.extracted is not None and is_edited(release)


def is_day(mention: DateMention, day: str | None) -> bool:
    """Whether a date as the text names it can be that day."""
    year, _, rest = (day or "").partition("-")
    if mention.precision is not Precision.DAY or mention.day is None or mention.month is None:
        return False
    return rest == f"{mention.month:02}-{mention.day:02}" and mention.year in {None, int(year or 0)}


def days_named(text: str, near: str) -> frozenset[date]:
    """Return the days that a text names; where it leaves the year out, the one nearest to the day `near`."""
    middle = parse_day(near)
    found = set()
    for mention in find_dates(text):
        if mention.precision is Precision.DAY and mention.day and mention.month:
            years = [mention.year] if mention.year else [middle.year, middle.year - 1, middle.year + 1]
            month, day = mention.month, mention.day
            days = [date(year, month, day) for year in years if day <= monthrange(year, month)[1]]
            found.update(sorted(days, key=lambda each: abs(each - middle))[:1])
    return frozenset(found)
