"""Mastodon: 500 graphemes unless the server says otherwise; a link with a scheme counts 23, `@user@host` as `@user`.

The rule is the server's StatusLengthValidator with its Twitter::TwitterText patterns. It counts with its Ruby, and an
older Ruby (3.4) splits Indic conjuncts, so the larger count is charged. No Ruby ran beside this code: `documented`.
"""

from datetime import date

from scheduler.model import Entity
from scheduler.platforms.entities import entities_of
from scheduler.platforms.platform import Exactness, Platform
from scheduler.text import (
    MASTODON_RULE,
    fediverse_mentions,
    first_come,
    grapheme_count_before_conjuncts,
    hashtags,
    links,
)

LINK = "x" * 23


def countable(text: str) -> str:
    """Return the text in which each link stands as 23 characters and each mention without its host."""
    pieces, at = [], 0
    for span in first_come([*links(text, MASTODON_RULE), *fediverse_mentions(text)]):
        pieces += [text[at : span.start], LINK if span.kind == "link" else span.text[: span.counted]]
        at = span.end
    return "".join([*pieces, text[at:]])


def measure(text: str) -> int:
    """Count the graphemes of what the server counts."""
    return grapheme_count_before_conjuncts(countable(text))


def find_entities(text: str) -> tuple[Entity, ...]:
    """Return what Mastodon makes clickable: links with a scheme, mentions and hashtags."""
    return entities_of(text, [*links(text, MASTODON_RULE), *fediverse_mentions(text), *hashtags(text)])


PLATFORM = Platform(
    name="mastodon",
    label="Mastodon",
    limit=500,
    unit="characters",
    exactness=Exactness.DOCUMENTED,
    source="https://github.com/mastodon/mastodon (app/validators/status_length_validator.rb, "
    "config/initializers/twitter_regex.rb)",
    read_on=date(2026, 11, 22),
    measure=measure,
    find_entities=find_entities,
    link_cost=len(LINK),
)
