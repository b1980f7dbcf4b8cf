"""Quotations: what people said, word for word, and who said it."""

from dataclasses import dataclass
from typing import Final

from scheduler.facts.kind import Kind
from scheduler.model import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Fact):
    """What somebody said; `speaker` is None where that is not clear. A fragment is a piece of a reporter's sentence."""

    text: str
    speaker: str | None
    fragment: bool = False


FACT: Final = Kind(name="quotations", order=30, shape=Quotation, reader="scheduler.facts.quotations.quotations")
