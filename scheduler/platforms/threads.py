"""Threads: 500 characters, of each emoji its UTF-8 bytes.

Meta's document says so and does not say what a character is: code points are charged for text. Other sources contradict
each other (one counts graphemes, one bytes for everything), hence `conservative`. More than five different links are
refused (THREADS_API__LINK_LIMIT_EXCEEDED), and a bare domain is one. A long text as an attachment (10,000) is not used.
"""

from datetime import date

from scheduler.platforms.dialect import PLAIN
from scheduler.platforms.finding import handles
from scheduler.platforms.platform import Exactness, Platform
from scheduler.platforms.rules import Most, Rules
from scheduler.platforms.units import emoji_in_bytes
from scheduler.text import hashtags, links

PLATFORM = Platform(
    name="threads",
    label="Threads",
    limit=500,
    unit="characters",
    exactness=Exactness.CONSERVATIVE,
    source="https://developers.facebook.com/documentation/threads/posts",
    read_on=date(2026, 11, 22),
    measure=emoji_in_bytes,
    finds=(links, handles, hashtags),
    dialect=PLAIN,
    shows_card=True,
    rules=Rules(
        most=(Most(kind="link", count=5, refused=True),),
        most_media=20,
        customary_tags=1,
        hashtags="the first becomes the topic: 1 to 50 characters, without . and &",
        media="2 to 20 as a carousel",
    ),
)
