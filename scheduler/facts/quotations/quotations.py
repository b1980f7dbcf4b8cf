"""Quotations: what people said, word for word, and who said it.

After research/facts.md section 4, "Quotations" (read 2026-11-22). Four words and more, or a clause of its own, are a
quotation; less inside a reporter's sentence is a fragment. Words whose speaker is not clear are kept without one, and a
person is asked; a line of a film, a lyric, a title is nobody's.
"""

import re
from typing import Final

from scheduler.facts.catalogue.quotations import Quotation
from scheduler.facts.kind import Found, Reading
from scheduler.facts.quotations.listening import heard_in

ASKED_CHARACTERS: Final = 60
MOST_QUESTIONS: Final = 8


def extract(reading: Reading) -> Found:
    """Return the quotations and fragments in the order of the article; ask who said what nobody is named for."""
    facts: dict[str, Quotation] = {}
    for heard in heard_in(reading):
        quotation = Quotation(
            text=heard.text,
            speaker=heard.speaker,
            fragment=heard.fragment,
            source=reading.source(heard.start, heard.end),
        )
        facts.setdefault(_folded(quotation.text), quotation)
    unclear = [fact for fact in facts.values() if fact.speaker is None]
    return Found(tuple(facts.values()), tuple(_question(fact) for fact in unclear[:MOST_QUESTIONS]))


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _question(quotation: Quotation) -> str:
    words = quotation.text
    if len(words) > ASKED_CHARACTERS:
        words = words[:ASKED_CHARACTERS].rpartition(" ")[0] + "…"
    return f"Who said “{words}”? Type the speaker under quotations, or reject it."
