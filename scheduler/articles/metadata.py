"""What a web page's article is called, by whom, when and where: each from the most trusted source that states it.

JSON-LD of the article, then OpenGraph and other meta tags, then microdata and <time>, then the byline, then the
address; htmldate's guess comes last and is called one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml.html import HtmlElement

from scheduler.articles import json_ld
from scheduler.articles.bylines import authors_in, find_bylines
from scheduler.articles.canvas import fold
from scheduler.articles.json_ld import Node
from scheduler.articles.language import language_code
from scheduler.articles.names import clean_authors, clean_headline, completed, words_of
from scheduler.articles.published import GUESSED, Dated, Rank, dated, day_in_address, settle
from scheduler.articles.stated import Stated
from scheduler.articles.statements import Statements, gather

PUBLISHED: Final = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time",
    "og:pubdate", "parsely-pub-date", "sailthru.date", "datepublished", "date.published", "published_time",
    "published-date", "publish-date", "publishdate", "publish_date", "publication_date", "pubdate", "pub_date",
    "article.published", "article:post_date", "article_date_original", "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "dc.created",
    "citation_publication_date", "citation_online_date", "bt:pubdate", "rnews:datepublished", "displaydate", "ptime",
    "release_date", "article.created", "created", "date_published", "date", "itemprop:datepublished",
)  # fmt: skip
MODIFIED: Final = (
    "article:modified_time", "article:modified", "og:updated_time", "og:modified_time", "article:updated_time",
    "dc.date.modified", "dcterms.modified", "datemodified", "last-modified", "lastmod", "revised", "modified",
    "itemprop:datemodified",
)  # fmt: skip
AUTHORS: Final = (
    "article:author", "author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "authors",
    "article:author_name", "citation_author", "itemprop:author", "twitter:data1",
)  # fmt: skip
LONGEST_SITE_WORDS: Final = 6

_FOR_SCREENS: Final = re.compile(r"^(?:www\d?|m|mobile|amp)\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata(Stated):
    """What a page states, settled; `notes` are the questions that stay open."""

    body: str | None = None  # JSON-LD's articleBody, for pages whose text is loaded by a script
    notes: tuple[str, ...] = ()

    @property
    def day_is_guessed(self) -> bool:
        """Whether nothing on the page states the published day."""
        return any(GUESSED in note for note in self.notes)


def read_metadata(tree: HtmlElement, html: str, address: str | None = None) -> Metadata:
    """Return what a page states of its article; `address` is where it was fetched, None for a file."""
    said = gather(tree)
    titles = [*said.every("og:title", "twitter:title"), *said.headings, said.title]
    node = json_ld.article_node(said.scripts, addresses=_addresses(said), titles=titles)
    url = own_address((*_addresses(said), *json_ld.addresses_of(node)), address)
    publisher = _publisher(said, node)
    bylines = find_bylines(tree)
    published, notes = _published(said, node, url, bylines, html)
    return Metadata(
        headline=_headline(said, node, url, publisher),
        url=url,
        author=_authors(said, node, bylines, publisher),
        publisher=publisher,
        date_published=published,
        date_modified=_modified(said, node),
        image=_image(said, node, url),
        language=_language(said, node),
        body=json_ld.first_text(node.get("articleBody")),
        notes=notes,
    )


def _addresses(said: Statements) -> list[str]:
    return [each for each in (said.canonical, said.first("og:url"), said.first("twitter:url", "parsely-link")) if each]


def own_address(stated: Iterable[str], fetched: str | None) -> str | None:
    """Return the address a page gives itself; of a fetched page only one on its own site counts, or else where it was.

    A page that names another site's article as the original speaks of that site's article.
    """
    if fetched is None:
        return next(filter(_is_address, stated), None)
    whole = (_joined(fetched, each) for each in stated)
    return next((each for each in whole if _is_address(each) and _same_site(each, fetched)), fetched)


def _joined(fetched: str, stated: str) -> str:
    try:
        return urldefrag(urljoin(fetched, stated)).url
    except ValueError:  # half an IPv6 address, say
        return ""


def _same_site(one: str, other: str) -> bool:
    """Say whether two addresses are of one site: the same host, but for `www.` or `m.`, or one below the other."""
    names = [_FOR_SCREENS.sub("", (urlsplit(each).hostname or "")) for each in (one, other)]
    shorter, longer = sorted(names, key=len)
    return bool(shorter) and (shorter == longer or ("." in shorter and longer.endswith(f".{shorter}")))


def _is_address(value: str) -> bool:
    return value.startswith(("http://", "https://")) and " " not in value


def _headline(said: Statements, node: Node, url: str | None, publisher: str | None) -> str | None:
    titles = {fold(each) for each in (said.title, *said.every("og:title", "twitter:title"))}
    stated_sites = [
        publisher or "",
        *said.every(
            "og:site_name", "application-name", "apple-mobile-web-app-title", "al:ios:app_name", "article:section"
        ),
        *json_ld.names(node.get("publisher")),
        *_site_words(url),
    ]
    sites = [each for each in stated_sites if len(each.split()) <= LONGEST_SITE_WORDS and fold(each) not in titles]
    headings = [each for each in said.headings if fold(each) not in {fold(site) for site in sites}]
    stated = [json_ld.first_text(node.get("headline"), node.get("name")), *said.every("og:title", "twitter:title")]
    known = {fold(site) for site in sites} - {""}
    for value in (
        *stated,
        _closest(headings, said.title),
        said.first("parsely-title", "title", "dc.title"),
        said.title,
    ):
        headline = clean_headline(value, sites=sites, headings=headings) if value else ""
        if headline and fold(headline) and fold(headline) not in known:
            return completed(headline, headings)
    return None


def _site_words(url: str | None) -> list[str]:
    """Return the names that an address gives its site: `www.bbcamerica.com` is bbcamerica.com and bbcamerica."""
    host = (url or "").partition("://")[2].partition("/")[0].lower().removeprefix("www.")
    parts = host.split(".")
    return [host, ".".join(parts[-2:]), parts[0], *parts[-2:-1]] if host else []


def _closest(headings: Sequence[str], title: str) -> str | None:
    """Return the heading that shares most words with the page's title; the first one where they share none."""
    words = set(map(fold, title.split()))
    return max(headings, key=lambda each: len(words & set(map(fold, each.split()))), default=None)


def _publisher(said: Statements, node: Node) -> str | None:
    stated = [*json_ld.names(node.get("publisher")), *said.every("og:site_name", "application-name", "dc.publisher")]
    return next((words_of(each) for each in stated if words_of(each) and not each.startswith("http")), None)


def _authors(said: Statements, node: Node, bylines: Sequence[str], publisher: str | None) -> tuple[str, ...]:
    label = (said.first("twitter:label1") or "").lower()
    meta = [name for name in AUTHORS if name != "twitter:data1" or label in {"written by", "author"}]
    for values in (json_ld.names(node.get("author")), *map(said.every, meta)):
        found = clean_authors(values, publisher=publisher)
        if found:
            return found
    return clean_authors(authors_in(bylines), publisher=publisher)


def _published(
    said: Statements, node: Node, url: str | None, bylines: Sequence[str], html: str
) -> tuple[str | None, tuple[str, ...]]:
    statements: list[Dated] = dated(
        Rank.JSON_LD, json_ld.first_text(node.get("datePublished"), node.get("dateCreated"))
    )
    statements += [each for name in PUBLISHED for value in said.every(name)[:1] for each in dated(Rank.META, value)]
    times = {
        rank: [each for time in said.times if wanted(time) for each in dated(rank, time.stamp, time.shown)]
        for rank, wanted in (
            (Rank.MICRODATA, lambda time: time.published),
            (Rank.TIME, lambda time: not time.published and not time.modified),
        )
    }
    statements += times[Rank.MICRODATA][:1]
    statements += [each for line in bylines for each in dated(Rank.BYLINE, line)][:1]
    statements += times[Rank.TIME][:1]
    statements += dated(Rank.ADDRESS, day_in_address(url))
    if not statements:
        statements = dated(Rank.GUESS, _guess(html))
    return settle(statements, seen=[*times[Rank.MICRODATA], *times[Rank.TIME]])


def _guess(html: str) -> str | None:
    """Return htmldate's guess; it always has one, so it is asked last.

    The first of January is what it makes of a year alone (© 2031), which is no day.
    """
    from htmldate import find_date  # noqa: PLC0415 - few pages need it

    try:
        guess = find_date(html, original_date=True, extensive_search=True, max_date="2100-12-31")
    except Exception:  # noqa: BLE001 - a foreign parser on foreign text: no guess is an answer too
        return None
    return None if guess is None or guess.endswith("-01-01") else str(guess)


def _modified(said: Statements, node: Node) -> str | None:
    raws = [json_ld.first_text(node.get("dateModified")), *said.every(*MODIFIED)]
    raws += [time.stamp for time in said.times if time.modified]
    found = [each for raw in raws for each in dated(Rank.META, raw)]
    return found[0].stamp.day.isoformat() if found else None


def _image(said: Statements, node: Node, url: str | None) -> str | None:
    stated = [json_ld.first_address(node.get("image")), *said.every("og:image:secure_url", "og:image", "og:image:url")]
    stated += said.every("twitter:image", "twitter:image:src", "thumbnail", "itemprop:image")
    for each in stated:
        if each and each.startswith("//"):
            return f"https:{each}"
        if each and _is_address(each):
            return each
        if each and each.startswith("/") and url:
            scheme, _, rest = url.partition("://")
            return f"{scheme}://{rest.partition('/')[0]}{each}"
    return None


def _language(said: Statements, node: Node) -> str | None:
    stated = (
        said.language,
        json_ld.first_text(node.get("inLanguage")),
        said.first("content-language", "og:locale", "language"),
    )
    return next((code for each in stated if (code := language_code(each))), None)
