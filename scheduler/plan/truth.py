"""What the words of a part claim about time, beyond what the template's variables have noted.

Three rules (DESIGN section 7): text that speaks of a release as something to come is true until the release happens; a
fact that quotes a release date is outdated once that date was moved; words of time that no claim covers prove nothing.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from scheduler.errors import Place, Problem, Severity
from scheduler.facts.merging import is_edited
from scheduler.facts.release_dates.dates import DateMention, Precision, find_dates
from scheduler.model import Claim, Fact, Facts, Release, Review
from scheduler.plan.calendar import Resolved, day_window
from scheduler.plan.gates import name_of
from scheduler.plan.phrases import parse_day
from scheduler.plan.time_words import of_time

TO_COME: Final = re.compile(
    r"\b(?:will|shall|set (?:to|for)|slated|scheduled (?:to|for)|due (?:to|on|in|out)|upcoming|coming|about to"
    r"|(?:out|available|on sale) (?:on|from)"
    r"|(?:open|arrive|release|premiere|debut|launch|land|drop|hit|start|begin|air|ship|kick)(?:s|es|ing)?)\b",
    re.IGNORECASE,
)
"""Wordings of something that has not happened yet; "opened" and "released" are none."""

SAYS_SO: Final = re.compile(r"\b(?:cancell?ed|postponed|delayed|called off|put off|withdrawn)\b", re.IGNORECASE)
"""Wordings of a release that was called off, with which a text may speak of it."""

HARMLESS: Final = re.compile(
    r"\b(?:until|till|by|for|from|even|just|ever|every)\s+now\b|\bnow and (?:then|again)\b"
    r"|\b(?:\w+ed|written|shot|made|built|sold|sold out|won|drawn|done|sewn) in \w+ (?:minutes?|hours?|days?|weeks?)\b",
    re.IGNORECASE,
)
"""Words of time that claim nothing about the day the post goes out: "until now", "filmed in 40 days"."""

STEP_SAYS: Final = "give the step true_from and true_until"
RECURRENCE_SAYS: Final = "give the recurrence `expires`"
"""How a person says when such words are true, where no variable does."""


def claims_of_facts(
    text: str,
    used: Iterable[Fact],
    facts: Facts,
    *,
    release: Release | None,
    event: Resolved | None,
    zone: str,
) -> tuple[Claim, ...]:
    """Return a claim for each release that the part's facts speak of as something to come: true until it happens.

    A release itself is spoken of in the part's `text`, another fact in its own words. The campaign's release happens at
    its event, any other at the start of its day.
    """
    claims = []
    for fact in used:
        words = text if isinstance(fact, Release) else words_of(fact)
        found = TO_COME.search(words)
        if not found:
            continue
        for spoken in (fact,) if isinstance(fact, Release) else releases_in(fact, facts):
            end = event.instant if event and spoken is release else _start(spoken, zone)
            if end:
                claims.append(Claim(words=found[0], start=None, end=end))
    return tuple(dict.fromkeys(claims))


def promises(text: str, used: Iterable[Fact], facts: Facts, release: Release) -> bool:
    """Say whether a part promises a release: as something to come or by its day, itself or in a fact that it quotes.

    A part that says the release was called off promises nothing.
    """
    if SAYS_SO.search(text):
        return False
    return any(
        TO_COME.search(words) or any(_is(mention, release.start_date) for mention in find_dates(words))
        for fact in used
        for words in ((text,) if fact is release else (words_of(fact),) if release in releases_in(fact, facts) else ())
    )


def words_of(fact: Fact) -> str:
    """Return what a fact says, as a person may have edited it; for a kind without text its source."""
    text = getattr(fact, "text", None)
    return text if isinstance(text, str) else fact.source.exact if fact.source else ""


def releases_in(fact: Fact, facts: Facts) -> tuple[Release, ...]:
    """Return the releases that a fact quotes: its source overlaps theirs, or its words name their day."""
    if isinstance(fact, Release):
        return ()
    named = find_dates(words_of(fact))
    return tuple(
        release
        for release in facts.releases
        if _overlap(fact, release) or any(_is(mention, release.start_date) for mention in named)
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
    said = find_dates(words_of(fact))
    if not said or not _moved(release) or any(_is(mention, release.start_date) for mention in said):
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
        return not any(_is(mention, release.start_date) for mention in named)
    return release.extracted is not None and is_edited(release)


def _is(mention: DateMention, day: str | None) -> bool:
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


def unproven(text: str, claims: Iterable[Claim], language: str = "en") -> tuple[str, ...]:
    """Return the words of time in a part that no claim covers: English ones, and those of its language."""
    harmless = [found.span() for found in HARMLESS.finditer(text)]
    proven = [found.span() for claim in claims for found in re.finditer(re.escape(claim.words), text, re.IGNORECASE)]
    left = (
        found[0].lower()
        for found in of_time(language).finditer(text)
        if not any(start < found.end() and found.start() < end for start, end in harmless)
        and not any(
            start <= _said_from(found) < end and (found.end() <= end or _counts(found)) for start, end in proven
        )
    )
    return tuple(dict.fromkeys(left))


def _said_from(found: re.Match[str]) -> int:
    """Return where a claim has to begin that says these words: of "in 7 days", `days_left` says "7 days"."""
    preposition = re.match(r"in\s+(?!\d)|\D+(?=\d)", found[0], re.IGNORECASE)
    return found.start() + (preposition.end() if preposition else 0)


def _counts(found: re.Match[str]) -> bool:
    """Whether the words count something: the noun then bends as its language wants, "in 7 Tagen" for "7 Tage"."""
    return bool(re.search(r"\d", found[0]))


def unproven_in(fact: Fact, text: str, language: str = "en") -> tuple[str, ...]:
    """Return the words of time that a part took over from a fact: what they count from is the article's day.

    A claim of the template does not cover them, though it may say the same word.
    """
    if isinstance(fact, Release):
        return ()
    said = set(unproven(text, (), language))
    return tuple(word for word in unproven(words_of(fact), (), language) if word in said)


def unproven_facts(facts: Iterable[tuple[Fact, tuple[str, ...]]], known: Facts) -> tuple[Problem, ...]:
    """Return a problem for each fact that speaks such words itself: there they are put right, not in the template."""
    return tuple(
        Problem(
            code="claim-unproven",
            message=f"{name_of(fact, known)} says {_quoted(said)}, and nothing proves when that is true",
            hint="edit its text, reject it, or give the step true_from and true_until",
            place=fact.place,
        )
        for fact, said in facts
        if said
    )


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)


def unproven_problem(step: str, words: Iterable[str], place: Place | None, cure: str = STEP_SAYS) -> Problem:
    """Return what is said of such words in a campaign: they block until something says when they are true."""
    hint = f"use {{{{ countdown }}}}, {{{{ tomorrow }}}}, {{{{ today }}}} or {{{{ out_now }}}}, or {cure}"
    return Problem(code="claim-unproven", message=_unproven(step, words), hint=hint, place=place)


def unproven_warning(row: str, words: Iterable[str], place: Place | None) -> Problem:
    """Return what is said of such words in the literal text of a spreadsheet: it is a person's own, and warned of."""
    hint = "fill in the column `expires`, so that it is not sent later than that"
    message = _unproven(row, words)
    return Problem(code="claim-unproven", message=message, hint=hint, severity=Severity.WARNING, place=place)


def _unproven(who: str, words: Iterable[str]) -> str:
    return f"{who} says {_quoted(words)}, and nothing proves when that is true"
