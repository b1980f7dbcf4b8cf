"""TikTok: a caption of 2,200 UTF-16 units under a film or pictures; links are not clickable.

A film's caption has 2,200; the description under pictures 4,000, and their title 90. The caption's figure is kept for
both, and the title is a field of its own. Number and unit are third-party, hence `conservative`.
"""

from datetime import date

from scheduler.platforms.dialect import PLAIN
from scheduler.platforms.finding import handles
from scheduler.platforms.platform import Exactness, Platform
from scheduler.platforms.rules import Rules
from scheduler.platforms.units import utf16_units
from scheduler.text import hashtags

PLATFORM = Platform(
    name="tiktok",
    label="TikTok",
    limit=2200,
    limit_note="the description under pictures has 4,000: set `limit: 4000` on a channel that posts only pictures",
    unit="characters",
    exactness=Exactness.CONSERVATIVE,
    source="https://developers.tiktok.com/doc/content-posting-api-reference-direct-post (the unit: third parties)",
    read_on=date(2026, 11, 22),
    measure=utf16_units,
    finds=(handles, hashtags),
    dialect=PLAIN,
    threads=False,
    taps_links=False,
    rules=Rules(needs_media=True, customary_tags=5),
)
