"""Sentences of a block with their offsets in the article's text."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from scheduler.model import Block

_END: Final = re.compile(r"[.!?…][.!?…]{0,2}[\"'”’)\]]{0,2}\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(\"“‘'])(?:Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|Mt|vs|v|No|Nos|Vol|Inc|Ltd|Co|Corp|Gov|Sen|Rep|Gen|Col"
    r"|Capt|Rev|Hon|Lt|Sgt|Cpl|Cmdr|Maj|Adm|Supt|Insp|Cllr|Mx|Fr"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|approx|est|e\.g|i\.e|feat|ft"
    r"|[A-Z](?:\.[A-Z])*)\.$"
)
_ZONE: Final = re.compile(r"(?:[ECMP][SD]?T|GMT|BST|UTC|CES?T|AES?T|Eastern|Pacific|Central|Mountain)\b")

_BEGINS: Final = re.compile(
    r"[\"'“‘(]|(?:The|An?|It|Its|In|On|At|He|She|They|We|I|This|That|There|These|But|And|As|When|While|After|Before|If"
    r"|For|From|With|By|To|Both|No|Not|Now|However|Meanwhile)\b"
)


class Sentence(NamedTuple):
    """`text == article.text[start:end]`, in the block it stands in; `ordinal` counts through the article from 0."""

    text: str
    start: int
    end: int
    block: Block
    ordinal: int


def split_sentences(words: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence; "Sept. 3", "J. R. Name" and "Mr. Lee" stay whole."""
    start = 0
    for found in _END.finditer(words):
        mark = found.start() + 1
        if words[found.start()] == "." and _ABBREVIATION.search(words[max(start, mark - 12) : mark]):
            continue
        if words.startswith(".m.", mark - 3) and _ZONE.match(words, found.end()):
            continue
        if words.startswith(" Bros.", mark - 6) and not _BEGINS.match(words, found.end()):
            continue  # a name goes on: "Salt Bros. Racing"
        end = found.start() + len(found[0].rstrip())
        yield start, end
        start = found.end()
    if start < len(words):
        yield start, len(words)


def sentences_of(blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """Return the sentences of the blocks; a heading or list item is split like any other."""
    spans = ((block, start, end) for block in blocks for start, end in split_sentences(block.text))
    return tuple(
        Sentence(block.text[start:end], block.start + start, block.start + end, block, ordinal)
        for ordinal, (block, start, end) in enumerate(spans)
    )
