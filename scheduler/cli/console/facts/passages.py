"""The passage of an article around a proof: its sentence, or of a long one what is near."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from scheduler.facts.sentences import split_sentences
from scheduler.model import Block, Source

NEAR_CHARACTERS: Final = 160
LONG_PROOF: Final = 72  # a quotation that long is not printed twice
EDGE: Final = 28

_ELLIPSIS: Final = " … "
_MARKS: Final = "\"'“”‘’«».,;:!?"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article with the words in it that prove a fact."""

    before: str
    proof: str
    after: str

    def says_only(self, words: str) -> bool:
        """Say whether the passage shows no more than these words."""
        return _bare(f"{self.before}{self.proof}{self.after}") == _bare(words)

    def beside(self, words: str) -> "Passage":
        """Return the passage for a place where these words were just shown: a long proof of the same is shortened."""
        if len(self.proof) <= LONG_PROOF or _bare(self.proof) != _bare(words):
            return self
        head = self.proof[: self.proof.rfind(" ", 0, EDGE)]
        tail = self.proof[self.proof.find(" ", len(self.proof) - EDGE) + 1 :]
        return Passage(self.before, f"{head}{_ELLIPSIS}{tail}", self.after)


def passage_around(text: str, source: Source, near: int = NEAR_CHARACTERS, blocks: Iterable[Block] = ()) -> Passage:
    """Return the sentence around a proof, at most `near` characters to each side; the proof alone where it moved.

    With the article's `blocks` no passage runs over the end of a paragraph or a list item.
    """
    if text[source.start : source.end] != source.exact:
        return Passage("", source.exact, "")
    low, high = _paragraph(text, source, blocks)
    sentences = list(split_sentences(text[low:high]))
    begin = max((low + start for start, _ in sentences if low + start <= source.start), default=low)
    end = min((low + end for _, end in sentences if low + end >= source.end), default=high)
    before, after = text[begin : source.start], text[source.end : end]
    if len(before) > near:
        before = f"…{before[-near:]}"
    if len(after) > near:
        after = f"{after[:near]}…"
    return Passage(before, source.exact, after)


def _paragraph(text: str, source: Source, blocks: Iterable[Block]) -> tuple[int, int]:
    """Return where the paragraph begins and ends that holds a proof, or the paragraphs that do."""
    touched = [block for block in blocks if block.start < source.end and source.start < block.end]
    if touched:
        return min(source.start, touched[0].start), max(source.end, touched[-1].end)
    low = text.rfind("\n\n", 0, source.start)
    high = text.find("\n\n", source.end)
    return (0 if low < 0 else low + 2), (len(text) if high < 0 else high)


def _bare(words: str) -> str:
    return re.sub(rf"[\s{re.escape(_MARKS)}]+", "", words)
