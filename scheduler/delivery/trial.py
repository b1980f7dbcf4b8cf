"""One post outside of the queue, over the same way as every other: to see whether a channel works."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from scheduler.delivery.lane import Lane
from scheduler.delivery.policy import REASON_LIMIT, Result
from scheduler.delivery.sending import send
from scheduler.destinations import Endpoint
from scheduler.model import Content, Delivered, Expiry, part_key
from scheduler.queue import Begun

CAMPAIGN = "test"
"""The campaign of test posts: the receiver can tell them by it, and the queue knows none of that name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of a test post; `receipt` is the id that the receiver gave it."""

    key: str
    result: Result
    receipt: str | None
    duration: timedelta


async def try_out(endpoint: Endpoint, content: Content, now: datetime) -> Trial:
    """Send `content` to a channel: built, signed, sent and read as any post is; no word that comes back is secret.

    Nothing is written into the queue, and nothing is tried again.
    """
    post_key = f"{CAMPAIGN}/trigger/{endpoint.channel}/{now.astimezone(UTC):%Y%m%dT%H%M%S%f}"
    lane = Lane(endpoint)
    start = lane.time()
    result = await send(_begun(endpoint, content, post_key, now), lane, now)
    receipt = result.outcome.receipt if isinstance(result.outcome, Delivered) else None
    return Trial(
        key=part_key(post_key, 1),
        result=_without_secrets(result, endpoint),
        receipt=endpoint.without_secrets(receipt) if receipt else None,
        duration=timedelta(seconds=lane.time() - start),
    )


def _without_secrets(result: Result, endpoint: Endpoint) -> Result:
    if isinstance(result.outcome, Delivered):
        return result
    reason = endpoint.without_secrets(result.outcome.reason)[:REASON_LIMIT]
    return replace(result, outcome=replace(result.outcome, reason=reason))


def _begun(endpoint: Endpoint, content: Content, post_key: str, now: datetime) -> Begun:
    return Begun(
        part_id=0,
        post_key=post_key,
        key=part_key(post_key, 1),
        attempt=1,
        owner="trigger",
        lease_until=now + endpoint.deadline,
        content=content,
        content_hash=content.hash,
        campaign=CAMPAIGN,
        step="trigger",
        channel=endpoint.channel,
        platform=endpoint.platform,
        number=1,
        parts=1,
        due_at=now,
        not_after=now + endpoint.deadline,
        expiry=Expiry.EXPIRES,
        in_reply_to=None,
    )
