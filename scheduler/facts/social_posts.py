"""Posts from social networks that an article embeds, also as plain text: TEXT — Name (@handle) July 5, 2023.

After research/facts.md section 4, "Tweets as text" (read 2026-11-22). The day is all that is said of the time; the
short link of a picture is not the post's address.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from scheduler.facts.catalogue.social_posts import SocialPost
from scheduler.facts.kind import Found, Reading
from scheduler.facts.social_tails import MONTHS, SHARED, TAIL, UNDATED
from scheduler.model import Block

_PICTURE: Final = re.compile(
    r"(?:\s{0,4}(?:\[image or embed\]|(?:https?://)?(?:pic\.(?:twitter|x)\.com|t\.co)/\w+))++\s*$"
)
_ADDRESS: Final = re.compile(
    r"\(?(?P<url>https?://(?:www\.|mobile\.)?(?:(?:twitter|x)\.com/\w+/status/\d+|bsky\.app/profile/[\w.-]+/post/\w+"
    r"|(?:instagram\.com|threads\.net)/[\w@./]*p(?:ost)?/[\w-]+|[\w.-]+/@\w+(?:@[\w.-]+)?/\d{6,}))\S{0,80}"
)
HOLDERS: Final = frozenset({"post", "quote", "paragraph"})


def extract(reading: Reading) -> Found:
    """Return the posts in the order of the article."""
    found: dict[tuple[str, str, str | None], SocialPost] = {}
    for block in reading.article.blocks:
        if block.kind in HOLDERS and "@" in block.text:
            for post in _posts(reading, block):
                found.setdefault((post.handle.lower(), post.text, post.date_published), post)
    return Found(tuple(found.values()))


def _posts(reading: Reading, block: Block) -> Iterator[SocialPost]:
    words, at = block.text, 0
    forms = (TAIL,) if block.kind == "paragraph" else (TAIL, SHARED, UNDATED)
    signatures = next((found for form in forms if (found := list(form.finditer(words)))), [])
    for signature in signatures:
        address = _ADDRESS.match(words, _after_blank(words, signature.end()))
        text = _PICTURE.sub("", words[at : signature.start()])
        begin = at + len(text) - len(text.lstrip())
        end = address.end() if address else signature.end()
        at = end
        if not text.strip():
            continue
        groups = signature.groupdict()
        yield SocialPost(
            text=" ".join(text.split()),
            author=groups["name"].strip() or None,
            handle=groups["handle"],
            date_published=_day(groups),
            url=address["url"] if address else block.url if len(signatures) == 1 else None,
            source=reading.source(block.start + begin, block.start + end),
        )


def _after_blank(words: str, at: int) -> int:
    while at < len(words) and words[at] in " \n(":
        at += 1
    return at


def _day(groups: dict[str, str | None]) -> str | None:
    month, day, year = (groups.get(name) or groups.get(f"{name}2") for name in ("month", "day", "year"))
    if not (month and day and year):
        return None
    try:
        return date(int(year), MONTHS.index(month[:3].lower()) + 1, int(day)).isoformat()
    except ValueError:
        return None
