"""What goes wrong in a rehearsal on purpose: a receiver that refuses or is down, a daemon that is stopped or killed.

The same seed has the same requests refused and the daemon killed at the same arrivals; where exactly in its work a kill
finds it is up to the machine.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from scheduler.errors import UsageError
from scheduler.model import Campaign, DayOffset, Elapsed, When
from scheduler.plan.calendar import Resolved, when_due
from scheduler.plan.event import event_time
from scheduler.plan.phrases import parse_when
from scheduler.receiver import Answer, Received

BUSY: Final = 503
EVERYWHERE: Final = ""
"""In place of a campaign's name: all of them, and what belongs to none."""
_SHARE: Final = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*%")
_DAYS: Final = re.compile(r"(T[+\-−]\d+)d", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of campaign time, [start, end). T is each campaign's own event."""

    start: datetime
    end: datetime

    def __contains__(self, at: datetime) -> bool:
        """Say whether an instant lies in it."""
        return self.start <= at < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """What is to go wrong: the share of requests refused, how many kills, when which end is down, and the seed."""

    fail: float = 0.0
    kills: int = 0
    down: Mapping[str, Stretch] = field(default_factory=dict)  # the receiver, by campaign
    stopped: tuple[Stretch, ...] = ()  # the daemon, in order, none touching another
    seed: int = 0

    def __bool__(self) -> bool:
        """Say whether anything is to go wrong."""
        return bool(self.fail or self.kills or self.down or self.stopped)


def share_of(text: str) -> float:
    """Return what `20%` says, as a number from 0 to 1. Raises UsageError `share-unreadable`."""
    found = _SHARE.fullmatch(text.strip())
    if not found or not 0 <= (share := float(found[1]) / 100) <= 1:
        raise UsageError.of("share-unreadable", f'"{text}" is no share of the requests', "write it as 20%")
    return share


def stretches_of(text: str, campaigns: Iterable[Campaign], zone: str) -> dict[str, Stretch]:
    """Return by campaign when `T-1d..T-20h` is: ends as a `when` has them, and days may be written T-1d.

    Campaigns without an event have no T and are left out; two times of a calendar hold everywhere. Raises UsageError
    `stretch-unreadable`, or `stretch-nowhere` where no campaign is left.
    """
    first, separator, last = text.partition("..")
    if not separator:
        raise _unreadable(text, "there is no .. in it")
    ends = _when(text, first), _when(text, last)
    if not any(isinstance(each, DayOffset | Elapsed) for each in ends):
        return {EVERYWHERE: _stretch(text, ends, None, zone)}
    events = {campaign.name: event_time(campaign).at for campaign in campaigns}
    found = {name: _stretch(text, ends, event, event.zone) for name, event in events.items() if event}
    if not found:
        hint = "T is the event of a campaign; give two times such as 2027-01-08T09:00Z..2027-01-08T12:00Z"
        raise UsageError.of("stretch-nowhere", f'No campaign has an event that "{text}" could count from', hint)
    return found


def _stretch(text: str, ends: tuple[When, When], event: Resolved | None, zone: str) -> Stretch:
    start, end = (when_due(each, event=event, zone=zone).instant for each in ends)
    if start >= end:
        raise _unreadable(text, "it ends before it begins")
    return Stretch(start=start, end=end)


def _when(text: str, phrase: str) -> When:
    phrase = phrase.strip()
    day = _DAYS.fullmatch(phrase)
    try:
        return parse_when(day[1] if day else phrase)
    except ValueError as error:
        raise _unreadable(text, str(error)) from None


def _unreadable(text: str, why: str) -> UsageError:
    return UsageError.of("stretch-unreadable", f'"{text}" is no stretch of time: {why}', "write it as T-1d..T-20h")


def together(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Return stretches in order, those that touch as one."""
    joined: list[Stretch] = []
    for each in sorted(stretches, key=lambda stretch: stretch.start):
        if joined and each.start <= joined[-1].end:
            joined[-1] = Stretch(start=joined[-1].start, end=max(joined[-1].end, each.end))
        else:
            joined.append(each)
    return tuple(joined)


class Saboteur:
    """Carries faults out where they meet the receiver: refuses requests, and says when the daemon is to be killed.

    `position` is the campaign's time, `parts` how many parts are to arrive, and `kill` is called from the receiver's
    threads with how many milliseconds to wait first.
    """

    def __init__(
        self, faults: Faults, parts: int, position: Callable[[], datetime], kill: Callable[[float], None]
    ) -> None:
        self.faults = faults
        self.refused = 0
        self.met_down = 0
        self._position = position
        self._kill = kill
        self._arrived = 0
        self._tries: Counter[str] = Counter()
        chance = random.Random(faults.seed)  # noqa: S311 - faults to repeat, no secret
        among = range(1, max(parts, faults.kills) + 1)
        self._kill_at = {number: chance.uniform(0, 60) for number in chance.sample(among, faults.kills)}

    def answer(self, received: Received) -> Answer | None:
        """Return what is answered instead of the usual: 503 from a receiver that is down, or busy by chance."""
        self._arrived += 1
        if (wait := self._kill_at.pop(self._arrived, None)) is not None:
            self._kill(wait)
        key = received.key or ""
        stretch = self.faults.down.get(key.partition("/")[0]) or self.faults.down.get(EVERYWHERE)
        if stretch and self._position() in stretch:
            self.met_down += 1
            return Answer(status=BUSY, body=b"down on purpose")
        self._tries[key] += 1
        chance = random.Random(f"{self.faults.seed} {key} {self._tries[key]}")  # noqa: S311 - the same
        if chance.random() < self.faults.fail:
            self.refused += 1
            return Answer(status=BUSY, body=b"busy on purpose")
        return None
