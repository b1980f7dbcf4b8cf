"""Send the requests of one part that was begun, in their order and within one deadline."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from scheduler.delivery import lines
from scheduler.delivery.lane import Lane
from scheduler.delivery.policy import Result
from scheduler.delivery.prepared import filled, given, without
from scheduler.destinations import (
    Context,
    Endpoint,
    Request,
    Response,
    Unbuildable,
    chained,
    of_status,
    used_up,
    without_answer,
)
from scheduler.http import CONNECT, Exchange, attempt
from scheduler.model import Delivered, OnUnknown, Outcome, Phase, Rejected, Retry, Secret, Unknown
from scheduler.queue import Begun
from scheduler.queue.restraint.limits import SPACING

A_MOMENT = timedelta(seconds=5)
"""So long a limit that a post used up is waited for with the next post in hand; for longer, it waits in the queue."""

log = logging.getLogger(__name__)


async def send(begun: Begun, lane: Lane, now: datetime) -> Result:
    """Send a part and say how that ended; `now` is campaign time.

    Nothing is sent while the receiver wants to be left alone, or once the part's window has closed; a window about to
    close bounds connecting, but never cuts a request whose bytes go out.
    """
    if result := _not_now(begun, lane, now):
        return result
    try:
        *prepares, post = _built(begun, lane.endpoint)
    except Unbuildable as error:
        return Result(outcome=Rejected(reason=str(error)), phase=Phase.NOT_SENT)
    end = lane.time() + lane.endpoint.deadline.total_seconds()
    closes = lane.time() + (begun.not_after - now).total_seconds()
    result = await _Sending(lane, end, closes).send(prepares, post)
    return replace(result, outcome=_chained(result.outcome, begun, lane.endpoint))


def _not_now(begun: Begun, lane: Lane, now: datetime) -> Result | None:
    """Return why a part is not sent at all, None where it is."""
    outcome: Outcome | None = None
    if lane.quiet_until and now < lane.quiet_until:
        outcome = Retry(reason="the receiver asked to slow down", after=lane.quiet_until - now, counts=False)
    elif now >= begun.not_after:
        outcome = Retry(reason="its time was over before it was sent")
    elif lane.endpoint.on_unknown is OnUnknown.RESEND and not lane.endpoint.remembers(begun.unsure_since, now):
        outcome = Unknown(phase=Phase.NOT_SENT, reason="it may have arrived, and its key is forgotten by now")
    return Result(outcome=outcome, phase=Phase.NOT_SENT, ours=True) if outcome else None


def _built(begun: Begun, endpoint: Endpoint) -> Sequence[Request]:
    """Return the requests of a part; raise Unbuildable where there are none that would be taken."""
    destination = endpoint.destination
    try:
        requests = destination.build(begun.content, _context(begun, endpoint))
    except Unbuildable:
        raise
    except Exception as error:
        log.exception("%s: its request could not be built", begun.key)
        raise Unbuildable(f"its request could not be built: {type(error).__name__}") from error
    most, size = destination.body_limit_bytes, len(requests[-1].body)
    if most and size > most:
        raise Unbuildable(f"its request has {size:,} bytes, and {destination.label} takes {most:,}; shorten the text")
    return requests


def _chained(outcome: Outcome, begun: Begun, endpoint: Endpoint) -> Outcome:
    """Return a delivery with the receipt that the next part needs."""
    if not isinstance(outcome, Delivered) or outcome.receipt is None or not endpoint.destination.keeps_root:
        return outcome
    return replace(outcome, receipt=chained(outcome.receipt, begun.in_reply_to))


@dataclass(frozen=True, slots=True)
class _Sending:
    """One attempt: it ends at `end`; once the part's window `closes` (the lane's clock) it makes no more connection.

    What is prepared takes time: the window is looked at again before each request.
    """

    lane: Lane
    end: float
    closes: float

    async def send(self, prepares: Sequence[Request], post: Request) -> Result:
        """Prepare and post. Where the receiver refuses what was prepared earlier, prepare again, once."""
        destination = self.lane.endpoint.destination
        kept = self.lane.prepared.values(self.lane.time())
        values: Mapping[str, Secret] | Result = kept or {}
        if prepares and not kept:
            values = await self._prepare(prepares)
        if isinstance(values, Result):
            return values
        exchange = await self._exchange(post, values)
        if prepares and exchange.response and destination.stale(exchange.response):
            self.lane.prepared.drop()
            if kept:
                values = await self._prepare(prepares)
                if isinstance(values, Result):
                    return values
                exchange = await self._exchange(post, values)
        result = _result(exchange, destination.read, values)
        quiet = used_up(exchange.response, destination.remaining) if exchange.response else None
        if quiet and quiet <= A_MOMENT:  # on the way back from the queue more time would be lost than that
            self.lane.wait((quiet + SPACING).total_seconds())
            quiet = None
        return replace(result, quiet=quiet)

    async def _prepare(self, prepares: Sequence[Request]) -> Mapping[str, Secret] | Result:
        """Return what the prepares gave, or how the attempt ended with them: as if nothing had been sent."""
        async with self.lane.prepared.turn:
            if kept := self.lane.prepared.values(self.lane.time()):
                return kept
            values: dict[str, Secret] = {}
            for request in prepares:
                exchange = await self._exchange(request, values)
                result = _result(exchange, self._read_prepare, values)
                if isinstance(result.outcome, Unknown):
                    result = replace(result, outcome=Retry(reason=result.outcome.reason))
                if isinstance(result.outcome, Rejected):  # what is refused before the post would be before the next one
                    result = replace(result, outcome=replace(result.outcome, pause_channel=True))
                if not isinstance(result.outcome, Delivered) or exchange.response is None:
                    return replace(result, phase=Phase.NOT_SENT)
                found = given(request, exchange.response)
                if found is None:
                    retry = Retry(reason=f"{result.status} without what was asked for before the post")
                    return replace(result, outcome=retry, phase=Phase.NOT_SENT)
                values |= found
            self.lane.prepared.keep(values, min(request.lasts for request in prepares), self.lane.time())
            return values

    def _read_prepare(self, response: Response) -> Outcome:
        """Read the answer to a prepare: a success by its status, an error by the destination's own words."""
        succeeded = response.status // 100 == 2  # noqa: PLR2004 - the successes
        return of_status(response) if succeeded else self.lane.endpoint.destination.read(response)

    async def _exchange(self, request: Request, values: Mapping[str, Secret]) -> Exchange:
        left = timedelta(seconds=max(0.0, self.end - self.lane.time()))
        if request.url.reveal().startswith(lines.SCHEME):
            return await lines.append(request, deadline=left)
        ready = replace(request, headers=filled(request.headers, values))
        networks = self.lane.endpoint.allow_private
        connect = min(CONNECT, timedelta(seconds=max(0.0, self.closes - self.lane.time())))
        return await attempt(ready, deadline=left, connect=connect, allow_private=networks)


def _result(exchange: Exchange, read: Callable[[Response], Outcome], values: Mapping[str, Secret]) -> Result:
    """Return how an exchange ended; what a receiver repeats of the values is left out."""
    if response := exchange.response:
        outcome = read(response)
        if not isinstance(outcome, Delivered):
            outcome = replace(outcome, reason=without(outcome.reason, values))
        return Result(outcome=outcome, phase=exchange.phase, status=response.status)
    return Result(outcome=without_answer(exchange.phase, exchange.fault, exchange.reason), phase=exchange.phase)


def _context(begun: Begun, endpoint: Endpoint) -> Context:
    return Context(
        endpoint=endpoint,
        key=begun.key,
        post=begun.post_key,
        campaign=begun.campaign,
        step=begun.step,
        channel=begun.channel,
        platform=begun.platform,
        part=begun.number,
        parts=begun.parts,
        content_hash=begun.content_hash,
        due_at=begun.due_at,
        not_after=begun.not_after,
        in_reply_to=begun.in_reply_to,
        attempt=begun.attempt,
        sent_at=datetime.now(UTC),
    )
