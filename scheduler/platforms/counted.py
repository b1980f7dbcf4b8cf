"""What in a text counts for something else than it looks, in words: "link counts as 23", "🎬 counts as 2"."""

from collections.abc import Callable, Iterable, Iterator

from scheduler.model import Entity
from scheduler.platforms.dialect import Dialect
from scheduler.text import graphemes

NAMED = 3
"""How many pieces of one price are named; of the others only the number is told."""


def counted_otherwise(
    text: str,
    entities: Iterable[Entity],
    measure: Callable[[str], int],
    link_cost: int | None,
    dialect: Dialect,
) -> list[str]:
    """Return what does not count 1 for each character a reader sees: links, mentions, escapes, single characters."""
    links = 0
    mentions: dict[str, int] = {}
    rest, at = [], 0
    for entity in entities:
        if entity.kind == "link" and link_cost is not None:
            links += 1
        elif entity.kind == "mention" and measure(entity.text) < len(entity.text):
            mentions[entity.text] = measure(entity.text)
        else:
            continue
        rest.append(text[at : entity.start])
        at = entity.end
    said = [f"{'link counts' if links == 1 else f'{links} links count'} as {link_cost}"] if links else []
    plain = "\n".join([*rest, text[at:]])
    escapes, plain = _without_escapes(plain, measure, dialect)
    said += _said(mentions)
    said += _said(escapes, "escaped ")
    return said + list(_said(_characters(plain, measure)))


def _without_escapes(text: str, measure: Callable[[str], int], dialect: Dialect) -> tuple[dict[str, int], str]:
    """Return what each kind of escape counts, and the text without them."""
    if dialect.escaped is None:
        return {}, text
    found = {dialect.meant(each): measure(each[0]) for each in dialect.escaped.finditer(text)}
    return found, dialect.escaped.sub("\n", text) if found else text


def _characters(text: str, measure: Callable[[str], int]) -> dict[str, int]:
    """Return the characters, as readers take them, that count for another number than 1."""
    if text.isascii():
        return {}
    costs = {each: measure(each) for each in dict.fromkeys(graphemes(text))}
    return {each: cost for each, cost in costs.items() if cost != 1}


def _said(costs: dict[str, int], what: str = "") -> Iterator[str]:
    """Yield a sentence for each price."""
    for cost in sorted(set(costs.values())):
        pieces = [_visible(piece) for piece, each in costs.items() if each == cost]
        more = len(pieces) - NAMED
        names = ", ".join(pieces) if more <= 0 else f"{', '.join(pieces[:NAMED])} and {more:,} more"
        yield f"{what}{names} count{'s' if len(pieces) == 1 else ''} as {cost}{'' if len(pieces) == 1 else ' each'}"


def _visible(piece: str) -> str:
    """Return a character, or its number where nobody would see it."""
    return piece if piece[0].isprintable() and not piece.isspace() else " ".join(f"U+{ord(each):04X}" for each in piece)
