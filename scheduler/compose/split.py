"""A long text becomes the best thread: hard rules, then the fewest parts, then the cuts a reader minds least."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate, pairwise

from scheduler.compose.atoms import Stretch, entity_stretches, quotations
from scheduler.compose.counters import counter, numbered
from scheduler.compose.cuts import Cut, cuts
from scheduler.compose.packing import Row, Shelf, best, fill
from scheduler.errors import WorkspaceError
from scheduler.platforms import Platform
from scheduler.text import late_regex

_SHOWN = 60
_JOINT = "\n\n"
_MANY = 99  # parts, for the room that a quotation must leave
_TAG_OR_LINK = late_regex(r"[#＃@$]\w|https?://", ignore_case=True)
_LETTER = late_regex(r"[\p{L}\p{N}]")


def split(text: str, platform: Platform, number: str | None = "n/m", *, max_parts: int | None = None) -> list[str]:
    """Return the parts of a thread that says `text`, each with its counter (`number`, as in ` 2/7`; None: without).

    No part is over the platform's limit by its own count; no link, mention, tag, number with its unit, quotation (if it
    fits a part) or grapheme is cut; only white space at the cuts is lost. Of all such threads it has the fewest parts,
    and of those it is the most readable. A text that fits is returned as it is, without a counter. Raises
    WorkspaceError `cannot-split`, naming the word or link that is longer than a part by itself, or `too-many-parts`,
    naming what is left over, where more than `max_parts` are needed.
    """
    return split_further([text], platform, number, max_parts=max_parts)


def split_further(
    parts: Sequence[str], platform: Platform, number: str | None = "n/m", *, max_parts: int | None = None
) -> list[str]:
    """Return the parts of a thread in which each of `parts` begins a new one, as `split` does with a single text."""
    texts = [platform.normalise(part) for part in parts]
    finished = numbered(texts, number)
    splitter = None
    if any(map(platform.over, finished)):
        splitter = _Splitter(texts, platform, number)
        finished = splitter.parts()
    if max_parts is not None and len(finished) > max_parts:
        raise (splitter or _Splitter(texts, platform, number)).too_many(len(finished), max_parts)
    return finished


class _Splitter:
    """Texts on their way into parts. Place k is where piece k begins; `slack` is kept free in every part.

    Widths of pieces are added up, which is right but for rare texts (a character that joins its neighbour across a
    cut); finished parts are counted as a whole, and if one is over, all are packed again with more slack.
    """

    def __init__(self, texts: Sequence[str], platform: Platform, number: str | None) -> None:
        self.text = text = _JOINT.join(texts)
        self.joints = [end - len(_JOINT) for end in accumulate(len(each) + len(_JOINT) for each in texts)][:-1]
        self.platform = platform
        self.number = number
        self.slack = 0
        whole, quoted = entity_stretches(text, platform), quotations(text)
        room = platform.limit - self._width(_MANY, _MANY)
        short = [each for each in quoted if self._measure(each) <= room]
        self._lay(whole, short, quoted)
        spoiled = [self._piece(at) for at in self._oversized()]
        if any(quote[0] < end and start < quote[1] for quote in short for start, end in spoiled):
            kept = [each for each in short if not any(each[0] < end and start < each[1] for start, end in spoiled)]
            self._lay(whole, kept, quoted)

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
        return Shelf(self.rows, rooms, self.stops)

    def _lay(self, whole: list[Stretch], short: list[Stretch], quoted: list[Stretch]) -> None:
        """Find the places to cut, and how wide the pieces between them are."""
        inner = cuts(self.text, [*whole, *short], quoted)
        if self.joints:
            inner = [cut for cut in inner if cut.end not in self.joints]
            inner = sorted(inner + [Cut(end, end + len(_JOINT), 0) for end in self.joints])
        self.places = [Cut(0, 0, 0), *inner, Cut(len(self.text), len(self.text), 0)]
        self.stops = [at for at, place in enumerate(self.places) if place.end in self.joints]
        self.pieces = [self.text[start:end] for (_, start, _), (end, _, _) in pairwise(self.places)]
        self.rows = [self._row(self.platform.measure)] + ([self._row(_bytes)] if self.platform.byte_limit else [])

    def _row(self, measure: Callable[[str], int]) -> Row:
        begins, ends, words = [0], [0], [0]
        width = cache(measure)
        told: dict[str, tuple[int, bool]] = {}  # most words of a text come again
        at = said = 0
        for piece, (end, start, _) in zip(self.pieces, self.places[1:], strict=True):
            known = told.get(piece)
            if known is None:
                known = told[piece] = measure(piece), _is_wordy(piece)
            at += known[0]
            said += known[1]
            ends.append(at)
            at += width(self.text[end:start])
            begins.append(at)
            words.append(said)
        return Row(begins, ends, words, [penalty for _, _, penalty in self.places])

    def _piece(self, at: int) -> Stretch:
        return self.places[at].start, self.places[at + 1].end

    def _measure(self, stretch: Stretch) -> int:
        return self.platform.measure(self.text[slice(*stretch)])

    def _width(self, part: int, parts: int) -> int:
        return self.platform.measure(counter(self.number, part, parts))

    def _oversized(self) -> list[int]:
        """Return the pieces that fit no part of a thread."""
        rooms = [self.platform.limit - self._width(1, 2), self.platform.byte_limit or 0]
        found = {
            at
            for row, room in zip(self.rows, rooms, strict=False)
            for at, (begin, end) in enumerate(zip(row.begins, row.ends[1:], strict=False))
            if end - begin > room
        }
        return sorted(found)

    def too_many(self, parts: int, allowed: int) -> WorkspaceError:
        """Return the error of a text that needs more parts than it may have: what is left over after the last."""
        unit, label = self.platform.unit, self.platform.label
        if allowed > 1 or self.joints:
            rest = self.text[self.places[fill(self._shelf(allowed))[allowed]].start :]
            over = self.platform.measure(rest)
        else:
            over = self.platform.over(self.text)
        message = f"the text needs {parts} parts on {label} and may have {allowed}: {over:,} {unit} are left over"
        return WorkspaceError.of("too-many-parts", message, f"shorten it, or raise max_parts to {parts}")

    def _cannot(self, at: int, part: int, parts: int) -> WorkspaceError:
        """Return the error of a piece that fits no part, or not the one it would have to be."""
        piece = self.pieces[at]
        link = next((each.text for each in self.platform.find_entities(piece) if each.kind == "link"), None)
        kind, shown = ("link", link) if link else ("word" if len(piece.split()) == 1 else "passage", piece)
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        size, limit = self.platform.measure(piece), self.platform.limit - self._width(part, parts)
        message = (
            f'the {kind} "{shown}" does not fit a part of a thread on {self.platform.label}: '
            f"{size:,} {self.platform.unit}, and there is room for {limit:,}"
        )
        return WorkspaceError.of("cannot-split", message, f"shorten it: a {kind} is never cut")


def _is_wordy(piece: str) -> bool:
    """Whether a piece says something, other than a tag, a link or a sign."""
    return piece.isalnum() or bool(_LETTER.search(piece) and not _TAG_OR_LINK.match(piece))


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
