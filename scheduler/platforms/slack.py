"""Slack: 3,000 characters, counted after escaping, in UTF-16 units.

Two figures are known: a message's `text` is truncated at 40,000 (and may be split near 4,000), a section's text is
refused from 3,001. The smaller is safe however a destination carries the text, and past it Slack refuses loudly instead
of cutting silently. The unit is not documented: UTF-16 units are the largest of the likely ones, hence `conservative`.
In Slack's dialect `&`, `<` and `>` are written as entities, and only these; a fact's `<!channel>` dies with its `<`.
"""

from dataclasses import replace
from datetime import date
from html import unescape

from scheduler.model import Entity
from scheduler.platforms.entities import entities_of
from scheduler.platforms.platform import Exactness, Platform
from scheduler.text import MASTODON_RULE, links


def escape(text: str) -> str:
    """Return literal text in Slack's dialect."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def measure(text: str) -> int:
    """Count UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def find_entities(text: str) -> tuple[Entity, ...]:
    """Return the links with a scheme; Slack has no hashtags, and its mentions need an id."""
    found = entities_of(text, links(text, MASTODON_RULE))
    return tuple(_unescaped(entity) for entity in found)


def _unescaped(entity: Entity) -> Entity:
    """Return a link that leads where it leads: `&amp;` stands for `&` in the text only."""
    return replace(entity, url=unescape(entity.text))


PLATFORM = Platform(
    name="slack",
    label="Slack",
    limit=3000,
    unit="characters",
    exactness=Exactness.CONSERVATIVE,
    source="https://docs.slack.dev/reference/block-kit/blocks/section-block and .../messaging/formatting-message-text",
    read_on=date(2026, 11, 22),
    measure=measure,
    find_entities=find_entities,
    escape=escape,
    shown=unescape,
)
