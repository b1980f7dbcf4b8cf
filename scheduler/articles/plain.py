"""The reader of plain text: a head where there is one, then blocks."""

import re
from typing import Final

from scheduler.articles.blocks import find_blocks
from scheduler.articles.head import date_of_dateline, read_head
from scheduler.articles.language import language_of
from scheduler.model import Article, Block

_LIST_TITLE: Final = re.compile(
    r"(?i)(?:what (?:you need )?to know|key (?:points|takeaways|highlights)|at a glance|tl;dr)\W*$"
)


def parse(text: str, *, file: str, sha256: str) -> Article:
    """Return the article a text holds; what its head does not state stays None, so that a person is asked."""
    head = read_head(text)
    blocks = find_blocks(text, head.end)
    headline = head.headline
    if headline is None and blocks and _is_title(blocks):
        headline = " ".join(blocks[0].text.split())
    body = next((block for block in blocks if block.kind == "paragraph"), None)
    published = head.date_published or (date_of_dateline(body.text) if body else None)
    stated = (head.language or "").lower()[:2]
    return Article(
        text=text,
        blocks=(*(_head_block(text, *span) for span in head.spans), *blocks),
        file=file,
        sha256=sha256,
        headline=headline,
        url=head.url,
        author=head.author,
        publisher=head.publisher,
        date_published=published,
        date_modified=head.date_modified,
        image=head.image,
        language=stated or language_of(text[head.end :]),
    )


def _head_block(text: str, start: int, end: int) -> Block:
    return Block(kind="head", text=text[start:end], start=start, end=end)


def _is_title(blocks: tuple[Block, ...]) -> bool:
    """Say whether an unmarked first line is the headline: a heading above everything, not the heading of a list."""
    first = blocks[0]
    return first.kind == "heading" and len(blocks) > 1 and not _LIST_TITLE.fullmatch(first.text)
