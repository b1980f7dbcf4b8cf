"""Patterns that few sentences hold: a sentence is asked for their letters first, which takes a tenth of the time."""

import re
from collections.abc import Iterator
from typing import Final

from scheduler.facts.folding import lowered

END: Final = 10_000_000  # behind the end of every text


class Rare:
    """A pattern in lower case, sought in a text whatever its case; the offsets of what it finds are the text's own.

    Every match holds one of the `letters`, words in lower case ("_" is a blank): a text without any is not searched.
    """

    __slots__ = ("letters", "pattern")

    def __init__(self, pattern: str, letters: str) -> None:
        self.pattern: Final = re.compile(pattern)
        self.letters: Final = tuple(each.replace("_", " ") for each in letters.split())

    def may_stand_in(self, small: str) -> bool:
        """Say whether a text in lower case has the letters of a match: cheap, and never wrong where it says no."""
        for letters in self.letters:  # noqa: SIM110 - asked a hundred times an article; a generator takes twice as long
            if letters in small:
                return True
        return False

    def search(self, text: str, start: int = 0, end: int = END) -> re.Match[str] | None:
        """Return the first match between two places of a text."""
        small = lowered(text)
        for letters in self.letters:  # as `may_stand_in` asks, without the call
            if letters in small:
                return self.pattern.search(small, start, end)
        return None

    def finditer(self, text: str, start: int = 0, end: int = END) -> Iterator[re.Match[str]]:
        """Return every match between two places of a text."""
        small = lowered(text)
        return self.pattern.finditer(small, start, end) if self.may_stand_in(small) else iter(())
