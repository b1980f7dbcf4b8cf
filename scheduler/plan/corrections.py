"""Corrections: for posts that went out with a date that is no longer so, the text that puts it right, as a draft.

A draft is written, never planned: what is said in public about a mistake is a person's decision. The template
`correction` words it where the workspace has one, else a sentence does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from scheduler import compose
from scheduler.compose import Scene
from scheduler.errors import WorkspaceError
from scheduler.model import Campaign, Change, EventStatus, Op, Plan, Post, Release
from scheduler.plan.event import EventTime, event_time
from scheduler.plan.material import Material, platform_of
from scheduler.plan.reasons import Shift, shift, spoken

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


def corrections(plan: Plan, material: Material) -> tuple[Correction, ...]:
    """Return a draft for each post that was sent with the old date; one for all channels that it reads the same on.

    A row of config/posts/ with the draft's key says that a person took it over: it is not drafted again.
    """
    taken = [(one_off.key, one_off.channel) for one_off in material.one_offs if one_off.key.startswith(PREFIX)]
    campaigns = {campaign.name: campaign for campaign in material.campaigns}
    found: dict[tuple[str, str], Correction] = {}
    for change in plan.changes:
        campaign = campaigns.get(change.key.partition("/")[0])
        drafted = _draft(change, campaign, material, plan.at) if campaign else None
        if drafted is None or any(
            key.startswith(drafted.key) and channel == change.post.channel for key, channel in taken
        ):
            continue
        same = found.get((change.post.step, drafted.text))
        if same:
            drafted = replace(same, of=same.of + drafted.of, channels=same.channels + drafted.channels)
        found[change.post.step, drafted.text] = drafted
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


def _draft(change: Change, campaign: Campaign, material: Material, now: datetime) -> Correction | None:
    before = change.before
    if change.op is not Op.SENT or before is None or before.channel not in material.channels:
        return None
    event = event_time(campaign)
    moved = shift(before, change.after) if change.after else None
    gone = change.after is None and event.release is not None and event.release.event_status in ITS_STATE
    if not gone and (moved is None or change.after is None or change.after.content_hash == before.content_hash):
        return None
    text = _by_template(before, campaign, event, moved, material, now) or _in_words(campaign, event.release, moved)
    return Correction(
        of=(before.key,),
        key=f"{PREFIX}{before.step}"[:LONGEST].rstrip("-"),
        channels=(before.channel,),
        text=text,
        reason=change.reason,
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
