"""Numbers worth a post: money, ordinals of works, and counts of what people count, each with value and unit.

Dates, ages, times of day, scores and the numbers inside names ("Part One", "Dune: Part Two", "Apollo 11") are none.
"""

from collections.abc import Iterator
from typing import Final

from scheduler.facts.catalogue.numbers import Number
from scheduler.facts.kind import Found, Reading
from scheduler.facts.people.cast import cast_of
from scheduler.facts.quantities import quantities_in

MOST: Final = 20


def extract(reading: Reading) -> Found:
    """Return the numbers in the order of the article, each value of a unit once."""
    return Found(tuple(_numbers(reading)))


def _numbers(reading: Reading) -> Iterator[Number]:
    seen: set[tuple[str, str]] = set()
    cast = cast_of(reading)
    for found in quantities_in(cast.prose, cast.words):
        if (found.value, found.unit) in seen or len(seen) == MOST:
            continue
        seen.add((found.value, found.unit))
        source = reading.source(found.start, found.end)
        yield Number(text=" ".join(source.exact.split()), value=found.value, unit=found.unit, source=source)
