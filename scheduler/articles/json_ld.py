"""What a page says of itself in JSON-LD: the node of the article, and of nothing else on the page.

A page about a game carries the game's own node with its own datePublished; only nodes of an article's type are read,
and never those inside another node's `about`, `mentions` or reviews. schema.org is the source of the types.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from scheduler.articles.canvas import fold

LARGEST_CHARACTERS: Final = 2_000_000
DEEPEST: Final = 6
MOST_NODES: Final = 2_000

ARTICLES: Final = frozenset(
    {
        "newsarticle", "article", "blogposting", "reportagenewsarticle", "techarticle", "reviewnewsarticle",
        "opinionnewsarticle", "analysisnewsarticle", "backgroundnewsarticle", "liveblogposting", "report",
        "advertisercontentarticle", "satiricalarticle", "scholarlyarticle", "askpublicnewsarticle", "pressrelease",
    }
)  # fmt: skip
PAGES: Final = frozenset({"webpage", "itempage", "collectionpage", "aboutpage", "faqpage", "blog", "review"})
DOWN: Final = (
    "@graph",
    "mainEntity",
    "mainEntityOfPage",
    "hasPart",
    "isPartOf",
    "itemListElement",
    "item",
    "subjectOf",
)

OPENINGS: Final = ("<!--", "//<![CDATA[", "// <![CDATA[", "<![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */")
CLOSINGS: Final = (";", "-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", "//")

_TRAILING_COMMA: Final = re.compile(r",(?=\s*[}\]])")

Node = dict[str, object]


def article_node(scripts: Iterable[str], *, addresses: Iterable[str] = (), titles: Iterable[str] = ()) -> Node:
    """Return the node of the page's article, empty where there is none.

    Among several articles (a page of related ones) the one that has one of the page's `addresses` or `titles` is
    meant, else the first. A node of the page itself stands in where no article has one.
    """
    nodes = [node for script in scripts for node in _nodes(_load(script), 0)][:MOST_NODES]
    articles = [node for node in nodes if types_of(node) & ARTICLES]
    known = {fold(each.partition("?")[0].partition("#")[0]) for each in addresses if each}
    shown = {fold(each) for each in titles} - {""}
    for node in articles:
        if known & {fold(address.partition("?")[0].partition("#")[0]) for address in addresses_of(node)}:
            return node
    for node in articles:
        headline = fold(first_text(node.get("headline"), node.get("name")) or "")
        if headline and any(headline in title or title in headline for title in shown):
            return node
    if articles:
        return articles[0]
    return next((node for node in nodes if types_of(node) & PAGES and node.get("datePublished")), {})


def types_of(node: Node) -> frozenset[str]:
    """Return a node's types in lower case, without their vocabulary."""
    return frozenset(each.rpartition("/")[2].rpartition(":")[2].lower() for each in texts(node.get("@type")))


def addresses_of(node: Node) -> Iterator[str]:
    """Yield the addresses that a node says it stands at."""
    page = node.get("mainEntityOfPage")
    for value in (node.get("url"), node.get("@id"), page, page.get("@id") if isinstance(page, dict) else None):
        yield from (each for each in texts(value) if each.startswith("http"))


def texts(value: object) -> list[str]:
    """Return the texts in a value: itself, or the members of a list."""
    members = value if isinstance(value, list) else [value]
    return [each.strip() for each in members if isinstance(each, str) and each.strip()]


def first_text(*values: object) -> str | None:
    """Return the first text there is."""
    return next((each for value in values for each in texts(value)), None)


def names(value: object) -> list[str]:
    """Return the names of people or organisations: given as text, as nodes, or as a list of either."""
    members = value if isinstance(value, list) else [value]
    return [name for each in members for name in texts(each.get("name") if isinstance(each, dict) else each)]


def first_address(value: object) -> str | None:
    """Return the address of an image: given as text, as a node, or as a list of either."""
    for each in value if isinstance(value, list) else [value]:
        found = first_text(each.get("url"), each.get("contentUrl"), each.get("@id")) if isinstance(each, dict) else each
        if isinstance(found, str) and found.strip().startswith(("http", "//", "/")):
            return found.strip()
    return None


def _load(script: str) -> object:
    text = script[:LARGEST_CHARACTERS].strip()
    for opening in OPENINGS:
        text = text.removeprefix(opening).lstrip()
    for closing in CLOSINGS:
        text = text.removesuffix(closing).rstrip()
    for attempt in (text, _TRAILING_COMMA.sub("", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object, depth: int) -> Iterator[Node]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for member in value:
            yield from _nodes(member, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in DOWN:
            if key in value:
                yield from _nodes(value[key], depth + 1)
