"""One post, rendered, sized and given its window: from a step of a campaign, or from a row of a spreadsheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler import compose, destinations, platforms
from scheduler.compose import Scene
from scheduler.errors import Place, Problem, WorkspaceError
from scheduler.model import (
    Campaign,
    Channel,
    Claim,
    Content,
    DayOffset,
    Elapsed,
    Fact,
    OneOff,
    Part,
    PartState,
    Post,
    Step,
    Template,
)
from scheduler.plan.calendar import Resolved
from scheduler.plan.event import EventTime
from scheduler.plan.gates import fact_problems
from scheduler.plan.links import tagged
from scheduler.plan.spelling import spell_when
from scheduler.plan.window import window


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What posts are drafted from. `zone` is the workspace's, for one-off posts and campaigns without an event."""

    campaigns: tuple[Campaign, ...]
    one_offs: tuple[OneOff, ...]
    channels: Mapping[str, Channel]
    templates: Mapping[str, Template]
    zone: str
    late: timedelta
    require_review: bool = False
    approvals_required: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One post to be made: who asks for it, when it is due and by which rule, and on which channel."""

    key: str
    campaign: Campaign
    step: Step
    channel: Channel
    due: Resolved
    rule: str
    event: EventTime


def post_of_step(material: Material, slot: Slot) -> tuple[Post, list[Problem]]:
    """Return the post a step makes on a channel, and what stands against it.

    Raises WorkspaceError where it cannot be rendered or does not fit.
    """
    campaign, step, channel = slot.campaign, slot.step, slot.channel
    platform = _platform(channel)
    link = _link(slot)
    scene = Scene(
        facts=campaign.facts,
        release=slot.event.release,
        event_at=slot.event.at.instant if slot.event.at else None,
        event_zone=slot.event.at.zone if slot.event.at else slot.due.zone,
        due_at=slot.due.instant,
        campaign=campaign.name,
        channel=channel.name,
        link=link,
        tags=campaign.tags,
    )
    rendered = compose.render(material.templates[step.template], scene, platform)
    contents = compose.lay_out(
        [part.text for part in rendered.parts],
        platform,
        can_thread=destinations.get(channel.destination).can_thread,
        splits=step.thread,
        number=step.thread_number,
        link=link,
        image=step.image or channel.image or campaign.image,
        place=Place(file=material.templates[step.template].file),
    )
    claims = _claims_of_parts([part.claims for part in rendered.parts], len(contents))
    used = _facts_used(slot, rendered.facts_used)
    problems = (
        list(fact_problems(used, campaign.facts, require_review=material.require_review)) if campaign.facts else []
    )
    post = _post(material, slot, contents, claims, used)
    return post, problems + _untrue(post, step.place)


def _platform(channel: Channel) -> platforms.Platform:
    platform = platforms.get(channel.platform)
    return platform if channel.limit is None else platform.with_limit(channel.limit)


def _link(slot: Slot) -> str | None:
    campaign, channel = slot.campaign, slot.channel
    article = campaign.facts.article.url if campaign.facts else None
    link = slot.step.link or channel.link or campaign.link or article
    return tagged(link, {**campaign.utm, **channel.utm}, _names(channel, campaign.name, slot.step.name))


def _names(channel: Channel, campaign: str, step: str) -> dict[str, str]:
    """Return what the placeholders of `utm` stand for."""
    return {"channel": channel.name, "platform": channel.platform, "campaign": campaign, "step": step}


def _facts_used(slot: Slot, rendered: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Return the facts in the text, and the release that set the time of a `T` step."""
    counted = slot.event.release if isinstance(slot.step.when, DayOffset | Elapsed) else None
    if counted is None or any(fact is counted for fact in rendered):
        return rendered
    return (counted, *rendered)


def _claims_of_parts(claims: list[tuple[Claim, ...]], parts: int) -> list[tuple[Claim, ...]]:
    """Return the claims of each part; parts that were joined or split share them all."""
    if len(claims) == parts:
        return claims
    return [tuple(claim for each in claims for claim in each)] * parts


def _post(
    material: Material,
    slot: Slot,
    contents: tuple[Content, ...],
    claims: list[tuple[Claim, ...]],
    used: tuple[Fact, ...],
) -> Post:
    step, due = slot.step, slot.due
    of_step: tuple[Claim, ...] = ()
    if step.true_from or step.true_until:
        of_step = (Claim(words="true_from, true_until", start=step.true_from, end=step.true_until),)
    return Post(
        key=slot.key,
        campaign=slot.campaign.name,
        step=step.name,
        channel=slot.channel.name,
        platform=slot.channel.platform,
        due_at=due.instant,
        zone=due.zone,
        wall=f"{due.wall:%Y-%m-%d %H:%M}",
        when=slot.rule,
        expires_at=due.instant + step.expires if step.expires else None,
        parts=_parts(material, due.instant, step.expires, contents, [each + of_step for each in claims]),
        claims=tuple(dict.fromkeys(claim for each in claims for claim in each)),
        facts_used=tuple(fact.place for fact in used if fact.place),
        place=step.place,
    )


def _parts(
    material: Material,
    due_at: datetime,
    expires: timedelta | None,
    contents: tuple[Content, ...],
    claims: list[tuple[Claim, ...]],
) -> tuple[Part, ...]:
    made = []
    for number, (content, spoken) in enumerate(zip(contents, claims, strict=True), start=1):
        bounds = window(
            spoken,
            due_at=due_at,
            expires_at=due_at + expires if expires else None,
            late=material.late,
        )
        made.append(
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
                state=PartState.AWAITING if material.approvals_required else PartState.SCHEDULED,
            ),
        )
    return tuple(made)


def _untrue(post: Post, place: Place | None) -> list[Problem]:
    if all(part.not_before <= part.due_at < part.not_after for part in post.parts):
        return []
    words = ", ".join(f'"{claim.words}"' for claim in post.claims if not _true_at(claim, post.due_at)) or "its words"
    message = f"{post.step} would say {words} at {post.wall}, when that is not true"
    hint = "change its time, or the words of the template"
    return [Problem(code="claim-untrue", message=message, hint=hint, place=place)]


def _true_at(claim: Claim, instant: datetime) -> bool:
    return (claim.start is None or claim.start <= instant) and (claim.end is None or instant < claim.end)


def post_of_row(material: Material, one_off: OneOff, channel: Channel, due: Resolved, key: str) -> Post:
    """Return the post of a spreadsheet's row on a channel.

    Raises WorkspaceError where it says nothing or does not fit.
    """
    platform = _platform(channel)
    link = tagged(one_off.link or channel.link, channel.utm, _names(channel, "posts", one_off.key))
    texts = compose.literal(one_off.text, platform, link)
    if not texts:
        raise WorkspaceError.of("post-empty", f"The post {one_off.key} says nothing", "give it a text", one_off.place)
    contents = compose.lay_out(
        texts,
        platform,
        can_thread=destinations.get(channel.destination).can_thread,
        splits=False,
        number=None,
        link=link,
        image=one_off.image or channel.image,
        place=one_off.place or Place(file=one_off.key),
    )
    parts = _parts(material, due.instant, one_off.expires, contents, [()] * len(contents))
    return Post(
        key=key,
        campaign="posts",
        step=one_off.key,
        channel=channel.name,
        platform=channel.platform,
        due_at=due.instant,
        zone=due.zone,
        wall=f"{due.wall:%Y-%m-%d %H:%M}",
        when=spell_when(one_off.when) if one_off.when else "",
        expires_at=due.instant + one_off.expires if one_off.expires else None,
        parts=parts,
        place=one_off.place,
    )
