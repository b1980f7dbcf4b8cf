"""The facts document: facts as plain data in the order of the design's section 5, and back with every fault named.

`place` tells where something stands: from the path of a value (`("releases", 0, "start_date")`) to its place in a file.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Final

from scheduler.errors import Place, Problem, WorkspaceError
from scheduler.facts.kind import Kind, kinds
from scheduler.facts.shapes import Checker, Path
from scheduler.facts.values import Plain, plain
from scheduler.model import Article, Fact, Facts, Subject

COMMON: Final = tuple(each.name for each in fields(Fact))
ARTICLE_KEYS: Final = (
    "headline",
    "url",
    "author",
    "publisher",
    "date_published",
    "date_modified",
    "image",
    "language",
    "source",
)
FACT_KEYS: Final = ("source", "review", "stale", "extracted")


def to_document(facts: Facts) -> dict[str, Plain]:
    """Return the document of facts; `article.source.file` as the article has it.

    `stale` stands there only where it is true, `answered` only where there is any.
    """
    article = facts.article
    document: dict[str, Plain] = {
        "article": {
            **{key: plain(getattr(article, key)) for key in ARTICLE_KEYS if key != "source"},
            "source": {"file": article.file, "sha256": article.sha256},
        },
        "questions": list(facts.questions),
        "about": plain(facts.about),
    }
    for kind in kinds():
        document[kind.name] = [fact_to_document(fact) for fact in facts.kinds.get(kind.name, ())]
    if facts.answered:
        document["answered"] = list(facts.answered)
    return document


def own_fields(shape: type[Fact]) -> tuple[str, ...]:
    """Return the keys that facts of one kind have and others have not, in the document's order."""
    return tuple(each.name for each in fields(shape) if each.name not in COMMON)


def fact_to_document(fact: Fact) -> dict[str, Plain]:
    """Return one fact as it stands in the document."""
    document = {name: plain(getattr(fact, name)) for name in own_fields(type(fact))}
    document["source"] = plain(fact.source)
    document["review"] = plain(fact.review)
    if fact.stale:
        document["stale"] = True
    document["extracted"] = fact.extracted
    return document


def _nowhere(_: Path) -> Place | None:
    return None


def from_document(
    document: object, place: Callable[[Path], Place | None] = _nowhere, *, file: str | None = None, text: str = ""
) -> Facts:
    """Return the facts of a document (scalars may be text); `text` is the article's canonical text, where it is known.

    Raises WorkspaceError with every problem found: facts-shape, facts-unknown-key, facts-missing-key, facts-value.
    """
    check = Checker(place)
    root = check.mapping(document, (), {"article", "questions", "answered", "about", *(kind.name for kind in kinds())})
    article = _article(check, root.get("article"), text)
    questions, answered = (
        tuple(check.text(each, (name, at)) or "" for at, each in enumerate(check.items(root, name)))
        for name in ("questions", "answered")
    )
    found = {kind.name: _facts_of(check, kind, check.items(root, kind.name)) for kind in kinds()}
    about = check.value(Subject | None, root.get("about"), ("about",))
    _refuse_twins(check, found)
    if check.problems:
        raise WorkspaceError(*check.problems)
    return Facts(
        article=article,
        questions=questions,
        answered=answered,
        about=about if isinstance(about, Subject) else None,
        kinds=found,
        file=file,
        places=check.places,
    )


def _article(check: Checker, value: object, text: str) -> Article:
    path: Path = ("article",)
    group = check.mapping(value, path, set(ARTICLE_KEYS), needed={"source"})
    source = check.mapping(group.get("source"), (*path, "source"), {"file", "sha256"}, needed={"file", "sha256"})
    authors = group.get("author")
    names = [authors] if isinstance(authors, str) else check.items(group, "author", path)
    plain_keys = ("headline", "url", "publisher", "image", "language")
    stated = {key: check.optional(group.get(key), (*path, key)) for key in plain_keys}
    dates = {key: check.day(group.get(key), (*path, key)) for key in ("date_published", "date_modified")}
    return Article(
        text=text,
        blocks=(),
        day_is_guessed=False,
        file=check.text(source.get("file"), (*path, "source", "file")) or "",
        sha256=check.text(source.get("sha256"), (*path, "source", "sha256")) or "",
        author=tuple(check.text(name, (*path, "author", at)) or "" for at, name in enumerate(names)),
        **stated,
        **dates,
        notes=(),
    )


def _facts_of(check: Checker, kind: Kind, items: Iterable[object]) -> tuple[Fact, ...]:
    facts = (check.fact(kind.shape, item, (kind.name, at)) for at, item in enumerate(items))
    return tuple(fact for fact in facts if fact is not None)


def _refuse_twins(check: Checker, found: Mapping[str, tuple[Fact, ...]]) -> None:
    """Two releases of one id, or two primary ones, leave open which of them a campaign means."""
    for key, message, hint in (
        ("id", "two releases have the id “{}”", "give each release its own id"),
        ("primary", "two releases are primary", "set primary: false on all but one"),
    ):
        seen: set[object] = set()
        for at, fact in enumerate(found.get("releases", ())):
            value = getattr(fact, key, None)
            if value and value in seen:
                where = check.places.get(f"releases[{at}].{key}")
                check.problems.append(Problem(code="facts-value", message=message.format(value), hint=hint).at(where))
            seen.add(value)
