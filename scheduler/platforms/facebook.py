"""Facebook: 63,206 characters on a page, in UTF-16 units.

The number is third-party and the unit unstated; UTF-16 units are the largest of the likely ones, hence `conservative`.
Mentions cannot be made by text alone; there is nothing to escape.
"""

from datetime import date

from scheduler.platforms.dialect import PLAIN
from scheduler.platforms.finding import web_links
from scheduler.platforms.platform import Exactness, Platform
from scheduler.platforms.rules import Rules
from scheduler.platforms.units import utf16_units
from scheduler.text import hashtags

PLATFORM = Platform(
    name="facebook",
    label="Facebook",
    limit=63206,
    unit="characters",
    exactness=Exactness.CONSERVATIVE,
    source="https://developers.facebook.com/docs/pages-api/posts (the number: third parties)",
    read_on=date(2026, 11, 22),
    measure=utf16_units,
    finds=(web_links, hashtags),
    dialect=PLAIN,
    threads=False,
    shows_card=True,
    rules=Rules(customary_tags=2),
)
