"""The event a campaign counts from: the release its facts name, at the campaign's wall time and zone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from scheduler.errors import Problem, did_you_mean
from scheduler.model import Campaign, Event, EventStatus, Facts, Release
from scheduler.plan.calendar import Resolved, resolve
from scheduler.plan.phrases import parse_day

GONE = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED, EventStatus.RUMOURED})
"""A release with one of these states has no date to count down to."""

WITHDRAWN = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED})
"""A release with one of these states had a date, and is called off: what was queued for it must not go out."""


CALLED_OFF: Final = "release-gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTime:
    """The release, when it happens (None: not known to the day), and what is wrong with it."""

    release: Release | None = None
    at: Resolved | None = None
    problem: Problem | None = None


def event_time(campaign: Campaign) -> EventTime:
    """Return when the campaign's event happens; a campaign without `event` has none, which is no problem.

    Its templates speak of the primary release all the same.
    """
    if campaign.event is None:
        return EventTime(release=named_release(campaign.facts, None) if campaign.facts else None)
    release, problem = _release(campaign, campaign.event)
    if release is None:
        return EventTime(problem=problem)
    uncountable = _countable(release)
    if uncountable:
        return EventTime(release=release, problem=uncountable.at(release.place or campaign.event.place))
    wall = datetime.combine(parse_day(release.start_date or ""), campaign.event.time)
    return EventTime(release=release, at=resolve(wall, campaign.event.zone))


def _release(campaign: Campaign, event: Event) -> tuple[Release | None, Problem | None]:
    if campaign.facts is None:
        hint = "add a line such as  facts: ../facts/NAME.yaml"
        return None, Problem(code="facts-missing", message="The campaign has an event but no facts", hint=hint).at(
            event.place
        )
    release = named_release(campaign.facts, event.release)
    if release is not None:
        return release, None
    known = [each.id for each in campaign.facts.releases]
    if not known:
        where = campaign.facts.file or "the facts file"
        message = f"There is no release date to count down to: {where} has no release"
        hint = "type the release into the facts file, or extract it from an article that announces it"
        return None, Problem(code="release-missing", message=message, hint=hint).at(event.place)
    message = f'There is no release "{event.release}" in the facts; there is {", ".join(known)}'
    guess = did_you_mean(event.release or "", known)
    return None, Problem(code="release-unknown", message=message, hint=guess).at(event.place)


def named_release(facts: Facts, name: str | None) -> Release | None:
    """Return the release of that id; for None the primary one, else the first."""
    if name is not None:
        return next((each for each in facts.releases if each.id == name), None)
    return next((each for each in facts.releases if each.primary), next(iter(facts.releases), None))


def gone(release: Release) -> Problem:
    """Return what is said of a release that has no date any more, or none yet."""
    message = f"The release {release.id} is {release.event_status.value}: there is no date to count down to"
    hint = "type the new date, or take the event and the steps that count from it out of the campaign"
    if release.event_status in WITHDRAWN:
        hint = "the next apply cancels the posts that wait for it; type the new date once there is one"
    return Problem(code=CALLED_OFF, message=message, hint=hint)


def _countable(release: Release) -> Problem | None:
    if release.event_status in GONE:
        return gone(release)
    if not release.start_date:
        message = f"The release {release.id} has no date"
        return Problem(code="fact-missing", message=message, hint="type its start_date, as 2027-01-08")
    try:
        parse_day(release.start_date)
    except ValueError:
        message = f"The release {release.id} has the date {release.start_date}, which is no single day"
        return Problem(code="date-coarse", message=message, hint="type the day once it is known, as 2027-01-08")
    return None
