"""A date as a text names it, before anybody knows its year."""

from enum import StrEnum
from typing import NamedTuple


class Precision(StrEnum):
    """How exactly a date is named."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"  # a season or a quarter
    YEAR = "year"


class DateMention(NamedTuple):
    """A date as the text names it: `text[start:end]`, still without a year where the text gives none.

    `month` is 1 to 12, or at the precision of a season EDTF's 21 to 24 (spring to winter) and 33 to 36 (quarters).
    `last` is the last day of a range. `relative` is the word that counts from the published day ("tomorrow",
    "next friday"). `other` is the second reading (day and month exchanged). `exists` is False for February 30.
    """

    start: int
    end: int
    precision: Precision
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last: tuple[int | None, int, int] | None = None
    weekday: int | None = None
    relative: str | None = None
    approximate: bool = False
    other: tuple[int, int] | None = None
    exists: bool = True

    def moved(self, by: int) -> "DateMention":
        """Return it as a mention in a text that begins `by` characters earlier."""
        return self._replace(start=self.start + by, end=self.end + by)
