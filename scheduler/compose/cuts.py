"""Where a text may be cut, and how much each cut disturbs a reader (research/sizing.md section 4)."""

from collections.abc import Iterable, Iterator
from string import ascii_letters, digits
from typing import NamedTuple

from scheduler.compose.atoms import Stretch
from scheduler.text import beyond_ascii, graphemes, late, late_regex

PARAGRAPH, SENTENCE, CLAUSE, WORD, INSIDE_WORD = 0, 1, 4, 12, 60
INSIDE_WHOLE = 20  # more, inside a quotation or an entry of a list
BEFORE_LINK = 10  # more, where a link is cut off its sentence
BAD_START = 5  # more, where a part would start with a conjunction or a closing quotation mark


class Cut(NamedTuple):
    """A place between two pieces: the left ends at `end`, the right begins at `start`; what lies between goes."""

    end: int
    start: int
    penalty: int


_ATTACHES = r"\p{GCB=Extend}\p{GCB=SpacingMark}\u200d"
_BLANKS = r"[ \t-\r\x85\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+"
_GAP = late(_BLANKS)
_FREE_GAP = late_regex(rf"(?<!\p{{GCB=Prepend}}){_BLANKS}(?![{_ATTACHES}])")
_JOINS = late_regex(rf"[\p{{GCB=Prepend}}{_ATTACHES}]")
_JOINED_GAP = late_regex(rf"\p{{GCB=Prepend}}{_BLANKS}|{_BLANKS}[{_ATTACHES}]")
_WIDE = r"\p{Han}\p{Hiragana}\p{Katakana}\u3001-\u303f\uff01-\uff65"
_NO_START = rf"\p{{LB=CL}}\p{{LB=CP}}\p{{LB=EX}}\p{{LB=NS}}\p{{LB=CJ}}\p{{LB=QU}}\p{{LB=IS}}{_ATTACHES}…—ー"
_NO_END = r"\p{LB=OP}\p{LB=QU}\p{Nd}\s"
_BETWEEN_WIDE = late_regex(
    rf"(?:(?<=[{_WIDE}])(?<![{_NO_END}])(?=[{_WIDE}\p{{L}}\p{{N}}])|(?<=\p{{L}})(?=[{_WIDE}]))(?![{_NO_START}])"
)
_UNSPACED = late_regex(r"(?<=\p{LB=SA})(?<![\u0e40-\u0e44\u0ec0-\u0ec4])(?=\p{LB=SA})")
_HAS_UNSPACED = late_regex(rf"[{_WIDE}\p{{LB=SA}}]")

_ITEM = r"(?:[-*•‣–]|\p{Nd}{1,3}[.)])[ \t]"
_LIST_ITEM = late_regex(_ITEM)
_LIST_LINE = late_regex(rf"^{_ITEM}.*", multiline=True)
_SENTENCE_END = late_regex(r"(?:[.!?…]|[。！？])[\p{Pe}\p{Pf}\"'’]*$")
_CLAUSE_END = late_regex(r"(?:[,;:\p{Pd}]|[、，；：])[\p{Pe}\p{Pf}\"'’]*$|\p{Pe}$")
_ABBREVIATION = late_regex(r"(?:^|\W)(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nr|vs|e\.g|i\.e|etc|approx|Jr|Sr|\p{Lu})\.$")
_START = late_regex(
    r"(?P<link>[(<\[]?https?://)|(?:and|or|but|nor|so|yet|because|und|oder|aber|et|ou|y|o)\b|[”»’」』]",
    ignore_case=True,
)
_LOOK_BACK = 12
_CLAUSE_SIGNS = frozenset(",;:")
_PLAIN = frozenset(ascii_letters + digits)
_NOT_PLAIN = frozenset(["an", "or", "bu", "no", "so", "ye", "be", "un", "od", "ab", "et", "ou", "ht"])
_PLAIN_STARTS = frozenset(a + b for a in _PLAIN for b in _PLAIN if (a + b).lower() not in _NOT_PLAIN)
"""What a word may begin with so that a blank before it is just a blank: no list, no link and no bad start there."""


def cuts(text: str, whole: Iterable[Stretch], long: Iterable[Stretch]) -> list[Cut]:
    """Return the places where a text may be cut, in order: never inside a stretch of `whole`.

    `long` are quotations too long to stay whole; a cut in one costs more. Text without blanks (Chinese, Japanese, Thai,
    ...) may be cut between letters, where no rule of its script forbids it.
    """
    kept, costly = _mask(text, whole), _mask(text, long)
    items = _mask(text, (line.span() for line in _LIST_LINE.finditer(text)))
    found = []
    beyond = beyond_ascii(text)
    gap = _FREE_GAP if _JOINS.search(beyond) and _JOINED_GAP.search(text) else _GAP
    for end, start in (each.span() for each in gap.finditer(text)):
        if kept[end]:
            continue
        if text[start : start + 2] in _PLAIN_STARTS and text[end - 1] in _PLAIN and text[end:start] == " ":
            penalty = WORD + INSIDE_WHOLE * items[end]
        else:
            penalty = _penalty(text, end, start, items)
        found.append(Cut(end, start, penalty + INSIDE_WHOLE * costly[end]))
    if _HAS_UNSPACED.search(beyond):
        found += [
            Cut(at, at, grade + INSIDE_WHOLE * costly[at])
            for at, grade in _unspaced(text)
            if not (kept[at] and kept[at - 1])
        ]
        found.sort(key=lambda cut: cut.end)
    return found


def _mask(text: str, stretches: Iterable[Stretch]) -> bytearray:
    """Return a byte for each character: 1 inside one of the stretches."""
    mask = bytearray(len(text))
    for start, end in stretches:
        mask[start:end] = b"\x01" * (end - start)
    return mask


def _unspaced(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places between letters where a text without blanks may be cut, with their penalties."""
    for found in _BETWEEN_WIDE.finditer(text):
        yield found.start(), _grade(text[max(0, found.start() - _LOOK_BACK) : found.start()])
    boundaries: set[int] = set()
    for found in _UNSPACED.finditer(text):
        if not boundaries:
            at = 0
            boundaries = {at := at + len(cluster) for cluster in graphemes(text)}
        if found.start() in boundaries:
            yield found.start(), INSIDE_WORD


def _penalty(text: str, end: int, start: int, items: bytearray) -> int:
    """Return the penalty of a cut at a gap; `items` marks the entries of lists."""
    lines = text.count("\n", end, start)
    if lines > 1 or (lines and _LIST_ITEM.match(text, start)):
        return PARAGRAPH
    if lines:
        penalty = SENTENCE
    else:
        last = text[end - 1 : end]
        if last in _CLAUSE_SIGNS:
            penalty = CLAUSE
        else:
            plain = last.isalnum()
            penalty = WORD if plain else _grade(text[max(0, end - _LOOK_BACK) : end], text[start : start + 1])
        penalty += INSIDE_WHOLE * items[end]
    begins = None if text[start : start + 2] in _PLAIN_STARTS else _START.match(text, start)
    if not begins:
        return penalty
    return penalty + (BEFORE_LINK if begins["link"] else BAD_START)


def _grade(before: str, after: str = "") -> int:
    """Return whether a sentence, a clause or a word ends with `before`."""
    if _SENTENCE_END.search(before) and not after.islower() and not _ABBREVIATION.search(before):
        return SENTENCE
    return CLAUSE if _CLAUSE_END.search(before) else WORD
