"""What a thread costs its reader, by the terms of research/sizing.md section 4: the same for any splitter's threads."""

import re
from collections.abc import Sequence
from itertools import pairwise

from scheduler.compose.atoms import entity_stretches, quotations
from scheduler.compose.cuts import WORD, cuts
from scheduler.compose.packing import BALANCE, NO_WORDS, SHORT_LAST, SHORT_SHARE
from scheduler.platforms import Platform

COUNTER = re.compile(r" \d+/\d+\Z")
BROKEN = 100
"""For a cut where none may be: inside a number with its unit, a date, a tag. No splitter of ours makes one."""


def cost(text: str, parts: Sequence[str], platform: Platform) -> float:
    """Return what the cuts, the balance, the last part and wordless parts cost; 0 for a single part."""
    if len(parts) == 1:
        return 0.0
    text = platform.normalise(text)
    texts = [COUNTER.sub("", part) for part in parts]
    return _cost_of_cuts(text, texts, platform) + _cost_of_sizes(texts, platform)


def _cost_of_cuts(text: str, texts: Sequence[str], platform: Platform) -> float:
    whole, quoted = entity_stretches(text, platform), quotations(text)
    graded = {cut.start: cut.penalty for cut in cuts(text, whole, quoted)}
    spans, at = [], 0
    for part in texts:
        start = text.index(part, at)
        at = start + len(part)
        spans.append((start, at))
    return sum(graded.get(right[0], BROKEN if _is_inside(whole, right[0]) else WORD) for _, right in pairwise(spans))


def _is_inside(stretches: Sequence[tuple[int, int]], at: int) -> bool:
    return any(start < at < end for start, end in stretches)


def _cost_of_sizes(texts: Sequence[str], platform: Platform) -> float:
    sizes = [platform.measure(part) for part in texts]
    mean = sum(sizes) / len(sizes)
    cost = sum(BALANCE * ((size - mean) / platform.limit) ** 2 for size in sizes)
    cost += SHORT_LAST if sizes[-1] < SHORT_SHARE * mean else 0
    return cost + sum(NO_WORDS for part in texts if not re.search(r"(?:^|\s)(?![#@$]|https?://)\w", part))
