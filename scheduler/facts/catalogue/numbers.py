"""Numbers worth posting."""

from dataclasses import dataclass
from typing import Final

from scheduler.facts.kind import Kind
from scheduler.model import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Fact):
    """A number as the article words it; `value` in digits, `unit` what is counted: USD, percent, cities."""

    text: str
    value: str
    unit: str | None = None


FACT: Final = Kind(name="numbers", order=70, shape=Number, reader="scheduler.facts.numbers")
