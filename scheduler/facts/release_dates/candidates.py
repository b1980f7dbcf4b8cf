"""A release as one phrase tells it, before the phrases of an article are weighed against each other."""

from dataclasses import dataclass, replace
from typing import Final

from scheduler.facts.release_dates.references import Of
from scheduler.model import Confidence, EventStatus, Release

DAY_CHARACTERS: Final = len("2023-07-12")
MONTH_CHARACTERS: Final = len("2023-07")
CERTAINTY: Final = {Confidence.SURE: 0, Confidence.LIKELY: 1, Confidence.GUESS: 2}
LIVE: Final = frozenset({EventStatus.SCHEDULED, EventStatus.RESCHEDULED})
OTHERS: Final = frozenset({Of.OTHER, Of.ACCESS})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A release as one phrase tells it, whose it is, and in which sentence it stands.

    `superseded` is a date that no longer holds, `planned` one that a move would make so. `variant` is another form of
    the same thing: a wide release, a paperback; `listed` stands in a row of a schedule, `foretold` is governed by no
    release word; `akin` belongs to something unnamed of the subject's kind, or to who brings it out;
    `now` is what holds at present, `before` a move that is told as past.
    """

    release: Release
    whose: Of
    sentence: int = 0
    superseded: bool = False
    first_showing: bool = False
    variant: str | None = None
    planned: bool = False
    listed: bool = False
    foretold: bool = False
    akin: bool = False
    now: bool = False
    before: bool = False
    question: str | None = None

    @property
    def work(self) -> str:
        """The other work it belongs to; nothing for the article's own subject."""
        return f"{self.whose}: {self.release.of.name if self.release.of else ''}" if self.whose in OTHERS else ""

    @property
    def live(self) -> bool:
        """Whether it is still to come, and the article's own."""
        return self.release.event_status in LIVE and self.whose not in OTHERS

    def doubted(self) -> "Candidate":
        """Return it without certainty."""
        if self.release.confidence is not Confidence.SURE:
            return self
        return replace(self, release=replace(self.release, confidence=Confidence.LIKELY))
