"""Spans of text as the entities that content carries: with offsets in UTF-8 bytes beside those in code points."""

from collections.abc import Iterable

from scheduler.model import Entity
from scheduler.text import Span, first_come


def entities_of(text: str, spans: Iterable[Span]) -> tuple[Entity, ...]:
    """Return the spans as entities, in order; of two that overlap the first stays."""
    found = []
    at = byte_at = 0
    for span in first_come(spans):
        byte_start = byte_at + _bytes(text[at : span.start])
        byte_end = byte_start + _bytes(span.text)
        found.append(
            Entity(
                kind=span.kind,
                text=span.text,
                start=span.start,
                end=span.end,
                byte_start=byte_start,
                byte_end=byte_end,
                url=span.url,
            )
        )
        at, byte_at = span.end, byte_end
    return tuple(found)


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
