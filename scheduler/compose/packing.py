"""The cheapest way to lay a row of pieces into the fewest parts: dynamic programming over the places to cut."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Self

BALANCE = 30  # times the squared share of the limit by which a part differs from the mean
SHORT_LAST, SHORT_SHARE = 15, 0.25  # for a last part under that share of the mean
NO_WORDS = 40  # for a part of links or tags alone
FIRST_LOOK = 4  # how much worse than the best a cut may be to be tried at first


Start = tuple[int, float, int, int]
"""A place where a part may begin: the place, what it cost to come there, and the width and the words before it."""


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces in a row; piece k lies between place k and place k + 1.

    `begins[k]` and `ends[k]` are the widths up to where a part that begins, or ends, at place k does so: a part from i
    to j is `ends[j] - begins[i]` wide. `words[k]` counts the words before place k, a cut there costs `penalties[k]`.
    """

    begins: Sequence[int]
    ends: Sequence[int]
    words: Sequence[int]
    penalties: Sequence[int]

    @property
    def last(self) -> int:
        """The place after the last piece."""
        return len(self.ends) - 1


@dataclass(frozen=True, slots=True)
class Shelf:
    """The room in each of a number of parts. `rows` are the same pieces in each unit that is limited.

    At each of the places `stops`, in order, a part ends, whatever room is left.
    """

    rows: Sequence[Row]
    rooms: Sequence[Sequence[int]]  # for each row, the room in each part
    stops: Sequence[int] = ()

    @property
    def parts(self) -> int:
        """How many parts there are."""
        return len(self.rooms[0])

    def holds(self, start: int, end: int, part: int) -> bool:
        """Whether what lies between two places fits part `part` (from 0)."""
        for row, rooms in zip(self.rows, self.rooms, strict=True):
            if row.ends[end] - row.begins[start] > rooms[part]:
                return False
        return not self.stops or self._stop_before(end) <= start

    def furthest(self, start: int, part: int) -> int:
        """Return the last place at which part `part` (from 0) can end if it begins at `start`; at least one further."""
        part = min(part, self.parts - 1)
        ends = [
            bisect_right(row.ends, row.begins[start] + rooms[part]) - 1
            for row, rooms in zip(self.rows, self.rooms, strict=True)
        ]
        at = bisect_right(self.stops, start)
        return max(start + 1, min(ends if at == len(self.stops) else [*ends, self.stops[at]]))

    def earliest(self, end: int, part: int) -> int:
        """Return the first place at which part `part` can begin if it ends at `end`; `end` if none fits."""
        starts = [
            bisect_left(row.begins, row.ends[end] - rooms[part])
            for row, rooms in zip(self.rows, self.rooms, strict=True)
        ]
        return min(end, max(*starts, self._stop_before(end)))

    def _stop_before(self, end: int) -> int:
        """Return the last stop before a place, or else the first place."""
        at = bisect_left(self.stops, end)
        return self.stops[at - 1] if at else 0


def fill(shelf: Shelf) -> list[int]:
    """Return the places between which each part takes all it can; a piece that does not fit is alone."""
    last = shelf.rows[0].last
    places = [0]
    while places[-1] < last:
        places.append(shelf.furthest(places[-1], len(places) - 1))
    return places


def best(shelf: Shelf, limit: int) -> list[int]:
    """Return the places of the cheapest cut into exactly the shelf's parts; empty if there is none."""
    search = _Search.of(shelf, limit)
    places, cost = search.run(spread=FIRST_LOOK)
    better, _ = search.run(below=cost)
    return better or places


@dataclass(frozen=True, slots=True)
class _Search:
    """A search among the places where parts can end. `least` is the smallest penalty of a cut behind each part.

    No term of the cost is negative, so a cut that costs `cost` leaves out, for all that follows, what would cost as
    much before the rest is even looked at.
    """

    shelf: Shelf
    ranges: Sequence[tuple[int, int]]
    least: Sequence[int]
    mean: float
    balance: float

    @classmethod
    def of(cls, shelf: Shelf, limit: int) -> Self:
        """Return the search for the cheapest cut of a shelf."""
        row, ranges = shelf.rows[0], _ranges(shelf)
        least = [min(row.penalties[low : high + 1], default=0) for low, high in ranges]
        return cls(shelf, ranges, least, (row.ends[-1] - row.begins[0]) / shelf.parts, BALANCE / limit**2)

    def run(self, *, spread: float = inf, below: float = inf) -> tuple[list[int], float]:
        """Return the cheapest cut that costs less than `below`, and its cost; empty and infinite if there is none.

        Only cuts are tried whose penalties are at most `spread` more than the least behind their part.
        """
        row = self.shelf.rows[0]
        reached = {0: 0.0}
        came_from: list[dict[int, int]] = []
        rest = sum(self.least)
        for part, (low, high) in enumerate(self.ranges):
            starts = _worthwhile(row, reached, low, self.mean, self.balance)
            rest -= self.least[part]
            most = min(self.least[part] + spread, below - (sum(self.least) - self.least[part]))
            reached, back = {}, {}
            first = 0
            for end in range(low, high + 1):
                penalty = row.penalties[end]
                if penalty > most:
                    continue
                while first < len(starts) and not self.shelf.holds(starts[first][0], end, part):
                    first += 1
                cost, back[end] = _cheapest(row, starts[first:], end, self.mean, self.balance)
                if cost + penalty + rest < below:
                    reached[end] = cost + penalty
            came_from.append(back)
        if row.last not in reached:
            return [], inf
        places = [row.last]
        for back in reversed(came_from):
            places.append(back[places[-1]])
        return places[::-1], reached[row.last]


def _cheapest(row: Row, starts: list[Start], end: int, mean: float, balance: float) -> tuple[float, int]:
    """Return the least cost of a part that ends at `end`, and where it begins then; infinite if none can."""
    least, begins = inf, 0
    width, words = row.ends[end] - mean, row.words[end]
    short = (SHORT_SHARE - 1) * mean if end == row.last else -inf
    for at, cost, begin, words_before in starts:
        if at >= end:
            break
        total = cost + balance * (width - begin) ** 2
        if words == words_before:
            total += NO_WORDS
        if width - begin < short:
            total += SHORT_LAST
        if total < least:
            least, begins = total, at
    return least, begins


def _worthwhile(row: Row, reached: dict[int, float], low: int, mean: float, balance: float) -> list[Start]:
    """Return the places where a part may begin, in order, without those that a later one beats.

    From a later place a part is shorter, so it fits where the earlier one's does; how much worse it can balance is
    bounded by the shortest such part, which ends at `low`. One that could be short or wordless beats nothing.
    """
    kept: list[Start] = []
    least, after = inf, 0
    for at in sorted(reached, reverse=True):
        cost, begin, words = reached[at], row.begins[at], row.words[at]
        longer = after - begin
        if least - balance * longer * (2 * (row.ends[low] - after - mean) + longer) <= cost:
            continue
        kept.append((at, cost, begin, words))
        if cost <= least and row.words[low] > words and row.ends[low] - begin >= SHORT_SHARE * mean:
            least, after = cost, begin
    return kept[::-1]


def _ranges(shelf: Shelf) -> list[tuple[int, int]]:
    """Return, for each part, the first and last place at which it can end so that all parts fit."""
    last = shelf.rows[0].last
    highs = fill(shelf)[1 : shelf.parts + 1]
    highs += [last] * (shelf.parts - len(highs))
    lows = [last]
    for part in range(shelf.parts - 1, 0, -1):
        lows.append(max(part, shelf.earliest(lows[-1], part)))
    return list(zip(reversed(lows), highs, strict=True))


def cost_of(row: Row, places: Sequence[int], limit: int) -> float:
    """Return what a whole cut costs a reader."""
    mean = (row.ends[-1] - row.begins[0]) / (len(places) - 1)
    return sum(_cost(row, start, end, mean, limit) for start, end in pairwise(places))


def _cost(row: Row, start: int, end: int, mean: float, limit: int) -> float:
    """Return what a part costs, with the cut at its end."""
    width = row.ends[end] - row.begins[start]
    cost: float = BALANCE * ((width - mean) / limit) ** 2
    if end < row.last:
        cost += row.penalties[end]
    elif width < SHORT_SHARE * mean:
        cost += SHORT_LAST
    if row.words[end] == row.words[start]:
        cost += NO_WORDS
    return cost
