r"""Grapheme clusters: what a reader takes for one character, as Unicode Standard Annex 29 defines it.

`regex`'s `\X` passes all 853 cases of Unicode 18's GraphemeBreakTest. Servers are older (Node 20 has Unicode 17), so
where the two differ the count is the larger one. `\X` looks at every character, so counting asks it only about the
stretches in which characters can join: ASCII text and most of the world's letters need no look.
"""

from scheduler.text.characters import beyond_ascii
from scheduler.text.late import is_compiled, late, late_regex

_PLAIN = (
    r"\x00-\x0c\x0e-\u02ff\u0370-\u0482\u048a-\u0590\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3\u10a0-\u10ff\u1e00-\u200b"
    r"\u200e-\u2064\u20a0-\u20bf\u2100-\u2bff\u3001-\u3029\u3030-\u3096\u309b-\ua48c\uac00-\ud7a3\uf900-\ufaff"
    r"\ufb50-\ufdff\uff01-\uff9d\ufffd\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff"
    r"\U00020000-\U0003fffd"
)
"""Characters of blocks that will not change, of which no two that stand side by side are one cluster."""

_NEW = (
    r"\u05c8\u05c9\u0b53\u0b54\u1ade\u1adf\u1aec-\u1af0\U00010ecb-\U00010ecf\U00010ef0-\U00010ef9\U00011b0a\U00011df0"
    r"\U00011df1\U0001d127\U0001d128\U0001d250-\U0001d252\U0001d25b\U0001d25c\U0001d25f\U0001d280\U0001d281"
)
"""Characters that Unicode 18 added and joins to others; to an older server they stand alone."""

_LINKERS = (
    r"\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d\u1039\u17d2\u1a60\u1b44\u1bab\u1cf5\u1cf6\ua9c0\uaaf6\U00010a3f\U00011133"
    r"\U000113d0\U0001193e\U00011a3a\U00011a47\U00011a99\U00011f42"
)
"""Characters that make conjuncts of the consonants around them."""

_JOINING = late(rf"[^{_PLAIN}][^{_PLAIN}]*(?:[{_PLAIN}][^{_PLAIN}]+)*")  # not `+`: `re` searches faster for one
_UNUSUAL = late_regex(rf"[^{_PLAIN}]")  # compiled in a tenth of the time that `re` takes for its like
_HARD = late(
    r"[^\n -~\u0300-\u036f\u0900-\u0b52\u0b55-\u0d4d\u0d4f-\u0e7f\u2010-\u2027\u2030-\u205e\u2070-\u2b55\ufe0e\ufe0f"
    r"\U0001f3fb-\U0001f6ff]"
)
"""Anything but the scripts and signs that need two rules only: a mark joins what stands before it; conjuncts."""

_CLUSTER = late_regex(r"\X")
_MANY_FLAGS = late(r"[\U0001f1e6-\U0001f1ff]{64}(?=[\U0001f1e6-\U0001f1ff])")
"""So many halves of flags that the next one begins a pair; `\\X` looks back to the first of a run at each of them."""

_MARK = late_regex(r"[\p{GCB=Extend}\p{GCB=SpacingMark}]")
_LINE_OF_MARK = late_regex(r"\n[\p{GCB=Extend}\p{GCB=SpacingMark}]")
_LINKER = late(f"[{_LINKERS}]")
_NEW_IN_18 = late(f"[{_NEW}]")
_DISPUTED = late(f"[{_LINKERS}{_NEW}]")
_CONSONANT, _JOINER = r"\p{InCB=Consonant}", r"\p{InCB=Linker}"
_BETWEEN = r"[\p{InCB=Extend}\p{InCB=Linker}]"
_CONJUNCT = late_regex(rf"{_CONSONANT}\p{{InCB=Extend}}*+{_JOINER}{_BETWEEN}*+(?={_CONSONANT})")
_LINKED = late_regex(rf"(?P<before>{_CONSONANT})?(?P<between>{_BETWEEN}++)(?=(?P<after>{_CONSONANT})?)")
"""What may link two consonants, with whether one stands on either side. Read in one go: a mark never looks back."""


def graphemes(text: str) -> list[str]:
    """Return the grapheme clusters of a text by Unicode 18, in order; joined they are the text."""
    found: list[str] = []
    at = 0
    for flags in _MANY_FLAGS.finditer(text):
        found += _CLUSTER.findall(text[at : flags.end()])
        at = flags.end()
    return found + _CLUSTER.findall(text[at:]) if at else _CLUSTER.findall(text)


def grapheme_count(text: str) -> int:
    """Return how many grapheme clusters a text has, by Unicode 18 or 17, whichever finds more."""
    return _count(text, conjuncts=True)


def grapheme_count_before_conjuncts(text: str) -> int:
    """Return the count without rule GB9c, as Ruby 3.4 has it: each consonant of an Indic conjunct. Never smaller."""
    return _count(text, conjuncts=False)


def _count(text: str, *, conjuncts: bool) -> int:
    if text.isascii():
        return len(text) - text.count("\r\n")
    if not is_compiled(_JOINING) and "\r" not in text and not _UNUSUAL.search(beyond_ascii(text)):
        return len(text)
    easy: list[str] = [""]
    hard: list[str] = []
    for joining in _JOINING.finditer(text):
        start, end = joining.span()
        stretch = text[start - 1 if start else 0 : end + 1]  # its neighbours may be part of a cluster
        (hard if _HARD.search(stretch) else easy).append(stretch)
    return len(text) - _joined_marks("\n".join(easy), conjuncts=conjuncts) - _joined(hard, conjuncts=conjuncts)


def _joined_marks(lines: str, *, conjuncts: bool) -> int:
    """Return how many characters join the one before, in lines without hard ones; none joins a line end."""
    joined = len(_MARK.findall(lines)) - len(_LINE_OF_MARK.findall(lines))
    if conjuncts and _LINKER.search(lines):
        joined += len(_CONJUNCT.findall(lines))
    return joined


def _joined(stretches: list[str], *, conjuncts: bool) -> int:
    """Return how many characters join the one before, in stretches of any characters."""
    apart = "\0".join(stretches)  # which joins nothing
    if not _DISPUTED.search(apart):
        return len(apart) - len(graphemes(apart))
    joined = 0
    for stretch in stretches:
        plain = _NEW_IN_18.sub("x", stretch)
        joined += len(stretch) - max(_clusters(each, conjuncts=conjuncts) for each in {stretch, plain})
    return joined


def _clusters(stretch: str, *, conjuncts: bool) -> int:
    """Count the clusters of a stretch in which Unicode versions differ.

    Where conjuncts are clusters, a consonant had to stand before the linker too, until Unicode 17.
    """
    apart = sum(
        1
        for link in _LINKED.finditer(stretch)
        if link["after"] and not (conjuncts and link["before"]) and _LINKER.search(link["between"])
    )
    return len(graphemes(stretch)) + apart
