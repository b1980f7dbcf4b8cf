"""Telegram: a message of 4,096 UTF-16 units, a caption of 1,024.

Both are counted after the entities are parsed, that is before any escaping. So the dialect is plain text: a destination
sends it without a `parse_mode` and, where it wants more, with entities, whose offsets are UTF-16 units. The unit of the
limit is not documented; libraries count UTF-16 units, the largest of the likely ones, hence `conservative`. `@name`
links to an account, whatever the mode.
"""

from datetime import date

from scheduler.platforms.dialect import PLAIN
from scheduler.platforms.finding import telegram_names
from scheduler.platforms.platform import Exactness, Platform
from scheduler.platforms.rules import Rules
from scheduler.platforms.units import utf16_units
from scheduler.text import hashtags, links

PLATFORM = Platform(
    name="telegram",
    label="Telegram",
    limit=4096,
    unit="characters",
    exactness=Exactness.CONSERVATIVE,
    source="https://core.telegram.org/bots/api#sendmessage (the unit: third parties)",
    read_on=date(2026, 11, 22),
    measure=utf16_units,
    finds=(links, telegram_names, hashtags),
    dialect=PLAIN,
    caption_limit=1024,
    rules=Rules(most_media=10, customary_tags=2, media="10 as an album; the caption is the first one's"),
)
