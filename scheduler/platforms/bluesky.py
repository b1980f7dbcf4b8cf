"""Bluesky: 300 graphemes and 3,000 UTF-8 bytes, links in full.

A link or tag is clickable only where a facet says so, so we make our own and nothing becomes clickable by accident. A
mention facet needs the account's DID, which nothing here looks up: an @handle stays plain text and pings nobody. The
server's segmenter moves with its Node; `regex` passes Unicode 18's GraphemeBreakTest whole.
"""

from datetime import date

from scheduler.model import Entity
from scheduler.platforms.entities import entities_of
from scheduler.platforms.platform import Exactness, Platform
from scheduler.text import grapheme_count, hashtags, links

LONGEST_TAG = 64


def find_entities(text: str) -> tuple[Entity, ...]:
    """Return links and hashtags, of which the destination makes facets."""
    tags = [tag for tag in hashtags(text) if grapheme_count(tag.text) <= LONGEST_TAG + 1]
    return entities_of(text, [*links(text), *tags])


PLATFORM = Platform(
    name="bluesky",
    label="Bluesky",
    limit=300,
    unit="graphemes",
    exactness=Exactness.EXACT,
    source="https://github.com/bluesky-social/atproto (lexicons/app/bsky/feed/post.json, packages/api rich-text)",
    read_on=date(2026, 11, 22),
    measure=grapheme_count,
    find_entities=find_entities,
    byte_limit=3000,
    shows_card=True,
)
