"""Where a character stands that nobody sees and no post may hold: in the template, in a fact, or in a row."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Final

from scheduler.errors import Place, Problem
from scheduler.model import Fact, Facts, OneOff, Template

CODE: Final = "character-invalid"
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Written:
    """A text of a file and where it begins there.

    `is_source` says that it stands there letter by letter, so that the place of one of them can be counted.
    """

    text: str
    place: Place
    is_source: bool = True


def of_row(one_off: OneOff) -> Iterator[Written]:
    """Yield a row as it stands in its file."""
    if one_off.place:
        yield Written(one_off.source, one_off.place)


def of_step(template: Template, facts: Facts | None, used: Iterable[Fact], paths: Iterable[str]) -> Iterator[Written]:
    """Yield what a step's text is made of: the template, the facts that were used, and the fields at these paths.

    A path is one of the facts document, such as `article.headline`.
    """
    yield Written(template.source, Place(file=template.file, line=1, column=1))
    if facts is None:
        return
    wanted = {id(fact) for fact in used}
    for kind, members in facts.kinds.items():
        for number, fact in enumerate(members):
            for each in fields(fact) if id(fact) in wanted else ():
                place = facts.places.get(f"{kind}[{number}].{each.name}", fact.place)
                yield from _value(getattr(fact, each.name), place)
    for path in paths:
        value: object = facts
        for name in path.split("."):
            value = getattr(value, name, None)
        yield from _value(value, facts.places.get(path))


def _value(value: object, place: Place | None) -> Iterator[Written]:
    if isinstance(value, str) and place:
        yield Written(value, place, is_source=False)


def located(problem: Problem, characters: Iterable[str], written: Callable[[], Iterable[Written]]) -> Problem:
    """Return a problem at the first of these characters; as it is where it is another one, or nobody wrote one."""
    if problem.code != CODE:
        return problem
    anyone = re.compile(f"[{re.escape(''.join(characters))}]")
    for each in written():
        if found := anyone.search(each.text):
            return _at(problem, each, found.start())
    return problem


def _at(problem: Problem, written: Written, offset: int) -> Problem:
    if not written.is_source:
        return problem.at(written.place)
    *lines, last = _LINE_END.split(written.text[:offset])
    begins = 1 if lines else (written.place.column or 1)
    column = begins + len(last)
    place = replace(written.place, line=(written.place.line or 1) + len(lines), column=column)
    return replace(problem, place=place, end_column=column + 1)
