"""What a sentence speaks of as still to come, and what it tells as an old plan that holds no more.

"It opens on May 4" looks ahead; "it was originally scheduled for March 3" does not, and names no day of today's plans.
Where the words leave a doubt they are taken to look ahead: a post is then held to what it may have promised.
"""

import re
from collections.abc import Iterator
from typing import Final

from scheduler.facts.release_dates.dates import DateMention, find_dates
from scheduler.facts.sentences import split_sentences

TO_COME: Final = re.compile(
    r"\b(?:will|shall|set (?:to|for)|slated|scheduled (?:to|for)|due (?:to|on|in|out)|upcoming|coming|about to"
    r"|(?:out|available|on sale) (?:on|from)"
    r"|(?:open|arrive|release|premiere|debut|launch|land|drop|hit|start|begin|air|ship|kick)(?:s|es|ing)?)\b",
    re.IGNORECASE,
)
"""Wordings of something that has not happened yet; "opened" and "released" are none."""

_PLANNED: Final = r"(?:set|due|slated|scheduled|planned|expected|supposed|meant|intended|announced|going)"
_FORMERLY: Final = r"(?:originally|initially|previously|formerly|at first)"
_OLD_PLAN: Final = re.compile(
    rf"(?<!\bthe )(?<!\ba )(?<!\bits )(?<!\btheir )(?<!\bour )\b{_FORMERLY}\s(?:been\s)?{_PLANNED}"
    r"(?=\s(?:out\s)?(?:for|to|on|in|at|by)\b)"
    rf"|\b(?:was|were)\s(?:first|once)\s{_PLANNED}\b"
    rf"|\bhad\s(?:\w+ly\s)?been\s(?:\w+ly\s)?{_PLANNED}\b"
    r"|\b(?:was|were)\s(?:\w+ly\s)?(?:to have|(?:supposed|meant|intended) to)\b"
    r"|\b(?:should|would) have (?:\w+ed|been|come|begun|hit)\b",
    re.IGNORECASE,
)
"""How a sentence begins to tell a plan that holds no more."""

_PLAN: Final = re.compile(
    rf"\b(?:was|were)\s(?:{_PLANNED}|to)\b"
    r"|\boriginal\s(?:(?:release|opening|launch|premiere|start|planned)\s){0,2}(?:date|day|plan|schedule)\b",
    re.IGNORECASE,
)
"""A plan that may hold still: it is an old one where the sentence goes on to say that it changed."""

_CHANGED: Final = re.compile(
    r"\b(?:moved|pushed|postponed|delayed|put (?:off|back)|rescheduled|cancell?ed|called off|withdrawn"
    r"|is (?:over|gone|off)|but now|is now (?:set|due|slated|scheduled|expected|planned|coming|opening|arriving))\b",
    re.IGNORECASE,
)
_TURNS: Final = re.compile(
    r"[;:,—–?!(]|\b(?:but|now|instead|however|then|until|before|moved|pushed|postponed|delayed|rescheduled|will|shall"
    r"|(?:open|arrive|release|premiere|debut|launch|land|drop|hit|start|begin|air|ship|kick|stream|come|play|return|run|go)(?:s|es)|is|are)\b|[’']ll\b",
    re.IGNORECASE,
)
"""Where a sentence turns from the old plan to what holds."""

_LEFT: Final = re.compile(
    r"(?:\b(?:moved|pushed|postponed|delayed|put|brought|shifted|bumped|rescheduled|changed|slipped|switched)"
    r"\s(?:(?:back|off|forward|up|away|again|now|the|its|release|date|opening|premiere|launch)\s){0,3}?from"
    r"|\b(?:instead of|rather than|not))"
    r"\s(?:(?:on|the|its|original|old|planned|opening|arriving|premiering|launching|release|date|of)\s){0,4}$",
    re.IGNORECASE,
)
"""What stands right before a day that was left: "moved from March 3 to May 4"."""

_HINTS: Final = re.compile(
    rf"\b(?:{_FORMERLY}|had|was|were|should|would|original|instead|rather|not|from)\b", re.IGNORECASE
)
"""What a text without an old plan may have, and one with an old plan has."""

_WINDOW: Final = 80


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text, line by line, and where each begins."""
    at = 0
    for line in text.splitlines(keepends=True):
        for start, end in split_sentences(line):
            yield at + start, line[start:end]
        at += len(line)


def to_come(text: str) -> str | None:
    """Return the first words that speak of something as still to come; None where there are none."""
    first = TO_COME.search(text)
    if first is None or not _HINTS.search(text):
        return first and first[0]
    return next((found[0] for _, sentence in sentences(text) for found in ahead(sentence)), None)


def ahead(sentence: str) -> Iterator[re.Match[str]]:
    """Yield the wordings of a sentence that look ahead."""
    return (found for found in TO_COME.finditer(sentence) if not _is_old(sentence, found.start(), found.end()))


def days_ahead(text: str) -> tuple[DateMention, ...]:
    """Return the dates that a text names, without those it tells as an old plan."""
    if not _HINTS.search(text):
        return find_dates(text)
    return tuple(mention.moved(at) for at, sentence in sentences(text) for mention in dates_ahead(sentence))


def dates_ahead(sentence: str) -> Iterator[DateMention]:
    """Yield the dates of a sentence that hold; their places are the sentence's."""
    for mention in find_dates(sentence):
        before = sentence[max(0, mention.start - _WINDOW) : mention.start]
        if not _LEFT.search(before) and not _is_old(sentence, mention.start, mention.end):
            yield mention


def _is_old(sentence: str, start: int, end: int) -> bool:
    """Whether words of a sentence belong to a plan that it tells as an old one."""
    for plan in _OLD_PLAN.finditer(sentence):
        if plan.start() <= start and not _TURNS.search(sentence, plan.end(), max(plan.end(), start)):
            return not _TURNS.fullmatch(sentence, start, end)
    for plan in _PLAN.finditer(sentence):
        if plan.start() <= start and not _TURNS.search(sentence, plan.end(), max(plan.end(), start)):
            return bool(_CHANGED.search(sentence, end)) and not _TURNS.fullmatch(sentence, start, end)
    return False
