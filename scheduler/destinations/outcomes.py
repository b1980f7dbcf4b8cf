"""From an answer, or its absence, to an outcome: one table for every destination.

Source: research/delivery.md section 3.2 (read 2026-11-22), and RFC 9110 for what a status means. Two rows go beyond it:
other 5xx answers come from gateways that may have passed the post on (Cloudflare's 520 to 529), so they are `UNSURE`;
501 and 505 will be the same tomorrow, so they are `NO`.
A destination with rules of its own (Slack's words, a body that must agree) reads those first and the table after.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import urlsplit

from scheduler.destinations.retry_after import wait_of
from scheduler.destinations.wire import Response, found, object_in
from scheduler.model import Delivered, Outcome, Phase, Rejected, Retry, Unknown


class Verdict(StrEnum):
    """What an answer means for the part."""

    YES = "yes"  # it arrived
    LATER = "later"  # it did not, and may be sent again
    BUSY = "busy"  # the same, and the attempt does not count as failed
    UNSURE = "unsure"  # a gateway answered: whoever is behind it may have got it
    NO = "no"  # this part will never be taken
    CLOSED = "closed"  # nothing will be taken until somebody acts: the channel pauses


@dataclass(frozen=True, slots=True)
class Row:
    """Statuses `first` to `last` and what they mean."""

    first: int
    last: int
    verdict: Verdict
    words: str


TABLE = (
    Row(200, 299, Verdict.YES, "accepted"),
    Row(300, 399, Verdict.NO, "the address has moved"),
    Row(401, 401, Verdict.CLOSED, "the secret or token is not accepted"),
    Row(403, 403, Verdict.CLOSED, "posting is forbidden"),
    Row(404, 404, Verdict.CLOSED, "there is nothing at this address"),
    Row(408, 408, Verdict.LATER, "the receiver waited too long for the request"),
    Row(409, 409, Verdict.NO, "it conflicts with something the receiver has"),
    Row(410, 410, Verdict.CLOSED, "the address is gone for good"),
    Row(413, 414, Verdict.NO, "the post is too large for the receiver"),
    Row(425, 425, Verdict.LATER, "the receiver asks to come again"),
    Row(429, 429, Verdict.BUSY, "the receiver asks to slow down"),
    Row(400, 499, Verdict.NO, "the receiver does not take this post"),
    Row(501, 501, Verdict.NO, "the receiver cannot do this"),
    Row(505, 505, Verdict.NO, "the receiver cannot do this"),
    Row(500, 500, Verdict.LATER, "the receiver has a fault"),
    Row(503, 503, Verdict.LATER, "the receiver is not available"),
    Row(500, 599, Verdict.UNSURE, "a gateway answered, and may have passed the post on"),
    Row(100, 999, Verdict.UNSURE, "no answer that HTTP knows"),
)
"""The first row that holds a status decides."""


class Fault(StrEnum):
    """Why there is no answer, as far as it decides what to do."""

    NETWORK = "network"  # refused, unknown name, reset, silence: it may work later
    CERTIFICATE = "certificate"  # the receiver cannot prove who it is; never sent in spite of that
    BLOCKED_ADDRESS = "blocked-address"  # the guard refused; no packet left
    BAD_REQUEST = "bad-request"  # the channel's address or a header cannot be sent at all


AFTER_CERTIFICATE = timedelta(minutes=5)
"""A bad certificate is put right by a person, not by the next second."""

NOT_SENT: Mapping[Fault, Retry | Rejected] = MappingProxyType(
    {
        Fault.NETWORK: Retry(reason=""),
        Fault.CERTIFICATE: Retry(reason="", after=AFTER_CERTIFICATE, alarms=True),
        Fault.BLOCKED_ADDRESS: Rejected(reason=""),
        Fault.BAD_REQUEST: Rejected(reason="", pause_channel=True),
    }
)
"""What becomes of a request of which certainly no byte left."""

Answers = Mapping[str, tuple[Verdict, str]]
"""A receiver's own words, and what they mean: they say more than the status they come with."""

SHOWN = 200
LONGEST_ID = 1000
EXCERPT = 2000
"""How many characters of a receiver's own words are looked at; what people see is shorter."""


def row_of(status: int) -> Row:
    """Return the row of the table that decides about a status."""
    return next(row for row in TABLE if row.first <= status <= row.last)


def of_status(response: Response, receipt: str | None = None) -> Outcome:
    """Return what an answer means by its status alone; `receipt` goes with a success."""
    row = row_of(response.status)
    return of_verdict(row.verdict, f"{response.status}: {row.words}{_added(response)}", response, receipt)


def of_verdict(verdict: Verdict, reason: str, response: Response, receipt: str | None = None) -> Outcome:
    """Return the outcome of a verdict, with the wait the response asks for."""
    match verdict:
        case Verdict.YES:
            note = "the answer broke off, so its id is not known" if response.cut and receipt is None else None
            return Delivered(receipt=receipt, note=note)
        case Verdict.LATER | Verdict.BUSY:
            return Retry(reason=reason, after=wait_of(response), counts=verdict is Verdict.LATER)
        case Verdict.UNSURE:
            return Unknown(phase=Phase.ANSWERED, reason=reason)
        case Verdict.NO | Verdict.CLOSED:
            return Rejected(reason=reason, pause_channel=verdict is Verdict.CLOSED)


def without_answer(phase: Phase, fault: Fault, reason: str) -> Outcome:
    """Return what becomes of an attempt that got as far as `phase` and brought no answer."""
    if phase is not Phase.NOT_SENT:
        return Unknown(phase=phase, reason=reason)
    return replace(NOT_SENT[fault], reason=reason)


def of_word(word: str, answers: Answers, response: Response) -> Outcome:
    """Return what an answer means by the receiver's own word; one that is not in `answers` leaves it to the status."""
    if word not in answers:
        return of_status(response)
    verdict, sentence = answers[word]
    return of_verdict(verdict, f"{response.status} {word}: {sentence}", response)


def of_success(response: Response, receipt: str | None, who: str) -> Outcome:
    """Return what a 2xx means that has to bring an id: without one it proves nothing, unless it broke off."""
    if receipt is not None or response.cut:
        return of_verdict(Verdict.YES, "", response, receipt)
    words = words_in(response.body)[:SHOWN]
    return Unknown(phase=Phase.ANSWERED, reason=f'{response.status} without the id of {who} ("{words}")')


def id_in(response: Response, path: str = "id") -> str | None:
    """Return the id a JSON answer has at a path, a text or a whole number, or None: then there is no receipt."""
    value = found(object_in(response.body), path)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    told = isinstance(value, str) and value.isprintable() and 0 < len(value) <= LONGEST_ID
    return str(value) if told else None


def name_in(response: Response, path: str) -> str | None:
    """Return the id a JSON answer has at a path, where it is one word: receipts of several ids are told by spaces."""
    value = id_in(response, path)
    return value if value and not re.search(r"[\s#]", value) else None


def said_in(document: object, path: str) -> str:
    """Return what a receiver's JSON says at a path, on one line and harmless; nothing where it says nothing there."""
    value = found(document, path)
    return "" if value is None else words_in(str(value).encode(errors="replace"))


def words_in(body: bytes) -> str:
    """Return the beginning of what a receiver wrote, on one line and harmless to terminals and pages."""
    text = body[: 4 * EXCERPT].decode("utf-8", errors="replace")[:EXCERPT]
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())


def _added(response: Response) -> str:
    """Return what the receiver adds: where it moved to (the host only: the rest may be secret), or its own words."""
    if response.status // 100 == 3:  # noqa: PLR2004 - the redirections
        try:
            host = words_in((urlsplit(response.headers.get("location", "")).hostname or "").encode(errors="replace"))
        except ValueError:
            host = ""
        return f" to {host[:SHOWN]}; change the channel's url" if host else "; change the channel's url"
    words = words_in(response.body)
    return f' ("{words}")' if words else ""
