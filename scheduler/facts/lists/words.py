"""The words that promise a list of things to know, and how many; as data, every pattern linear."""

import re
from typing import Final

NUMBERS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_COUNT: Final = rf"(?P<n>\d{{1,2}}|{'|'.join(NUMBERS)})"
_NOUNS: Final = (
    "things|facts|reasons|ways|tips|points|takeaways|questions|trends|details|highlights|lessons"
    "|rules|secrets|surprises|ideas|mistakes|myths|steps|moments|changes|features|signs|hacks|tricks|strategies"
    "|benefits|predictions|findings|insights|misconceptions|essentials|hints|pointers|truths"
)
_BETWEEN: Final = r"(?:(?!(?:of|in|and|to|years?|months?|days?|people|percent|million)\b)[\w’'-]+\s){0,4}?"
_DIGIT: Final = re.compile(r"\d")
COUNTED: Final = re.compile(rf"(?<![\w.,$£€-]){_COUNT}\s{_BETWEEN}(?:{_NOUNS})(?!\w)", re.IGNORECASE)
COUNTED_IN_HEADLINE: Final = re.compile(
    rf"(?:^|[:–—]\s|\b(?:the|here are|top|these|our)\s){_COUNT}\s{_BETWEEN}[a-z]{{3,}}s(?!\w)", re.IGNORECASE
)
"""A headline counts anything: "7 films to see in May"; the count must be met exactly then."""
UNCOUNTED: Final = re.compile(
    r"(?:what (?:you (?:need|should|have) to|we|to|you should|you must) know\b|(?:everything|things"
    r"|all) (?:we know|(?:you )?(?:need )?to know|you (?:need|should) (?:to )?know)"
    r"|\bkey (?:highlights|takeaways|points|facts|details|findings|features|changes)\b|^in (?:brief|short|summary)\b"
    r"|\bthe highlights$|\bpatch notes\b|\bat a glance\b|^tl;?dr\b|^highlights\b|^(?:the )?(?:quick "
    r"|short )?summary\b|^(?:the )?takeaways\b"
    r"|^(?:fast|quick|fun) facts\b)",
    re.IGNORECASE,
)
BEFORE_A_LIST: Final = re.compile(
    r"(?:^what [^?.!]{3,40} (?:includes?|contains?|offers?|gets you)$|what(?:['’]s| is) new\b"
    r"|everything (?:that(?:['’]s| is) )?new\b|\bnew (?:features|in (?:the|this))\b"
    r"|what to expect\b"
    r"|\bwhat we (?:know|learned)\b|\b(?:main|top|biggest|major) (?:changes|features|points|improvements|news)\b"
    r"|\bby the numbers\b|\b(?:tips|ways|reasons|things) (?:for|to|why|you)\b|\bhere(?:['’]s| is| are) (?:what"
    r"|how|why)\b"
    r"|\bneed to know\b|\b(?:the )?following (?:changes|features|tips|steps|points|things|improvements)\b)",
    re.IGNORECASE,
)
"""What promises a list only where list items really follow."""
PROFILE: Final = re.compile(r"\b(?:get(?:ting)? to know|who is|meet|introducing|all about)\b", re.IGNORECASE)
NUMBERED: Final = re.compile(
    r"(?:(?:tip|step|reason|fact|way|lesson|rule|point|myth|no\.?|number)\s#?\d{1,2}\s?[.):–—-]?|#?\(?\d{1,2}[.):]"
    r"|#\d{1,2}\b|(?:first|second|third|fourth|fifth|sixth|seventh|lastly|finally)(?:ly)?[,:.])\s{1,2}",
    re.IGNORECASE,
)
"""The number an item begins with."""


_UNCOUNTED_STEMS: Final = (
    "know", "key ", "in brief", "in short", "summary", "highlights", "patch notes", "glance", "tldr", "tl;dr",
    "takeaways", "facts",
)  # fmt: skip
_STEMS_BEFORE: Final = (
    "include", "contain", "offer", "gets you", "new", "expect", "what we ", "changes", "features", "points",
    "improvements", "by the numbers", "tips", "ways", "reasons", "things", "here", "need to know", "following",
)  # fmt: skip
"""What a heading has in lower case that a pattern may match, asked before the pattern is."""


def promises(words: str) -> bool:
    """Say whether a heading promises a list of any kind."""
    if _has_count(words) and COUNTED.search(words):
        return True
    small = words.lower()
    return any(
        form.search(words)
        for form, stems in ((UNCOUNTED, _UNCOUNTED_STEMS), (BEFORE_A_LIST, _STEMS_BEFORE))
        if any(stem in small for stem in stems)
    )


def promised(words: str) -> int | None:
    """Return how many things a heading promises, or None."""
    found = COUNTED.search(words) if _has_count(words) else None
    return _value(found) if found else None


def promised_by_headline(headline: str) -> int | None:
    """Return how many things of any kind a headline counts, or None."""
    found = COUNTED.search(headline) or COUNTED_IN_HEADLINE.search(headline)
    return _value(found) if found else None


def _has_count(words: str) -> bool:
    small = words.lower()
    return _DIGIT.search(small) is not None or any(number in small for number in NUMBERS)


def _value(found: re.Match[str]) -> int:
    return int(found["n"]) if found["n"].isdigit() else NUMBERS[found["n"].lower()]
