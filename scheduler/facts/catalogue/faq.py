"""Questions and answers: what an article asks itself or somebody, and what is answered."""

from dataclasses import dataclass
from typing import Final

from scheduler.facts.kind import Kind
from scheduler.model import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAndAnswer(Fact):
    """A question in the article's words, and its answer: the blocks under it, a blank line between them."""

    question: str
    answer: str


FACT: Final = Kind(name="faq", order=40, shape=QuestionAndAnswer, reader="scheduler.facts.lists.faq")
