"""What stands between quotation marks: curly, straight and single marks, mixed, nested or left open.

Marks are paired by where they stand, in one pass with a stack; an apostrophe, an inch mark and a mark that finds no
partner pair with nothing. After research/facts.md section 4, "Quotations" (read 2026-11-22).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from scheduler.model import Block

_MARK: Final = re.compile(r"[“”„«»\"‘’']")
_OPENERS: Final = frozenset("“„«")
_CLOSERS: Final = frozenset("”»")
_DOUBLE: Final = frozenset('“”„«»"')
_BEFORE_OPENING: Final = frozenset(" \t\r\n\u00a0([{—–-/“‘\"'")
_AFTER_CLOSING: Final = frozenset(" \t\r\n\u00a0)]},.;:!?—–-/”’\"'…")
_CLIPPED: Final = re.compile(r"(?:\d|(?:em|til|tis|twas|cause|cos|n|bout|round|neath|kay)\b)")
_ENDS_SPEECH: Final = frozenset(",.!?…—–-")
SPOKEN_IN: Final = frozenset({"paragraph", "list_item", "quote"})


class Quoted(NamedTuple):
    """Quoted words, `text[start:end]` with their marks and `text[first:last]` without.

    `single` says that single marks set them off; `open` that a closing mark is missing because they go on in the next
    paragraph; `goes_on` that they go on from the paragraph before; `block` is the number of the block they stand in.
    """

    start: int
    end: int
    first: int
    last: int
    block: int
    single: bool = False
    open: bool = False
    goes_on: bool = False


def quotes_in(text: str, blocks: Sequence[Block]) -> tuple[Quoted, ...]:
    """Return the outermost quoted stretches of the blocks in which people speak, in order."""
    found: list[Quoted] = []
    open_before = -1
    for number, block in enumerate(blocks):
        if block.kind not in SPOKEN_IN:
            continue
        pairs, left = _pairs(text, block.start, block.end)
        outer = _outermost(text, pairs)
        goes_on = open_before == number - 1 and text[block.start] in '“"«‘'
        if left is not None and _opens_speech(text, blocks, number):
            outer = [pair for pair in outer if pair[1] <= left] + [(left, block.end)]
            open_before = number
        elif left is not None and _mistyped(text, left, block.end):
            outer = [pair for pair in outer if pair[1] <= left] + [(left, block.end)]
            left = None
        for start, end in outer:
            is_open = (start, end) == (left, block.end)
            found.append(
                Quoted(
                    start,
                    end,
                    start + 1,
                    end if is_open else end - 1,
                    number,
                    single=text[start] in "‘'",
                    open=is_open,
                    goes_on=goes_on and start == block.start,
                )
            )
    return tuple(found)


def _opens_speech(text: str, blocks: Sequence[Block], number: int) -> bool:
    """Say whether the next block goes on with quoted words, so that a missing closing mark is meant."""
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    return following is not None and following.kind in SPOKEN_IN and text[following.start] in '“"«'


def _mistyped(text: str, left: int, end: int) -> bool:
    """Say whether a block that opens speech with a double mark ends it with a single one, by mistake."""
    return text[end - 1] in "'’" and text[end - 2] in ".!?" and text[left + 1 : left + 2].isupper()


def _pairs(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], int | None]:
    """Return the pairs of marks in a block, and the last double mark that nothing closes."""
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    for found in _MARK.finditer(text, start, end):
        at = found.start()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if _opens(text, at, before, after, stack):
            stack.append(at)
        elif _closes(text, at, before, after, stack):
            double = text[at] in _DOUBLE
            while double and stack and text[stack[-1]] not in _DOUBLE:
                stack.pop()
            if stack:
                pairs.append((stack.pop(), at + 1))
    left = [at for at in stack if text[at] in _DOUBLE]
    return pairs, left[-1] if left else None


def _opens(text: str, at: int, before: str, after: str, stack: list[int]) -> bool:
    if text[at] in _OPENERS or (after in _AFTER_CLOSING and after not in "\"'…"):
        return text[at] in _OPENERS
    match text[at]:
        case "”":
            return not stack and before in " \n"
        case "‘":
            return not _CLIPPED.match(text, at + 1)
        case '"':
            return before in _BEFORE_OPENING and not (before in "-—–" and _top_is(text, stack, '"“'))
        case "'":
            return before in _BEFORE_OPENING and not _CLIPPED.match(text, at + 1)
        case _:
            return False


def _closes(text: str, at: int, before: str, after: str, stack: list[int]) -> bool:
    mark = text[at]
    if mark in _CLOSERS:
        return True
    if mark == '"':
        return bool(stack) or not before.isdigit()
    opener = "‘" if mark == "’" else "'‘"
    return _top_is(text, stack, opener) and after in _AFTER_CLOSING and before not in " \n"


def _top_is(text: str, stack: list[int], marks: str) -> bool:
    return bool(stack) and text[stack[-1]] in marks


def _outermost(text: str, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pairs that stand in no other one; single marks around double ones count only if they hold speech."""
    kept: list[tuple[int, int]] = []
    doubles = sorted(pair for pair in pairs if text[pair[0]] in _DOUBLE)
    for start, end in sorted(pairs):
        if kept and start < kept[-1][1]:
            continue
        speech = text[start] in _DOUBLE or (text[start + 1].isupper() and text[end - 2] in _ENDS_SPEECH)
        if not speech and _holds(doubles, start, end):
            continue
        kept.append((start, end))
    return kept


def _holds(doubles: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(doubles, (start, end))
    return at < len(doubles) and doubles[at][0] < end


def masked(text: str, blocks: Sequence[Block], quotes: Sequence[Quoted]) -> str:
    """Return the text with the same offsets, in which only the reporter speaks, one line a block of prose.

    Quoted words are underscores, line breaks inside a block are blanks, everything outside the blocks is line breaks.
    """
    return "".join(_masked(text, blocks, quotes))


def _masked(text: str, blocks: Sequence[Block], quotes: Sequence[Quoted]) -> Iterator[str]:
    at, number = 0, 0
    for index, block in enumerate(blocks):
        if block.kind not in {"paragraph", "heading", "list_item", "table_row"}:
            continue
        yield "\n" * (block.start - at)
        at = block.start
        while number < len(quotes) and quotes[number].block <= index:
            quoted = quotes[number]
            number += 1
            if quoted.block == index:
                yield _one_line(text[at : quoted.start]) + "_" * (quoted.end - quoted.start)
                at = quoted.end
        yield _one_line(text[at : block.end])
        at = block.end
    yield "\n" * (len(text) - at)


def _one_line(words: str) -> str:
    for mark in _BLANKS:
        words = words.replace(mark, " ")
    return words


_BLANKS: Final = "\r\n\t\u00a0\u2009\u202f"
