r"""Grapheme clusters: what a reader takes for one character, as Unicode Standard Annex 29 defines it.

`regex`'s `\X` passes all 853 cases of Unicode 18's GraphemeBreakTest. Servers are older (Node 20 has Unicode 17), so
where the two differ the count is the larger one. `\X` looks at every character, so counting asks it only about the
stretches in which characters can join: ASCII text and most of the world's letters need no look.
"""

import re

import regex

_PLAIN = (
    r"\x00-\x0c\x0e-\u02ff\u0370-\u0482\u048a-\u0590\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3\u10a0-\u10ff\u1e00-\u200b"
    r"\u200e-\u2064\u20a0-\u20bf\u2100-\u2bff\u3001-\u3029\u3030-\u3096\u309b-\ua48c\uac00-\ud7a3\uf900-\ufaff"
    r"\ufb50-\ufdff\uff01-\uff9d\ufffd\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff"
    r"\U00020000-\U0003fffd"
)
"""Characters of blocks that will not change, of which no two that stand side by side are one cluster."""

_NEW_IN_18 = re.compile(
    r"[\u05c8\u05c9\u0b53\u0b54\u1ade\u1adf\u1aec-\u1af0\U00010ecb-\U00010ecf\U00010ef0-\U00010ef9\U00011b0a\U00011df0"
    r"\U00011df1\U0001d127\U0001d128\U0001d250-\U0001d252\U0001d25b\U0001d25c\U0001d25f\U0001d280\U0001d281]"
)
"""Characters that Unicode 18 added and joins to others; to an older server they stand alone."""

_JOINING = re.compile(rf"[^{_PLAIN}]+(?:[{_PLAIN}][^{_PLAIN}]+)*")
_CLUSTER = regex.compile(r"\X")
_INDIC = re.compile(r"[\u0900-\u1fff\ua800-\uabff\U00010a00-\U00011fff]")
_BETWEEN = r"[\p{InCB=Extend}\p{InCB=Linker}]*"
_CONJUNCT = regex.compile(rf"(?<=\p{{InCB=Linker}}{_BETWEEN})(?=\p{{InCB=Consonant}})")
_NO_CONJUNCT = regex.compile(  # until Unicode 17, rule GB9c joined a consonant only if another stood before the linker
    rf"(?<=\p{{InCB=Linker}}{_BETWEEN})(?<!\p{{InCB=Consonant}}{_BETWEEN})(?=\p{{InCB=Consonant}})"
)


def graphemes(text: str) -> list[str]:
    """Return the grapheme clusters of a text by Unicode 18, in order; joined they are the text."""
    found: list[str] = _CLUSTER.findall(text)
    return found


def grapheme_count(text: str) -> int:
    """Return how many grapheme clusters a text has, by Unicode 18 or 17, whichever finds more."""
    return _count(text, _NO_CONJUNCT)


def grapheme_count_before_conjuncts(text: str) -> int:
    """Return the count without rule GB9c, as Ruby 3.4 has it: each consonant of an Indic conjunct. Never smaller."""
    return _count(text, _CONJUNCT)


def _count(text: str, breaks: regex.Pattern[str]) -> int:
    """Count clusters; `breaks` are more places inside a cluster at which a new one begins."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    count = len(text)
    for joining in _JOINING.finditer(text):
        stretch = text[max(0, joining.start() - 1) : joining.end() + 1]  # its neighbours may be part of a cluster
        clusters = _clusters(stretch, breaks)
        if _NEW_IN_18.search(stretch):
            clusters = max(clusters, _clusters(_NEW_IN_18.sub("x", stretch), breaks))
        count += clusters - len(stretch)
    return count


def _clusters(stretch: str, breaks: regex.Pattern[str]) -> int:
    found = _CLUSTER.findall(stretch)
    if _INDIC.search(stretch):
        return len(found) + sum(len(breaks.findall(cluster)) for cluster in found)
    return len(found)
