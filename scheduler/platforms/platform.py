"""What a platform is to a post: how long a text may be, how the platform counts, and how far we know."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Protocol, Self

from scheduler.errors import Problem, Severity
from scheduler.model import Entity
from scheduler.platforms.counted import counted_otherwise
from scheduler.platforms.dialect import LITERAL, Dialect
from scheduler.platforms.entities import entities_of
from scheduler.platforms.rules import Rules
from scheduler.text import Span

Measure = Callable[[str], int]


class ServerMeasure(Protocol):
    """How the servers of a platform count, each by its own settings."""

    def __call__(self, *, link_cost: int, joins_conjuncts: bool) -> Measure:
        """Return the measure of one server."""
        ...


class Exactness(StrEnum):
    """How far the promise goes that our length is the platform's."""

    EXACT = "exact"  # proven against the platform's published code or its conformance data
    DOCUMENTED = "documented"  # the rule is published; we follow it, and nothing proves our reading of it
    CONSERVATIVE = "conservative"  # the unit is not published; ours never counts less than any likely one


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A platform's rules for one post; one file each, and `name` is the file's.

    `limit` counts in `unit`; where `byte_limit` is set, UTF-8 bytes are bounded too, and `caption_limit` is the limit
    of a text that travels with media. `limit_note` says what else is known of the limit, such as where a channel may
    raise it, `count_note` how a channel may count otherwise. `link_cost` is what any link counts (None: every character
    of it). `rival` counts as another source says the platform does. `source` and `read_on` say whose rule it is.

    `threads` says that the platform knows threads, whatever a destination can do. `shows_card` says that it shows a
    link that travels beside the text, `taps_links` that readers can follow one in the text. `finds` are the finders of
    what it makes clickable; `dialect` is how it writes literal text, and lengths are of the text as it is sent, in the
    dialect. `rules` are what else it asks of a post.

    `server_measure` returns the measure of one server, by what a link counts there and whether it takes an Indic
    conjunct for one character; None: every server counts alike.
    """

    name: str
    label: str
    limit: int
    unit: str
    exactness: Exactness
    source: str
    read_on: date
    measure: Measure
    finds: tuple[Callable[[str], list[Span]], ...]
    dialect: Dialect = LITERAL
    byte_limit: int | None = None
    caption_limit: int | None = None
    limit_note: str = ""
    count_note: str = ""
    link_cost: int | None = None
    rival: Measure | None = None
    threads: bool = True
    shows_card: bool = False
    taps_links: bool = True
    rules: Rules = field(default_factory=Rules)
    server_measure: ServerMeasure | None = None

    @property
    def links_in_text(self) -> bool:
        """Whether a post's link belongs into its text: readers can follow it there, and no card shows it."""
        return self.taps_links and not self.shows_card

    def escape(self, text: str) -> str:
        """Return literal text in the platform's dialect."""
        return self.dialect.escape(text)

    def shown(self, text: str) -> str:
        """Return a sent text as a reader sees it; of literal text that was escaped, what was meant."""
        return self.dialect.shown(text)

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

    def find_entities(self, text: str) -> tuple[Entity, ...]:
        """Return what the platform makes clickable in a sent text; offsets are of that text, escapes included."""
        read, places = self.dialect.read(text)
        return entities_of(text, (span for find in self.finds for span in find(read)), places)

    def with_limit(self, limit: int | None) -> Self:
        """Return the platform as a channel has it: the same with its own limit (None: unchanged)."""
        return self if limit in {None, self.limit} else replace(self, limit=limit)

    def with_media(self, count: int = 1) -> Self:
        """Return the platform as it takes a text that travels with so many media: some bound a caption closer."""
        if not count or self.caption_limit is None or self.caption_limit >= self.limit:
            return self
        return replace(self, limit=self.caption_limit)

    def on_server(
        self, *, limit: int | None = None, link_cost: int | None = None, joins_conjuncts: bool = False
    ) -> Self:
        """Return the platform as one of its servers has it, by the server's own settings (None: unchanged).

        `joins_conjuncts`: it counts an Indic conjunct as one character, as Mastodon does on Ruby 4. Raises ValueError
        where all servers count alike.
        """
        changed = self.with_limit(limit)
        if link_cost is None and not joins_conjuncts:
            return changed
        if self.server_measure is None or self.link_cost is None:
            raise ValueError(f"every {self.label} server counts alike")
        cost = self.link_cost if link_cost is None else link_cost
        return replace(
            changed, link_cost=cost, measure=self.server_measure(link_cost=cost, joins_conjuncts=joins_conjuncts)
        )

    def explain(self, text: str) -> tuple[str, ...]:
        """Return what counted for something else than its characters, for people."""
        text = self.normalise(text)
        notes = counted_otherwise(text, self.find_entities(text), self.measure, self.link_cost, self.dialect)
        if self.byte_limit is not None:
            notes.append(f"{self.byte_length(text):,} of {self.byte_limit:,} bytes")
        return tuple(notes)

    def objections(self, text: str, media: int | None = None) -> tuple[Problem, ...]:
        """Return what the platform has against a sent text, apart from its length; `media` None: not known yet.

        Codes: character-invalid, links-over, mentions-over, hashtags-over, media-missing, media-over, length-doubtful.
        A warning is a rule that only others report of the platform.
        """
        text = self.normalise(text)
        entities = self.find_entities(text) if self.rules.most else ()
        found = [*self.rules.broken(self.label, text, entities, media)]
        length = self.rival(text) if self.rival else 0
        if length > self.limit >= self.measure(text):
            message = f"{self.label} may take this text for {length:,} of {self.limit:,}: sources differ on its unit"
            hint = "shorten it to be sure"
            found.append(Problem(code="length-doubtful", message=message, hint=hint, severity=Severity.WARNING))
        return tuple(found)
