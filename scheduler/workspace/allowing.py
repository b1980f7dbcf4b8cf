"""`allow:` names warnings that are meant; a code that is none, or that nothing may silence, is told at its place."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from scheduler import explanations
from scheduler.errors import Problem, did_you_mean
from scheduler.workspace.tree import EACH, Document, MappingNode, Path

ALLOW: Final = "allow"


def allow_problems(document: Document, *owners: Path | tuple[str | None, ...]) -> Iterator[Problem]:
    """Yield a problem for each code under the `allow` of an owner that cannot be allowed."""
    for path in _paths(document, owners):
        for code in document.steps(path) if isinstance(document.node(path), MappingNode) else ():
            if why := objection(str(code)):
                yield document.problem(document.key_span((*path, code)), "allow-unknown", *why)


def _paths(document: Document, owners: tuple[tuple[str | int | None, ...], ...]) -> Iterator[Path]:
    for owner in owners:
        places: list[Path] = [()]
        for step in owner:
            places = [(*path, each) for path in places for each in (document.steps(path) if step is EACH else [step])]
        yield from ((*path, ALLOW) for path in places)


def objection(code: str) -> tuple[str, str | None] | None:
    """Return what to say of a code that cannot be allowed, None for one that can."""
    if code not in explanations.names():
        allowable = [name for name in explanations.names() if explanations.explanation(name).allowable]
        return f'There is no warning "{code}"', did_you_mean(code, allowable) or "tminus explain  lists them all"
    if not explanations.explanation(code).allowable:
        return f'"{code}" cannot be allowed', f"mend it; see  tminus explain {code}"
    return None


def read_allowed(cell: str) -> Mapping[str, str]:
    """Return the reasons of a cell by their codes, written `too-close: both are ours; holiday: we are open`.

    Raises ValueError where a code cannot be allowed, or has no reason.
    """
    found: dict[str, str] = {}
    for entry in filter(None, map(str.strip, cell.split(";"))):
        code, _, reason = (each.strip() for each in entry.partition(":"))
        if why := objection(code):
            raise ValueError(": ".join(filter(None, why)))
        if not reason:
            raise ValueError(f"{code} is allowed without a reason: write  {code}: why")
        found[code] = reason
    return MappingProxyType(found)
