"""What a person has to settle about the releases of an article: rival dates, and talk of a delay without a new date."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from scheduler.facts.folding import lowered
from scheduler.facts.kind import Reading
from scheduler.facts.rare import Rare
from scheduler.facts.release_dates.candidates import Candidate
from scheduler.facts.release_dates.phrase_words import AUXILIARIES, CALLED_OFF
from scheduler.facts.release_dates.references import Of, reference_before, speaks_of
from scheduler.model import Confidence, EventStatus, Subject

_UNSETTLED: Final = Rare(
    r"\b(?:postpone[ds]|cancell?ed|cancels|called off|calls off|delay(?:ed|s)|indefinitely|pushed back|no longer"
    r"|on hold|shel(?:ved|ves)|put off|scrap(?:s|ped)|ax(?:ed|es)|loses its (?:release )?date"
    r"|pulled from|not final|undated)\b",
    "postpone cancel called_off calls_off delay indefinitely pushed_back no_longer on_hold shel put_off scrap ax loses"
    " pulled not_final undated",
)
MOST_NAMED: Final = 6
LONGEST_OBJECT: Final = 60  # characters: "has delayed the film"


def called_off(candidates: list[Candidate], headline: str) -> list[Candidate]:
    """Take what the headline calls off for cancelled, whatever day the text still names."""
    if not CALLED_OFF.search(headline) or any(
        each.release.event_status is EventStatus.RESCHEDULED for each in candidates
    ):
        return candidates
    return [
        replace(each, release=replace(each.release, event_status=EventStatus.CANCELLED, confidence=Confidence.LIKELY))
        if each.live and each.whose is Of.SUBJECT and each.release.event_status is EventStatus.SCHEDULED
        else each
        for each in candidates
    ]


def unsettled(candidates: list[Candidate], reading: Reading) -> tuple[list[Candidate], list[str]]:
    """Doubt every date of an article that speaks of a delay nobody could read a new date from."""
    if any(each.release.event_status is EventStatus.RESCHEDULED for each in candidates):
        return candidates, []
    doubtful = [each for each in candidates if each.live]
    word = _delay(reading) if doubtful else None
    if word is None:
        return candidates, []
    question = f"The article says “{word}”: does {doubtful[0].release.start_date} still hold?"
    return [each.doubted() if each in doubtful else each for each in candidates], [question]


def _delay(reading: Reading) -> str | None:
    """Return the word for a delay, unless it is said of another work."""
    if not _UNSETTLED.may_stand_in(lowered(reading.article.text)):
        return None
    for sentence in reading.sentences:
        found = _UNSETTLED.search(sentence.text)
        if found and _is_of_subject(sentence.text, found, reading.about):
            return sentence.text[found.start() : found.end()]
    return None


def _is_of_subject(text: str, found: re.Match[str], about: Subject | None) -> bool:
    """Say whether a word for a delay may be said of the subject: what stands before it, or what it is done to."""
    led = AUXILIARIES.search(lowered(text[: found.start()]))
    start = led.start() if led else found.start()
    if reference_before(text, start, about).of is not Of.OTHER:
        return True
    return about is not None and speaks_of(text[found.end() : found.end() + LONGEST_OBJECT], about)


def disputed(candidates: list[Candidate]) -> tuple[list[Candidate], list[str]]:
    """Find live dates of the subject that cannot both hold, or of which a person has to choose."""
    live = [each for each in candidates if each.live and each.release.start_date]
    rivals = [each for each in live if any(_conflict(each, other) for other in live if other is not each)]
    if rivals:
        question = f"Several dates for the same release ({_named(rivals)}): please reject the wrong ones."
        return [each.doubted() if each in rivals else each for each in candidates], [question]
    several = [each for each in live if not each.variant and not each.first_showing]
    if len(several) < 2:  # noqa: PLR2004 - a choice needs two
        return candidates, []
    return candidates, [f"Several dates ({_named(several)}): which one does your audience wait for? Mark it primary."]


def _conflict(one: Candidate, other: Candidate) -> bool:
    """Say whether two dates claim the same thing: the same form of it in the same place, or in none."""
    if one.release.start_date == other.release.start_date:
        return False
    places = str(one.release.location or "").lower(), str(other.release.location or "").lower()
    apart = bool(one.variant or other.variant) and one.variant != other.variant
    return not apart and (not all(places) or places[0] == places[1])


def _named(candidates: Sequence[Candidate]) -> str:
    names = [
        f"{each.release.start_date}{f' {each.release.location}' if each.release.location else ''}"
        for each in candidates[:MOST_NAMED]
    ]
    return ", ".join(names) + (", …" if len(candidates) > MOST_NAMED else "")
