"""Mattermost: 16,383 code points, counted after escaping.

The server counts Go runes (server/public/model/post.go: 65,535 bytes of the database's column over four); an old schema
has 4,000. In its Markdown a backslash makes a mark literal, but not before `<`, `&` or `:`: what they would begin
(`<b>`, `&copy;`, `:tada:`) is broken by an invisible character, and so are `@all`, `@channel` and `@here`. `#`, `-`,
`+` and the dot of `12.` are escaped where they could begin a line. Links are left alone up to the next blank, where a
backslash would become part of the address. `@name` calls whoever has the name.
"""

import re
from datetime import date

from scheduler.platforms.dialect import (
    BREAK,
    LINE_MARKS,
    Dialect,
    backslash_escapes,
    backslashed,
    in_turn,
    outside_links,
    quiet,
    without_lists,
    without_shortcodes,
    without_tags,
)
from scheduler.platforms.finding import team_names, web_links
from scheduler.platforms.platform import Exactness, Platform
from scheduler.platforms.rules import Rules
from scheduler.platforms.units import code_points
from scheduler.text import hashtags

_ENTITY = re.compile(r"&(?=#?\w+;)")


def without_entities(text: str) -> str:
    """Return the text with `&copy;` broken, which would be shown as ©."""
    return _ENTITY.sub("&" + BREAK, text)


PLATFORM = Platform(
    name="mattermost",
    label="Mattermost",
    limit=16383,
    limit_note="servers with an old database schema have 4,000: set `limit: 4000` on the channel",
    unit="characters",
    exactness=Exactness.EXACT,
    source="https://github.com/mattermost/mattermost (server/public/model/post.go), mattermost/marked (lib/marked.js)",
    read_on=date(2026, 11, 22),
    measure=code_points,
    finds=(web_links, team_names, hashtags),
    dialect=Dialect(
        name="Markdown",
        escape=outside_links(
            in_turn(
                backslashed(r"\*_~`|>[]()", where_words_begin=LINE_MARKS),
                without_lists,
                without_tags,
                quiet,
                without_entities,
                without_shortcodes,
            ),
        ),
        escaped=backslash_escapes(r"\`*{}[]()#+-.!_>~|"),
    ),
    rules=Rules(most_media=10),
)
