"""X's weighted length: config v3 of twitter-text, on normalised text, with links and emoji as units."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from scheduler.text.characters import beyond_ascii
from scheduler.text.domains import KNOWN_AND_NEWER, NEWER
from scheduler.text.late import late
from scheduler.text.links import X_RULE, LinkRule, link_stretches
from scheduler.text.x_tables import DEFAULT_WEIGHT, EMOJI, RANGES, URL_WEIGHT

_WITH_NEWER = replace(X_RULE, known=KNOWN_AND_NEWER)
_NEWER = late(rf"\.(?:{'|'.join(NEWER)})", re.IGNORECASE)
_BLANK = late(r"[ \n]|\Z")
_HEAVY = late("[^" + "".join(f"\\u{start:04x}-\\u{end:04x}" for start, end, _ in RANGES) + "]+")
_EMOJI = late(EMOJI)
_JOINERS = r"\u200d\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
_OF_EMOJI = r"0-9#*©®\u200d\u203c-\u2b55\u3030\u303d\u3297\u3299\ufe0f\U0001f004-\U0001faff\U000e0020-\U000e007f"
_JOINED = late(rf"[{_JOINERS}][{_OF_EMOJI}]*")
"""What follows the first character of an emoji of several; one of a single character weighs 2 as any other does."""

Unit = tuple[int, int, int]


def weighted_length(text: str) -> int:
    """Return how long X takes a text to be; it neither trims nor touches line ends.

    Never smaller than twitter-text 3.1.0 says: an emoji newer than its table weighs what its pieces weigh, and a link
    under a top-level domain that only X's servers may know counts as the heavier of link and text.
    """
    if text.isascii():
        plain, emoji = len(text), []
    else:
        text = unicodedata.normalize("NFC", text)
        rest = beyond_ascii(text)
        plain = len(text) + _extra(rest)
        emoji = list(_emoji(text)) if _JOINED.search(rest) else []
    return plain + _difference(text, X_RULE, emoji) + _newer(text)


def _newer(text: str) -> int:
    """Return how much heavier the words are that have a newer top-level domain where they count as links."""
    heavier, seen = 0, 0
    for dot in _NEWER.finditer(text) if "." in text else ():
        at = dot.start()
        if at >= seen:
            start = max(text.rfind(" ", seen, at), text.rfind("\n", seen, at), seen - 1) + 1
            blank = _BLANK.search(text, at)
            seen = blank.start() if blank else len(text)
            word = text[start:seen]
            heavier += max(0, _alone(word, _WITH_NEWER) - _alone(word, X_RULE))
    return heavier


def _alone(word: str, rule: LinkRule) -> int:
    """Return the difference that links and emoji make to a word; none of them reaches across a blank."""
    return _difference(word, rule, list(_emoji(word)))


def _difference(text: str, rule: LinkRule, emoji: list[Unit]) -> int:
    """Return what links and emoji weigh more or less than their characters; of two that overlap the first counts."""
    units = [(start, counted, URL_WEIGHT) for start, _, counted, _ in link_stretches(text, rule)]
    units = sorted(units + emoji) if units and emoji else units or emoji
    covered, weight, at = "", 0, 0
    for start, end, each in units:
        if start >= at:
            covered += text[start:end]
            weight += each
            at = end
    return weight - len(covered) - _extra(covered)


def _emoji(text: str) -> Iterator[Unit]:
    """Yield the emoji of several characters."""
    for joined in _JOINED.finditer(text):
        before, stop = joined.span()
        for emoji in _EMOJI.finditer(text, before - 1 if before else 0, stop):
            start, end = emoji.span()
            if end > start + 1:
                yield start, end, DEFAULT_WEIGHT


def _extra(text: str) -> int:
    """Return what the characters of a text weigh beyond 1 each."""
    return 0 if text.isascii() else (DEFAULT_WEIGHT - 1) * len("".join(_HEAVY.findall(text)))
