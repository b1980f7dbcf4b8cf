"""Slack: 3,000 characters, counted after escaping, in UTF-16 units.

Two figures are known: a message's `text` is truncated at 40,000 (and may be split near 4,000), a section's text is
refused from 3,001. The smaller is safe however a destination carries the text, and past it Slack refuses loudly instead
of cutting silently. The unit is not documented: UTF-16 units are the largest of the likely ones, hence `conservative`.
In Slack's dialect `&`, `<` and `>` are written as entities, and only these; a fact's `<!channel>` dies with its `<`.
`:tada:`, which would turn into a picture, is broken by an invisible character.

`*`, `_`, `~` and the backtick have no escape. Inside a word they are no marks (`M*A*S*H` arrives as it is); a title
that stands between two of them loses them and turns bold. No invisible character is put in: none is documented to stop
Slack, and one that did nothing would still be copied and counted. A destination that sends rich_text can end this.
"""

import re
from datetime import date
from html import unescape

from scheduler.platforms.dialect import BREAK, Dialect, in_turn, outside_links, without_shortcodes
from scheduler.platforms.finding import web_links
from scheduler.platforms.platform import Exactness, Platform
from scheduler.platforms.units import utf16_units


def with_entities(text: str) -> str:
    """Return the text with the three characters as entities, in links too."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


PLATFORM = Platform(
    name="slack",
    label="Slack",
    limit=3000,
    unit="characters",
    exactness=Exactness.CONSERVATIVE,
    source="https://docs.slack.dev/reference/block-kit/blocks/section-block and .../messaging/formatting-message-text",
    read_on=date(2026, 11, 22),
    measure=utf16_units,
    finds=(web_links,),
    dialect=Dialect(
        name="mrkdwn",
        escape=in_turn(with_entities, outside_links(without_shortcodes)),
        escaped=re.compile(f"&(?:amp|lt|gt);|:{BREAK}"),
        meant=lambda found: unescape(found[0]).removesuffix(BREAK),
    ),
)
