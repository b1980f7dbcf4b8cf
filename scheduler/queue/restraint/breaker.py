"""The breaker of a channel: a receiver that is down is asked once a cool-down, and not by every post. Pure.

It opens after five faults in a row, or when half of the last twenty signs were faults. Open, it lets one part through
per cool-down; the first answer that is none of the receiver's faults closes it. A fault is a connection that failed, no
answer, or a 5xx; what a receiver says of one post (4xx, 429), and what we refuse ourselves, is none.
Source: research/delivery.md section 3.3, read 2026-11-22.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

IN_A_ROW: Final = 5
LAST: Final = 20
COOL_DOWN: Final = timedelta(seconds=15)
LONGEST_COOL_DOWN: Final = timedelta(minutes=10)
LAST_CHANCE: Final = timedelta(seconds=30)
"""So long before a part's window closes a rest ends, so that a receiver that is well again still gets the part."""

BETWEEN_HELD: Final = timedelta(milliseconds=200)
"""On average, between two parts that waited for a receiver which is well again."""


class Sign(StrEnum):
    """What an attempt says of its receiver."""

    WELL = "."  # it took a part
    ANSWERS = "-"  # it answered, about this part alone or about its own limits: not counted
    FAULT = "x"  # it could not be reached, did not answer, or has a fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """`signs` are the last ones since the first fault, `rests` how many cool-downs there were in a row: 0 is closed."""

    signs: str = ""
    rests: int = 0
    rests_until: datetime | None = None
    recovered_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether the receiver is taken to be down."""
        return self.rests > 0


def after(breaker: Breaker, sign: Sign, now: datetime, chance: float) -> Breaker:
    """Return the breaker after an attempt; `chance`, in [0, 1), jitters the cool-down."""
    if sign is Sign.FAULT:
        signs = (breaker.signs + Sign.FAULT)[-LAST:]
        worn = signs.endswith(Sign.FAULT * IN_A_ROW) or signs.count(Sign.FAULT) * 2 >= LAST
        there = replace(breaker, signs=signs)
        return rested(there, now, chance) if worn and not breaker.open else there
    if breaker.open:
        return Breaker(recovered_at=now)
    if sign is Sign.ANSWERS or not breaker.signs:
        return breaker
    signs = (breaker.signs + Sign.WELL)[-LAST:]
    return replace(breaker, signs=signs if Sign.FAULT in signs else "")


def rested(breaker: Breaker, now: datetime, chance: float) -> Breaker:
    """Return the breaker with its next cool-down begun: at its opening, and whenever it lets one part through."""
    rests = breaker.rests + 1
    return replace(breaker, rests=rests, rests_until=now + cool_down(rests, chance))


def cut_short(breaker: Breaker, closes_at: datetime | None, now: datetime) -> Breaker:
    """Return the breaker with a rest that leaves a last chance to the part whose window closes next, if any waits.

    However many windows close, the receiver is asked no more often than a first cool-down lasts.
    """
    if closes_at is None or breaker.rests_until is None or closes_at - LAST_CHANCE <= now:
        return breaker
    return replace(breaker, rests_until=min(breaker.rests_until, max(now + COOL_DOWN, closes_at - LAST_CHANCE)))


def cool_down(rests: int, chance: float) -> timedelta:
    """Return how long a receiver rests for the nth time in a row: 15 s, doubling to 10 min, of it half to all."""
    return min(LONGEST_COOL_DOWN, COOL_DOWN * (1 << min(rests - 1, 16))) * (0.5 + chance / 2)


def between_held(chance: float) -> timedelta:
    """Return how long to wait after a part that waited for a receiver which is well again."""
    return BETWEEN_HELD * (0.5 + chance)
