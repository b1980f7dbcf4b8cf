"""Domains in running text: which dots end a name that a top-level domain follows, as twitter-text decides it.

A chain of labels is looked at once, from the right, so a long run of letters costs no more than its length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from scheduler.text.characters import DIRECTIONS, INVALID, LATIN_ACCENTS, NOT_IN_DOMAIN
from scheduler.text.x_tables import COUNTRY_TLDS, GENERIC_TLDS

COUNTRY = frozenset(COUNTRY_TLDS.split())
GENERIC = frozenset(GENERIC_TLDS.split())
NEWER = frozenset({"amazon", "kids", "music", "spa", "ישראל", "アマゾン", "亚马逊"})
"""Top-level domains that twitter-text 3.1.0 does not know and X's servers may (sizing.md 2d, read 2026-11-22)."""

KNOWN = (GENERIC, COUNTRY)
KNOWN_AND_NEWER = (GENERIC | NEWER, COUNTRY)

RUN = re.compile(rf"(?:[^{NOT_IN_DOMAIN}]|[._-])+")
DOT_BEFORE_LETTER = re.compile(rf"\.[^{NOT_IN_DOMAIN}]")
_LABEL = re.compile(rf"[^{NOT_IN_DOMAIN}](?:[^{NOT_IN_DOMAIN}]|[_-])*(?<![_-])")
_START = re.compile(  # an astral character is two units to JavaScript, and a link may start at its second
    rf"(?:\A|(?<=[^A-Za-z0-9@＠$#＃{INVALID}])|(?<=[{DIRECTIONS}])|(?=[\U00010000-\U0010ffff]))(?=[^{NOT_IN_DOMAIN}])"
)
_ASCII_CHAIN = re.compile(rf"(?:[-a-zA-Z0-9{LATIN_ACCENTS}]+\.)+")
_PUNYCODE = re.compile(r"[xX][nN]--[-0-9a-zA-Z]+")
_GOES_ON = re.compile(r"[0-9a-zA-Z@+-]")
_IDEOGRAPHIC_DOTS = re.compile(r"[\u3002\uff0e\uff61]")
_TLD = re.compile(rf"[^{NOT_IN_DOMAIN}]{{1,{max(map(len, COUNTRY | GENERIC))}}}")
_LONGEST_LABEL = 63


def _lower(text: str) -> str:
    """Lower the case as JavaScript's `i` flag compares: a letter outside ASCII never equals one inside."""
    if text.isascii():
        return text.lower()
    lowered = ((char, char.lower()) for char in text)
    return "".join(low if len(low) == 1 and low.isascii() == char.isascii() else char for char, low in lowered)


def tld_end(text: str, start: int, stop: int, known: tuple[frozenset[str], ...]) -> int | None:
    """Return where the top-level domain at `start` ends (the longest one that a boundary follows), or None."""
    letters = _TLD.match(text, start, stop)
    if not letters:
        return None
    ends = [end for end in range(letters.end(), start, -1) if end == stop or not _GOES_ON.match(text, end)]
    for names in known:
        for end in ends:
            if _lower(text[start:end]) in names:
                return end
    punycode = _PUNYCODE.match(text, start, stop)
    return punycode.end() if punycode else None


@dataclass(frozen=True, slots=True)
class Chain:
    """A run of characters that may stand in a domain, cut at its dots.

    `labels` are the stretches between dots, `tlds` where the top-level domain behind each label's dot ends, and
    `reach` the last label before which a domain may end that begins at the start of a label.
    """

    text: str
    labels: tuple[tuple[int, int], ...]
    tlds: tuple[int | None, ...]
    reach: tuple[int | None, ...]

    @classmethod
    def of(cls, text: str, start: int, end: int, known: tuple[frozenset[str], ...]) -> Self | None:
        """Read the run `text[start:end]`; None if no dot in it stands before a top-level domain."""
        dots = [at for at in range(start, end) if text[at] == "."]
        tlds = [tld_end(text, dot + 1, len(text), known) if dot + 1 < len(text) else None for dot in dots]
        if not any(tlds):
            return None
        labels = tuple(zip([start, *(dot + 1 for dot in dots)], [*dots, end], strict=True))
        reach: list[int | None] = [None] * len(labels)
        for at in range(len(dots) - 1, -1, -1):
            if not _LABEL.fullmatch(text, *labels[at]):
                continue
            reach[at] = reach[at + 1]
            if reach[at] is None and tlds[at] and "_" not in text[slice(*labels[at])]:
                reach[at] = at
        return cls(text, labels, tuple(tlds), tuple(reach))

    def whole(self) -> int | None:
        """Return where the domain ends that begins with the run, or None."""
        return None if self.reach[0] is None else self.tlds[self.reach[0]]

    def first(self, after: int) -> tuple[int, int] | None:
        """Return the leftmost domain that begins with a boundary not before `after`, as long as it can be."""
        for at, (start, end) in enumerate(self.labels[:-1]):
            if end < after or start == end or self.text[end - 1] in "_-":
                continue
            target = self.reach[at + 1]
            low = max(start, after + (self.text[after] < "\U00010000") if after else 0)
            if target is None:
                target = at
                low = max(low, self.text.rfind("_", start, end) + 1)
            found = self.tlds[target] and _START.search(self.text, low, end)
            if found and found.start() == 0 and self.text[0] < "\U00010000":  # its first character is a boundary first
                found = _START.match(self.text, 1, end) or found
            if found:
                return found.start(), self.tlds[target] or 0
        return None


def ascii_domains(text: str, start: int, end: int, known: tuple[frozenset[str], ...]) -> Iterator[tuple[int, int]]:
    """Yield the domains of Latin letters inside the domain `text[start:end]`: only those are links without a scheme."""
    at = start
    while chain := _ASCII_CHAIN.search(text, at, end):
        dots = [dot for dot in range(chain.start(), chain.end()) if text[dot] == "."]
        stops = [stop for dot in dots if (stop := dot + 1 < end and tld_end(text, dot + 1, end, known))]
        if stops:
            yield chain.start(), stops[-1]
        at = stops[-1] if stops else chain.end()


def is_registrable(domain: str) -> bool:
    """Whether every label of a domain has a legal length once it is written in punycode."""
    if domain.startswith("xn--") and not any(ascii_domains(domain, 0, len(domain), KNOWN)):
        return False
    return all(0 < _punycode_length(label) <= _LONGEST_LABEL for label in domain.split("."))


def _punycode_length(label: str) -> int:
    """Return the length of a label in punycode (of one too long anyway: its own)."""
    if label.isascii() or len(label) > _LONGEST_LABEL:
        return len(label)
    pieces = _IDEOGRAPHIC_DOTS.split(label)
    return (
        len(pieces)
        - 1
        + sum(len(piece) if piece.isascii() else len(piece.encode("punycode")) + len("xn--") for piece in pieces)
    )
