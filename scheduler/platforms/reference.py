"""The reference page of the platforms, written from their own data.

    python -m scheduler.platforms.reference > docs/reference/platforms.md

prints it; a test says when the page is out of date. What stands under a platform's name is the text of its file.
"""

import importlib
import sys
from collections.abc import Iterator

from scheduler import platforms
from scheduler.platforms.platform import Exactness, Platform
from scheduler.platforms.rules import Most

HEAD = """\
# Platforms

<!-- Written by: python -m scheduler.platforms.reference > docs/reference/platforms.md -->

A platform says how long a post may be, how that is counted, and how literal text is written. `tminus measure` counts a
text on each of them; a channel's `limit:` replaces the limit, as in `x: {platform: x, limit: 25000, ...}`. How far a
count can be trusted:

"""

PROMISES = {
    Exactness.EXACT: "the count is that of the platform's published code, and tests prove it",
    Exactness.DOCUMENTED: "the rule is published and followed; nothing proves our reading of it",
    Exactness.CONSERVATIVE: "the unit is not published: the count is never less than any likely one",
}

TABLE = ("Platform", "`platform:`", "Limit", "A link counts", "Threads", "Link beside the text", "Count is")


def page() -> str:
    """Return the whole page."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    found = [platforms.get(name) for name in platforms.names()]
    yield HEAD + "\n".join(f"- *{exactness}*: {promise}." for exactness, promise in PROMISES.items())
    yield ""
    yield f"| {' | '.join(TABLE)} |"
    yield f"|{'---|' * len(TABLE)}"
    for platform in found:
        yield f"| {' | '.join(_row(platform))} |"
    for platform in found:
        yield from _section(platform)


def _row(platform: Platform) -> tuple[str, ...]:
    link = "in full" if platform.link_cost is None else str(platform.link_cost)
    return (
        platform.label,
        f"`{platform.name}`",
        _limit(platform),
        link,
        "yes" if platform.threads else "no, parts are joined",
        "shown as a card" if platform.shows_card else "put into the text",
        platform.exactness,
    )


def _limit(platform: Platform) -> str:
    limits = [f"{platform.limit:,} {platform.unit}"]
    if platform.byte_limit:
        limits.append(f"{platform.byte_limit:,} bytes")
    if platform.caption_limit:
        limits.append(f"{platform.caption_limit:,} with media")
    return ", ".join(limits)


def _section(platform: Platform) -> Iterator[str]:
    prose = importlib.import_module(f"{platforms.__name__}.{platform.name}").__doc__ or ""
    yield f"\n## {platform.label}\n"
    yield prose.strip()
    yield ""
    yield from (f"- {fact}" for fact in _facts(platform))


def _facts(platform: Platform) -> Iterator[str]:
    rules = platform.rules
    if platform.limit_note:
        yield f"Limit: {platform.limit_note}."
    if platform.count_note:
        yield f"Counting: {platform.count_note}."
    yield f"Literal text is written as {platform.dialect.name}."
    media = [
        "at least one is needed" if rules.needs_media else "",
        f"at most {rules.most_media}" if rules.most_media else "",
        rules.media,
    ]
    if any(media):
        yield f"Media: {'; '.join(filter(None, media))}."
    for most in rules.most:
        yield f"{_kinds(most)}: at most {most.count}; more are {'refused' if most.refused else 'warned of'}."
    custom = f"at most {rules.customary_tags}" if rules.customary_tags else "none"
    yield f"Hashtags at the end of a post, by custom (our judgement): {custom}; `{{{{ hashtags }}}}` writes no more."
    if not platform.taps_links:
        yield "A link in the text leads nowhere here, so `{{ inline_link }}` writes none."
    if rules.hashtags:
        yield f"A hashtag: {rules.hashtags}."
    if rules.invalid:
        yield f"Refused characters: {', '.join(f'U+{ord(each):04X}' for each in rules.invalid)}."
    yield f"Source, read {platform.read_on}: {platform.source}"


def _kinds(most: Most) -> str:
    return {"link": "Different links", "mention": "Mentions", "hashtag": "Hashtags"}[most.kind]


if __name__ == "__main__":
    sys.stdout.write(page() + "\n")
