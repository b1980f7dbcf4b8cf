"""What a review goes through: the questions of a facts file, then its facts that nobody reviewed.

A question that a release answers is asked with that release, and is no step of its own.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from scheduler.facts.settling import rival_dates, speaks_of
from scheduler.model import Article, Fact, Facts, Release, Review
from scheduler.plan.gates import rivals_of
from scheduler.workspace.facts_file import read_facts


@dataclass(frozen=True, slots=True)
class FactsFile:
    """A facts file, and the article its proofs stand in (without a text where that is gone or changed)."""

    path: Path
    facts: Facts
    article: Article

    def again(self) -> "FactsFile":
        """Return the file as it is now."""
        return replace(self, facts=read_facts(self.path, Path.cwd()))


@dataclass(frozen=True, slots=True)
class Step:
    """A question, or the place of a fact: its kind and its index in the file."""

    question: str | None = None
    kind: str = ""
    index: int = 0


@dataclass(slots=True)
class Walk:
    """Where a review of a file is; what was settled meanwhile is passed over, unless a person goes back to it."""

    file: FactsFile
    steps: list[Step]
    at: int = -1

    @classmethod
    def through(cls, file: FactsFile) -> "Walk":
        """Return the walk through what is open in a file, before its first step."""
        return cls(file, steps_of(file.facts))

    @property
    def step(self) -> Step:
        """The step a person is asked about."""
        return self.steps[self.at]

    @property
    def fact(self) -> Fact:
        """The fact of this step."""
        return self.file.facts.kinds[self.step.kind][self.step.index]

    def forth(self) -> bool:
        """Go to the next step that is open; return False behind the last one."""
        self.at = next((at for at in range(self.at + 1, len(self.steps)) if self._is_open(at)), len(self.steps))
        return self.at < len(self.steps)

    def back(self) -> bool:
        """Go to the fact or the open question before this one; return False, and stay, at the first."""
        before = (at for at in range(self.at - 1, -1, -1) if self.steps[at].question is None or self._is_open(at))
        found = next(before, None)
        self.at = self.at if found is None else found
        return found is not None

    def read_again(self) -> None:
        """Take up what was written."""
        self.file = self.file.again()

    def begin_again(self) -> None:
        """Take up a file whose facts were extracted anew."""
        self.file = self.file.again()
        self.steps, self.at = steps_of(self.file.facts), -1

    def _is_open(self, at: int) -> bool:
        step = self.steps[at]
        if step.question is not None:
            return step.question in self.file.facts.questions
        members = self.file.facts.kinds.get(step.kind, ())
        return step.index < len(members) and waits(self.file.facts, members[step.index])


def steps_of(facts: Facts) -> list[Step]:
    """Return the steps that are open."""
    waiting = [
        Step(kind=kind, index=index)
        for kind, members in facts.kinds.items()
        for index, fact in enumerate(members)
        if waits(facts, fact)
    ]
    told = {question for step in waiting for question in questions_about(facts, facts.kinds[step.kind][step.index])}
    return [*(Step(question=each) for each in facts.questions if each not in told), *waiting]


def waits(facts: Facts, fact: Fact) -> bool:
    """Say whether a person has to look at a fact: nobody did yet, or it cannot be right beside another one."""
    return fact.review is Review.PROPOSED or bool(disputing(facts, fact))


def disputing(facts: Facts, fact: Fact) -> tuple[Release, ...]:
    """Return the releases of which this one is a rival."""
    standing = isinstance(fact, Release) and fact.review is not Review.REJECTED
    return rivals_of(fact, facts) if standing and isinstance(fact, Release) else ()


def questions_about(facts: Facts, fact: Fact) -> tuple[str, ...]:
    """Return the questions that a person answers by judging this fact."""
    return tuple(each for each in facts.questions if speaks_of(each, fact))


def rivals_in(facts: Facts, question: str) -> tuple[Release, ...]:
    """Return the releases of which a question asks for one: none where it asks for anything else."""
    dates = rival_dates(question)
    standing = (each for each in facts.releases if each.start_date in dates and each.review is not Review.REJECTED)
    return tuple(standing) if len(dates) > 1 else ()
