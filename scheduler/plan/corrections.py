"""Corrections: for posts that went out with a date that is no longer so, the text that puts it right, as a draft.

A draft is written, never planned: what is said in public about a mistake is a person's decision. The template
`correction` words it where the workspace has one, else a sentence does.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final

from scheduler import compose
from scheduler.compose import Scene
from scheduler.errors import WorkspaceError
from scheduler.model import Campaign, Change, EventStatus, Op, Plan, Post, Release
from scheduler.plan.event import EventTime, event_time
from scheduler.plan.material import Material, platform_of
from scheduler.plan.reasons import Shift, shift, spoken
from scheduler.plan.truth import days_named

TEMPLATE: Final = "correction"
PREFIX: Final = "correct-"
LONGEST: Final = 36  # of a key of 40 signs, so that a number still fits behind it
ITS_STATE: Final = {
    EventStatus.CANCELLED: "has been cancelled",
    EventStatus.POSTPONED: "has been postponed; we will tell you the new date as soon as there is one",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What puts a post right that was sent: on which channels, in which words, and why."""

    of: tuple[str, ...]  # keys of the posts
    key: str
    channels: tuple[str, ...]
    text: str
    reason: str
    link: str | None = None  # the post's own, where the text does not hold it


def corrections(plan: Plan, material: Material) -> tuple[Correction, ...]:
    """Return a draft for each post that was sent with the old date; one for all channels where it reads the same.

    A row of config/posts/ with the draft's key says that a person took it over: it is not drafted again.
    """
    taken = [(one_off.key, one_off.channel) for one_off in material.one_offs if one_off.key.startswith(PREFIX)]
    campaigns = {campaign.name: campaign for campaign in material.campaigns}
    shifts = _shifts(plan.changes)
    found: dict[tuple[str, str, str | None], Correction] = {}
    for change in plan.changes:
        campaign = campaigns.get(change.key.partition("/")[0])
        drafted = _draft(change, campaign, material, plan.at, shifts) if campaign else None
        if drafted is None or any(
            key.startswith(drafted.key) and channel == change.post.channel for key, channel in taken
        ):
            continue
        alike = (change.post.step, drafted.text, drafted.link)
        same = found.get(alike)
        if same:
            drafted = replace(same, of=same.of + drafted.of, channels=same.channels + drafted.channels)
        found[alike] = drafted
    return tuple(_named(list(found.values())))


def _named(drafts: list[Correction]) -> Iterator[Correction]:
    """Yield the drafts with keys that no two share."""
    taken: set[str] = set()
    for draft in drafts:
        key, number = draft.key, 2
        while key in taken:
            key, number = f"{draft.key}-{number}", number + 1
        taken.add(key)
        yield replace(draft, key=key)


def _shifts(changes: Iterable[Change]) -> dict[str, Shift]:
    """Return by what the event of each campaign moved, as far as the times of its posts tell."""
    told = ((each, shift(each.before, each.after)) for each in changes if each.before and each.after)
    return {each.post.campaign: found for each, found in told if found}


def _moved(change: Change, release: Release | None, shifts: Mapping[str, Shift]) -> Shift | None:
    """Return by what the event moved that a sent post spoke of; None where it spoke of none, or says the same now.

    A post that was due at a time of its own tells it by its words: the new day stands there now, in place of another.
    """
    before, after = change.before, change.after
    if before is None or after is None or before.content_hash == after.content_hash:
        return None
    if found := shift(before, after):
        return found
    if release is None or release.place not in after.facts_used or not release.start_date:
        return None
    was, now = (days_named(_text(post), release.start_date) for post in (before, after))
    gone, come = sorted(was - now), sorted(now - was)
    known = shifts.get(before.campaign)
    if known and (known.days[0] in gone or not was):
        return known
    if len(gone) != 1 or [each.isoformat() for each in come] != [release.start_date]:
        return None
    return Shift(old=datetime.combine(gone[0], time()), new=datetime.combine(come[0], time()))


def _text(post: Post) -> str:
    return "\n".join(part.content.text for part in post.parts)


def _draft(
    change: Change, campaign: Campaign, material: Material, now: datetime, shifts: Mapping[str, Shift]
) -> Correction | None:
    before = change.before
    if change.op is not Op.SENT or before is None or before.channel not in material.channels:
        return None
    event = event_time(campaign)
    moved = _moved(change, event.release, shifts)
    gone = change.after is None and event.release is not None and event.release.event_status in ITS_STATE
    if not gone and moved is None:
        return None
    text = _by_template(before, campaign, event, moved, material, now) or _in_words(campaign, event.release, moved)
    link = before.parts[0].content.link
    return Correction(
        of=(before.key,),
        key=f"{PREFIX}{before.step}"[:LONGEST].rstrip("-"),
        channels=(before.channel,),
        text=text,
        reason=change.reason,
        link=None if link and link in text else link,
    )


def _by_template(
    post: Post, campaign: Campaign, event: EventTime, moved: Shift | None, material: Material, now: datetime
) -> str | None:
    """Return the words of the workspace's own template as literal text; None where it has none, or cannot say this.

    Where the facts do not say which date was wrong, the queue does.
    """
    template, release = material.templates.get(TEMPLATE), event.release
    platform = platform_of(material.channels[post.channel])
    if template is None:
        return None
    if release and moved and not release.previous_start_date:
        release = replace(release, previous_start_date=moved.days[0].isoformat())
    scene = Scene(
        facts=campaign.facts,
        release=release,
        event_at=event.at.instant if event.at else None,
        event_zone=event.at.zone if event.at else post.zone,
        due_at=now,
        campaign=campaign.name,
        channel=post.channel,
        link=post.parts[0].content.link,
        tags=campaign.tags,
        language=material.language,
    )
    try:
        rendered = compose.render(template, scene, platform)
    except WorkspaceError:
        return None
    return "\n---\n".join(platform.shown(part.text) for part in rendered.parts)


def _in_words(campaign: Campaign, release: Release | None, moved: Shift | None) -> str:
    name = _name(campaign, release)
    if release is not None and release.event_status in ITS_STATE:
        return f"Correction: {name} {ITS_STATE[release.event_status]}. An earlier post of ours named a date."
    if moved is None:
        return f"Correction: an earlier post of ours about {name} named a date that is no longer right."
    old, new = (_day(day) for day in moved.days)
    return f"Correction: {name} comes on {new}, not on {old} as we wrote earlier."


def _name(campaign: Campaign, release: Release | None) -> str:
    about = (release.of if release else None) or (campaign.facts.about if campaign.facts else None)
    return about.name if about else campaign.name.replace("-", " ")


def _day(day: date) -> str:
    return f"{day:%A}, {spoken(day)}"
