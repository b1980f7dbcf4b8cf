"""Google Chat: 32,000 UTF-8 bytes, text and cards together.

A call such as `<users/all>` and a link such as `<https://...|words>` begin with `<`, which has no escape in the syntax
of Chat: an invisible character after it breaks them. `*`, `_`, `~` and the backtick have no escape either; inside a
word they are no marks, and a title between two of them turns bold. (A message may ask for Markdown syntax, which has
escapes; whether a webhook's may is not known.)
"""

import re
from datetime import date

from scheduler.platforms.dialect import BREAK, Dialect, without_tags
from scheduler.platforms.finding import web_links
from scheduler.platforms.platform import Exactness, Platform
from scheduler.platforms.units import utf8_bytes

PLATFORM = Platform(
    name="google_chat",
    label="Google Chat",
    limit=32000,
    unit="bytes",
    exactness=Exactness.DOCUMENTED,
    source="https://developers.google.com/workspace/chat/format-messages and .../api/reference/rest/v1/spaces.messages",
    read_on=date(2026, 11, 22),
    measure=utf8_bytes,
    finds=(web_links,),
    dialect=Dialect(name="Chat syntax", escape=without_tags, escaped=re.compile("<" + BREAK)),
)
