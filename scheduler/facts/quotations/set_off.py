"""Words set off as a block of their own: a block quotation with its speaker under it, or announced before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from scheduler.facts.kind import Reading
from scheduler.facts.people.cast import cast_of
from scheduler.facts.people.person_names import NAME
from scheduler.facts.quotations.speech import Ear
from scheduler.facts.sentences import split_sentences
from scheduler.facts.social_tails import TAIL
from scheduler.model import Block

_SIGNED: Final = re.compile(rf"\s*[—–―-]{{1,2}}\s*(?P<name>{NAME})(?:,[^\n]{{1,80}}| \([^()\n]{{1,40}}\))?$")
_MARKS: Final = ' \n\t“”"«»'
FEWEST_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class SetOff:
    """The words of a block quotation and who said them, as far as it is said."""

    text: str
    start: int
    end: int
    speaker: str | None


def set_off(reading: Reading, ear: Ear) -> Iterator[SetOff]:
    """Yield the block quotations; one that only repeats words of the article in large letters is none."""
    blocks = reading.article.blocks
    body = None
    for number, block in enumerate(blocks):
        if block.kind != "quote" or TAIL.search(block.text) or len(block.text.split()) < FEWEST_WORDS:
            continue
        if body is None:
            body = _folded(" ".join(each.text for each in blocks if each.kind in {"paragraph", "list_item"}))
        found = _quotation(reading, block, blocks[number - 1] if number else None, ear)
        if _folded(found.text) not in body:
            yield found


def _quotation(reading: Reading, block: Block, before: Block | None, ear: Ear) -> SetOff:
    signed = _SIGNED.search(block.text)
    words = block.text[: signed.start()] if signed else block.text
    start = block.start + len(words) - len(words.lstrip(_MARKS))
    end = block.start + len(words.rstrip(_MARKS))
    text = " ".join(reading.article.text[start:end].split())
    if signed:
        return SetOff(text, start, end, cast_of(reading).full_name(signed["name"], block.start))
    speaker = None
    if before and before.kind == "paragraph":
        *_, (sentence, close) = split_sentences(before.text)
        speaker = ear.before(before.start + sentence, before.start + close)
        if speaker is None and before.text.endswith(":"):
            speaker = ear.introduced(before.start + sentence, before.start + close)
    return SetOff(text, start, end, speaker)


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()
