"""Bluesky: 300 graphemes and 3,000 UTF-8 bytes, links in full.

A link or tag is clickable only where a facet says so, so we make our own and nothing becomes clickable by accident. A
mention facet needs the account's DID, which nothing here looks up: an @handle stays plain text and pings nobody, so
nothing needs escaping. The server's segmenter moves with its Node; `regex` passes Unicode 18's GraphemeBreakTest whole.
"""

from datetime import date

from scheduler.platforms.finding import bluesky_tags
from scheduler.platforms.platform import Exactness, Platform
from scheduler.platforms.rules import Rules
from scheduler.text import grapheme_count, links

PLATFORM = Platform(
    name="bluesky",
    label="Bluesky",
    limit=300,
    unit="graphemes",
    exactness=Exactness.EXACT,
    source="https://github.com/bluesky-social/atproto (lexicons/app/bsky/feed/post.json, packages/api rich-text)",
    read_on=date(2026, 11, 22),
    measure=grapheme_count,
    finds=(links, bluesky_tags),
    byte_limit=3000,
    shows_card=True,
    rules=Rules(most_media=4, customary_tags=2, hashtags="up to 64 graphemes each"),
)
