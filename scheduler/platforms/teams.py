"""Teams: 14,000 UTF-16 units and 20,000 UTF-8 bytes of text.

A webhook's whole message may have 28 KB. Others report that a message without a charset is recoded as UTF-16, which
leaves half, and refusals from about 21 KB. So: half of 28 KB (1,000 bytes each, which leaves room for the card around
the text) in UTF-16 units, and 20,000 bytes; a channel may set the first. The text is plain: a destination shall put it
into TextRuns of an Adaptive Card, which read no Markdown, and make links of the entities. `<at>` calls nobody without
an entry of its own.
"""

from datetime import date

from scheduler.platforms.finding import web_links
from scheduler.platforms.platform import Exactness, Platform
from scheduler.platforms.units import utf16_units

PLATFORM = Platform(
    name="teams",
    label="Teams",
    limit=14000,
    unit="characters",
    exactness=Exactness.CONSERVATIVE,
    source="https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors (28 KB; the rest: others)",
    read_on=date(2026, 11, 22),
    measure=utf16_units,
    finds=(web_links,),
    byte_limit=20000,
    threads=False,
)
