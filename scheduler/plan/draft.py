"""Every post the files ask for, rendered and sized, with its times: what `preview` shows and `plan` compares.

Nothing here touches the queue: drafting is a pure function of the files and of `now`, which only decides whether a
campaign is wholly past.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial

from scheduler.errors import Place, Problem, Severity, WorkspaceError
from scheduler.model import Campaign, Channel, DayOffset, Elapsed, OneOff, Post, Recurrence, Release, Step
from scheduler.plan.allowing import Allowances
from scheduler.plan.calendar import Resolved, occurrences, when_due
from scheduler.plan.drafted import Drafted, Met
from scheduler.plan.event import WITHDRAWN, EventTime, event_time
from scheduler.plan.material import Material
from scheduler.plan.posts import Slot, post_of_step
from scheduler.plan.rows import post_of_row
from scheduler.plan.slots import Slots, is_quiet, out_of_quiet
from scheduler.plan.spelling import spell_every, spell_when
from scheduler.plan.warnings import warnings_of


@dataclass(slots=True, kw_only=True)
class _Draft:
    """What is gathered on the way."""

    material: Material
    slots: Slots
    posts: list[Post] = field(default_factory=list)
    problems: list[Met] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    withdrawn: dict[str, Release] = field(default_factory=dict)


def draft(material: Material, now: datetime, queued: Iterable[Post] = ()) -> Drafted:
    """Return every post of the files, and every problem, each said once however many posts meet it.

    `queued` are the posts of the queue, whose times are taken: rows without a time depend on them, and warnings of what
    was said before.
    """
    queued = tuple(queued)
    work = _Draft(material=material, slots=Slots(zone=material.zone, quiet=material.quiet_hours))
    work.slots.remember(queued)
    for campaign in material.campaigns:
        before, met_before = len(work.posts), len(work.problems)
        _draft_campaign(work, campaign)
        made, met = work.posts[before:], work.problems[met_before:]
        whole = {key for _, key in met if "/" in key} <= {post.key for post in made}
        if made and whole and all(part.not_after <= now for post in made for part in post.parts):
            work.problems.append((_past(campaign), campaign.name))
    for one_off in sorted(material.one_offs, key=lambda each: each.when is None):
        _draft_one_off(work, one_off, now)
    posts = sorted(work.posts, key=lambda post: (post.due_at, post.key))
    allowances = Allowances(material)
    met = [(allowances.over(problem, [key]), key) for problem, key in work.problems]
    met += [(allowances.over(problem, keys), keys[0]) for problem, keys in warnings_of(material, posts, now, queued)]
    return Drafted.of(posts, met, renamed=work.renamed, withdrawn=work.withdrawn)


def _past(campaign: Campaign) -> Problem:
    message = f"Every post of {campaign.name} is in the past"
    hint = "move its release date, or remove the campaign's file; --at TIME shows it as it was"
    return Problem(code="campaign-past", message=message, hint=hint, place=campaign.place)


def _draft_campaign(work: _Draft, campaign: Campaign) -> None:
    event = event_time(campaign)
    if event.problem:
        work.problems.append((event.problem, campaign.name))
    if event.release and event.release.event_status in WITHDRAWN:
        work.withdrawn[campaign.name] = event.release
    for step in campaign.steps:
        if isinstance(step.when, DayOffset | Elapsed) and event.at is None:
            if campaign.event is None:
                work.problems.append((_no_event(campaign, step), campaign.name))
            continue
        due = when_due(step.when, event=event.at, zone=_zone(work, campaign))
        _draft_step(work, campaign, step, due, event, rule=spell_when(step.when))
    for recurrence in campaign.recurring:
        _draft_recurrence(work, campaign, recurrence, event)


def _zone(work: _Draft, campaign: Campaign) -> str:
    return campaign.event.zone if campaign.event else work.material.zone


def _no_event(campaign: Campaign, step: Step) -> Problem:
    message = f"The step {step.name} counts from T, and {campaign.name} has no event"
    hint = 'add  event: {release: release, time: "09:00", zone: ...}, or give the step a date'
    return Problem(code="event-missing", message=message, hint=hint, place=step.place)


def _draft_recurrence(work: _Draft, campaign: Campaign, recurrence: Recurrence, event: EventTime) -> None:
    times, skipped = occurrences(recurrence, _zone(work, campaign))
    for what in skipped:
        work.problems.append((_skipped(recurrence, what, _zone(work, campaign)), campaign.name))
    for number, due in enumerate(times):
        step = recurrence.step(number, due.wall)
        rule, day = spell_every(recurrence.every), due.wall.date()
        _draft_step(work, campaign, step, due, event, rule=rule, day=day, occurrence=number + 1)


def _skipped(recurrence: Recurrence, what: str, zone: str) -> Problem:
    """Return what is said of a month without the day (2027-02), or of a day that a zone left out (2011-12-30)."""
    is_day = what.count("-") > 1
    code, why = (
        ("day-missing", f"does not exist in {zone}")
        if is_day
        else ("month-short", f"has no day {recurrence.every.month_day}")
    )
    message = f"{recurrence.name} skips {what}, which {why}"
    return Problem(code=code, message=message, severity=Severity.WARNING, place=recurrence.place)


def _draft_step(
    work: _Draft,
    campaign: Campaign,
    step: Step,
    due: Resolved,
    event: EventTime,
    *,
    rule: str,
    day: date | None = None,
    occurrence: int = 1,
) -> None:
    """Make the posts of a step, or of a recurrence on one of its local days."""
    suffix = f"/{day.isoformat()}" if day else ""
    for name in step.channels if step.channels is not None else campaign.channels:
        channel = work.material.channels.get(name)
        if channel is None:
            continue  # said when the files were read
        key = f"{campaign.name}/{step.name}/{name}{suffix}"
        if step.was:
            work.renamed[key] = f"{campaign.name}/{step.was}/{name}{suffix}"
        slot = Slot(
            key=key,
            campaign=campaign,
            step=step,
            channel=channel,
            due=due,
            rule=rule,
            event=event,
            again=day is not None,
            occurrence=occurrence,
        )
        _make(work, key, channel, due, step.place, partial(_of_step, work.material, slot))


def _of_step(material: Material, slot: Slot, due: Resolved) -> tuple[Post, list[Problem]]:
    return post_of_step(material, replace(slot, due=due))


def _make(
    work: _Draft,
    key: str,
    channel: Channel,
    due: Resolved,
    place: Place | None,
    made_at: Callable[[Resolved], tuple[Post, list[Problem]]],
) -> None:
    """Make a post at its time, or where the quiet hours move it, and gather what is wrong with it."""
    work.problems.extend((problem, key) for problem in _oddities(due, place))
    try:
        post, problems = made_at(due)
        if is_quiet(due.instant, work.material.quiet_hours):
            moved, said = out_of_quiet(work.slots, channel, due, post)
            post, problems = made_at(moved) if moved else (post, problems)
            problems = [*problems, said.at(place)]
    except WorkspaceError as error:
        work.problems.extend((problem.at(problem.place or place), key) for problem in error.problems)
        return
    work.problems.extend((problem, key) for problem in problems)
    work.posts.append(post)
    work.slots.take(post)


def _oddities(due: Resolved, place: Place | None) -> Iterator[Problem]:
    if due.oddity == "dst-gap":
        message = f"{due.wall:%Y-%m-%d %H:%M} does not exist in {due.zone}: the clocks skip it"
        hint = "the first moment after the gap is used; choose another time to be sure"
        yield Problem(code="dst-gap", message=message, hint=hint, severity=Severity.WARNING, place=place)
    if due.oddity == "dst-twice":
        message = f"{due.wall:%Y-%m-%d %H:%M} comes twice in {due.zone}: the clocks go back"
        hint = "the first of the two is used"
        yield Problem(code="dst-twice", message=message, hint=hint, severity=Severity.WARNING, place=place)


def _draft_one_off(work: _Draft, one_off: OneOff, now: datetime) -> None:
    channel = work.material.channels.get(one_off.channel)
    if channel is None:
        return  # said when the files were read
    key = f"posts/{one_off.key}/{one_off.channel}"
    due = _due(work, one_off, channel, key, now)
    if due is None:
        work.problems.append((_no_slot(one_off), key))
        return
    _make(work, key, channel, due, one_off.place, partial(_of_row, work.material, one_off, channel, key))


def _of_row(
    material: Material, one_off: OneOff, channel: Channel, key: str, due: Resolved
) -> tuple[Post, list[Problem]]:
    return post_of_row(material, one_off, channel, due, key)


def _due(work: _Draft, one_off: OneOff, channel: Channel, key: str, now: datetime) -> Resolved | None:
    """Return when a row is due: at its time, at the one an earlier plan gave it, or in its channel's next free slot."""
    if one_off.when is not None:
        return when_due(one_off.when, event=None, zone=work.material.zone)
    return work.slots.kept(key) or work.slots.next_free(channel, now, key)


def _no_slot(one_off: OneOff) -> Problem:
    message = f"The post {one_off.key} has no time, and {one_off.channel} has no free slot"
    hint = "write a time into the column `when`, or give the channel  slots: [Mon-Fri 09:00]"
    return Problem(code="when-missing", message=message, hint=hint, place=one_off.place)
