"""What changed in the texts of a post, for the terminal and for pull requests alike."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from scheduler import platforms
from scheduler.cli.console.desk import Desk
from scheduler.model import Part, Post
from scheduler.plan.material import platform_of
from scheduler.plan.wording import Words, reworded


def texts(before: Post, after: Post) -> Iterator[tuple[str, Sequence[Sequence[Words]]]]:
    """Yield the parts that changed, each with its number in a thread (`2/4`) and the lines that changed."""
    many = max(len(before.parts), len(after.parts))
    for number, (old, new) in enumerate(zip_longest(before.parts, after.parts), start=1):
        label = f"{number}/{many}" if many > 1 else ""
        if lines := reworded(_text(before, old), _text(after, new)):
            yield label, lines
        elif _beside(old) != _beside(new):
            yield label, reworded(_beside(old), _beside(new))


def _text(post: Post, part: Part | None) -> str:
    """Return a text as its readers see it."""
    return platforms.get(post.platform).shown(part.content.text) if part else ""


def _beside(part: Part | None) -> str:
    """Return what travels beside a text, in words."""
    if part is None:
        return ""
    image = part.content.image
    words = [f"link {part.content.link}"] if part.content.link else []
    words += [f"image {image.url}", *([f"showing {image.alt}"] if image.alt else [])] if image else []
    return " ".join(words)


def lengths(before: Post, after: Post, desk: Desk) -> str:
    """Return `length 187 → 185` of a post of one part; "" where it says nothing or the channel is gone."""
    channel = desk.workspace.channels.get(after.channel)
    if channel is None or len(before.parts) != 1 or len(after.parts) != 1:
        return ""
    platform = platform_of(channel)
    old, new = (platform.length(post.parts[0].content.text) for post in (before, after))
    return f"length {old} → {new} of {platform.limit}" if old != new else ""
