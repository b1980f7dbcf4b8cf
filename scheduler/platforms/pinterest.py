"""Pinterest: a pin's description of 500 characters, in UTF-16 units, under a picture; the link is the pin's own.

Sources conflict: 500 by most, 800 in version 5 of the API; the smaller is kept, and a channel may raise it. The unit is
unstated. A pin's title (100), alternative text (500) and link (2,048) are fields of their own and not measured here.
"""

from datetime import date

from scheduler.platforms.dialect import PLAIN
from scheduler.platforms.platform import Exactness, Platform
from scheduler.platforms.rules import Rules
from scheduler.platforms.units import utf16_units
from scheduler.text import hashtags

PLATFORM = Platform(
    name="pinterest",
    label="Pinterest",
    limit=500,
    limit_note="800 by the document of API v5, as remembered: set `limit: 800` on the channel to use it",
    unit="characters",
    exactness=Exactness.CONSERVATIVE,
    source="https://developers.pinterest.com/docs/api/v5/pins-create (the numbers: third parties)",
    read_on=date(2026, 11, 22),
    measure=utf16_units,
    finds=(hashtags,),
    dialect=PLAIN,
    threads=False,
    taps_links=False,
    shows_card=True,
    rules=Rules(needs_media=True, customary_tags=3, media="one picture or film a pin"),
)
