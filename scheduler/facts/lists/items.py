"""The items of a list of things to know, in the forms pages give it: list items, headings, short paragraphs."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from scheduler.facts.lists.words import NUMBERED
from scheduler.model import Block

MOST_ITEMS: Final = 50
LONGEST_ITEM_WORDS: Final = 60
LONGEST_OF_ALL_ITEM_WORDS: Final = 120
SHARE_OF_LONG_ITEMS: Final = 4
LONGEST_LOOSE_ITEM_WORDS: Final = 35
LONGEST_SENTENCE_HEADING_WORDS: Final = 25
FEWEST_LOOSE_ITEMS: Final = 2
FEWEST_SENTENCE_HEADINGS: Final = 4
SHARE_OF_SENTENCES: Final = 0.75
INTRODUCTION_BLOCKS: Final = 2
_LIST_NUMBER: Final = re.compile(r"\(?\d{1,2}[.):]\s+$")
_QUESTION: Final = re.compile(
    r"(?:who|what|when|where|why|how|which|is|are|was|were|do|does|did|can|will|would|should|has|have)\b|[^.!?]{0,60}$",
    re.IGNORECASE,
)
_ONE_SENTENCE: Final = re.compile(r"[A-Z“\"‘'][^.!?]{8,}[.!]?\??[”\"]?")


def items_below(text: str, blocks: Sequence[Block], count: int | None) -> list[Block]:
    """Return the items behind a heading that promises `count` of them (None: some)."""
    listed = list_below(text, blocks)
    if listed:
        return listed
    numbered = numbered_items(blocks)
    if len(numbered) >= FEWEST_LOOSE_ITEMS:
        return numbered
    paragraphs = _paragraphs(blocks, count)
    if count is None or len(paragraphs) == count:
        return paragraphs
    headings = [block for block in blocks if block.kind == "heading" and not block.text.endswith("?")]
    if len(headings) >= count and not paragraphs:
        return headings[:count]
    enough = len(paragraphs) * 2 >= count and _ends_there(blocks, len(paragraphs))
    if paragraphs and enough and (len(paragraphs) >= FEWEST_LOOSE_ITEMS or count == 1):
        return paragraphs
    return headings[:count] if len(headings) * 2 >= count and not paragraphs else []


def exactly(text: str, blocks: Sequence[Block], count: int) -> list[Block]:
    """Return the list, the numbered items or the headings that are exactly as many as a headline counts."""
    numbered = numbered_items(blocks)
    if len(numbered) == count:
        return numbered
    for at, block in enumerate(blocks):
        if block.kind == "list_item" and (at == 0 or blocks[at - 1].kind != "list_item"):
            listed = list_below(text, blocks[at:])
            if len(listed) == count:
                return listed
    headings = [block for block in blocks if block.kind == "heading" and not block.text.endswith("?")]
    levels = {block.level for block in headings}
    for same in (headings, *([each for each in headings if each.level == level] for level in sorted(levels, key=str))):
        if len(same) == count:
            return same
    return []


def list_below(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the list items behind a heading; a numbered list goes on behind paragraphs between its items."""
    first = next((at for at, block in enumerate(blocks[: INTRODUCTION_BLOCKS + 1]) if block.kind == "list_item"), None)
    if first is None or any(block.kind == "heading" for block in blocks[:first]):
        return []
    numbered = bool(_LIST_NUMBER.search(text[max(0, blocks[first].start - 8) : blocks[first].start]))
    items = []
    for block in blocks[first:]:
        if block.kind == "list_item":
            items.append(_without_number(block))
        elif not (numbered and block.kind == "paragraph"):
            break
    return items[:MOST_ITEMS]


def numbered_items(blocks: Sequence[Block]) -> list[Block]:
    """Return the headings that begin with a number, else the paragraphs that do."""
    for kind in ("heading", "paragraph"):
        found = [block for block in blocks if block.kind == kind and NUMBERED.match(block.text)]
        if len(found) >= FEWEST_LOOSE_ITEMS:
            return [_without_number(block) for block in found[:MOST_ITEMS]]
    return []


def sentence_headings(blocks: Sequence[Block], *, loose: bool) -> list[Block]:
    """Return headings that are whole sentences, where an article is built of them; `loose`: short paragraphs too."""
    headings = [block for block in blocks if block.kind == "heading" and (block.level or 2) > 1]
    stated = [block for block in headings if block.text.endswith((".", "!"))]
    if len(stated) >= FEWEST_SENTENCE_HEADINGS and len(stated) >= SHARE_OF_SENTENCES * len(headings):
        starts = {block.start for block in stated}
        return [each for each in headings if each.start in starts or not _QUESTION.match(each.text)][:MOST_ITEMS]
    if not loose:
        return []
    short = [
        block
        for block, following in pairwise(blocks)
        if block.kind == following.kind == "paragraph" and _heads(block.text, following.text)
    ]
    return short[:MOST_ITEMS] if len(short) >= FEWEST_SENTENCE_HEADINGS else []


def _heads(words: str, following: str) -> bool:
    """Say whether one short sentence stands over a longer paragraph, as a heading without the mark of one."""
    count = len(words.split())
    plain = count <= LONGEST_SENTENCE_HEADING_WORDS and len(following.split()) > count
    return plain and bool(_ONE_SENTENCE.fullmatch(words)) and words.endswith((".", "!", "?"))


def _paragraphs(blocks: Sequence[Block], count: int | None) -> list[Block]:
    """Return the short paragraphs; among as many as promised, one in `SHARE_OF_LONG_ITEMS` may be longer."""
    longest = LONGEST_ITEM_WORDS if count else LONGEST_LOOSE_ITEM_WORDS
    items: list[Block] = []
    spare = (count or 0) // SHARE_OF_LONG_ITEMS
    for block in blocks:
        length = len(block.text.split())
        full = len(items) >= (count or MOST_ITEMS)
        spare -= length > longest
        if full or block.kind != "paragraph" or spare < 0 or length > LONGEST_OF_ALL_ITEM_WORDS:
            break
        items.append(block)
    return items if count or len(items) >= FEWEST_LOOSE_ITEMS else []


def _ends_there(blocks: Sequence[Block], count: int) -> bool:
    """Say whether a heading or the end of the article stands behind so many paragraphs."""
    return count == len(blocks) or blocks[count].kind == "heading"


def _without_number(block: Block) -> Block:
    found = NUMBERED.match(block.text)
    cut = found.end() if found else 0
    return Block(kind=block.kind, text=block.text[cut:], start=block.start + cut, end=block.end, level=block.level)
