"""A person's answers written into a facts file, one at a time: what is not answered stays byte for byte.

The file is read again before each answer, so that what an editor saved meanwhile is kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from scheduler.errors import Place, UsageError
from scheduler.facts import fact_to_document, from_document
from scheduler.facts.settling import State, settled
from scheduler.model import Fact, Review
from scheduler.workspace.facts_file import replace_whole
from scheduler.workspace.facts_yaml import dumped, keeping_yaml, tree_of, update

UNWRITTEN: Final = (None, "false")  # what a key says that a person left out


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of a fact, and the fields they typed anew."""

    kind: str
    fact: Fact
    review: Review
    changes: Mapping[str, str | bool | None] = field(default_factory=dict)


def write_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Write what a person said of facts; all of it or nothing. Questions that are answered by it go.

    Raises UsageError (facts-moved) where a fact is no longer in the file, (facts-unwritable) where the disk refuses;
    WorkspaceError where a change is no value for its field.
    """
    tree = _tree(path)
    for decision in decisions:
        item = _item(tree, path, decision.kind, decision.fact)
        for key, value in decision.changes.items():
            update(item, key, _plain(item.get(key)), value)
        update(item, "review", _plain(item.get("review")), decision.review.value)
    _write(path, tree)


def settle_question(path: Path, question: str, changes: Mapping[tuple[str, str], str]) -> None:
    """Take a question out of a facts file, and write its answer: `("article", "headline")` to what was typed.

    One that was only done with, and is answered by nothing in the file, is kept under `answered`, so that extracting
    again does not ask it again. Raises as `write_decisions` does.
    """
    tree = _tree(path)
    for (group, key), value in changes.items():
        held = tree.get(group)
        if held is None or isinstance(held, str):  # about: null
            tree[group] = tree_of({group: {"type": None, key: value}})[group]
        else:
            update(held, key, _plain(held.get(key)), value)
    questions = tree.get("questions") or []
    left = [str(each) for each in questions if str(each) != question]
    update(tree, "questions", [str(each) for each in questions] if left else None, left)
    if not changes and len(left) < len(questions):
        answered = [str(each) for each in tree.get("answered") or []]
        update(tree, "answered", answered or None, [*answered, question])
    _write(path, tree)


def _tree(path: Path) -> Any:  # noqa: ANN401 - ruamel.yaml's trees have no type
    try:
        return keeping_yaml().load(path.read_text(encoding="utf-8-sig"))
    except OSError as fault:
        message = f"{path} cannot be read: {fault.strerror}"
        raise UsageError.of("facts-moved", message, "check the path", Place(file=str(path))) from None


def _item(tree: Any, path: Path, kind: str, fact: Fact) -> Any:  # noqa: ANN401 - the same
    """Return the entry of a fact: at the line it was read from, or the one that says the same."""
    wanted = {key: _plain(value) for key, value in fact_to_document(fact).items() if key != "review"}
    for item in tree.get(kind) or ():
        if all(
            _plain(item.get(key)) == value or (key not in item and value in UNWRITTEN) for key, value in wanted.items()
        ):
            return item
    message = f"the fact is no longer in {path} as it was shown"
    raise UsageError.of("facts-moved", message, "run  tminus facts review  again", Place(file=str(path)))


def _plain(value: Any) -> Any:  # noqa: ANN401 - a node of a YAML tree is Any
    match value:
        case Mapping():
            return {str(key): _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case None | "null" | "~" | "":
            return None
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def _write(path: Path, tree: Any) -> None:  # noqa: ANN401 - the same
    """Write a facts file, without the questions that what it says now answers."""
    facts = from_document(_plain(tree))
    state = State(facts.article, facts.about, facts.kinds)
    left = [each for each in facts.questions if not settled(each, state)]
    update(tree, "questions", list(facts.questions) or None, left)
    replace_whole(path, dumped(tree))
