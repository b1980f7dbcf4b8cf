"""A person at the terminal, fact by fact: the fact beside its sentence, one key for an answer."""

from collections.abc import Callable, Mapping
from typing import Final

from scheduler.cli.console.facts.choice import draw_choice
from scheduler.cli.console.facts.keys import read_key, read_line
from scheduler.cli.console.facts.screen import INDENT, draw_fact, draw_hanging
from scheduler.cli.console.facts.source import find_article, write_found
from scheduler.cli.console.facts.steps import FactsFile, Walk, disputing, questions_about, rivals_in, waits
from scheduler.cli.console.facts.words import EDITED, LABELS, words_of
from scheduler.cli.console.screen import Screen
from scheduler.errors import WorkspaceError
from scheduler.facts.questions import NO_HEADLINE, NO_PUBLISHED_DATE, NO_SUBJECT
from scheduler.model import Fact, Release, Review
from scheduler.workspace.facts_review import Decision, settle_question, write_decisions

FIELD_OF_QUESTION: Final = {
    NO_HEADLINE: ("article", "headline"),
    NO_PUBLISHED_DATE: ("article", "date_published"),
    NO_SUBJECT: ("about", "name"),
}
"""Where the answer to a question goes; the others are settled by looking at the facts."""

MOVES: Final = {"s": "skip", "b": "back", "q": "quit"}
FACT_KEYS: Final = {"y": "accept", "n": "reject", "e": "edit", **MOVES}
ANSWER_KEYS: Final = {"a": "answer", "d": "done", **MOVES}
DONE_KEYS: Final = {"d": "done", **MOVES}
SAID: Final = {
    Review.ACCEPTED: ("✓ accepted", "green"),
    Review.EDITED: ("✓ edited", "green"),
    Review.REJECTED: ("✗ rejected: no post may use it", "red"),
}
METER_CELLS: Final = 12
MOST_NUMBERED: Final = 9


class Session:
    """One sitting; `review` returns False once the person wants to stop."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def review(self, file: FactsFile) -> bool:
        """Ask the questions of a file, then go through the facts nobody reviewed."""
        walk = Walk.through(file)
        if not walk.steps:
            return True
        self._open(walk)
        try:
            return self._go(walk)
        except EOFError:  # Ctrl-D in the middle of a line
            self._screen.line()
            return False

    def _go(self, walk: Walk) -> bool:
        """Go from step to step; return False where the person quits."""
        going = walk.forth()
        while going:
            key = self._question(walk) if walk.step.question else self._fact(walk)
            if key == "q":
                return False
            if key == "b":
                if not walk.back():
                    self._screen.line(" " * INDENT, ("this is the first one", "dim"))
            else:
                going = walk.forth()
        return True

    def _open(self, walk: Walk) -> None:
        """Say what there is to do, and that nothing said is lost."""
        facts = [fact for members in walk.file.facts.kinds.values() for fact in members]
        waiting = sum(waits(walk.file.facts, fact) for fact in facts)
        about = walk.file.facts.about
        self._screen.line()
        self._screen.line((walk.file.path.name, "bold"), (f"  {about.name}" if about else "", ""))
        counted = [_counted(len(facts), "fact"), f"{len(facts) - waiting} reviewed", f"{waiting} to go"]
        asked = len(walk.file.facts.questions)
        counted += [_counted(asked, "question")] if asked else []
        self._screen.line((" · ".join(counted), "dim"))
        self._screen.line(("Each answer is written at once: quit at any time, and go on from there.", "dim"))

    def _head(self, walk: Walk, what: str) -> None:
        number, steps = walk.at + 1, len(walk.steps)
        place = f"{self._screen.meter(number, steps, METER_CELLS)} {number} of {steps}"
        rule = "─" * max(2, self._screen.width - len(what) - len(place) - 5)
        self._screen.line()
        self._screen.line(("── ", "dim"), (what, "bold"), (f" {rule} {place}", "dim"))
        self._screen.line()

    # ------------------------------------------------------------ a question

    def _question(self, walk: Walk) -> str:
        """Ask a question; return the key that ended it."""
        question = walk.step.question or ""
        rivals = rivals_in(walk.file.facts, question)[:MOST_NUMBERED]
        self._head(walk, "question")
        draw_hanging(self._screen, ("  ?  ", "yellow"), question)
        self._screen.line()
        if len(rivals) > 1:
            return self._choose(walk, question, rivals)
        field = FIELD_OF_QUESTION.get(question)
        while (key := self._key(ANSWER_KEYS if field else DONE_KEYS)) not in MOVES:
            typed = self._line(field[1].replace("_", " "), "") if key == "a" and field else ""
            if key == "a" and not typed:
                continue
            changes: Mapping[tuple[str, str], str] = {field: typed} if field and typed else {}
            if self._written(lambda: settle_question(walk.file.path, question, changes)):  # noqa: B023 - called at once
                self._screen.line(" " * INDENT, ("✓ answered" if typed else "✓ done: it is not asked again", "green"))
                walk.read_again()
                if field == ("article", "date_published") and typed:
                    self._extract_again(walk)
                break
        return key

    def _extract_again(self, walk: Walk) -> None:
        """Count the years anew from the day that was typed."""
        article = walk.file.facts.article
        if walk.file.article.text:
            write_found(walk.file.path, find_article(str(walk.file.path.parent / article.file), online=False))
            self._screen.line(" " * INDENT, ("The dates were counted anew from it.", "dim"))
            walk.begin_again()

    def _choose(self, walk: Walk, question: str, rivals: tuple[Release, ...]) -> str:
        """Let a person take one of several readings; return the key that ended it."""
        draw_choice(self._screen, rivals, walk.file.article)
        only_one = question.startswith("Several dates for the same release")
        keys = {str(number): f"take {number}" for number in range(1, len(rivals) + 1)}
        while (key := self._key({**keys, **DONE_KEYS})) not in MOVES:
            if key == "d":
                done = self._written(lambda: settle_question(walk.file.path, question, {}))
                said = "✓ done: it is not asked again"
            else:
                taken = rivals[int(key) - 1]
                decisions = _taking(taken, rivals, only_one=only_one)
                done = self._written(lambda: write_decisions(walk.file.path, decisions))  # noqa: B023 - called at once
                rest = ", the other rejected" if len(rivals) == 2 else ", the others rejected"  # noqa: PLR2004 - both of them
                said = f"✓ {words_of('releases', taken)[0]}{rest if only_one else ' is the one to count to'}"
            if done:
                self._screen.line(" " * INDENT, (said, "green"))
                walk.read_again()
                break
        return key

    # ------------------------------------------------------------ a fact

    def _fact(self, walk: Walk) -> str:
        """Have a fact judged; return the key that ended it."""
        kind, fact = walk.step.kind, walk.fact
        self._head(walk, LABELS.get(kind, kind))
        draw_fact(self._screen, kind, fact, walk.file.article)
        for question in questions_about(walk.file.facts, fact):
            draw_hanging(self._screen, ("  ?  ", "yellow"), question)
        for rival in disputing(walk.file.facts, fact):
            words = words_of("releases", rival)[0]
            draw_hanging(
                self._screen, ("  ?  ", "yellow"), f"{words} stands too, and only one can: reject the wrong one."
            )
        self._screen.line()
        while (key := self._key(FACT_KEYS)) not in MOVES:
            review = {"y": Review.ACCEPTED, "n": Review.REJECTED}.get(key, Review.EDITED)
            changes = self._changes(kind, fact) if key == "e" else {}
            if key == "e" and not changes:
                continue
            decision = Decision(kind, fact, review, changes)
            if self._written(lambda: write_decisions(walk.file.path, [decision])):  # noqa: B023 - called at once
                said, style = SAID[review]
                walk.read_again()
                new = f": {words_of(kind, walk.fact)[0]}" if key == "e" else ""
                draw_hanging(self._screen, (" " * INDENT + said, style), new)
                break
        return key

    def _changes(self, kind: str, fact: Fact) -> dict[str, str | bool | None]:
        """Return the fields that were typed anew; an emptied one is null where the fact allows that."""
        changes: dict[str, str | bool | None] = {}
        for name in EDITED.get(kind, ("text",)):
            value = getattr(fact, name)
            typed = self._line(name.replace("_", " "), value or "")
            if typed != (value or ""):
                changes[name] = typed or None
        return changes

    # ------------------------------------------------------------ keys and lines

    def _line(self, name: str, value: str) -> str:
        return read_line(f"{' ' * INDENT}{name}: ", value)

    def _key(self, keys: Mapping[str, str]) -> str:
        """Ask until one of the keys is pressed. Raises EOFError at the end of input."""
        pieces: list[str | tuple[str, str]] = [" " * INDENT]
        for letter, name in keys.items():
            pieces += [(letter, "bold"), f" {name}", "   "]
        key = read_key(lambda: self._screen.line(*pieces[:-1]))
        while key not in keys:
            key = read_key(lambda: None)
        return key

    def _written(self, write: Callable[[], None]) -> bool:
        """Write an answer; say what is wrong with it and return False where it cannot be."""
        try:
            write()
        except WorkspaceError as error:
            for problem in error.problems:
                draw_hanging(
                    self._screen,
                    (" " * INDENT, "red"),
                    problem.message + (f": {problem.hint}" if problem.hint else ""),
                )
            return False
        return True


def _taking(taken: Release, rivals: tuple[Release, ...], *, only_one: bool) -> list[Decision]:
    """Return what taking one reading says of all: the others are wrong, or only not the one to count to."""
    decisions = []
    for each in rivals:
        primary: dict[str, str | bool | None] = {} if each.primary is (each is taken) else {"primary": each is taken}
        if each is taken:
            decisions.append(Decision("releases", each, Review.ACCEPTED, primary))
        elif only_one or primary:
            decisions.append(Decision("releases", each, Review.REJECTED if only_one else each.review, primary))
    return decisions


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
