"""Everything a page's markup states about its article, gathered in one pass: meta tags, links, times, JSON-LD."""

import re
from dataclasses import dataclass, field
from typing import Final

from lxml.html import HtmlElement

MOST_VALUES: Final = 20  # of one name
MOST_SCRIPTS: Final = 40
MOST_TIMES: Final = 30
MOST_HEADINGS: Final = 20
WANTED: Final = ("html", "meta", "link", "title", "h1", "time", "script")

_CALLS_ITSELF_LATER: Final = re.compile(r"updat|modif|revis|edit", re.IGNORECASE)
_CALLS_ITSELF_FIRST: Final = re.compile(
    r"datepublished|dt-published|pubdate|publish|entry-date|post-date", re.IGNORECASE
)
_OTHERS: Final = re.compile(
    r"comment|related|promo|sidebar|teaser|card|recirc|trending|popular|recommend|most-read|widget", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A <time> of the page: its stamp, what it shows, and whether it says that it is the published one."""

    stamp: str
    shown: str
    published: bool
    modified: bool


@dataclass(slots=True, kw_only=True)
class Statements:
    """What the page states, as it stands there."""

    language: str | None = None
    title: str = ""
    meta: dict[str, list[str]] = field(default_factory=dict)
    canonical: str | None = None
    headings: list[str] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)

    def first(self, *names: str) -> str | None:
        """Return the first value of the first of these meta names that has one."""
        return next((value for name in names for value in self.meta.get(name, ())), None)

    def every(self, *names: str) -> list[str]:
        """Return every value of these meta names, in their order."""
        return [value for name in names for value in self.meta.get(name, ())]


def gather(tree: HtmlElement) -> Statements:
    """Return what the page states."""
    found = Statements()
    for element in tree.iter(*WANTED):
        _READERS[element.tag](found, element)
    return found


def _html(found: Statements, element: HtmlElement) -> None:
    found.language = found.language or element.get("lang") or element.get("xml:lang")


def _meta(found: Statements, element: HtmlElement) -> None:
    """Read a meta tag; some sites write `value` for `content`, and `name` for `property`."""
    value = (element.get("content") or element.get("value") or "").strip()
    if not value:
        return
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        for name in (element.get(attribute) or "").lower().split():
            values = found.meta.setdefault(f"itemprop:{name}" if attribute == "itemprop" else name, [])
            if len(values) < MOST_VALUES and (attribute != "itemprop" or _in_an_article(element)):
                values.append(value)


def _link(found: Statements, element: HtmlElement) -> None:
    relation = (element.get("rel") or "").lower().split()
    if "canonical" in relation and found.canonical is None:
        found.canonical = (element.get("href") or "").strip() or None


def _title(found: Statements, element: HtmlElement) -> None:
    parent = element.getparent()
    if not found.title and (parent is None or parent.tag != "svg"):  # pictures have titles too
        found.title = words_inside(element)


def _h1(found: Statements, element: HtmlElement) -> None:
    words = words_inside(element)
    if words and len(found.headings) < MOST_HEADINGS and words not in found.headings:
        found.headings.append(words)


def _time(found: Statements, element: HtmlElement) -> None:
    if len(found.times) >= MOST_TIMES:
        return
    shown = words_inside(element)
    stamp = element.get("datetime") or element.get("content") or shown
    says = " ".join(element.get(name) or "" for name in ("itemprop", "class", "id", "data-testid"))
    parent = element.getparent()
    around = says if parent is None else f"{says} {parent.get('class') or ''} {(parent.text or '')[:40]}"
    if not stamp or any(_OTHERS.search(each.get("class") or "") for each in element.iterancestors()):
        return
    published = element.get("pubdate") is not None or bool(_CALLS_ITSELF_FIRST.search(says))
    published = published and _in_an_article(element)
    modified = not published and bool(_CALLS_ITSELF_LATER.search(around))
    title = element.get("title") or ""
    found.times.append(Time(stamp=stamp, shown=f"{shown} {title}", published=published, modified=modified))


def _script(found: Statements, element: HtmlElement) -> None:
    if "ld+json" in (element.get("type") or "").lower() and element.text and len(found.scripts) < MOST_SCRIPTS:
        found.scripts.append(element.text)


_READERS: Final = {
    "html": _html,
    "meta": _meta,
    "link": _link,
    "title": _title,
    "h1": _h1,
    "time": _time,
    "script": _script,
}


def words_inside(element: HtmlElement) -> str:
    """Return the words inside an element, white space single."""
    return " ".join("".join(element.itertext()).split())


def _in_an_article(element: HtmlElement) -> bool:
    """Say whether a microdata property belongs to an article, or to nothing in particular."""
    for ancestor in element.iterancestors():
        if ancestor.get("itemscope") is not None:
            kind = (ancestor.get("itemtype") or "").lower()
            return not kind or kind.endswith(("article", "posting", "page", "report", "creativework"))
    return True
