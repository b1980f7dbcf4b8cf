"""What travels, out and in, and the JSON most of it is made of."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from scheduler.model import Secret

JSON = ("content-type", "application/json; charset=utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One HTTP request, ready to be sent.

    `prepares` marks a step before the post itself, which may be repeated. Its answer's values (`gives`: a name, and the
    key of the JSON answer) replace `{name}` in the headers of the requests behind it, never in bodies; they are good
    for `lasts`, so that a session is opened once and not for every part.
    """

    method: str
    url: Secret
    headers: tuple[tuple[str, str], ...]
    body: bytes
    prepares: bool = False
    gives: tuple[tuple[str, str], ...] = ()
    lasts: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What came back: header names in lower case; `cut` where the body is not whole; `at` is the wall time it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cut: bool
    at: datetime


def posted(url: Secret, document: Mapping[str, object], *headers: tuple[str, str]) -> Request:
    """Return the POST of a JSON document; what is None in it is left out."""
    given = {name: value for name, value in document.items() if value is not None}
    return Request(method="POST", url=url, headers=(JSON, *headers), body=json_bytes(given))


def json_bytes(document: object) -> bytes:
    """Return a document as JSON in UTF-8: compact, the keys in their order, so the same bytes on every attempt."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def object_in(body: bytes) -> dict[str, Any]:
    """Return the JSON object that a body is; an empty one for anything else."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}


def found(document: object, path: str) -> object:
    """Return what stands at a path of keys such as `result.message_id`, None where nothing does."""
    for key in path.split("."):
        document = document.get(key) if isinstance(document, dict) else None
    return document


def text_at(*paths: str) -> Callable[[Mapping[str, Any]], str | None]:
    """Return the function that finds a part's text in a body: at the first of the paths where there is one."""

    def text(document: Mapping[str, Any]) -> str | None:
        return next((each for path in paths if isinstance(each := found(document, path), str)), None)

    return text


def within(url: Secret, path: str) -> Secret:
    """Return the address of a path below a server's."""
    return Secret(f"{url.reveal().rstrip('/')}/{path}")


def asking(url: Secret, query: str) -> Secret:
    """Return an address with more of a query; what it asks already stays."""
    address, hash_, fragment = url.reveal().partition("#")
    return Secret(f"{address}{'&' if '?' in address else '?'}{query}{hash_}{fragment}")
