"""The passage of an article around a proof: its sentence, or of a long one what is near."""

import re
from dataclasses import dataclass
from typing import Final

from scheduler.model import Source

NEAR_CHARACTERS: Final = 160
_START: Final = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=\S|\Z)")
_END: Final = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|$)")
_ENDED: Final = re.compile(r"[.!?…][\"'”’)\]]*\Z")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article with the words in it that prove a fact."""

    before: str
    proof: str
    after: str

    def says_only(self, words: str) -> bool:
        """Say whether the passage shows no more than these words."""
        return _bare(f"{self.before}{self.proof}{self.after}") == _bare(words)


def passage_around(text: str, source: Source, near: int = NEAR_CHARACTERS) -> Passage:
    """Return the sentence around a proof, at most `near` characters to each side; the proof alone where it moved."""
    if text[source.start : source.end] != source.exact:
        return Passage("", source.exact, "")
    before = text[max(0, source.start - near) : source.start].rpartition("\n\n")[2]
    starts = list(_START.finditer(before))
    whole = bool(starts) or source.start - len(before) == 0 or text[: source.start - len(before)].endswith("\n\n")
    before = before[starts[-1].end() :] if starts else before
    after = text[source.end : source.end + near].partition("\n\n")[0]
    end = _END.search(after)
    if _ENDED.search(source.exact) and not re.match(r"[\"'”’)\]]*[,\w]| [a-z]", after):
        after = re.match(r"[\"'”’)\]]*", after)[0]  # type: ignore[index] # it always matches
    elif end:
        after = after[: end.end()]
    elif len(after) == near:
        after += "…"
    return Passage(before if whole else f"…{before}", source.exact, after)


def _bare(words: str) -> str:
    return re.sub(r"[\s\"“”'‘’.,]+", "", words)
