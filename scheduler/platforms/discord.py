r"""Discord: a message of 2,000 code points, counted after escaping.

The limit is documented; the unit is a developer's answer (discord-api-docs issue 1315: the API is Python and counts
code points). One library says UTF-16 units; a text that fits only by code points is warned of. In Discord's Markdown a
backslash before punctuation makes it literal: `\ * _ ~ | > [ ] ( ) <` and the backtick everywhere, `#`, `-`, `+` and
the dot of `12.` where they could begin a line. Links are left alone up to the next blank, where a backslash would
become part of the address. `@everyone`, `@here` and the ids of `<@...>` are broken by an invisible character, as its
libraries do it; a destination shall send `allowed_mentions: {"parse": []}` besides.
"""

import re
from datetime import date

from scheduler.platforms.dialect import (
    BREAK,
    LINE_MARKS,
    PUNCTUATION,
    Dialect,
    backslash_escapes,
    backslashed,
    in_turn,
    outside_links,
    quiet,
    without_lists,
    without_shortcodes,
)
from scheduler.platforms.finding import web_links
from scheduler.platforms.platform import Exactness, Platform
from scheduler.platforms.rules import Rules
from scheduler.platforms.units import code_points, utf16_units

_CALL = re.compile(r"@(?=everyone|here|[!&]?[0-9])")


def without_calls(text: str) -> str:
    """Return the text with the calls broken that need no blank around them: `@everyone`, `@here`, `<@123>`."""
    return _CALL.sub("@" + BREAK, text)


PLATFORM = Platform(
    name="discord",
    label="Discord",
    limit=2000,
    unit="characters",
    exactness=Exactness.DOCUMENTED,
    source="https://github.com/discord/discord-api-docs (webhook resource; issue 1315)",
    read_on=date(2026, 11, 22),
    measure=code_points,
    rival=utf16_units,
    finds=(web_links,),
    dialect=Dialect(
        name="Markdown",
        escape=outside_links(
            in_turn(
                backslashed(r"\*_~`|>[]()<", where_words_begin=LINE_MARKS),
                without_lists,
                without_calls,
                quiet,
                without_shortcodes,
            ),
        ),
        escaped=backslash_escapes(PUNCTUATION),
    ),
    rules=Rules(most_media=10),
)
