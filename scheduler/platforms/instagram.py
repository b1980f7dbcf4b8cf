"""Instagram: a caption of 2,200 characters, in UTF-16 units, under a picture or film; links are not clickable.

The number is third-party and the unit unstated: UTF-16 units are the largest of the likely ones. Hashtags were capped
at 30; sources of 2026 say 5, and 3 mentions. The smaller figures are warned of, not enforced.
"""

from datetime import date

from scheduler.platforms.dialect import PLAIN
from scheduler.platforms.finding import handles
from scheduler.platforms.platform import Exactness, Platform
from scheduler.platforms.rules import Most, Rules
from scheduler.platforms.units import utf16_units
from scheduler.text import hashtags

PLATFORM = Platform(
    name="instagram",
    label="Instagram",
    limit=2200,
    unit="characters",
    exactness=Exactness.CONSERVATIVE,
    source="https://developers.facebook.com/docs/instagram-platform (the numbers: third parties)",
    read_on=date(2026, 11, 22),
    measure=utf16_units,
    finds=(handles, hashtags),
    dialect=PLAIN,
    threads=False,
    taps_links=False,
    rules=Rules(
        most=(Most(kind="hashtag", count=5), Most(kind="mention", count=3)),
        needs_media=True,
        most_media=10,
        customary_tags=5,
        hashtags="5 by sources of 2026, 30 by older ones",
    ),
)
