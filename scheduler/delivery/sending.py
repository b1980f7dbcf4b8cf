"""Send the requests of one part that was begun, in their order and within one deadline."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta

from scheduler.delivery.lane import Lane
from scheduler.delivery.policy import Result
from scheduler.destinations import Context, Endpoint, Request, without_answer
from scheduler.http import CONNECT, attempt
from scheduler.model import Delivered, Phase, Rejected, Retry, Unknown
from scheduler.queue import Begun

log = logging.getLogger(__name__)


async def send(begun: Begun, lane: Lane, now: datetime) -> Result:
    """Send a part and say how that ended; `now` is campaign time.

    Nothing is sent while the receiver wants to be left alone, or once the part's window has closed; a window about to
    close bounds connecting, but never cuts a request whose bytes go out.
    """
    if lane.quiet_until and now < lane.quiet_until:
        wait = Retry(reason="the receiver asked to slow down", after=lane.quiet_until - now, counts=False)
        return Result(outcome=wait, phase=Phase.NOT_SENT)
    if now >= begun.not_after:
        return Result(outcome=Retry(reason="its time was over before it was sent"), phase=Phase.NOT_SENT)
    endpoint = lane.endpoint
    try:
        *prepares, post = endpoint.destination.build(begun.content, _context(begun, endpoint))
    except Exception as error:
        log.exception("%s: its request could not be built", begun.key)
        reason = f"its request could not be built: {type(error).__name__}"
        return Result(outcome=Rejected(reason=reason), phase=Phase.NOT_SENT)
    end = lane.time() + endpoint.deadline.total_seconds()
    connect = min(CONNECT, begun.not_after - now)
    for request in prepares:
        result = await _send_one(request, endpoint, end, connect)
        if isinstance(result.outcome, Unknown):
            return Result(outcome=Retry(reason=result.outcome.reason), phase=Phase.NOT_SENT, status=result.status)
        if not isinstance(result.outcome, Delivered):
            return Result(outcome=result.outcome, phase=Phase.NOT_SENT, status=result.status)
    return await _send_one(post, endpoint, end, connect)


async def _send_one(request: Request, endpoint: Endpoint, end: float, connect: timedelta) -> Result:
    left = timedelta(seconds=max(0.0, end - asyncio.get_running_loop().time()))
    exchange = await attempt(request, deadline=left, connect=connect, allow_private=endpoint.allow_private)
    if response := exchange.response:
        return Result(outcome=endpoint.destination.read(response), phase=exchange.phase, status=response.status)
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
