"""Releases: when the thing an article is about comes out, opens or starts, each with the words that prove it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Final

from scheduler.facts.kind import Found, Reading
from scheduler.facts.release_dates.candidates import DAY_CHARACTERS, Candidate
from scheduler.facts.release_dates.dates import Precision
from scheduler.facts.release_dates.judging import Phrase
from scheduler.facts.release_dates.phrases import find_phrases
from scheduler.facts.release_dates.plainly import may_be_back, plainly
from scheduler.facts.release_dates.ranking import settle
from scheduler.facts.release_dates.references import Of, Reference, named_in, reference_in, speaks_of
from scheduler.facts.release_dates.resolving import Resolved, Tense, resolve
from scheduler.facts.release_dates.rows import find_rows
from scheduler.facts.release_dates.slates import find_slates
from scheduler.facts.sentences import Sentence
from scheduler.facts.subject.subject import TYPE_OF_NOUN
from scheduler.model import Confidence, EventStatus, Release, Subject

MOST_PHRASES: Final = 100  # an article with more is a calendar, and bounds the time
OLD_DAYS: Final = 400  # a "future" date further back belongs to a plot or to history
_TOLD: Final = {
    "Movie": {"begin", "start", "land", "run", "end", "close"},
    "TVSeries": {"begin", "open", "land", "run", "end", "close"},
    "Book": {"begin", "start", "open", "land", "run", "end", "close", "return"},
    "VideoGame": {"begin", "start", "open", "land", "run", "end", "close"},
}
"""Verbs that a story of some type does inside itself too."""
_LESS: Final = {
    Confidence.SURE: Confidence.LIKELY,
    Confidence.LIKELY: Confidence.GUESS,
    Confidence.GUESS: Confidence.GUESS,
}
"""How far a date is believed that counts from a published day which nobody states; what was likely, is a guess."""
_NOW: Final = re.compile(r"(?:^Now\b|\bnow\b)[^.;:]{0,60}$")
_MOVED_BEFORE: Final = re.compile(r"(?:was|were|had been|got)\s(?:then\s|later\s|again\s)?[a-z]+ed\b", re.IGNORECASE)
_TAKES: Final = frozenset({"sequel", "prequel", "remake", "reboot", "follow-up", "spin-off", "adaptation", "revival"})
"""What the subject may be called where its own date and this one agree."""
_HEADLINE_YEAR: Final = re.compile(r"(?<!\d)(?<!to )(?<!from )(?<!since )(?<!until )20\d\d(?!\d)")
_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")


def extract(reading: Reading) -> Found:
    """Return the releases of an article, at most one primary, and the questions about them."""
    return settle(list(_candidates(reading)), reading)


def _candidates(reading: Reading) -> Iterator[Candidate]:
    years = set(_HEADLINE_YEAR.findall(reading.article.headline or ""))
    named_year = int(years.pop()) if len(years) == 1 else None
    spoken = (
        (sentence, phrase) for sentence in reading.sentences for phrase in find_phrases(sentence.text, reading.about)
    )
    phrases = (
        *islice(spoken, MOST_PHRASES),
        *islice(find_rows(reading), MOST_PHRASES),
        *islice(find_slates(reading), MOST_PHRASES),
    )
    for sentence, phrase in phrases:
        words = sentence.text[phrase.mention.start : phrase.mention.end]
        year = None if phrase.reference.of is Of.ACCESS else named_year  # tickets for 2027 are sold before
        for resolved in resolve(phrase.mention, words, phrase.tense, reading.published, year):
            candidate = _candidate(reading, sentence, phrase, resolved)
            if candidate:
                yield candidate


def _candidate(reading: Reading, sentence: Sentence, phrase: Phrase, resolved: Resolved) -> Candidate | None:
    """Return the candidate one reading of a phrase makes, or None where it would tell nothing worth keeping."""
    late_days = _days_before(resolved.latest, reading.published)
    contradicted = phrase.tense is Tense.FUTURE and late_days > 0
    if contradicted and late_days > OLD_DAYS:
        return None
    question = resolved.question
    if contradicted and not question:
        words = sentence.text[phrase.start : phrase.end]
        question = f"“{words}” lies before the article was published ({reading.published}): is the date right?"
    if phrase.reference.of is Of.PRONOUN and _named_before(reading, sentence, phrase):
        phrase = replace(phrase, reference=Reference(Of.SUBJECT, exact=False))
    of, whose = _subject(reading, sentence, phrase)
    if _tells_nothing(phrase, whose, named=of is not None):
        return None
    status = phrase.status
    is_past = (late_days > 0 or phrase.tense is Tense.PAST) and not (phrase.superseded or contradicted)
    if status is EventStatus.DEADLINE and is_past:
        return None
    if status is EventStatus.SCHEDULED and is_past:
        status = EventStatus.PAST
        exact = len(resolved.start or "") == DAY_CHARACTERS and whose is not Of.UNKNOWN
        known = whose is Of.SUBJECT or (whose is Of.OTHER and (phrase.reference.work or phrase.reference.name))
        if resolved.start is None or not exact or not known or (phrase.mention.relative and whose is not Of.SUBJECT):
            return None
    release = Release(
        id="",
        of=of,
        start_date=resolved.start,
        end_date=resolved.end,
        event_status=status,
        location=phrase.location.words if phrase.location else _form(phrase),
        confidence=_confidence(reading, sentence, phrase, resolved, (status, whose), asked=bool(question)),
        source=reading.source(sentence.start + phrase.start, sentence.start + phrase.end),
    )
    return Candidate(
        release,
        whose,
        sentence=sentence.ordinal,
        superseded=phrase.superseded,
        first_showing=phrase.first_showing,
        variant=phrase.variant,
        planned=phrase.planned,
        listed=phrase.listed,
        foretold=phrase.foretold,
        akin=_is_akin(reading, sentence, phrase),
        now="now" in sentence.text.lower() and bool(_NOW.search(sentence.text[: phrase.mention.start])),
        before=bool(_MOVED_BEFORE.match(sentence.text[phrase.start : phrase.mention.start])),
        question=question,
    )


def _tells_nothing(phrase: Phrase, whose: Of, *, named: bool) -> bool:
    """Say whether nobody could use a date: nothing known comes out, or nobody knows any more which day it was."""
    if whose in {Of.PRONOUN, Of.UNKNOWN} and not (phrase.strong or phrase.reference.work or phrase.ahead):
        return True
    mention = phrase.mention
    vague = mention.precision is Precision.SEASON and mention.approximate and not mention.year
    if vague and whose is Of.OTHER and not named:
        return True  # "an update may follow in the spring"
    return bool(phrase.superseded and mention.relative)  # "was to open on Friday"


def _confidence(
    reading: Reading,
    sentence: Sentence,
    phrase: Phrase,
    resolved: Resolved,
    standing: tuple[EventStatus, Of],
    *,
    asked: bool,
) -> Confidence:
    """Return how far a date is believed; one that counts from a published day nobody states is believed less."""
    status, whose = standing
    confidence = Confidence.LIKELY
    if resolved.start is None or asked or status is EventStatus.RUMOURED:
        confidence = Confidence.GUESS
    elif (
        resolved.sure
        and phrase.clear
        and not phrase.planned
        and whose is Of.SUBJECT
        and _has_year(sentence, phrase, resolved, status)
    ):
        exact = phrase.reference.exact and not _may_be_told(reading, phrase) and not may_be_back(phrase, reading.about)
        exact = exact and (phrase.listed or _is_plain(reading, sentence, phrase))
        confidence = Confidence.SURE if exact else Confidence.LIKELY
    guessed = reading.article.day_is_guessed and not phrase.mention.year
    return _LESS[confidence] if guessed else confidence


def _subject(reading: Reading, sentence: Sentence, phrase: Phrase) -> tuple[Subject | None, Of]:
    """Return whose release it is; a pronoun stands for the subject if the sentence before speaks of it alone."""
    about, reference = reading.about, phrase.reference
    if reference.of is Of.SUBJECT:
        return about, Of.SUBJECT
    if reference.of is Of.ACCESS:
        return Subject(type=None, name=reference.name or "Tickets"), Of.ACCESS
    if reference.of is Of.OTHER:
        return (Subject(type=None, name=reference.name) if reference.name else None), Of.OTHER
    if about and reference.of is Of.PRONOUN and _speaks_of(reading, sentence, about):
        return about, Of.SUBJECT
    if reference.of is Of.PRONOUN and _names_another(reading, sentence):
        return None, Of.OTHER
    return about, reference.of


def _named_before(reading: Reading, sentence: Sentence, phrase: Phrase) -> bool:
    """Say whether the subject alone is named in a sentence before "it": “no date for Salt yet, but it is coming in”."""
    named = [each for _, each in named_in(sentence.text[: phrase.start], reading.about)]
    return any(each.of is Of.SUBJECT for each in named) and all(each.of is Of.SUBJECT for each in named)


def _is_akin(reading: Reading, sentence: Sentence, phrase: Phrase) -> bool:
    """Say whether what comes out may be the subject: “her fourth novel”, or “Northway will show Salt Road”."""
    about, name = reading.about, phrase.reference.name or ""
    if about is None:
        return False
    noun = name.rsplit(maxsplit=1)[-1:]
    return about.name in sentence.text[phrase.start : phrase.end] or bool(
        noun and ((about.type and TYPE_OF_NOUN.get(noun[0]) == about.type) or noun[0] in _TAKES)
    )


def _names_another(reading: Reading, sentence: Sentence) -> bool:
    """Say whether the sentence before speaks of another work, so that "it" is that one."""
    at = sentence.ordinal - 1
    before = reading.sentences[at] if at >= 0 else None
    return bool(before and before.block is sentence.block and reference_in(before.text, reading.about).of is Of.OTHER)


def _is_plain(reading: Reading, sentence: Sentence, phrase: Phrase) -> bool:
    at = sentence.ordinal - 1
    before = reading.sentences[at] if at >= 0 and reading.sentences[at].block is sentence.block else None
    return plainly(sentence.text, phrase.start, phrase.end, reading.about, before.text if before else None)


def _may_be_told(reading: Reading, phrase: Phrase) -> bool:
    """Say whether the date may stand inside the story: “the novel opens on July 10”."""
    kind = reading.about.type if reading.about else None
    return phrase.verb in _TOLD.get(kind or "", ())


def _form(phrase: Phrase) -> str | None:
    """Return the form that comes out, which tells it from another date of the same thing; people are no form."""
    return phrase.variant if phrase.variant and not phrase.variant.endswith("ers") else None


def _speaks_of(reading: Reading, sentence: Sentence, about: Subject) -> bool:
    at = sentence.ordinal - 1
    before = reading.sentences[at] if at >= 0 else None
    return bool(before and before.block is sentence.block and speaks_of(before.text, about))


def _has_year(sentence: Sentence, phrase: Phrase, resolved: Resolved, status: EventStatus) -> bool:
    """Say whether the year is stated, or counted forward in a sentence that names no other year."""
    if phrase.mention.year:
        return True
    if status is EventStatus.PAST or not resolved.start:
        return False
    return all(year <= resolved.start[:4] for year in _YEAR.findall(sentence.text))


def _days_before(day: date | None, published: date | None) -> int:
    """Return by how many days a date lies before the article, 0 if it does not."""
    return max(0, (published - day).days) if day and published else 0
