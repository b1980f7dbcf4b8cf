"""Dates that belong together in a sentence: the two ends of a range, and a second one that shares the release word."""

import re
from dataclasses import replace
from typing import Final

from scheduler.facts.release_dates import phrase_words as words
from scheduler.facts.release_dates.dates import DateMention, Precision, join_range
from scheduler.facts.release_dates.judging import Phrase
from scheduler.facts.release_dates.locations import location_of
from scheduler.model import Subject

LONGEST_GAP: Final = 80
_NOUN: Final = re.compile(r"\bthe\s(?!same\b)[a-z]{3}")
"""What a second date has of its own behind a release word: “the beta on July 12 and the final version on August 3”."""


def chained(text: str, previous: Phrase | None, mention: DateMention, about: Subject | None) -> Phrase | None:
    """Read the second date in "July 12 in the UK and July 14 in India": it shares the release word."""
    if previous is None or previous.mention.precision is not mention.precision:
        return None
    gap = text[previous.mention.end : mention.start]
    if len(gap) > LONGEST_GAP or not words.CHAIN.fullmatch(gap):
        return None
    own = previous.location.end if previous.location else 0
    place = location_of(text, mention, max(own, previous.mention.end), about.name if about else None)
    end = place.end if place and place.start >= mention.end else mention.end
    form = words.VARIANT.search(gap) if _NOUN.search(gap) else None
    variant = form[0].lower() if form else None if _NOUN.search(gap) else previous.variant
    return replace(
        previous,
        start=mention.start,
        end=end,
        mention=mention,
        location=place,
        clear=previous.clear and place is not None,
        variant=variant,
    )


def with_ranges(mentions: tuple[DateMention, ...], text: str) -> tuple[DateMention, ...]:
    """Return the dates of a sentence, the two ends of a range as one."""
    joined: list[DateMention] = []
    for mention in mentions:
        first = joined[-1] if joined else None
        day = mention.precision is Precision.DAY and mention.month
        single = (
            first and day and first.month and not first.last and first.precision is Precision.DAY and not mention.last
        )
        between = text[first.end : mention.start] if first else ""
        if (
            first
            and single
            and (
                words.RANGE.fullmatch(between)
                or (between == " and " and words.BETWEEN.search(text[max(0, first.start - 14) : first.start]))
            )
        ):
            joined[-1] = join_range(first, mention)
        else:
            joined.append(mention)
    return tuple(joined)
