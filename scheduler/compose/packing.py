"""The cheapest way to lay a row of pieces into the fewest parts: dynamic programming over the places to cut."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

BALANCE = 30  # times the squared share of the limit by which a part differs from the mean
SHORT_LAST, SHORT_SHARE = 15, 0.25  # for a last part under that share of the mean
NO_WORDS = 40  # for a part of links or tags alone


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
    """The room in each of a number of parts. `rows` are the same pieces in each unit that is limited."""

    rows: Sequence[Row]
    rooms: Sequence[Sequence[int]]  # for each row, the room in each part

    @property
    def parts(self) -> int:
        """How many parts there are."""
        return len(self.rooms[0])

    def holds(self, start: int, end: int, part: int) -> bool:
        """Whether what lies between two places fits part `part` (from 0)."""
        for row, rooms in zip(self.rows, self.rooms, strict=True):
            if row.ends[end] - row.begins[start] > rooms[part]:
                return False
        return True

    def furthest(self, start: int, part: int) -> int:
        """Return the last place at which part `part` (from 0) can end if it begins at `start`; at least one further."""
        part = min(part, self.parts - 1)
        ends = [
            bisect_right(row.ends, row.begins[start] + rooms[part]) - 1
            for row, rooms in zip(self.rows, self.rooms, strict=True)
        ]
        return max(start + 1, min(ends))

    def earliest(self, end: int, part: int) -> int:
        """Return the first place at which part `part` can begin if it ends at `end`; `end` if none fits."""
        starts = [
            bisect_left(row.begins, row.ends[end] - rooms[part])
            for row, rooms in zip(self.rows, self.rooms, strict=True)
        ]
        return min(end, max(starts))


def fill(shelf: Shelf) -> list[int]:
    """Return the places between which each part takes all it can; a piece that does not fit is alone."""
    last = shelf.rows[0].last
    places = [0]
    while places[-1] < last:
        places.append(shelf.furthest(places[-1], len(places) - 1))
    return places


def best(shelf: Shelf, limit: int) -> list[int]:
    """Return the places of the cheapest cut into exactly the shelf's parts; empty if there is none."""
    row = shelf.rows[0]
    mean = (row.ends[-1] - row.begins[0]) / shelf.parts
    balance = BALANCE / limit**2
    reached = {0: 0.0}
    came_from: list[dict[int, int]] = []
    for part, (low, high) in enumerate(_ranges(shelf)):
        starts = _worthwhile(row, reached, low, mean, balance)
        reached, back = {}, {}
        first = 0
        for end in range(low, high + 1):
            while first < len(starts) and not shelf.holds(starts[first][0], end, part):
                first += 1
            cost, back[end] = _cheapest(row, starts[first:], end, mean, balance)
            if cost < inf:
                reached[end] = cost + row.penalties[end]
        came_from.append(back)
    if row.last not in reached:
        return []
    places = [row.last]
    for back in reversed(came_from):
        places.append(back[places[-1]])
    return places[::-1]


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
