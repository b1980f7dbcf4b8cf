"""What changed in a text, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

_TOKEN: Final = re.compile(r"https?://\S+|\w+|\n|[^\S\n]+|.", re.DOTALL)


class Kind(StrEnum):
    """What became of words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a text, within one line."""

    text: str
    kind: Kind


def reworded(old: str, new: str) -> list[list[Words]]:
    """Return the lines in which something changed, each with its words: the same, gone, new.

    `old` is what is the same and gone, `new` what is the same and new; a line break that came or went is a stretch of
    its own, written as a return sign.
    """
    lines: list[list[Words]] = [[]]
    for words in _joined(list(_stretches(_TOKEN.findall(old), _TOKEN.findall(new)))):
        for piece in re.split(r"(\n)", words.text):
            if piece == "\n" and words.kind is Kind.SAME:
                lines.append([])
            elif piece == "\n":
                lines[-1].append(Words("⏎", words.kind))
                if words.kind is Kind.NEW:
                    lines.append([])
            elif piece:
                lines[-1].append(Words(piece, words.kind))
    return [line for line in lines if any(words.kind is not Kind.SAME for words in line)]


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[Words]:
    for op, one, other, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            yield Words("".join(old[one:other]), Kind.SAME)
            continue
        if other > one:
            yield Words("".join(old[one:other]), Kind.GONE)
        if end > start:
            yield Words("".join(new[start:end]), Kind.NEW)


def _joined(found: Sequence[Words]) -> Iterator[Words]:
    """Yield the stretches, those that only a blank keeps apart joined: `[-three days-]`, not a flicker of words."""
    gone = new = ""
    for number, words in enumerate(found):
        if words.kind is Kind.GONE:
            gone += words.text
        elif words.kind is Kind.NEW:
            new += words.text
        elif gone and new and words.text == " " and number + 1 < len(found):
            gone, new = gone + words.text, new + words.text
        else:
            yield from _changed(gone, new)
            gone = new = ""
            yield words
    yield from _changed(gone, new)


def _changed(gone: str, new: str) -> Iterator[Words]:
    if gone:
        yield Words(gone, Kind.GONE)
    if new:
        yield Words(new, Kind.NEW)
