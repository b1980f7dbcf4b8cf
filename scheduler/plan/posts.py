"""One post from a step of a campaign: rendered, sized, and given its window."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from scheduler import compose, destinations
from scheduler.compose import Rendered, RenderedPart, Scene
from scheduler.errors import Place, Problem, WorkspaceError
from scheduler.model import (
    Campaign,
    Channel,
    Claim,
    Content,
    DayOffset,
    Elapsed,
    Fact,
    Facts,
    Post,
    Release,
    Step,
    Template,
)
from scheduler.plan.calendar import Resolved
from scheduler.plan.called_off import broken_promise, promised
from scheduler.plan.characters import of_step
from scheduler.plan.event import WITHDRAWN, EventTime, gone
from scheduler.plan.gates import fact_problems, name_of
from scheduler.plan.links import tagged
from scheduler.plan.material import Material, names_in_links, platform_of
from scheduler.plan.parts import objections, pace_of, parts_of
from scheduler.plan.travel import picture, travel_problems
from scheduler.plan.truth import claims_of_facts, outdated
from scheduler.plan.unproven import (
    RECURRENCE_SAYS,
    STEP_SAYS,
    unproven,
    unproven_facts,
    unproven_in,
    unproven_problem,
)
from scheduler.platforms import Platform

COUNTS_TO_NOTHING: Final = "date-missing"
"""The problem of a template that counts to an event which has no day."""

NAMES_NO_DAY: Final = "fact-missing"
"""That of a template that names the release's day, where a person took it out of the facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One post to be made: who asks for it, when it is due and by which rule, and on which channel.

    `again` says that the step is an occurrence of a recurrence, `occurrence` which one it is, from 1.
    """

    key: str
    campaign: Campaign
    step: Step
    channel: Channel
    due: Resolved
    rule: str
    event: EventTime
    again: bool = False
    occurrence: int = 1


def post_of_step(material: Material, slot: Slot) -> tuple[Post, list[Problem]]:
    """Return the post a step makes on a channel, and what stands against it.

    Raises WorkspaceError where it cannot be rendered or does not fit.
    """
    campaign, step, channel = slot.campaign, slot.step, slot.channel
    platform = platform_of(channel)
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
        language=channel.language or campaign.language or material.language,
        occurrence=slot.occurrence,
    )
    image = step.image or channel.image or campaign.image
    shown = picture(channel, image)
    template = material.templates[step.template]
    rendered = _rendered(slot, template, scene, platform.with_media(1 if shown else 0))
    contents = compose.lay_out(
        [part.text for part in rendered.parts],
        platform,
        can_thread=destinations.get(channel.destination).can_thread,
        splits=step.thread,
        number=step.thread_number,
        max_parts=step.max_parts,
        link=link,
        image=shown,
        place=Place(file=template.file),
    )
    spoken = [_claims(slot, part) for part in rendered.parts]
    claims = _claims_of_parts([tuple(each) for each in spoken], len(contents))
    used = _with_counted(slot, rendered.facts_used)
    written = partial(of_step, template, campaign.facts, rendered.facts_used, rendered.fields_used)
    problems = objections(platform, contents, step.place, written)
    if campaign.facts:
        problems += fact_problems(used, campaign.facts, require_review=material.require_review)
        problems += outdated(used, campaign.facts)
    post = _post(material, slot, contents, claims, used)
    problems += travel_problems(channel, post, image, step.place)
    facts_say = {claim: fact for each in spoken for claim, fact in each.items() if fact}
    problems += _untrue(post, facts_say, campaign.facts)
    return post, problems + _unproven(slot, rendered.parts, scene.language)


def _rendered(slot: Slot, template: Template, scene: Scene, platform: Platform) -> Rendered:
    """Return the rendered parts, none of which promises a release that was called off.

    Raises WorkspaceError with that problem where one does, or where the template counts to its day or names it.
    """
    facts, release = slot.campaign.facts, slot.event.release
    if facts is None or release is None or release.event_status not in WITHDRAWN:
        return compose.render(template, scene, platform)
    place = release.place or slot.step.place
    try:
        rendered = compose.render(template, scene, platform)
    except WorkspaceError as error:
        codes = {each.code for each in error.problems}
        names_it = NAMES_NO_DAY in codes and "release" in compose.variables_of(template)
        raise (WorkspaceError(gone(release).at(place)) if names_it or COUNTS_TO_NOTHING in codes else error) from None
    for part in rendered.parts:
        if words := promised(part.text, part.facts, facts, release):
            raise WorkspaceError(broken_promise(release, slot.step.name, words).at(place))
    return rendered


def _link(slot: Slot) -> str | None:
    campaign, channel = slot.campaign, slot.channel
    article = campaign.facts.article.url if campaign.facts else None
    link = slot.step.link or channel.link or campaign.link or article
    return tagged(link, {**campaign.utm, **channel.utm}, names_in_links(channel, campaign.name, slot.step.name))


def _claims(slot: Slot, part: RenderedPart) -> dict[Claim, Fact | None]:
    """Return what a part claims about time, by the template's variables (None) and by which of the facts it quotes.

    The text of a step that leads up to the event (`T-3`) speaks of the event's release, though it may not name it.
    """
    facts, event = slot.campaign.facts, slot.event
    own: dict[Claim, Fact | None] = dict.fromkeys(part.claims)
    if facts is None:
        return own
    zone = event.at.zone if event.at else slot.due.zone
    ahead = event.at is not None and slot.due.instant < event.at.instant
    spoken = _with_counted(slot, part.facts) if ahead else part.facts
    found = claims_of_facts(part.text, spoken, facts, release=event.release, event=event.at, zone=zone)
    return own | {claim: fact for claim, fact in found.items() if claim not in own}


def _unproven(slot: Slot, parts: tuple[RenderedPart, ...], language: str) -> list[Problem]:
    """Return a problem where a part speaks of time and neither a claim nor a person says when that is true."""
    step, facts = slot.step, slot.campaign.facts
    settled = step.expires if slot.again else step.true_from or step.true_until
    if settled:
        return []
    taken = [(fact, unproven_in(fact, part.text, language)) for part in parts for fact in part.facts]
    in_facts = unproven_facts(taken, facts) if facts else ()
    blamed = {word for _, said in taken for word in said}
    words = dict.fromkeys(
        word for part in parts for word in unproven(part.text, part.claims, language) if word not in blamed
    )
    cure = RECURRENCE_SAYS if slot.again else STEP_SAYS
    own = [unproven_problem(step.name, words, step.place, cure)] if words else []
    return [*dict.fromkeys(in_facts), *own]


def _with_counted(slot: Slot, rendered: tuple[Fact, ...]) -> tuple[Fact, ...]:
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
        parts=parts_of(
            material, due.instant, step.expires, contents, [each + of_step for each in claims], pace_of(slot.channel)
        ),
        approvals_required=material.approvals_required,
        claims=tuple(dict.fromkeys(claim for each in claims for claim in each)),
        facts_used=tuple(fact.place for fact in used if fact.place),
        place=step.place,
    )


def _untrue(post: Post, facts_say: Mapping[Claim, Fact], facts: Facts | None) -> list[Problem]:
    """Return a problem where a post is due when what it says is not so; it names the facts whose words those are."""
    if all(part.not_before <= part.due_at < part.not_after for part in post.parts):
        return []
    false = [claim for claim in post.claims if not _true_at(claim, post.due_at)]
    words = ", ".join(f'"{claim.words}"' for claim in false) or "its words"
    quoted = [fact for claim in false if (fact := facts_say.get(claim)) and not isinstance(fact, Release)]
    named = [f"{_in_sentence(name_of(fact, facts))} ({fact.place})" for fact in dict.fromkeys(quoted) if facts]
    whose = f"; the words are those of {' and '.join(named)}" if named else ""
    message = f"{post.step} would say {words} at {post.wall}, when that is not true{whose}"
    hint = "change its time, or " + ("put the fact right, or reject it" if named else "the words of the template")
    return [Problem(code="claim-untrue", message=message, hint=hint, place=post.place)]


def _in_sentence(name: str) -> str:
    return name[:1].lower() + name[1:]


def _true_at(claim: Claim, instant: datetime) -> bool:
    return (claim.start is None or claim.start <= instant) and (claim.end is None or instant < claim.end)
