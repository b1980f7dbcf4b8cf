"""One post from a row of a spreadsheet: literal text, never a template."""

from functools import partial

from scheduler import compose, destinations
from scheduler.errors import Place, Problem, WorkspaceError
from scheduler.model import Channel, OneOff, Post
from scheduler.plan.calendar import Resolved
from scheduler.plan.characters import of_row
from scheduler.plan.links import tagged
from scheduler.plan.material import Material, names_in_links, platform_of
from scheduler.plan.parts import objections, parts_of
from scheduler.plan.slots import NEXT_FREE
from scheduler.plan.spelling import spell_when
from scheduler.plan.travel import picture, travel_problems
from scheduler.plan.unproven import unproven, unproven_warning


def post_of_row(
    material: Material, one_off: OneOff, channel: Channel, due: Resolved, key: str
) -> tuple[Post, list[Problem]]:
    """Return the post of a spreadsheet's row on a channel, and what stands against it.

    Raises WorkspaceError where it says nothing or does not fit.
    """
    platform = platform_of(channel)
    image = one_off.image or channel.image
    link = tagged(one_off.link or channel.link, channel.utm, names_in_links(channel, "posts", one_off.key))
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
        image=picture(channel, image),
        place=one_off.place or Place(file=one_off.key),
    )
    parts = parts_of(material, due.instant, one_off.expires, contents, [()] * len(contents))
    post = Post(
        key=key,
        campaign="posts",
        step=one_off.key,
        channel=channel.name,
        platform=channel.platform,
        due_at=due.instant,
        zone=due.zone,
        wall=f"{due.wall:%Y-%m-%d %H:%M}",
        when=spell_when(one_off.when) if one_off.when else NEXT_FREE,
        expires_at=due.instant + one_off.expires if one_off.expires else None,
        parts=parts,
        approvals_required=material.approvals_required,
        place=one_off.place,
    )
    problems = objections(platform, contents, one_off.place, partial(of_row, one_off))
    problems += travel_problems(channel, post, image, one_off.place)
    return post, problems + _unproven(post, one_off, channel.language or material.language)


def _unproven(post: Post, one_off: OneOff, language: str) -> list[Problem]:
    """Return a warning where literal text speaks of time and no `expires` bounds it."""
    if one_off.expires:
        return []
    words = dict.fromkeys(word for part in post.parts for word in unproven(part.content.text, (), language))
    return [unproven_warning(one_off.key, words, one_off.place)] if words else []
