"""Mastodon: 500 graphemes unless the server says otherwise; a link with a scheme counts 23, `@user@host` as `@user`.

The rule is the server's StatusLengthValidator with its Twitter::TwitterText patterns. It counts with its Ruby, and an
older Ruby (3.4) splits Indic conjuncts, so the larger count is charged unless the channel says that its server joins
them (Ruby 4). No Ruby ran beside this code: `documented`. A server's own figures are `max_characters` and
`characters_reserved_per_url` of its `/api/v2/instance`. There is no escape: a mention in a fact is a mention.
"""

from collections.abc import Callable
from datetime import date

from scheduler.platforms.dialect import PLAIN
from scheduler.platforms.finding import mastodon_links
from scheduler.platforms.platform import Exactness, Platform
from scheduler.platforms.rules import Rules
from scheduler.text import (
    MASTODON_RULE,
    fediverse_mentions,
    fediverse_stretches,
    grapheme_count,
    grapheme_count_before_conjuncts,
    hashtags,
    link_stretches,
)

LINK_COST = 23


def countable(text: str, link_cost: int = LINK_COST) -> str:
    """Return the text in which each link stands as so many characters, and each mention without its host."""
    found = [(start, end, "x" * link_cost) for start, end, _, _ in link_stretches(text, MASTODON_RULE)]
    found += [(start, end, text[start:counted]) for start, end, counted in fediverse_stretches(text)]
    if not found:
        return text
    pieces, at = "", 0
    for start, end, counted in sorted(found):
        if start >= at:
            pieces += text[at:start] + counted
            at = end
    return pieces + text[at:]


def server_measure(*, link_cost: int, joins_conjuncts: bool) -> Callable[[str], int]:
    """Return the count of a server: the graphemes of what it counts."""
    count = grapheme_count if joins_conjuncts else grapheme_count_before_conjuncts
    return lambda text: count(countable(text, link_cost))


PLATFORM = Platform(
    name="mastodon",
    label="Mastodon",
    limit=500,
    limit_note="each server sets its own (`max_characters`): set `limit: 1000` on the channel",
    count_note="a server may count links otherwise (`characters_reserved_per_url`): set `link_cost: 40` on the "
    "channel; one on Ruby 4 takes a conjunct such as क्ष for one character: set `joins_conjuncts: true`",
    unit="characters",
    exactness=Exactness.DOCUMENTED,
    source="https://github.com/mastodon/mastodon (app/validators/status_length_validator.rb, "
    "config/initializers/twitter_regex.rb)",
    read_on=date(2026, 11, 22),
    measure=server_measure(link_cost=LINK_COST, joins_conjuncts=False),
    finds=(mastodon_links, fediverse_mentions, hashtags),
    dialect=PLAIN,
    link_cost=LINK_COST,
    rules=Rules(most_media=4, customary_tags=4),
    server_measure=server_measure,
)
