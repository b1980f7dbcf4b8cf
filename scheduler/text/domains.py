"""Domains in running text: which dots end a name that a top-level domain follows, as twitter-text decides it.

A chain of labels is looked at once, from the right, so a long run of letters costs no more than its length.
"""

from collections.abc import Iterator
from typing import NamedTuple, Self

from scheduler.text.characters import DIRECTIONS, INVALID, LATIN_ACCENTS_ANY_CASE, NOT_IN_DOMAIN
from scheduler.text.late import late, late_regex
from scheduler.text.x_tables import COUNTRY_TLDS, GENERIC_TLDS

NEWER = frozenset({"amazon", "kids", "music", "spa", "ישראל", "アマゾン", "亚马逊"})
"""Top-level domains that twitter-text 3.1.0 does not know and X's servers may (sizing.md 2d, read 2026-11-22)."""

_GOES_ON = "0-9a-zA-Z@+-"
DOT = late(rf"\.(?:([A-Za-z]++)(?![{_GOES_ON}])|(?=[^{NOT_IN_DOMAIN}]))")
"""A dot that a top-level domain may follow, with the Latin letters behind it where nothing continues them."""

SIMPLE = late(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}")
"""A domain of plain labels, each of a legal length."""

_DOT = late(r"\.")
_RUN_BEFORE = late_regex(rf"(?r)(?:[^{NOT_IN_DOMAIN}]|[._-])*+")
_RUN_AFTER = late_regex(rf"(?:[^{NOT_IN_DOMAIN}]|[._-])*+")
_ENDS_RUN = frozenset(["", *" \n/?:,!)'"])
_LABEL = late(rf"[^{NOT_IN_DOMAIN}](?:[^{NOT_IN_DOMAIN}]|[_-])*(?<![_-])")
_MAY_PRECEDE = rf"(?<=[^A-Za-z0-9@＠$#＃{INVALID}])|(?<=[{DIRECTIONS}])"
_START = late(  # an astral character is two units to JavaScript, and a link may start at its second
    rf"(?:\A|{_MAY_PRECEDE}|(?=[\U00010000-\U0010ffff]))(?=[^{NOT_IN_DOMAIN}])"
)
_BOUNDARY = late(_MAY_PRECEDE)
_ASCII_CHAIN = late(rf"(?:[-a-zA-Z0-9{LATIN_ACCENTS_ANY_CASE}]+\.)+")
_PUNYCODE = late(r"[xX][nN]--[-0-9a-zA-Z]+")
_LETTERS = late(rf"[A-Za-z]++(?![{_GOES_ON}])")
_IDEOGRAPHIC_DOTS = late(r"[\u3002\uff0e\uff61]")
_ASTRAL = "\U00010000"
_LONGEST_LABEL = 63
_FIRST = 0x80  # the numbers of RFC 3492, section 5
_MOST_DIGITS = 9
_BASE, _LEAST, _MOST, _SKEW, _DAMP, _BIAS = 36, 1, 26, 38, 700, 72


class Known:
    """Top-level domains: those of ASCII letters as a set, the others as a pattern over lower case."""

    def __init__(self, generic: frozenset[str], country: frozenset[str]) -> None:
        self.ascii = frozenset(name for name in generic | country if name.isascii())
        others = [sorted((name for name in names if not name.isascii()), key=len)[::-1] for names in (generic, country)]
        self._others = late(rf"(?:{'|'.join([*others[0], *others[1]])})(?![{_GOES_ON}])")
        self._longest = max(len(name) for names in others for name in names)

    def end(self, text: str, start: int) -> int | None:
        """Return where the top-level domain at `start` ends (the longest one that a boundary follows), or None."""
        letters = _LETTERS.match(text, start)
        if letters:
            if letters[0].lower() in self.ascii:
                return letters.end()
            if text[letters.end() : letters.end() + 1].isascii():
                return None
        elif text[start : start + 1].isascii():
            punycode = _PUNYCODE.match(text, start)
            return punycode.end() if punycode else None
        word = text[start : start + self._longest + 1]
        other = self._others.match(word.lower() if len(word.lower()) == len(word) else word)
        return start + other.end() if other else None


KNOWN = Known(frozenset(GENERIC_TLDS.split()), frozenset(COUNTRY_TLDS.split()))
KNOWN_AND_NEWER = Known(frozenset(GENERIC_TLDS.split()) | NEWER, frozenset(COUNTRY_TLDS.split()))


class Domain(NamedTuple):
    """A domain `text[start:end]`; `halved` if to JavaScript it begins with the second unit of its first character."""

    start: int
    end: int
    halved: bool = False


class Chain(NamedTuple):
    """A run of characters that may stand in a domain, cut at its dots.

    `labels` are the stretches between dots, `tlds` where the top-level domain behind each label's dot ends, and
    `reach` the last label before which a domain may end that begins at the start of a label.
    """

    text: str
    labels: list[tuple[int, int]]
    tlds: list[int | None]
    reach: list[int | None]

    @classmethod
    def of(cls, text: str, start: int, end: int, known: Known) -> Self:
        """Read the run `text[start:end]`."""
        dots = [dot.start() for dot in _DOT.finditer(text, start, end)]
        tlds = [known.end(text, dot + 1) for dot in dots]
        labels = list(zip([start, *(dot + 1 for dot in dots)], [*dots, end], strict=True))
        reach: list[int | None] = [None] * len(labels)
        for at in range(len(dots) - 1, -1, -1):
            if not _LABEL.fullmatch(text, *labels[at]):
                continue
            reach[at] = reach[at + 1]
            if reach[at] is None and tlds[at] and "_" not in text[slice(*labels[at])]:
                reach[at] = at
        return cls(text, labels, tlds, reach)

    def whole(self) -> Domain | None:
        """Return the domain that begins with the run, or None."""
        end = None if self.reach[0] is None else self.tlds[self.reach[0]]
        return None if end is None else Domain(self.labels[0][0], end)

    def first(self, after: int) -> Domain | None:
        """Return the leftmost domain that begins with a boundary not before `after`, as long as it can be."""
        for at, (start, end) in enumerate(self.labels[:-1]):
            if end < after or start == end or self.text[end - 1] in "_-":
                continue
            target = self.reach[at + 1]
            low = max(start, after + (self.text[after] < _ASTRAL) if after else 0)
            if target is None:
                target = at
                low = max(low, self.text.rfind("_", start, end) + 1)
            found = self.tlds[target] and _START.search(self.text, low, end)
            if found and found.start() == 0 and self.text[0] < _ASTRAL:  # its first character is a boundary first
                found = _START.match(self.text, 1, end) or found
            if found:
                begin = found.start()
                halved = self.text[begin] >= _ASTRAL and (begin <= after or not _BOUNDARY.match(self.text, begin))
                return Domain(begin, self.tlds[target] or 0, halved)
        return None


def run_start(text: str, dot: int) -> int:
    """Return where the run of characters that may stand in a domain begins that ends at a dot."""
    run = _RUN_BEFORE.match(text, 0, dot)
    return run.start() if run else dot


def run_end(text: str, at: int) -> int:
    """Return where the run of characters that may stand in a domain ends that goes on from `at`."""
    run = None if text[at : at + 1] in _ENDS_RUN else _RUN_AFTER.match(text, at)
    return run.end() if run else at


def ascii_domains(text: str, start: int, end: int, known: Known) -> Iterator[tuple[int, int]]:
    """Yield the domains of Latin letters inside the domain `text[start:end]`: only those are links without a scheme."""
    at, last = start, text.rfind(".", start, end) + 1
    while chain := _ASCII_CHAIN.search(text, at, end):
        if chain.end() == last:
            yield chain.start(), end
            return
        dots = [dot.start() for dot in _DOT.finditer(text, *chain.span())]
        stops = [stop for dot in dots if (stop := known.end(text[:end], dot + 1))]
        if stops:
            yield chain.start(), stops[-1]
        at = stops[-1] if stops else chain.end()


def is_registrable(name: str) -> bool:
    """Whether every label of a domain has a legal length once it is written in punycode."""
    if name.isascii():
        return all(0 < len(label) <= _LONGEST_LABEL for label in name.split("."))
    if name.startswith("xn--") and not any(ascii_domains(name, 0, len(name), KNOWN)):
        return False
    return all(0 < _punycode_length(label) <= _LONGEST_LABEL for label in name.split("."))


def _punycode_length(label: str) -> int:
    """Return the length of a label in punycode; of one that is too long, or short enough, anyway: one that is so."""
    if label.isascii() or len(label) > _LONGEST_LABEL:
        return len(label)
    most = len("xn--") + (_MOST_DIGITS + 1) * len(label) + 1
    if most <= _LONGEST_LABEL:
        return most
    pieces = _IDEOGRAPHIC_DOTS.split(label)
    return len(pieces) - 1 + sum(len(each) if each.isascii() else len("xn--") + _encoded(each) for each in pieces)


def _encoded(label: str) -> int:
    """Return how long RFC 3492 writes a label that is not all ASCII."""
    points = [ord(char) for char in label]
    beyond = sorted({point for point in points if point >= _FIRST})
    done = ascii_count = sum(point < _FIRST for point in points)
    length = done + bool(done)
    delta, bias, reached = 0, _BIAS, _FIRST
    for point in beyond:
        delta += (point - reached) * (done + 1)
        for each in points:
            if each < point:
                delta += 1
            elif each == point:
                length += _digits(delta, bias)
                bias = _adapted(delta, done + 1, first=done == ascii_count)
                delta, done = 0, done + 1
        delta, reached = delta + 1, point + 1
    return length


def _digits(delta: int, bias: int) -> int:
    """Return how many digits of a base that varies write a number (RFC 3492, 6.3)."""
    count, weight = 1, _BASE
    while delta >= (threshold := min(max(weight - bias, _LEAST), _MOST)):
        delta = (delta - threshold) // (_BASE - threshold)
        weight += _BASE
        count += 1
    return count


def _adapted(delta: int, count: int, *, first: bool) -> int:
    """Return the bias for the next number (RFC 3492, 6.1)."""
    delta = delta // _DAMP if first else delta // 2
    delta += delta // count
    bias = 0
    while delta > (_BASE - _LEAST) * _MOST // 2:
        delta //= _BASE - _LEAST
        bias += _BASE
    return bias + (_BASE - _LEAST + 1) * delta // (delta + _SKEW)
