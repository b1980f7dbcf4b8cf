"""Names that point elsewhere: checked on the tree, so that a broken value beside one does not hide it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from scheduler.errors import Problem, did_you_mean
from scheduler.workspace.tree import Document, Pattern


@dataclass(frozen=True, slots=True)
class Known:
    """What of a kind there is; `names` is None where that could not be found out, and then nothing is wrong."""

    kind: str
    names: Collection[str] | None
    where: str | None = None  # what to do where nothing is there at all


def reference_problems(document: Document, rules: Sequence[tuple[Pattern, Known]]) -> Iterator[Problem]:
    """Yield `KIND-unknown` for every text at one of the patterns that names nothing there is."""
    for pattern, known in rules:
        for path, node in document.find(*pattern):
            if known.names is None or node.text is None or node.text in known.names:
                continue
            message = f'There is no {known.kind} "{node.text}"'
            yield document.problem(document.value_span(path), f"{known.kind}-unknown", message, _hint(node.text, known))


def _hint(word: str, known: Known) -> str | None:
    names = sorted(known.names or ())
    return did_you_mean(word, names) or (f"there are {', '.join(names)}" if names else known.where)
