"""A person at the terminal, fact by fact: the fact beside its sentence, one key for an answer."""

from collections.abc import Callable
from typing import Final

from scheduler.cli.console.fact_screen import draw_fact, draw_hanging
from scheduler.cli.console.fact_words import EDITED, LABELS
from scheduler.cli.console.keys import read_key, read_line
from scheduler.cli.console.review import FactsFile
from scheduler.cli.console.screen import Screen
from scheduler.errors import WorkspaceError
from scheduler.facts.questions import NO_HEADLINE, NO_PUBLISHED_DATE, NO_SUBJECT
from scheduler.model import Fact, Review
from scheduler.workspace.facts_review import Decision, settle_question, write_decisions

FIELD_OF_QUESTION: Final = {
    NO_HEADLINE: ("article", "headline"),
    NO_PUBLISHED_DATE: ("article", "date_published"),
    NO_SUBJECT: ("about", "name"),
}
"""Where the answer to a question goes; the others are settled by looking at the facts."""

FACT_KEYS: Final = {"y": "accept", "n": "reject", "e": "edit", "s": "skip", "q": "quit"}
ANSWER_KEYS: Final = {"a": "answer", "d": "done", "s": "skip", "q": "quit"}
DONE_KEYS: Final = {"d": "done", "s": "skip", "q": "quit"}
SAID: Final = {
    Review.ACCEPTED: ("✓ accepted", "green"),
    Review.EDITED: ("✓ edited", "green"),
    Review.REJECTED: ("✗ rejected", "red"),
}


class Session:
    """One sitting; `review` returns False once the person wants to stop."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def review(self, file: FactsFile) -> bool:
        """Ask the questions of a file, then go through the facts nobody reviewed."""
        waiting = [
            (kind, number, fact)
            for kind, members in file.facts.kinds.items()
            for number, fact in enumerate(members, start=1)
            if fact.review is Review.PROPOSED
        ]
        if not waiting and not file.facts.questions:
            return True
        steps = len(file.facts.questions) + len(waiting)
        for step, question in enumerate(file.facts.questions, start=1):
            self._head(file, "question", step, steps)
            if not self._ask(file, question):
                return False
        for step, (kind, _, fact) in enumerate(waiting, start=len(file.facts.questions) + 1):
            self._head(file, LABELS.get(kind, kind), step, steps)
            draw_fact(self._screen, kind, fact, file.text)
            self._screen.line()
            if not self._judge(file, kind, fact):
                return False
        return True

    def _head(self, file: FactsFile, what: str, step: int, steps: int) -> None:
        place = f"{step} of {steps}"
        rule = "─" * max(2, self._screen.width - len(file.path.name) - len(what) - len(place) - 8)
        self._screen.line()
        self._screen.line((f"── {file.path.name} · ", "dim"), (what, "bold"), (f" {rule} {place}", "dim"))
        self._screen.line()

    def _ask(self, file: FactsFile, question: str) -> bool:
        field = FIELD_OF_QUESTION.get(question)
        draw_hanging(self._screen, ("   ? ", "yellow"), question)
        self._screen.line()
        while (key := self._key(ANSWER_KEYS if field else DONE_KEYS)) not in {"s", "q"}:
            typed = self._line(field[1], "") if key == "a" and field else ""
            if key == "a" and not typed:
                continue
            if self._written(lambda: settle_question(file.path, question, {field: typed} if field and typed else {})):  # noqa: B023 - called at once
                self._screen.line("     ", ("✓ answered" if typed else "✓ done", "green"))
                break
        return key != "q"

    def _judge(self, file: FactsFile, kind: str, fact: Fact) -> bool:
        while (key := self._key(FACT_KEYS)) not in {"s", "q"}:
            review = {"y": Review.ACCEPTED, "n": Review.REJECTED}.get(key, Review.EDITED)
            changes = self._changes(kind, fact) if key == "e" else {}
            if key == "e" and not changes:
                continue
            decision = Decision(kind, fact, review, changes)
            if self._written(lambda: write_decisions(file.path, [decision])):  # noqa: B023 - called at once
                self._screen.line("     ", SAID[review])
                break
        return key != "q"

    def _changes(self, kind: str, fact: Fact) -> dict[str, str | None]:
        """Return the fields that were typed anew; an emptied one is null where the fact allows that."""
        changes: dict[str, str | None] = {}
        for name in EDITED.get(kind, ("text",)):
            value = getattr(fact, name)
            typed = self._line(name.replace("_", " "), value or "")
            if typed != (value or ""):
                changes[name] = typed or None
        return changes

    def _line(self, name: str, value: str) -> str:
        return read_line(f"     {name}: ", value)

    def _key(self, keys: dict[str, str]) -> str:
        """Ask until one of the keys is pressed; the end of input quits."""
        pieces: list[str | tuple[str, str]] = ["     "]
        for letter, name in keys.items():
            pieces += [(letter, "bold"), f" {name}   "]
        self._screen.line(*pieces)
        while True:
            try:
                key = read_key()
            except EOFError:
                return "q"
            if key in keys:
                return key

    def _written(self, write: Callable[[], None]) -> bool:
        """Write an answer; say what is wrong with it and return False where it cannot be."""
        try:
            write()
        except WorkspaceError as error:
            for problem in error.problems:
                draw_hanging(
                    self._screen, ("     ", "red"), problem.message + (f": {problem.hint}" if problem.hint else "")
                )
            return False
        return True
