"""Reviewing facts files: what is chosen by flags, or asked in the terminal; every answer is written at once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from scheduler import workspace as files
from scheduler.cli.console.answer import Answer
from scheduler.cli.console.facts.keys import is_terminal
from scheduler.cli.console.facts.screen import draw_hanging
from scheduler.cli.console.facts.source import article_of
from scheduler.cli.console.facts.steps import FactsFile
from scheduler.cli.console.facts.words import lacks_speaker
from scheduler.cli.console.options import Options
from scheduler.cli.console.screen import Screen
from scheduler.errors import Problem, Severity, UsageError, did_you_mean
from scheduler.model import Fact, Facts, Release, Review
from scheduler.plan.gates import fact_problems
from scheduler.workspace.facts_file import read_facts
from scheduler.workspace.facts_review import Decision, write_decisions

MOST_SHOWN: Final = 5


def review_files(options: Options, paths: Sequence[Path], accepted: Sequence[str], rejected: Sequence[str]) -> Answer:
    """Review facts files by SELECT, or in the terminal.

    Raises UsageError: facts-missing where there is no file, select-empty where SELECT names no fact, terminal-needed
    where nobody can be asked.
    """
    opened = [_open(path) for path in paths or _of_workspace(options)]
    unspoken: tuple[Problem, ...] = ()
    if accepted or rejected:
        unspoken = _decide(opened, accepted, rejected)
    elif options.json or options.no_input or not is_terminal():
        hint = "pass --accept SELECT and --reject SELECT, for example  --accept '*' --reject quotations/2"
        raise UsageError.of("terminal-needed", "facts review asks, and nobody can answer here", hint)
    else:
        from scheduler.cli.console.facts.session import Session  # noqa: PLC0415 - only where somebody is asked

        session = Session(Screen(options))
        try:
            for each in opened:
                if not session.review(each):
                    break
        except KeyboardInterrupt:
            Screen(options).line("\nStopped; what you said before is written.")
            raise
    counts = [(path, _counts(path)) for path in (each.path for each in opened)]
    data = {"files": [{"file": path.as_posix(), **found} for path, found in counts]}

    def show(screen: Screen) -> None:
        screen.line()
        for path, found in counts:
            said = " · ".join(_counted(number, name) for name, number in found.items() if number) or "no facts"
            screen.line((path.name, "bold"), f"  {said}")
            for problem in _stopping(path)[:MOST_SHOWN]:
                draw_hanging(screen, ("  ✗  ", "red"), f"{problem.message}: posts that use it stop")
        left = [path for path, found in counts if found["proposed"] or found["questions"]]
        if left:
            names = " ".join(map(str, left)) if paths else ""
            screen.line(f"Go on with:  tminus facts review {names}".rstrip())
        else:
            screen.line("Everything is reviewed. Next:  tminus preview  shows the posts that use these facts")

    return Answer(name="facts-review", data=data, show=show, problems=unspoken)


def _of_workspace(options: Options) -> list[Path]:
    root = files.find(options.workspace or Path.cwd())
    found = sorted((root / "config" / "facts").glob("*.yaml"))
    if not found:
        hint = "make one with  tminus facts extract ARTICLE -o config/facts/NAME.yaml"
        raise UsageError.of("facts-missing", "there is no facts file in config/facts/", hint)
    return found


def _open(path: Path) -> FactsFile:
    if not path.is_file():
        hint = "name a file of config/facts/; make one with  tminus facts extract ARTICLE -o FILE"
        raise UsageError.of("facts-missing", f"there is no facts file {path}", hint)
    facts = read_facts(path, Path.cwd())
    return FactsFile(path, facts, article_of(path, facts.article))


def _counts(path: Path) -> dict[str, int]:
    facts = read_facts(path, Path.cwd())
    found = Counter(fact.review.value for members in facts.kinds.values() for fact in members)
    return {**{review.value: found[review.value] for review in Review}, "questions": len(facts.questions)}


def _counted(number: int, name: str) -> str:
    """Return `2 accepted`, `1 question`."""
    return f"{number} {name.removesuffix('s') if number == 1 else name}"


def _stopping(path: Path) -> list[Problem]:
    """Return what stands against facts that nobody rejected: posts that use them are not sent."""
    facts = read_facts(path, Path.cwd())
    standing = [fact for members in facts.kinds.values() for fact in members if fact.review is not Review.REJECTED]
    found = fact_problems(standing, facts, require_review=False)
    return [problem for problem in found if problem.severity is Severity.ERROR]


def _decide(opened: Sequence[FactsFile], accepted: Sequence[str], rejected: Sequence[str]) -> tuple[Problem, ...]:
    """Write what the flags say; a rejection of one fact wins over an acceptance of many, and the other way round.

    A quotation that nobody is known to have said is not accepted among many: it is left to a person, and told.
    """
    wanted = [(select, Review.ACCEPTED) for select in accepted] + [(select, Review.REJECTED) for select in rejected]
    wanted.sort(key=lambda each: _is_single(each[0]))
    for select, _ in wanted:
        if not any(True for file in opened for _ in _chosen(file.facts, select)):
            known = ["*", *(kind for file in opened for kind in file.facts.kinds)]
            hint = did_you_mean(select, known) or "a kind such as quotations, one such as quotations/2, or *"
            raise UsageError.of("select-empty", f'no fact is named "{select}"', hint)
    unspoken: list[Problem] = []
    for file in opened:
        decided: dict[int, Decision] = {}
        left: dict[int, Fact] = {}
        for select, review in wanted:
            for kind, fact in _chosen(file.facts, select):
                if not (fact.review is Review.PROPOSED or _is_single(select)):
                    continue
                if review is Review.ACCEPTED and not _is_single(select) and lacks_speaker(fact):
                    left[id(fact)] = fact
                else:
                    decided[id(fact)] = Decision(kind, fact, review)
        if decided:
            write_decisions(file.path, decided.values())
        unspoken += _unspoken(file, [fact for each, fact in left.items() if each not in decided])
    return tuple(unspoken)


def _unspoken(file: FactsFile, left: Sequence[Fact]) -> Iterator[Problem]:
    """Yield the warning that quotations of a file were not accepted, for nobody is known to have said them."""
    if not left:
        return
    names = [
        f"{kind}/{number}"
        for kind, members in file.facts.kinds.items()
        for number, fact in enumerate(members, start=1)
        if any(fact is each for each in left)
    ]
    many = len(left) > 1
    shown = ", ".join(names[:MOST_SHOWN]) + (f" and {len(names) - MOST_SHOWN} more" if names[MOST_SHOWN:] else "")
    hint = f"edit {'them' if many else 'it'} in  tminus facts review {file.path}  or pass  --reject {names[0]}"
    yield Problem(
        code="speaker-missing",
        severity=Severity.WARNING,
        message=f"{shown} {'have' if many else 'has'} no speaker, so {'they were' if many else 'it was'} not accepted",
        hint=hint,
        place=left[0].place,
    )


def _is_single(select: str) -> bool:
    return "/" in select and not select.endswith("/*")


def _chosen(facts: Facts, select: str) -> Iterator[tuple[str, Fact]]:
    """Yield the facts that SELECT names: a kind, kind/2, releases/release, or * for all."""
    wanted, _, which = select.strip("/").partition("/")
    for kind, members in facts.kinds.items():
        if wanted not in {"*", kind}:
            continue
        for number, fact in enumerate(members, start=1):
            names = {"", "*", str(number), fact.id if isinstance(fact, Release) else str(number)}
            if which in names:
                yield kind, fact
