"""X: 280 weighted characters.

Counting follows twitter-text config v3 (twitter/twitter-text at 30e2430): NFC first, a link is 23 whatever its length,
an emoji sequence 2, U+0000-10FF and a few marks 1, everything else 2. Proven on the conformance suites, and compared
with npm twitter-text 3.1.0. Where X's servers may know more than that library (emoji after Unicode 12, seven top-level
domains) ours is never smaller. The document "Counting characters" calls every emoji 2; the library value is charged. A
text with U+FEFF, U+FFFE or U+FFFF is invalid to that library. X has no escape: a mention in a fact is a mention.
"""

from datetime import date

from scheduler.platforms.dialect import PLAIN
from scheduler.platforms.platform import Exactness, Platform
from scheduler.platforms.rules import Rules
from scheduler.text import hashtags, links, mentions, weighted_length

PLATFORM = Platform(
    name="x",
    label="X",
    limit=280,
    limit_note="premium accounts have 25,000: set `limit: 25000` on the channel",
    unit="weighted characters",
    exactness=Exactness.EXACT,
    source="https://github.com/twitter/twitter-text (config/v3.json, js/src/parseTweet.js)",
    read_on=date(2026, 11, 22),
    measure=weighted_length,
    finds=(links, mentions, hashtags),
    dialect=PLAIN,
    link_cost=23,
    rules=Rules(
        invalid="\ufeff\ufffe\uffff",
        most_media=4,
        customary_tags=2,
        hashtags="needs a letter; ends at an apostrophe and at an emoji",
        media="4 pictures, or one film",
    ),
)
