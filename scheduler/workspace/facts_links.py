"""From a campaign to its facts: the file it names, and the release it counts to."""

from collections.abc import Callable
from pathlib import Path

from scheduler.errors import Problem, WorkspaceError, did_you_mean
from scheduler.model import Facts
from scheduler.workspace.tree import Document, TextNode


def linked_facts(
    document: Document,
    root: Path,
    read: Callable[[Path], Facts],
) -> tuple[Facts | None, tuple[Problem, ...]]:
    """Return the facts a campaign's `facts:` names (relative to that file), and what is wrong with it."""
    node = document.node(("facts",))
    if not isinstance(node, TextNode) or not node.text:
        return None, ()
    folder = (root / document.file).parent
    path = (folder / node.text).resolve()
    if trouble := _path_problem(document, node, root, path):
        return None, (trouble,)
    try:
        facts = read(path)
    except WorkspaceError as error:
        return None, error.problems
    return facts, _release_problems(document, facts)


def _path_problem(document: Document, node: TextNode, root: Path, path: Path) -> Problem | None:
    config = (root / "config").resolve()
    if not path.is_relative_to(config):
        message = f"{node.text} is outside of config/, where a plan would not notice its changes"
        return document.problem(node.span, "path-outside", message, "move it to config/facts/")
    if path.is_file():
        return None
    written = str(node.text)
    there = [f"../facts/{each.name}" for each in sorted((config / "facts").glob("*.yaml"))]
    hint = did_you_mean(written, there) or "make it with  tminus facts extract ARTICLE -o FILE"
    return document.problem(node.span, "facts-missing", f"There is no file {written}, seen from this one", hint)


def _release_problems(document: Document, facts: Facts) -> tuple[Problem, ...]:
    node = document.node(("event", "release"))
    known = [release.id for release in facts.releases]
    if not isinstance(node, TextNode) or not node.text or not known or node.text in known:
        return ()
    hint = did_you_mean(node.text, known) or f"there are {', '.join(known)}"
    message = f'There is no release "{node.text}" in {facts.file or "the facts"}'
    return (document.problem(node.span, "release-unknown", message, hint),)
