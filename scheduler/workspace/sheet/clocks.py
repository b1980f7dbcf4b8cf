"""Times of day as people write them: `18:30`, `6:30 pm`, `18.30 Uhr`, `18h30`, or the part of a day Excel stores."""

import re
from datetime import time
from typing import Final

from scheduler.workspace.reads import refuse

NOON: Final = 12
_CLOCK: Final = (
    r"(?P<hour>\d{1,2})(?:\s?[:.hH]\s?(?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(?P<mark>[ap]\.?\s?m\.?|uhr|hrs?|h|o'clock)?"
)
_WHOLE: Final = re.compile(_CLOCK, re.IGNORECASE)
_LAST: Final = re.compile(
    rf"(?:(?<=\d)t|[\s,;]+(?:(?:at|um|à|a\s+las?|alle(?:\s+ore)?|às|om)\s+)?){_CLOCK}$", re.IGNORECASE
)
_PART_OF_DAY: Final = re.compile(r"0?[.,](\d+)")
_EXCEL_DAY_ZERO: Final = re.compile(r"1(?:899-12-3[01]|900-01-00)[ T]")


def split_clock(text: str) -> tuple[str, time | None]:
    """Return a text without the time of day at its end, and that time; None where it ends in none."""
    found = _LAST.search(text)
    if not found or not (found["minute"] or found["mark"]):
        return text, None
    return text[: found.start()], _time(found, found.group().strip(" ,;"))


def read_clock(text: str) -> time:
    """Return the time of day that a cell of its own says; raises ValueError where it says none."""
    text = _EXCEL_DAY_ZERO.sub("", text.strip())
    if part := _PART_OF_DAY.fullmatch(text):
        return part_of_day(float(f"0.{part[1]}"))
    found = _WHOLE.fullmatch(text)
    if not found or not (found["minute"] or found["mark"]):
        raise refuse("time-invalid", f'"{text}" is not a time of day', "write 18:30, or 6:30 pm")
    return _time(found, text)


def part_of_day(part: float) -> time:
    """Return the time that stands for a part of a day, to the second."""
    seconds = min(round(part * 86_400), 86_399)
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60)


def _time(found: re.Match[str], text: str) -> time:
    hour, mark = int(found["hour"]), (found["mark"] or "").lower()
    if mark[:1] in {"a", "p"}:
        if not 1 <= hour <= NOON:
            raise refuse("time-invalid", f'"{text}" is not a time of day', "write 18:30, or 6:30 pm")
        hour = hour % NOON + (NOON if mark[0] == "p" else 0)
    try:
        return time(hour, int(found["minute"] or 0), int(found["second"] or 0))
    except ValueError:
        raise refuse("time-invalid", f'"{text}" is not a time of day', "hours go to 23, minutes to 59") from None
