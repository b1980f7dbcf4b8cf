"""English as the CLDR has it for `en`, written out: most workspaces speak it, and Babel takes long to start.

A test compares it with the CLDR, day by day and number by number.
"""

from datetime import date, time, timedelta
from typing import Final

from scheduler.compose.cldr import ENGLISH, DateForm, Language
from scheduler.compose.wordings import WORDS

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NOON: Final = 12
_UNITS: Final = {"day": timedelta(days=1), "hour": timedelta(hours=1)}


class English(Language):
    """English of no region."""

    def __init__(self) -> None:  # Babel is not asked
        self.code = self.name = ENGLISH
        self.words = WORDS[ENGLISH]

    @property
    def label(self) -> str:
        """The language's name in English, for people."""
        return "English"

    def number(self, number: float) -> str:
        """Return "1,234"."""
        return f"{number:,}" if isinstance(number, int) else super().number(number)

    def is_one(self, number: int) -> bool:
        """Whether a number takes the form of a noun for one."""
        return abs(number) == 1

    def date(self, found: date, form: DateForm) -> str:
        """Return a day in one of the forms of dates."""
        month, weekday = MONTHS[found.month - 1], WEEKDAYS[found.weekday()]
        match form:
            case DateForm.DAY:
                return f"{month} {found.day}"
            case DateForm.WEEKDAY:
                return weekday
            case DateForm.MONTH:
                return month
            case DateForm.MONTH_OF_YEAR:
                return f"{month} {found.year}"
            case DateForm.LONG:
                return f"{month} {found.day}, {found.year}"
            case DateForm.FULL:
                return f"{weekday}, {month} {found.day}, {found.year}"

    def time(self, found: time) -> str:
        """Return "9:00 AM"."""
        return f"{found.hour % _NOON or _NOON}:{found.minute:02} {'AM' if found.hour < _NOON else 'PM'}"

    def digits(self, text: str) -> str:
        """Return the text: its digits are English."""
        return text

    def _span(self, length: timedelta, unit: str, *, add_direction: bool = False) -> str:
        count = abs(length) // _UNITS[unit]
        span = f"{count} {unit}{'' if count == 1 else 's'}"
        return f"in {span}" if add_direction else span
