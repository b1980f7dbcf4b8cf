"""What a platform is to a post: how long a text may be, how the platform counts, and how far we know."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self

from scheduler.model import Entity


class Exactness(StrEnum):
    """How far the promise goes that our length is the platform's."""

    EXACT = "exact"  # proven against the platform's published code or its conformance data
    DOCUMENTED = "documented"  # the rule is published; we follow it, and nothing proves our reading of it
    CONSERVATIVE = "conservative"  # the unit is not published; ours never counts less than any likely one


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A platform's rules for one post.

    `limit` counts in `unit`; where `byte_limit` is set, UTF-8 bytes are bounded too. `link_cost` is what any link
    counts (None: every character of it). `threads` says that the platform knows threads, whatever a destination can
    do. `shows_card` says that it shows a link that travels beside the text. `escape` turns literal text into the
    platform's dialect, `shown` a sent text into what a reader sees; lengths are of the text as it is sent, after
    escaping. `source` and `read_on` say whose rule it is.
    """

    name: str
    label: str
    limit: int
    unit: str
    exactness: Exactness
    source: str
    read_on: date
    measure: Callable[[str], int]
    find_entities: Callable[[str], tuple[Entity, ...]]
    escape: Callable[[str], str] = str
    shown: Callable[[str], str] = str
    byte_limit: int | None = None
    link_cost: int | None = None
    threads: bool = True
    shows_card: bool = False

    def normalise(self, text: str) -> str:
        """Return the text as it is sent: line ends are LF, outer white space is gone."""
        return text.replace("\r\n", "\n").replace("\r", "\n").strip()

    def length(self, text: str) -> int:
        """Return how long the platform takes the text to be, once it is normalised."""
        return self.measure(self.normalise(text))

    def byte_length(self, text: str) -> int:
        """Return the UTF-8 bytes of the normalised text."""
        return len(self.normalise(text).encode("utf-8", "surrogatepass"))

    def over(self, text: str) -> int:
        """Return by how much the text is too long, in units or else in bytes; 0 if it fits."""
        excess = max(0, self.length(text) - self.limit)
        if excess or self.byte_limit is None:
            return excess
        return max(0, self.byte_length(text) - self.byte_limit)

    def with_limit(self, limit: int | None) -> Self:
        """Return the platform as a channel has it: the same with its own limit (None: unchanged)."""
        return self if limit is None else replace(self, limit=limit)

    def explain(self, text: str) -> tuple[str, ...]:
        """Return what counted for something else than its characters, for people."""
        notes = []
        if self.link_cost is not None:
            entities = self.find_entities(self.normalise(text))
            links = sum(entity.kind == "link" for entity in entities)
            notes = [f"{'link counts' if links == 1 else f'{links} links count'} as {self.link_cost}"] if links else []
        if self.byte_limit is not None:
            notes.append(f"{self.byte_length(text):,} of {self.byte_limit:,} bytes")
        return tuple(notes)
