"""The parts of a post with their windows, and what a thread adds to them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from scheduler.errors import Place, Problem
from scheduler.model import Channel, Claim, Content, Expiry, Part, PartState
from scheduler.plan.characters import Written, located
from scheduler.plan.material import Material
from scheduler.plan.window import Window, window
from scheduler.platforms import Platform

A_PART_TAKES: Final = timedelta(seconds=5)
"""What one part of a thread is reckoned to take, when it is asked whether a thread ends while all of it is true."""

RESUMES_WITHIN: Final = timedelta(hours=24)
"""How long a thread that was begun goes on where none of its claims ends sooner."""


def parts_of(
    material: Material,
    due_at: datetime,
    expires: timedelta | None,
    contents: tuple[Content, ...],
    claims: list[tuple[Claim, ...]],
    pace: timedelta = A_PART_TAKES,
) -> tuple[Part, ...]:
    """Return the parts of a post, each with its window; `pace` is what one of them is reckoned to take.

    A thread starts only if its estimated end lies inside every part's window. Once it has started, a later part is
    bounded by its own claims alone: half a thread is worse than a late one (DESIGN section 7).
    """
    expires_at = due_at + expires if expires else None
    first = window(claims[0], due_at=due_at, expires_at=expires_at, late=material.late)
    rest = [window(spoken, due_at=due_at, expires_at=None, late=RESUMES_WITHIN) for spoken in claims[1:]]
    windows = [in_time_for(first, rest, pace), *rest]
    state = PartState.AWAITING if material.approvals_required else PartState.SCHEDULED
    return tuple(
        Part(
            number=number,
            content=content,
            due_at=due_at,
            not_before=bounds.not_before,
            not_after=bounds.not_after,
            expiry=bounds.expiry,
            ready_at=due_at,
            true_from=bounds.true_from,
            true_until=bounds.true_until,
            state=state,
        )
        for number, (content, bounds) in enumerate(zip(contents, windows, strict=True), start=1)
    )


def pace_of(channel: Channel) -> timedelta:
    """Return what one part of a thread takes on a channel, which may be held to a rate."""
    return max([A_PART_TAKES, *(rate.window / rate.number for rate in channel.rate or ())])


def in_time_for(first: Window, rest: list[Window], pace: timedelta = A_PART_TAKES) -> Window:
    """Return the first part's window, closed so early that every later part is sent while it is true."""
    latest = min(
        (each.true_until - pace * number for number, each in enumerate(rest, start=1) if each.true_until),
        default=first.not_after,
    )
    if latest >= first.not_after:
        return first
    return replace(first, not_after=latest, expiry=Expiry.UNTRUE)


def objections(
    platform: Platform, contents: tuple[Content, ...], place: Place | None, written: Callable[[], Iterable[Written]]
) -> list[Problem]:
    """Return what the platform has against the parts apart from their length: media, mentions, forbidden characters.

    A character is looked for in what was `written`; anything else stands at `place`.
    """
    return [
        located(problem.at(place), platform.rules.unseen, written)
        for content in contents
        for problem in platform.objections(content.text, media=1 if content.image else 0)
    ]
