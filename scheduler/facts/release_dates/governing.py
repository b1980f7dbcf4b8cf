"""Which release word of a sentence a date belongs to."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from scheduler.facts.folding import lowered
from scheduler.facts.release_dates import phrase_words as words
from scheduler.facts.release_dates.date_joints import LONGEST_GAP
from scheduler.facts.release_dates.dates import DateMention
from scheduler.facts.release_dates.judging import WINDOW
from scheduler.facts.release_dates.release_verbs import Form
from scheduler.facts.release_dates.triggers import Trigger

_DASH: Final = re.compile(r"\s?(?:[—–-]{1,2}|:)\s?")
"""What may stand between "release date" and the date itself."""
LONGEST_LIST: Final = 180  # of outlets between a release word and its date
NEXT_DATE_CHARACTERS: Final = 40  # a second date this near shares the word of the first
NEAR_STATE_CHARACTERS: Final = 25  # "will be out in cinemas": one phrase
NEAREST_TRIGGERS: Final = 6  # more do not stand within a gap


def open_to(triggers: Sequence[Trigger], mention: DateMention, before: int) -> Iterator[Trigger]:
    """Yield the release words that may govern a date: not one whose own date ends far `before` this one."""
    low = bisect_left(triggers, mention.start - 2 * WINDOW, key=lambda each: each.start)
    high = bisect_right(triggers, mention.end + 2 * WINDOW, key=lambda each: each.start)
    near = triggers[low:high]
    apart = mention.start - before > NEXT_DATE_CHARACTERS
    between = any(before <= each.start < mention.start for each in near)
    for trigger in near:
        if trigger.end > before or not (apart or between):
            yield trigger


def governing(text: str, mention: DateMention, triggers: Sequence[Trigger]) -> Trigger | None:
    """Return the release word before a date: the nearest verb or noun; a state only where no verb leads to it."""
    state: Trigger | None = None
    at = bisect_right(triggers, mention.start, key=lambda each: each.end)
    for trigger in reversed(triggers[max(0, at - NEAREST_TRIGGERS) : at]):
        gap = text[trigger.end : mention.start]
        if trigger.form is Form.STATE and _DASH.fullmatch(gap):
            return trigger
        if _is_far(text, trigger, mention) or words.BREAK.search(gap) or _begins_clause(gap):
            break
        if _is_participle(text, trigger, mention):
            continue
        if trigger.verb:
            apart = state and (
                state.start - trigger.end > NEAR_STATE_CHARACTERS or " and " in text[trigger.end : state.start]
            )
            return state if apart else trigger
        state = trigger
    return state


def _begins_clause(gap: str) -> bool:
    """Say whether a clause with its own verb begins behind a colon: "ended the guessing: Salt Road can be seen"."""
    colon = gap.find(": ")
    return colon >= 0 and words.FINITE.search(gap, colon) is not None


def _is_far(text: str, trigger: Trigger, mention: DateMention) -> bool:
    """Say whether a date stands too far behind a release word; a list of outlets in between may be long."""
    apart = mention.start - trigger.end
    return apart > LONGEST_GAP and not (
        apart <= LONGEST_LIST and words.OUTLETS.fullmatch(text, trigger.end, mention.start)
    )


def _is_participle(text: str, trigger: Trigger, mention: DateMention) -> bool:
    """Say whether a past form only describes what another verb speaks of, with that verb before the date."""
    return bool(
        trigger.form is Form.PAST
        and words.FINITE.search(text, trigger.end, mention.start)
        and not words.AUXILIARIES.search(lowered(text[max(0, trigger.start - WINDOW) : trigger.start]))
    )
