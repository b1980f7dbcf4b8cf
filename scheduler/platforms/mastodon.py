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
    fediverse_mentions,
    first_come,
    grapheme_count,
    grapheme_count_before_conjuncts,
    hashtags,
)

LINK_COST = 23


def countable(text: str, link_cost: int = LINK_COST) -> str:
    """Return the text in which each link stands as so many characters, and each mention without its host."""
    pieces, at = [], 0
    for span in first_come([*mastodon_links(text), *fediverse_mentions(text)]):
        pieces += [text[at : span.start], "x" * link_cost if span.kind == "link" else span.text[: span.counted]]
        at = span.end
    return "".join([*pieces, text[at:]])


def server_measure(*, link_cost: int, joins_conjuncts: bool) -> Callable[[str], int]:
    """Return the count of a server: the graphemes of what it counts."""
    count = grapheme_count if joins_conjuncts else grapheme_count_before_conjuncts
    return lambda text: count(countable(text, link_cost))


PLATFORM = Platform(
    name="mastodon",
    label="Mastodon",
    limit=500,
    limit_note="each server sets its own: set `limit` on the channel",
    unit="characters",
    exactness=Exactness.DOCUMENTED,
    source="https://github.com/mastodon/mastodon (app/validators/status_length_validator.rb, "
    "config/initializers/twitter_regex.rb)",
    read_on=date(2026, 11, 22),
    measure=server_measure(link_cost=LINK_COST, joins_conjuncts=False),
    finds=(mastodon_links, fediverse_mentions, hashtags),
    dialect=PLAIN,
    link_cost=LINK_COST,
    rules=Rules(most_media=4),
    server_measure=server_measure,
)
