"""The body of a plain text as blocks: headings, paragraphs, list items and posts, each with its offsets."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from scheduler.model import Block

LONGEST_HEADING_WORDS: Final = 12
LONGEST_HEADING: Final = 240  # characters
WIDEST_WRAPPED_LINE: Final = 120
NARROWEST_WRAPPED_LINE: Final = 45

_WORD: Final = re.compile(r"\w")
_ITEM: Final = re.compile(r"[ \t]*(?:[-*•‣▪–]|\(?\d{1,2}[.)])[ \t]+(?=\S)")
_MARKED_HEADING: Final = re.compile(r"[ \t]*(#{1,6})[ \t]+(?=\S)")
_POST: Final = re.compile(r"[—–-] ?[^()\n]{1,60} \(@\w{1,30}\) [A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}$")
_ENDS_SENTENCE: Final = re.compile(r"[.,;…][\"'”’)]*$")


def find_blocks(text: str, start: int) -> tuple[Block, ...]:
    """Return the blocks of a text from `start` on."""
    return tuple(_with_headings(list(_raw_blocks(text, start))))


def ends_like_a_post(words: str) -> bool:
    """Say whether words are a post of a social network given as text: `… — Name (@handle) July 5, 2023`."""
    tail = words[-120:]
    return "(@" in tail and bool(_POST.search(tail))


def _raw_blocks(text: str, start: int) -> Iterator[Block]:
    lines = [line for line in _lines(text, start) if line[0] < line[1] and _WORD.search(text, *line)]
    width = max((end - begin for begin, end in lines if "://" not in text[begin:end]), default=0)
    wrapped = NARROWEST_WRAPPED_LINE <= width <= WIDEST_WRAPPED_LINE
    at = 0
    while at < len(lines):
        begin, end = lines[at]
        at += 1
        plain = text[begin].isalpha()  # neither a mark nor a number in front
        if plain or not _MARKED_HEADING.match(text, begin, end):
            item = not plain and bool(_ITEM.match(text, begin, end))
            while at < len(lines) and (
                (item and _hangs(text, lines[at - 1], lines[at]))
                or (wrapped and _goes_on(text, lines[at - 1], lines[at], width))
            ):
                end = lines[at][1]
                at += 1
        yield _block(text, begin, end)


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield where each line begins and ends; a carriage return ends one as a line feed does."""
    for line in text[start:].replace("\r", "\n").split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _hangs(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Say whether a line is the indented rest of a list item."""
    begin = text[slice(*following)]
    return (
        text[line[1] : following[0]].count("\n") == 1
        and begin.startswith(("  ", "\t"))
        and not _ITEM.match(text, *following)
    )


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Say whether a line was broken only because the next word had no room."""
    between = text[line[1] : following[0]]
    if between.count("\n") != 1 or _ITEM.match(text, *following) or _MARKED_HEADING.match(text, *following):
        return False
    words = text[slice(*following)]
    first_word = words.split(maxsplit=1)[0]
    indent = len(words) - len(words.lstrip())
    return line[1] - line[0] + 1 + len(first_word) > width - indent


def _block(text: str, begin: int, end: int) -> Block:
    plain = text[begin].isalpha()
    heading = None if plain else _MARKED_HEADING.match(text, begin, end)
    item = None if plain else _ITEM.match(text, begin, end)
    marker = heading or item
    begin = marker.end() if marker else begin
    words = text[begin:end]
    begin, end = begin + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    words = text[begin:end]
    kind = "heading" if heading else "list_item" if item else "post" if ends_like_a_post(words) else "paragraph"
    return Block(kind=kind, text=words, start=begin, end=end, level=len(heading[1]) if heading else None)


def _with_headings(blocks: list[Block]) -> list[Block]:
    """Turn short paragraphs without a full stop, followed by something longer, into headings."""
    for at in range(len(blocks) - 2, -1, -1):
        block, following = blocks[at], blocks[at + 1]
        if block.kind != "paragraph" or not _could_be_heading(block.text):
            continue
        leads = following.kind in {"heading", "list_item", "post"} or _ENDS_SENTENCE.search(following.text)
        if leads or len(following.text) > len(block.text):
            blocks[at] = replace(block, kind="heading", level=2)
    return blocks


def _could_be_heading(words: str) -> bool:
    return (
        len(words) <= LONGEST_HEADING
        and len(words.split()) <= LONGEST_HEADING_WORDS
        and not _ENDS_SENTENCE.search(words)
        and not words.startswith(("“", '"'))
        and any(letter.isalpha() for letter in words)
    )
