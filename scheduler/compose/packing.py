"""The cheapest way to lay a row of pieces into the fewest parts: dynamic programming over the places to cut."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

BALANCE = 30  # times the squared share of the limit by which a part differs from the mean
SHORT_LAST, SHORT_SHARE = 15, 0.25  # for a last part under that share of the mean
NO_WORDS = 40  # for a part of links or tags alone


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
    costs: dict[int, float] = {0: 0.0}
    came_from: list[dict[int, int]] = []
    for part, (low, high) in enumerate(_ranges(shelf)):
        reached: dict[int, float] = {}
        back: dict[int, int] = {}
        starts = sorted(costs)
        for end in range(low, high + 1):
            first = bisect_left(starts, shelf.earliest(end, part))
            choices = [
                (costs[at] + _cost(row, at, end, mean, limit), at) for at in starts[first : bisect_left(starts, end)]
            ]
            if choices:
                reached[end], back[end] = min(choices)
        costs = reached
        came_from.append(back)
    if row.last not in costs:
        return []
    places = [row.last]
    for back in reversed(came_from):
        places.append(back[places[-1]])
    return places[::-1]


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
