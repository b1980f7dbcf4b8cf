"""Fetch one page by its address, for `--online`: the only code that reads from the network.

Articles come from anywhere, and so do their redirects: every hop is judged anew by the address guard, which here knows
no exception (a channel's `allow_private` is for addresses that the operator typed). Nothing is decompressed, no cookie
is kept, no proxy of the environment is asked, and one deadline bounds the whole.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import urldefrag, urlsplit

import httpx

from scheduler import __version__
from scheduler.addresses import AddressRefused
from scheduler.errors import Place, UsageError
from scheduler.http.faults import why
from scheduler.http.guard import GuardedTransport

LARGEST_BYTES: Final = 5 * 1024 * 1024
MOST_REDIRECTS: Final = 5
DEADLINE: Final = timedelta(seconds=30)
LONGEST_ADDRESS: Final = 2000

READ: Final = frozenset(
    {
        "", "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown", "text/xml",
        "application/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml",
    }
)  # fmt: skip
HEADERS: Final = {
    "user-agent": f"tminus/{__version__}",
    "accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,text/plain;q=0.9,*/*;q=0.1",
    "accept-language": "en;q=1,*;q=0.5",
    "accept-encoding": "identity",
    "connection": "close",
}
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
SAID: Final = {
    401: "asks for a login",
    402: "is behind a paywall",
    403: "is not shown to tminus",
    404: "is not there",
    410: "is gone",
    429: "was asked for too often",
    451: "is withheld for legal reasons",
}
BY_HAND: Final = "open it in a browser, save the page as HTML, and name that file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What was fetched. `address` is where it was found in the end; type and charset are as the header has them."""

    address: str
    content: bytes
    media_type: str = ""
    charset: str | None = None


async def fetch(address: str, *, deadline: timedelta = DEADLINE, allow_private: Sequence[str] = ()) -> Page:
    """Return the page at an address, at most 5 MiB, within `deadline`, after at most five redirects.

    `allow_private` is for servers of the tests; no command has an option for it. Raises UsageError: article-address,
    article-blocked, article-unreachable, article-refused, article-format, article-too-large.
    """
    shown = urldefrag(address).url
    try:
        async with asyncio.timeout(deadline.total_seconds()):
            return await _follow(_parsed(shown, shown), shown, allow_private)
    except TimeoutError:
        raise _unreachable(shown, f"it did not arrive within {deadline.total_seconds():g} s") from None
    except UsageError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a library raises, a person is told what it means
        raise _explained(error, shown) from None


async def _follow(url: httpx.URL, shown: str, allow_private: Sequence[str]) -> Page:
    """Ask for a page, and where it is said to be elsewhere, there: every hop over a connection of its own."""
    seen = {str(url)}
    for _ in range(MOST_REDIRECTS + 1):
        transport = GuardedTransport(allow_private)
        async with httpx.AsyncClient(transport=transport, trust_env=False, timeout=None) as client:  # noqa: S113 - ours
            request = client.build_request("GET", url, headers=HEADERS)
            response = await client.send(request, stream=True, follow_redirects=False)
            async with aclosing(response):
                if response.status_code not in REDIRECTS or "location" not in response.headers:
                    return await _page(response, url, shown)
                url = _next_hop(url, response.headers["location"], shown)
        if str(url) in seen:
            raise _unreachable(shown, "it leads back to itself")
        seen.add(str(url))
    raise _unreachable(shown, f"it was moved more than {MOST_REDIRECTS} times")


async def _page(response: httpx.Response, url: httpx.URL, shown: str) -> Page:
    """Return what a final answer holds; its headers are judged before its body is read."""
    status = response.status_code
    if status != httpx.codes.OK:
        said = SAID.get(
            status, "is not given out" if status < httpx.codes.INTERNAL_SERVER_ERROR else "cannot be served"
        )
        raise _error("article-refused", f"The page {said} (the site answers {status})", BY_HAND, shown)
    media_type, charset = _content_type(response.headers.get("content-type", ""))
    if media_type not in READ:
        hint = "text, Markdown, HTML and feeds are read; copy the article's words into a .txt file"
        raise _error("article-format", f"The address holds {media_type}, which is no page", hint, shown)
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if packed not in {"", "identity"}:
        message = f"The site packs the page ({packed}) though it was asked not to, and nothing is unpacked"
        raise _error("article-format", message, BY_HAND, shown)
    stated = response.headers.get("content-length", "")
    if stated.isdecimal() and int(stated[:20]) > LARGEST_BYTES:
        raise _too_large(shown)
    content = bytearray()
    async for chunk in response.aiter_raw():
        content += chunk
        if len(content) > LARGEST_BYTES:
            raise _too_large(shown)
    return Page(address=str(url), content=bytes(content), media_type=media_type, charset=charset)


def _next_hop(url: httpx.URL, location: str, shown: str) -> httpx.URL:
    following = _parsed(str(url.join(urldefrag(location).url)), shown)
    if url.scheme == "https" and following.scheme != "https":
        message = "The page was moved from https to http, where anybody on the way can change it"
        raise _error("article-blocked", message, BY_HAND, shown)
    return following


def _parsed(address: str, shown: str) -> httpx.URL:
    """Return an address that may be asked for; a name or a password in it is none of ours to send."""
    if len(address) > LONGEST_ADDRESS:
        raise _error("article-address", f"The address is longer than {LONGEST_ADDRESS:,} characters", BY_HAND, shown)
    try:
        url = httpx.URL(address)
        port = urlsplit(address).port
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise _error("article-address", "The address cannot be read", "copy it from the browser again", shown) from None
    if url.scheme not in {"http", "https"}:
        message = f"The page is said to be at {url.scheme or 'no'}://, and only https:// and http:// are read"
        raise _error("article-blocked", message, BY_HAND, shown)
    if not url.host or port == 0:
        raise _error("article-address", "The address names no host", "copy it from the browser again", shown)
    if url.userinfo:
        hint = "leave out what stands before the @; a page behind a login is saved from the browser"
        raise _error("article-address", "The address holds a name or a password", hint, urlsplit(shown).hostname or "")
    return url


def _content_type(header: str) -> tuple[str, str | None]:
    """Return the media type in lower case, and the charset it is declared with."""
    media_type, *parameters = (part.strip() for part in header.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip(" \"'"):
            return media_type.lower(), value.strip(" \"'").lower()
    return media_type.lower(), None


def _explained(error: BaseException, shown: str) -> UsageError:
    refused = next((each for each in _causes(error) if isinstance(each, AddressRefused)), None)
    if refused:
        hint = f"an article has to be public; {BY_HAND}"
        return _error("article-blocked", f"The address leads to {refused.address}, which {refused.reason}", hint, shown)
    _, reason = why(error)
    return _unreachable(shown, reason)


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    while id(error) not in seen:
        seen.add(id(error))
        yield error
        inner = error.exceptions[0] if isinstance(error, BaseExceptionGroup) else error.__cause__ or error.__context__
        error = inner or error


def _unreachable(shown: str, reason: str) -> UsageError:
    hint = f"check the address and try again, or {BY_HAND}"
    return _error("article-unreachable", f"The page could not be read: {reason}", hint, shown)


def _too_large(shown: str) -> UsageError:
    hint = "an article is a few pages: is this the right address?"
    return _error("article-too-large", "The page is larger than 5 MiB", hint, shown)


def _error(code: str, message: str, hint: str, shown: str) -> UsageError:
    return UsageError.of(code, message, hint, Place(file=shown))
