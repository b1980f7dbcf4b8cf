"""Spans of text as the entities that content carries: with offsets in UTF-8 bytes beside those in code points."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scheduler.model import Entity
from scheduler.text import Span, first_come


def entities_of(text: str, spans: Iterable[Span], places: Sequence[int] | None = None) -> tuple[Entity, ...]:
    """Return the spans as entities of the sent `text`, in order; of two that overlap the first stays.

    `places` says where each character of the text that a reader sees, in which the spans count, stands in `text`; None:
    the two are the same. An entity's `text` is what was sent, its `url` where it leads.
    """
    found = []
    at = byte_at = 0
    for span in _moved(text, first_come(spans), places):
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


def _moved(text: str, spans: Iterable[Span], places: Sequence[int] | None) -> Iterable[Span]:
    if places is None:
        return spans
    ends = [(places[span.start], places[span.end]) for span in spans]
    return [
        replace(span, start=start, end=end, text=text[start:end])
        for span, (start, end) in zip(spans, ends, strict=True)
    ]


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
