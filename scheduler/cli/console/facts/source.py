"""Where facts come from: a file, or with `--online` a page that is fetched and kept beside its facts.

Here the two rooms meet that do not know each other: one fetches bytes, the other reads articles.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scheduler import articles, facts
from scheduler.errors import TminusError
from scheduler.model import Article, Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """An article, and where it came from; `kept` is the page to be kept in `article.file`, None where it is there."""

    article: Article
    kept: bytes | None = None


def find_article(named: str, *, online: bool, output: Path | None = None, allow_private: Sequence[str] = ()) -> Origin:
    """Read an article from a file, or from an address where that is allowed.

    `allow_private` is for servers of the tests; no command has an option for it. Raises UsageError: article-online
    where it is not, and what reading and fetching raise.
    """
    if online and articles.is_address(named):
        return _fetched(articles.address_of(named), output, allow_private)
    return Origin(article=articles.read(named))


def _fetched(address: str, output: Path | None, allow_private: Sequence[str]) -> Origin:
    """Fetch a page; where it gets a facts file it is kept, so that its proofs can be read without a network."""
    from scheduler.http import fetch  # noqa: PLC0415 - who reads files needs no network

    page = asyncio.run(fetch(address, allow_private=allow_private))
    entry = articles.entry_of(address)
    if output is None:
        article = articles.read_fetched(
            page.content, address=page.address, media_type=page.media_type, charset=page.charset, entry=entry
        )
        return Origin(article=article)
    content, suffix = articles.as_file(
        page.content, address=page.address, media_type=page.media_type, charset=page.charset
    )
    article = articles.read_fetched(content, address=page.address, media_type=page.media_type, entry=entry)
    number = f"#{entry}" if entry and suffix == ".xml" else ""
    return Origin(article=replace(article, file=f"{_beside(output, suffix)}{number}"), kept=content)


def write_found(output: Path, origin: Origin) -> Facts:
    """Write the facts of an article, and the page it came from; return what the facts file says then.

    Raises as reading and writing facts files does.
    """
    from scheduler.workspace.facts_file import read_facts, replace_whole, write_facts  # noqa: PLC0415 - who prints needs none

    old = read_facts(output, Path.cwd()) if output.exists() else None
    found = facts.extract_again(old, origin.article) if old else facts.extract(origin.article)
    written = write_facts(output, found)
    if origin.kept is not None:
        replace_whole(Path(origin.article.file.partition("#")[0]), origin.kept)
    return written


def _beside(output: Path, suffix: str) -> Path:
    """Return where a page is kept: `config/articles/NAME.online.html`; nobody else names a file so."""
    folder = output.parent
    if folder.name == "facts":
        folder = folder.with_name("articles")
    return folder / f"{output.stem}.online{suffix}"


def article_of(path: Path, stated: Article) -> Article:
    """Return what a facts file states of its article, with the text that its proofs stand in.

    The text is empty where the article is gone or changed.
    """
    try:
        found = articles.read(path.parent / stated.file)
    except TminusError:
        return replace(stated, text="", blocks=())
    if found.sha256 != stated.sha256:
        return replace(stated, text="", blocks=())
    return replace(stated, text=found.text, blocks=found.blocks)
