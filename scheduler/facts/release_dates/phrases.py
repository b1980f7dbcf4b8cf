"""Release phrases: a release word and the date it governs in a sentence, with tense, doubt and place."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from scheduler.facts.folding import lowered
from scheduler.facts.release_dates import phrase_words as words
from scheduler.facts.release_dates.date_joints import LONGEST_GAP, chained, with_ranges
from scheduler.facts.release_dates.dates import DateMention, Precision, find_dates
from scheduler.facts.release_dates.foretelling import foretell
from scheduler.facts.release_dates.governing import governing, open_to
from scheduler.facts.release_dates.judging import WINDOW, Governed, Phrase, judge
from scheduler.facts.release_dates.locations import location_behind, location_between, location_of
from scheduler.facts.release_dates.main_clauses import of_main_clause
from scheduler.facts.release_dates.move_words import MOVED, MOVED_ELSEWHERE
from scheduler.facts.release_dates.moves import find_bracketed, find_move
from scheduler.facts.release_dates.parted import find_fixed, find_parted
from scheduler.facts.release_dates.references import (
    CLAUSE_CHARACTERS,
    Of,
    Reference,
    last_work_in,
    reference_before,
    reference_in,
)
from scheduler.facts.release_dates.release_verbs import Form
from scheduler.facts.release_dates.triggers import Trigger, find_triggers, outside_titles
from scheduler.model import Subject

MOST_DATES: Final = 100  # a sentence with more is a table
_IS_WHEN: Final = re.compile(
    r"[.:;,—–]?\s?(?:\s?(?:that[’']s|that is|which is|is|it[’']s)|\s?will be)\s(?:also\s|now\s|exactly\s)?"
    r"(?:when|the (?:day|date)(?: (?:when|that|on which))?)\s",
    re.IGNORECASE,
)
"""What makes a date that of the clause behind it: “July 12 is when”, “July 12: that’s the day”."""
_OF_A_CLIP: Final = re.compile(r"\b(?:trailer|teaser|video|clip|footage),? (?:which|that) [^,;]{0,60}$")
"""What leads to the premiere of a mere clip: “the video, which leaked ahead of its July 12 premiere”."""


def find_phrases(text: str, about: Subject | None) -> Iterator[Phrase]:
    """Yield the release phrases of one sentence."""
    if text.rstrip('"”’)').endswith("?"):
        return
    mentions = find_dates(text)
    if not mentions:
        return
    triggers = outside_titles(find_triggers(text), text, about.name if about else None)
    moved = MOVED.search(text)
    if moved and MOVED_ELSEWHERE.search(text):
        moved = None
    mentions = mentions[:MOST_DATES] if moved else with_ranges(mentions[:MOST_DATES], text)
    previous: Phrase | None = None
    for mention in mentions:
        shared = None if moved else chained(text, previous, mention, about)
        barred = shared is None and _is_barred(text, mention)
        since = max((each.end for each in mentions if each.end <= mention.start), default=0)
        phrase = (
            shared
            or (None if barred else _phrase(text, mention, [*open_to(triggers, mention, since)], about, since))
            or (None if moved or barred else foretell(text, mention, triggers, about, since))
        )
        if phrase and phrase.variant and phrase.start < since:
            own = words.VARIANT.search(text, since, phrase.end)  # not the form that the date before it has
            phrase = replace(phrase, variant=own[0].lower() if own else None)
        if phrase:
            yield phrase
            previous = phrase


def _phrase(
    text: str, mention: DateMention, triggers: Sequence[Trigger], about: Subject | None, since: int
) -> Phrase | None:
    found = (
        find_move(text, mention, about)
        or find_bracketed(text, mention, about)
        or _noun_behind(text, mention, about)
        or find_fixed(text, mention, about)
    )
    if found:
        return found
    trigger = governing(text, mention, triggers)
    if trigger is None and (amid := find_parted(text, mention, triggers, about)):
        return amid
    if (
        trigger
        and trigger.form is Form.ING
        and words.SPAN_BEFORE.search(text, max(0, trigger.start - 20), trigger.start)
    ):
        return None  # "over six weeks beginning June 3"
    if trigger:
        return _governed(text, mention, trigger, about, since)
    return _in_front(text, mention, triggers, about)


def _reference(text: str, start: int, mention: DateMention, trigger: Trigger, about: Subject | None) -> Reference:
    """Return what comes out: what stands before the release word, or behind one that opens the sentence."""
    reference = reference_before(text, start, about)
    if reference.of is Of.UNKNOWN and not start and trigger.form is Form.ING:
        return of_main_clause(text[mention.end : mention.end + CLAUSE_CHARACTERS], about)
    return reference


def _is_barred(text: str, mention: DateMention) -> bool:
    """Say whether the words before a date say that it is none: "as of July 12", "said on July 12"."""
    return bool(words.NOT_THEN.search(text[max(0, mention.start - 20) : mention.start])) or _is_day_of_talk(
        text, mention
    )


def _is_day_of_talk(text: str, mention: DateMention) -> bool:
    """Say whether a date tells when somebody spoke: a weekday behind "said", or any day behind "said on"."""
    said = words.SAID_THEN.search(text[max(0, mention.start - 60) : mention.start])
    return bool(said and (said["on"] or (mention.relative and mention.precision is Precision.DAY)))


def _governed(text: str, mention: DateMention, trigger: Trigger, about: Subject | None, since: int) -> Phrase | None:
    low = max(0, trigger.start - WINDOW)
    led_by = lowered(text[low : trigger.start])
    led = words.AUXILIARIES.search(led_by)
    if led is None and trigger.form in {Form.STATE, Form.BASE}:
        led = words.WITH_MODIFIERS.search(led_by)
    start = low + led.start() if led else trigger.start
    gap = text[trigger.end : mention.start]
    outlets = words.OUTLETS.fullmatch(gap)
    inner = reference_in("" if outlets else words.SHOWN_ON.sub("", gap), about)
    if words.TO_ORDER.match(gap):
        inner = Reference(Of.ACCESS, "Pre-orders")  # "available to pre-order today"
    own = inner.of not in {Of.UNKNOWN, Of.PRONOUN, Of.OTHER}
    reference = inner if own else _reference(text, start, mention, trigger, about)
    has_object = bool(words.OBJECT.match(gap))
    proper = bool(inner.name and inner.name[0].isupper())
    if inner.of is Of.OTHER and proper and reference.of is not Of.SUBJECT:
        reference = inner
    elif inner.work and reference.of is Of.OTHER and not has_object:
        reference = replace(reference, work=True)  # "returns for a fourth season"
    elif has_object and inner.of is Of.UNKNOWN and reference.of is Of.SUBJECT and (what := words.OWN_OBJECT.match(gap)):
        reference = Reference(Of.OTHER, what["what"], work=True)  # "will open its new wing on July 12"
    elif has_object and inner.of in {Of.UNKNOWN, Of.OTHER} and reference.of is not Of.PUBLICITY:
        reference = Reference(
            Of.OTHER, inner.name, work=inner.work
        )  # "will open a shop on July 10": the shop, not who opens it
    first_night = text[trigger.start : trigger.end].lower() in {"opening night", "press night"}
    its = trigger.form is Form.BASE and words.ITS.search(text, max(0, trigger.start - 30), trigger.start)
    if about and (its or first_night):
        named = last_work_in(text[max(0, start - CLAUSE_CHARACTERS) : start], about)
        reference = named or reference  # "the trailer for Salt ahead of its premiere": Salt's
    if (
        reference.of is Of.UNKNOWN
        and trigger.form is not Form.PAST
        and words.NOUN_ALONE.search(text[:WINDOW], 0, min(WINDOW, trigger.start))
    ):
        reference = Reference(Of.PRONOUN)  # "The release is scheduled for": what the sentence before speaks of
    if trigger.verb and trigger.verb.takes:
        reference = inner if inner.of is Of.SUBJECT else Reference(Of.PRONOUN)  # "players get it on July 12": it
    place = location_of(text, mention, max(trigger.start, since), about.name if about else None)
    return judge(
        Governed(
            text=text,
            mention=mention,
            trigger=trigger,
            start=start,
            end=mention.end,
            gap=gap,
            lead=text[start : trigger.start],
            reference=reference,
            place=place,
        )
    )


def _noun_behind(text: str, mention: DateMention, about: Subject | None) -> Phrase | None:
    """Read "its January 19 release", "the July 12 premiere in London"."""
    found = words.NOUN_BEHIND.match(text, mention.end)
    if not found:
        return None
    led = words.LED_TO_NOUN.search(text[max(0, mention.start - WINDOW) : mention.start])
    start = mention.start - len(led[0]) if led else mention.start
    auxiliaries = words.AUXILIARIES.search(lowered(text[max(0, start - WINDOW) : start]))
    start -= len(auxiliaries[0]) if auxiliaries else 0
    reference = reference_before(text, start, about)
    own = bool(led and re.search(r"(?i)\b(?:its|their)\b", led[0]))
    if (own or reference.of in {Of.PUBLICITY, Of.UNKNOWN, Of.PRONOUN}) and about:
        named = reference_in(text[max(0, start - CLAUSE_CHARACTERS) : start], about)
        if own and named.of is Of.PUBLICITY and _OF_A_CLIP.search(text[:start]):
            return None
        reference = named if named.of is Of.SUBJECT else Reference(Of.UNKNOWN)
    if reference.of is Of.UNKNOWN:
        reference = reference_in(text[found.end() : found.end() + LONGEST_GAP], about)
    place = location_behind(text, found.end(), about.name if about else None)
    trigger = Trigger(found.start("noun"), found.end(), Form.BASE, None)
    phrase = judge(
        Governed(
            text=text,
            mention=mention,
            trigger=trigger,
            start=start,
            end=found.end(),
            gap="",
            lead="set " if found["noun"] in {"date", "day"} else "",
            reference=reference,
            place=place,
            strict=False,
        )
    )
    return replace(phrase, first_showing=found["noun"].startswith("premi")) if phrase else None


def _in_front(text: str, mention: DateMention, triggers: Sequence[Trigger], about: Subject | None) -> Phrase | None:
    """Read "On July 12, the film will open in cinemas": the date leads its clause."""
    equated = _IS_WHEN.match(text, mention.end)
    if not equated and not words.AT_FRONT.search(text[max(0, mention.start - 30) : mention.start]):
        return None
    low = equated.end() if equated else mention.end
    at = bisect_left(triggers, low, key=lambda each: each.start)
    if at == len(triggers):
        return None
    trigger = triggers[at]
    if trigger.start - low > WINDOW or words.BREAK.search(text[low : trigger.start]):
        return None
    if find_dates(text[low : trigger.end + 25]):
        return None
    reference = reference_before(text[low : trigger.start], trigger.start - low, about)
    after = reference_in(text[trigger.end : trigger.end + WINDOW], about)
    brought = after.of is Of.SUBJECT or (after.of is Of.OTHER and after.work)
    if after.of is Of.PUBLICITY or (reference.of in {Of.UNKNOWN, Of.OTHER} and not reference.work and brought):
        reference = after
    place = location_between(text, trigger.start, min(len(text), trigger.end + 40), about.name if about else None)
    return judge(
        Governed(
            text=text,
            mention=mention,
            trigger=trigger,
            start=mention.start,
            end=max(trigger.end, place.end if place else 0),
            gap="",
            lead=text[max(mention.end, trigger.start - WINDOW) : trigger.start],
            reference=reference,
            place=place,
            strict=False,
        )
    )
