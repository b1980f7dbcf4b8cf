"""What a destination has against a post, said while it is planned: a picture it cannot carry, a request too large."""

from scheduler import destinations
from scheduler.destinations import Context, Destination, Endpoint
from scheduler.errors import Place, Problem, Severity
from scheduler.model import Channel, Content, Image, Post, Secret, part_key


def picture(channel: Channel, image: Image | None) -> Image | None:
    """Return the picture if the channel's destination can carry it: what is previewed is what is sent."""
    return image if destinations.get(channel.destination).takes_image else None


def travel_problems(channel: Channel, post: Post, image: Image | None, place: Place | None) -> list[Problem]:
    """Return a warning for a picture that is left out, and an error for each part whose request would be refused."""
    destination = destinations.get(channel.destination)
    problems = []
    if image and not destination.takes_image:
        message = f"{post.step} goes to {channel.name} without its picture: {destination.label} wants pictures uploaded"
        hint = "tminus sends addresses only; post it by hand, or through a webhook that uploads"
        problems.append(
            Problem(code="image-left-out", message=message, hint=hint, severity=Severity.WARNING, place=place)
        )
    if most := destination.body_limit_bytes:
        problems += [
            _too_large(destination, size, most, place)
            for part in post.parts
            if (size := _size(destination, channel, post, part.number, part.content)) > most
        ]
    return problems


def _too_large(destination: Destination, size: int, most: int, place: Place | None) -> Problem:
    message = f"the request would have {size:,} bytes, and {destination.label} takes {most:,}"
    return Problem(code="body-over", message=message, hint="shorten the text; links and lines count too", place=place)


def _size(destination: Destination, channel: Channel, post: Post, number: int, content: Content) -> int:
    """Return how many bytes a part's request has; its address and secrets are not in it."""
    endpoint = Endpoint(
        channel=channel.name,
        platform=channel.platform,
        destination=destination,
        url=Secret("https://example.org"),
        chat=channel.chat,
        handle=channel.handle,
        options=channel.options,
    )
    context = Context(
        endpoint=endpoint,
        key=part_key(post.key, number),
        post=post.key,
        campaign=post.campaign,
        step=post.step,
        channel=post.channel,
        platform=post.platform,
        part=number,
        parts=len(post.parts),
        content_hash=content.hash,
        due_at=post.due_at,
        not_after=post.not_after,
        in_reply_to="-",
        attempt=1,
        sent_at=post.due_at,
    )
    return len(destination.build(content, context)[-1].body)
