"""A greedy packer: what schedulers do. Words fill a part until the next one is too much; then the next part begins."""

import re

from scheduler.platforms import Platform

WORD = re.compile(r"\S+")


def pack(text: str, platform: Platform) -> list[str]:
    """Return the parts with their counters; each word is measured once and widths are added up."""
    text = platform.normalise(text)
    if not platform.over(text):
        return [text]
    words = [(word.start(), word.end(), platform.measure(word[0])) for word in WORD.finditer(text)]
    parts = 2
    while True:
        room = platform.limit - len(f" {parts}/{parts}")
        spans = _fill(words, room)
        if len(spans) <= parts:
            return [f"{text[start:end]} {at}/{len(spans)}" for at, (start, end) in enumerate(spans, start=1)]
        parts = len(spans)


def _fill(words: list[tuple[int, int, int]], room: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin, last, width = words[0][0], words[0][1], words[0][2]
    for start, end, size in words[1:]:
        gap = start - last
        if width + gap + size > room:
            spans.append((begin, last))
            begin, width = start, size
        else:
            width += gap + size
        last = end
    return [*spans, (begin, last)]
