"""The full names of an article, and which of them are people's for certain."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from scheduler.facts.people.person_names import (
    Mention,
    could_be_person,
    has_given_name,
    is_organisation,
    mentions_in,
    untitled,
)
from scheduler.facts.quotations.speech_words import SAYS_NEXT
from scheduler.model import Block

_CODE: Final = re.compile(r"[A-Z]{2,}\b(?!\.)")


FULL: Final = 2  # words of a full name


LONGEST_IN_HEADING: Final = 3  # words: Title Case runs on


def most_frequent(named: list[Mention]) -> tuple[Mention, ...]:
    """Return those of several full names that the article gives most often."""
    if len(named) == 1:
        return tuple(named)
    often = Counter(each.words for each in named)
    most = max(often.values())
    return tuple(each for each in named if often[each.words] == most)


def full_names(mentions: tuple[Mention, ...], blocks: Sequence[Block]) -> Iterator[Mention]:
    """Yield the names of two and more words; of a heading, in which every word may be capitalised, only sure ones."""
    headings = [block for block in blocks if block.kind == "heading"]
    starts = [block.start for block in headings]
    for mention in mentions:
        if len(mention.words) < FULL or not (could_be_person(mention.text) or is_organisation(mention.text)):
            continue
        at = bisect_right(starts, mention.start) - 1
        if at < 0 or headings[at].end <= mention.start:
            yield mention
        elif mention.end < headings[at].end or mention.start > starts[at]:
            yield from names_of_heading(mention.text, mention.start)


def names_of_heading(words: str | None, start: int = -1) -> Iterator[Mention]:
    """Yield the sure names of a heading, in which every word may have a capital."""
    for mention in mentions_in(words or ""):
        if has_given_name(mention.text) and len(mention.text.split()) <= LONGEST_IN_HEADING:
            yield Mention(mention.text, start, start)


def sure_persons(prose: str, mentions: tuple[Mention, ...], full: list[Mention]) -> Iterator[str]:
    """Yield the full names that are people's for certain: by their given name, or called by surname, or speaking."""
    surnames = {mention.words for mention in mentions if len(mention.words) < FULL}
    for name in {each.text: each for each in full}.values():
        if not could_be_person(name.text):
            continue
        if (
            has_given_name(name.text)
            or name.words[-1:] in surnames
            or (name.start >= 0 and not _CODE.match(name.text) and SAYS_NEXT.match(prose, name.end))
        ):
            yield untitled(name.text)
