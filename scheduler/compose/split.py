"""A long text becomes the best thread: hard rules, then the fewest parts, then the cuts a reader minds least."""

from collections.abc import Callable
from itertools import pairwise

import regex

from scheduler.compose.atoms import Stretch, entity_stretches, quotations
from scheduler.compose.counters import counter, numbered
from scheduler.compose.cuts import Cut, cuts
from scheduler.compose.packing import Row, Shelf, best, fill
from scheduler.errors import WorkspaceError
from scheduler.platforms import Platform

_SHOWN = 60
_MANY = 99  # parts, for the room that a quotation must leave
_TAG_OR_LINK = regex.compile(r"[#＃@$]\w|https?://", regex.IGNORECASE)
_LETTER = regex.compile(r"[\p{L}\p{N}]")


def split(text: str, platform: Platform, number: str | None = "n/m") -> list[str]:
    """Return the parts of a thread that says `text`, each with its counter (`number`, as in ` 2/7`; None: without).

    No part is over the platform's limit by its own count; no link, mention, tag, number with its unit, quotation (if it
    fits a part) or grapheme is cut; only white space at the cuts is lost. Of all such threads it has the fewest parts,
    and of those it is the most readable. A text that fits is returned as it is, without a counter. Raises
    WorkspaceError `cannot-split`, naming the word or link that is longer than a part by itself.
    """
    text = platform.normalise(text)
    if not platform.over(text):
        return [text]
    return _Splitter(text, platform, number).parts()


class _Splitter:
    """One text on its way into parts. Place k is where piece k begins; `slack` is kept free in every part.

    Widths of pieces are added up, which is right but for rare texts (a character that joins its neighbour across a
    cut); finished parts are counted as a whole, and if one is over, all are packed again with more slack.
    """

    def __init__(self, text: str, platform: Platform, number: str | None) -> None:
        self.text = text
        self.platform = platform
        self.number = number
        self.slack = 0
        whole, quoted = entity_stretches(text, platform), quotations(text)
        room = platform.limit - self._width(_MANY, _MANY)
        short = [each for each in quoted if self._measure(each) <= room]
        self.places = self._places(whole, short, quoted)
        spoiled = [self._piece(at) for at in self._oversized()]
        if any(quote[0] < end and start < quote[1] for quote in short for start, end in spoiled):
            kept = [each for each in short if not any(each[0] < end and start < each[1] for start, end in spoiled)]
            self.places = self._places(whole, kept, quoted)
        self.rows = [self._row(platform.measure)] + ([self._row(_bytes)] if platform.byte_limit else [])

    def parts(self) -> list[str]:
        """Return the finished parts."""
        for at in self._oversized():
            raise self._cannot(at, 1, 2)
        while True:
            found = self._solve()
            spans = list(pairwise(found))
            finished = numbered([self.text[self.places[i].start : self.places[j].end] for i, j in spans], self.number)
            excess = [self.platform.over(part) for part in finished]
            if not any(excess):
                return finished
            for part, ((start, end), over) in enumerate(zip(spans, excess, strict=True), start=1):
                if over and end == start + 1:
                    raise self._cannot(start, part, len(spans))
            self.slack += max(excess)

    def _solve(self) -> list[int]:
        """Return the places for the smallest number of parts whose own counters leave enough room."""
        count = 2
        while len(filled := fill(self._shelf(count))) - 1 > count:
            count = len(filled) - 1
        return best(self._shelf(count), self.platform.limit) or filled

    def _shelf(self, parts: int) -> Shelf:
        counters = [counter(self.number, at, parts) for at in range(1, parts + 1)]
        rooms = [[self.platform.limit - self.slack - self.platform.measure(each) for each in counters]]
        if self.platform.byte_limit:
            rooms.append([self.platform.byte_limit - _bytes(each) for each in counters])
        return Shelf(self.rows, rooms)

    def _places(self, whole: list[Stretch], short: list[Stretch], quoted: list[Stretch]) -> list[Cut]:
        inner = cuts(self.text, [*whole, *short], quoted)
        return [Cut(0, 0, 0), *inner, Cut(len(self.text), len(self.text), 0)]

    def _row(self, measure: Callable[[str], int]) -> Row:
        begins, ends, words = [0], [0], [0]
        gaps: dict[str, int] = {}
        for at, place in enumerate(self.places[1:]):
            start, end = self._piece(at)
            piece, gap = self.text[start:end], self.text[place.end : place.start]
            if gap not in gaps:
                gaps[gap] = measure(gap)
            ends.append(begins[-1] + measure(piece))
            begins.append(ends[-1] + gaps[gap])
            words.append(words[-1] + bool(_LETTER.search(piece) and not _TAG_OR_LINK.match(piece)))
        return Row(begins, ends, words, [place.penalty for place in self.places])

    def _piece(self, at: int) -> Stretch:
        return self.places[at].start, self.places[at + 1].end

    def _measure(self, stretch: Stretch) -> int:
        return self.platform.measure(self.text[slice(*stretch)])

    def _width(self, part: int, parts: int) -> int:
        return self.platform.measure(counter(self.number, part, parts))

    def _oversized(self) -> list[int]:
        """Return the pieces that fit no part of a thread."""
        room = self.platform.limit - self._width(1, 2)
        limit = self.platform.byte_limit
        return [
            at
            for at in range(len(self.places) - 1)
            if self._measure(self._piece(at)) > room or (limit and _bytes(self.text[slice(*self._piece(at))]) > limit)
        ]

    def _cannot(self, at: int, part: int, parts: int) -> WorkspaceError:
        """Return the error of a piece that fits no part, or not the one it would have to be."""
        piece = self.text[slice(*self._piece(at))]
        link = next((each.text for each in self.platform.find_entities(piece) if each.kind == "link"), None)
        kind, shown = ("link", link) if link else ("word" if len(piece.split()) == 1 else "passage", piece)
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        size, limit = self.platform.measure(piece), self.platform.limit - self._width(part, parts)
        message = (
            f'the {kind} "{shown}" does not fit a part of a thread on {self.platform.label}: '
            f"{size:,} {self.platform.unit}, and there is room for {limit:,}"
        )
        return WorkspaceError.of("cannot-split", message, f"shorten it: a {kind} is never cut")


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
