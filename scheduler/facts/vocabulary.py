"""The words of a text in lower case, each once, and where those stand that somebody looks for.

An article has a thousand words, of which a kind of fact looks for thirty: finding these by themselves takes a tenth of
the time that walking through all of them does.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from scheduler.facts.folding import lowered, untypeset

_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)*+")
_MARKS: Final = {code: " " for code in range(128) if not (chr(code).islower() or chr(code) == "-")}
_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz")
Place = tuple[int, int, str]
"""Where a word begins and ends, and the word."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of `text`, which is in lower case: runs of the letters a to z, joined by hyphens or not."""

    text: str
    words: frozenset[str]
    joined: frozenset[str]
    """Those of them that have a hyphen."""

    def places(self, wanted: Collection[str]) -> list[Place]:
        """Return where the words stand, in order of the text."""
        return sorted(place for word in wanted for place in self._places(word))

    def number(self, wanted: Collection[str]) -> int:
        """Return how often any of the words stands in the text."""
        return len(self.places(self.words.intersection(wanted)))

    def _places(self, word: str) -> Iterator[Place]:
        text, length = self.text, len(word)
        at = text.find(word)
        while at >= 0:
            end = at + length
            if not (
                _goes_on(text[at - 1 : at], text[at - 2 : at - 1])
                or _goes_on(text[end : end + 1], text[end + 1 : end + 2])
            ):
                yield at, end, word
            at = text.find(word, end)


def _goes_on(near: str, next_to_it: str) -> bool:
    """Say whether a word goes on with a character next to it: a letter, or a hyphen with a letter behind it."""
    return near in _LETTERS or (near == "-" and next_to_it in _LETTERS)


def _words_in(small: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words, and those that are joined by hyphens.

    A text that is plain English is cut at its blanks, which takes a third of the time.
    """
    plain = untypeset(small)
    if not plain.isascii():
        found = frozenset(_WORD.findall(small))
        return found, frozenset(word for word in found if "-" in word)
    words = frozenset(plain.translate(_MARKS).split())
    hyphened = [word for word in words if "-" in word]
    parts = frozenset[str]().union(*map(_WORD.findall, hyphened))
    return words.difference(hyphened) | parts, frozenset(word for word in parts if "-" in word)


def vocabulary_of(text: str) -> Vocabulary:
    """Return the words of a text."""
    small = lowered(text)
    return Vocabulary(small, *_words_in(small))
