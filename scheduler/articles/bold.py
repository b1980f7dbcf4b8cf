"""Headings that a page sets in bold instead of marking them up."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from scheduler.articles.elements import Seen

LONGEST_HEADING_WORDS: Final = 25
BOLD_LEVEL: Final = 4
BOLD_SHARE: Final = 0.9
SEVERAL: Final = 3


def with_bold_headings(seen: Sequence[Seen]) -> list[Seen]:
    """Return the pieces with headings for the short paragraphs in bold that stand for one above another paragraph.

    A whole sentence in bold is one only where the article has several: a first sentence may be bold too.
    """
    bold = [
        at for at, each in enumerate(seen) if _stands_out(each) and at + 1 < len(seen) and not _stands_out(seen[at + 1])
    ]
    sentences = [at for at in bold if seen[at].piece.text.rstrip("\"”'’)").endswith((".", "!"))]
    headings = set(bold) - (set() if len(sentences) >= SEVERAL else set(sentences))
    return [
        replace(each, piece=replace(each.piece, kind="heading", level=BOLD_LEVEL)) if at in headings else each
        for at, each in enumerate(seen)
    ]


def _stands_out(each: Seen) -> bool:
    words = each.piece.text.split()
    return (
        each.piece.kind == "paragraph"
        and len(words) <= LONGEST_HEADING_WORDS
        and each.bold >= BOLD_SHARE * len(each.piece.text)
    )
