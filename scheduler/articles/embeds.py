"""Posts from social networks embedded in a page, as one line each: `TEXT — Name (@handle) July 5, 2023`.

The shapes are those of the networks' own embed codes (read 2026-11-22): X and Twitter, Bluesky, Mastodon, Instagram,
TikTok, Threads and Facebook put the words into a blockquote with a class of their own.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from scheduler.articles.canvas import Piece
from scheduler.articles.stamps import Stamp, parse_stamp

CLASSES: Final = frozenset(
    {
        "twitter-tweet", "twitter-video", "tweet", "instagram-media", "tiktok-embed", "bluesky-embed", "mastodon-embed",
        "text-post-media", "threads-embed", "fb-post", "fb-xfbml-parse-ignore", "reddit-embed-bq", "reddit-card",
    }
)  # fmt: skip
NO_WORDS: Final = frozenset({"script", "style", "svg", "noscript", "template", "iframe"})
LONGEST_CHARACTERS: Final = 5000
DEEPEST: Final = 60
MOST_ELEMENTS: Final = 200

_POST_LINK: Final = re.compile(
    r"https?://(?:[\w-]+\.)*(?:twitter\.com|x\.com|instagram\.com|tiktok\.com|bsky\.app|threads\.(?:net|com)|facebook\.com"
    r"|reddit\.com)/\S+|https?://[\w.-]+/@[\w.-]+/\d+"
)
_STATUS: Final = re.compile(r"/(?:status(?:es)?|post|p|reel|video|posts|comments|videos)/|/@[\w.-]+/\d+")
_SIGNED: Final = re.compile(
    r"[—–]\s*(?P<name>[^—–()]{1,80}?)\s*\(\s*(?P<handle>@[\w.-]+)\s*\)\s*(?P<date>.{0,80})$", re.DOTALL
)
_SHARED: Final = re.compile(
    r"(?:(?:a|eine?|un) )?(?:post|video|reel|photo) shared by (?P<name>[^()]{0,80}?)\s*\(?(?P<handle>@[\w.]+)\)?"
    r"(?: on (?P<date>.{0,60}))?$",
    re.IGNORECASE,
)
_HANDLE: Final = re.compile(r"@[\w.-]*\w")
_NO_WORDS: Final = re.compile(
    r"(?i)view (?:this post on|on) \w+|view \d+ (?:replies|comments)|original sound.*|♬.*|post by @\S+"
)


def is_embed(element: HtmlElement) -> bool:
    """Say whether an element is an embedded post, by its class."""
    names = element.get("class")
    return bool(names) and not CLASSES.isdisjoint(names.split())


def embedded_post(element: HtmlElement) -> Piece | None:
    """Return an embedded post as one piece of kind `post`, or None where the element is none or has no words."""
    if not is_embed(element) and not (element.tag == "blockquote" and _signed_with_a_link(element)):
        return None
    if sum(1 for _ in islice(element.iter(), MOST_ELEMENTS)) == MOST_ELEMENTS:
        return None
    words = _flat(element)
    if not words or len(words) > LONGEST_CHARACTERS:
        return None
    url = _address(element)
    signed = _SIGNED.search(words) or _SHARED.search(words)
    if signed:
        text = words[: signed.start()]
        name, handle, stamp = signed["name"], signed["handle"], parse_stamp(signed["date"] or "") or _time(element)
    else:
        text, name, handle, stamp = _unsigned(element, words, url)
    text = " ".join(_NO_WORDS.sub(" ", text).split())
    if not text or not handle:
        return None
    return Piece(kind="post", text=f"{text} — {_signature(name, handle, stamp)}", url=url)


def _signature(name: str, handle: str, stamp: Stamp | None) -> str:
    name = " ".join(name.split()) or handle.removeprefix("@")
    day = f" {stamp.day:%B} {stamp.day.day}, {stamp.day.year}" if stamp else ""
    return f"{name} ({handle}){day}"


def _unsigned(element: HtmlElement, words: str, url: str | None) -> tuple[str, str, str, Stamp | None]:
    """Read a post that is not signed at its end: the handle stands in its address or before its words."""
    found = _HANDLE.search(url or element.get("cite") or "") or _HANDLE.match(words)
    handle = found[0] if found else ""
    paragraphs = [text for each in element.iter("p") if (text := _flat(each))]
    text = " ".join(paragraphs) or words
    return text.removeprefix(handle), "", handle, _time(element)


def _signed_with_a_link(element: HtmlElement) -> bool:
    """Say whether a plain quote ends like a post and links to it: some sites drop the class."""
    few = sum(1 for _ in islice(element.iter(), MOST_ELEMENTS)) < MOST_ELEMENTS
    return few and bool(_address(element)) and bool(_SIGNED.search(_flat(element)[-200:]))


def _flat(element: HtmlElement) -> str:
    """Return an element's words in one line; a line break in the post is a blank."""
    return " ".join("".join(_parts(element, 0)).split())


def _parts(element: HtmlElement, depth: int) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in NO_WORDS or depth > DEEPEST:
        return
    around = " " if element.tag in {"p", "div", "br", "section", "blockquote"} else ""
    yield f"{around}{element.text or ''}"
    for child in element:
        yield from _parts(child, depth + 1)
        yield child.tail or ""
    yield around


def _address(element: HtmlElement) -> str | None:
    """Return the address of the post itself: the last link that looks like one."""
    stated = [
        element.get(name) or ""
        for name in ("cite", "data-instgrm-permalink", "data-href", "data-embed-url", "data-text-post-permalink")
    ]
    links = [*reversed([link.get("href") or "" for link in element.iter("a")]), *stated]
    for link in links:
        if _POST_LINK.match(link) and _STATUS.search(link):
            return str(link).partition("?")[0]
    return None


def _time(element: HtmlElement) -> Stamp | None:
    stamps = [element.get("datetime"), *(time.get("datetime") for time in element.iter("time"))]
    return next((stamp for each in stamps if each and (stamp := parse_stamp(each))), None)
