"""X: 280 weighted characters.

Counting follows twitter-text config v3 (twitter/twitter-text at 30e2430): NFC first, a link is 23 whatever its length,
an emoji sequence 2, U+0000-10FF and a few marks 1, everything else 2. Proven on the conformance suites, and compared
with npm twitter-text 3.1.0. Where X's servers may know more than that library (emoji after Unicode 12, seven top-level
domains) ours is never smaller. The document "Counting characters" calls every emoji 2; the library value is charged.
A premium account's 25,000 is a channel's `limit`.
"""

from datetime import date

from scheduler.model import Entity
from scheduler.platforms.entities import entities_of
from scheduler.platforms.platform import Exactness, Platform
from scheduler.text import hashtags, links, mentions, weighted_length


def find_entities(text: str) -> tuple[Entity, ...]:
    """Return what X makes clickable: links (bare domains too), mentions and hashtags."""
    return entities_of(text, [*links(text), *mentions(text), *hashtags(text)])


PLATFORM = Platform(
    name="x",
    label="X",
    limit=280,
    unit="weighted characters",
    exactness=Exactness.EXACT,
    source="https://github.com/twitter/twitter-text (config/v3.json, js/src/parseTweet.js)",
    read_on=date(2026, 11, 22),
    measure=weighted_length,
    find_entities=find_entities,
    link_cost=23,
)
