"""Facts files: config/facts/NAME.yaml, written by the program and edited by people, and never at each other's cost.

Writing keeps comments, quotes and the order of keys; only what differs is touched. Every scalar is text until its
shape types it, so a date stays the text it looks like.
"""

import hashlib
import os
import posixpath
import re
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final

from scheduler.errors import Place, Problem, Severity, UsageError, WorkspaceError
from scheduler.facts import from_document, merge, to_document
from scheduler.facts.merging import Merged
from scheduler.model import Facts
from scheduler.workspace.document import read_document
from scheduler.workspace.facts_yaml import dumped, keeping_yaml, tree_of, update, update_facts

LARGEST_ARTICLE_BYTES: Final = 5 * 1024 * 1024
MARKUP: Final = frozenset({".htm", ".html", ".xhtml", ".md", ".mdx", ".markdown", ".atom", ".rss", ".xml"})

_ENTRY: Final = re.compile(r"#\d{1,5}$")


def read_facts(path: Path, root: Path) -> Facts:
    """Read a facts file; every fact and field has its place, as seen from `root`.

    `article.file` is relative to the facts file. `article.text` is the article's text if the article lies there
    unchanged and is plain text, else empty: what offsets count in a page is known to its reader only. Raises
    WorkspaceError with all problems of the file (facts-... and those of YAML).
    """
    shown = _shown(path, root)
    document = read_document(path, shown)
    broken = tuple(each for each in document.problems if each.severity is Severity.ERROR)
    if broken:
        raise WorkspaceError(*broken)

    def place(where: tuple[str | int, ...]) -> Place:
        return document.place(document.value_span(where))

    facts = from_document(document.plain(), place, file=shown)
    content = _article_bytes(path, facts)
    if content is None or hashlib.sha256(content).hexdigest() != facts.article.sha256 or not _is_plain(facts, content):
        return facts
    text = content.decode("utf-8-sig", errors="replace")
    return replace(facts, article=replace(facts.article, text=text))


def source_warnings(path: Path, facts: Facts) -> tuple[Problem, ...]:
    """Return the warnings about the proofs in a facts file: its article changed, or a source is not in it."""
    content = _article_bytes(path, facts)
    if content is None:
        return ()
    name = facts.article.file
    if hashlib.sha256(content).hexdigest() != facts.article.sha256:
        message = f"{name} changed since its facts were extracted"
        shown = PurePosixPath(facts.file or path.as_posix())
        article = posixpath.normpath(shown.parent / name)
        hint = f"run  tminus facts extract {article} -o {shown}  (your edits are kept)"
        return (_warning("facts-stale", message, hint, facts.places.get("article.source.sha256")),)
    text = facts.article.text
    if not text:
        return ()
    return tuple(
        _warning("facts-source", f"“{fact.source.exact}” does not stand at its place in {name}", None, fact.place)
        for members in facts.kinds.values()
        for fact in members
        if fact.source and not fact.stale and text[fact.source.start : fact.source.end] != fact.source.exact
    )


def write_facts(path: Path, facts: Facts) -> Facts:
    """Create a facts file, or merge extracted facts into it; the file is replaced whole or left as it was.

    Return what the file says then, over the text of the article. Raises WorkspaceError where the file there cannot be
    read as facts, UsageError where the disk refuses (facts-unwritable) or the file is another story's
    (facts-other-article).
    """
    facts = _seen_from(path, facts)
    replace_whole(path, _merged(path, facts) if path.exists() else dumped(tree_of(to_document(facts))))
    written = read_facts(path, Path.cwd())
    return replace(written, article=replace(written.article, text=facts.article.text, blocks=facts.article.blocks))


def _shown(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def _article_bytes(path: Path, facts: Facts) -> bytes | None:
    """Return the bytes of the article beside a facts file, or None where there is none of a sane size."""
    article = path.parent / facts.article.file
    try:
        if not article.is_file():  # an entry of a feed: feed.xml#2
            article = path.parent / _ENTRY.sub("", facts.article.file)
        if not article.is_file() or article.stat().st_size > LARGEST_ARTICLE_BYTES:
            return None
        return article.read_bytes()
    except (OSError, ValueError):
        return None


def _is_plain(facts: Facts, content: bytes) -> bool:
    """Say whether an article's text is its file."""
    return Path(facts.article.file).suffix.lower() not in MARKUP and not content[:64].lstrip(
        b"\xef\xbb\xbf \t\r\n"
    ).startswith(b"<")


def _warning(code: str, message: str, hint: str | None, place: Place | None) -> Problem:
    return Problem(code=code, message=message, hint=hint, severity=Severity.WARNING, place=place)


def _seen_from(path: Path, facts: Facts) -> Facts:
    """Return the facts with the article's path relative to the facts file."""
    if facts.file is not None:  # read from a facts file: relative already
        return facts
    relative = os.path.relpath(Path(facts.article.file).resolve(), path.parent.resolve())
    return replace(facts, article=replace(facts.article, file=Path(relative).as_posix()))


def replace_whole(path: Path, content: str | bytes) -> None:
    """Put a file where it belongs, making its folder: whole, or the old one stays; an equal one is left alone.

    Raises UsageError (facts-unwritable) where the disk refuses.
    """
    data = content.encode() if isinstance(content, str) else content
    beside = path.with_name(f".{path.name}.new")
    try:
        if path.exists() and path.read_bytes() == data:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)
        beside.replace(path)
    except OSError as fault:
        message = f"{path} cannot be written: {fault.strerror}"
        raise UsageError.of("facts-unwritable", message, "check the folder", Place(file=str(path))) from None


def _refuse_other_story(path: Path, old: Facts, new: Facts, result: Merged) -> None:
    """Refuse to mix two stories: another article, of which not one fact of the file can be found."""
    kept = [fact for entries in result.kinds.values() for index, fact in entries if index is not None and fact.source]
    if old.article.file == new.article.file or not kept or not all(fact.stale for fact in kept):
        return
    message = f"{path} holds the facts of {old.article.file}, and none of them is in {new.article.file}"
    hint = "write to another file with -o, or remove this one first"
    raise UsageError.of("facts-other-article", message, hint, Place(file=str(path)))


def _merged(path: Path, facts: Facts) -> str:
    old = read_facts(path, path.parent)
    result = merge(old, facts)
    _refuse_other_story(path, old, facts, result)
    tree = keeping_yaml().load(path.read_text(encoding="utf-8-sig"))
    before = to_document(old)
    after = to_document(replace(facts, article=result.article, questions=result.questions, about=result.about))
    for key in ("article", "questions", "about"):  # what is answered only a review adds to
        update(tree, key, before[key], after[key])
    for name in result.kinds:
        update_facts(tree, name, old.kinds.get(name, ()), result)
    return dumped(tree)
