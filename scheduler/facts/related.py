"""What stands on a page but belongs to other stories: "Also this week", "Read more: …", lists of links."""

import re
from collections.abc import Sequence
from typing import Final

from scheduler.model import Block

_OPENS: Final = (
    r"also (?:this week|on|read|see|in the news)|(?:related|see also|read (?:more|next|also)|more (?:from|on"
    r"|stories|news"
    r"|must[ -]reads|like this|to read)|you (?:may|might) (?:also )?(?:like|enjoy)|recommended|trending|popular"
    r"|latest (?:news|stories|headlines|articles)|don['’]t miss|elsewhere|in other news|most (?:read|popular|viewed)"
    r"|further reading|what to (?:read|watch) next|editor['’]?s['’]? picks?|sign up|subscribe|advertisement|sponsored"
    r"|top stories|next article|previous article|share this|comments|\d+ comments|from our partners|follow us"
    r"|extra tidbit|similar news)"
)
_SECTION: Final = re.compile(rf"(?:{_OPENS})\b", re.IGNORECASE)
_INLINE: Final = re.compile(
    r"(?:related|see also|read (?:more|next|also|on|:)|also read|more|watch|don['’]t miss|recommended|listen"
    r"|video|photos?"
    r"|must read|next)\s?(?:stor(?:y|ies)|articles?|content|video)?\s?[:|»>]\s?\S",
    re.IGNORECASE,
)
LONGEST_TITLE_WORDS: Final = 8
LONGEST_LINK_WORDS: Final = 16
LONGEST_LINK: Final = 400  # characters


def own_blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks that belong to the story itself."""
    kept = []
    elsewhere = fresh = False
    for block in blocks:
        words = _words_in(block.text)
        if _is_section(block, words):
            elsewhere = fresh = True
            continue
        if elsewhere and not _is_link(block, words, fresh=fresh):
            elsewhere = False
        fresh = fresh and block.kind == "heading"
        if not elsewhere and not (words <= LONGEST_LINK_WORDS and _INLINE.match(block.text)):
            kept.append(block)
    return tuple(kept)


def _words_in(text: str) -> int:
    """Return how many words a text has; of a long one only that it has more than a link."""
    return LONGEST_LINK_WORDS + 1 if len(text) > LONGEST_LINK else len(text.split(maxsplit=LONGEST_LINK_WORDS + 1))


def _is_section(block: Block, words: int) -> bool:
    if block.kind not in {"heading", "paragraph"} or words > LONGEST_TITLE_WORDS:
        return False
    return bool(_SECTION.match(block.text)) and not block.text.endswith((".", "?", "!", ","))


def _is_link(block: Block, words: int, *, fresh: bool) -> bool:
    """Say whether a block under such a heading is one more title of another story; `fresh`: nothing came between."""
    if block.kind == "heading":
        return fresh and not block.text.endswith("?")
    if block.kind in {"list_item", "caption"}:
        return True
    return (
        block.kind == "paragraph" and words <= LONGEST_LINK_WORDS and not block.text.endswith((".", "!", "”", '"', ":"))
    )
