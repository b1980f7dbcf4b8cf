"""X's weighted length: config v3 of twitter-text, on normalised text, with links and emoji as units."""

import re
import unicodedata
from collections.abc import Iterator

from scheduler.text.domains import KNOWN_AND_NEWER, NEWER
from scheduler.text.links import X_RULE, LinkRule, link_stretches
from scheduler.text.x_tables import DEFAULT_WEIGHT, EMOJI, RANGES, URL_WEIGHT

_WITH_NEWER = LinkRule(scheme=X_RULE.scheme, bare=True, tail=X_RULE.tail, known=KNOWN_AND_NEWER)
_NEWER = re.compile(r"\.(?:" + "|".join(NEWER) + ")", re.IGNORECASE)
_HEAVY = re.compile("[^" + "".join(f"\\u{start:04x}-\\u{end:04x}" for start, end, _ in RANGES) + "]+")
_ASCII = bytes(range(128))
_EMOJI = re.compile(EMOJI)
_JOINS = re.compile(r"[\u200d\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_OF_EMOJI = r"0-9#*©®\u200d\u203c-\u2b55\u3030\u303d\u3297\u3299\ufe0f\U0001f004-\U0001faff\U000e0020-\U000e007f"
_EMOJI_MAY_BE = re.compile(rf"[{_OF_EMOJI}][{_OF_EMOJI}]+")
"""The stretches in which an emoji of several characters may stand; one of a single character weighs 2 as any other."""

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
        rest = _beyond_ascii(text)
        plain = len(text) + _extra(rest)
        emoji = list(_emoji(text)) if _JOINS.search(rest) else []
    weight = plain + _difference(text, X_RULE, emoji)
    if "." in text and _NEWER.search(text):
        weight = max(weight, plain + _difference(text, _WITH_NEWER, emoji))
    return weight


def _difference(text: str, rule: LinkRule, emoji: list[Unit]) -> int:
    """Return what links and emoji weigh more or less than their characters; of two that overlap the first counts."""
    units = [(start, counted, URL_WEIGHT) for start, _, counted, _ in link_stretches(text, rule)]
    units = sorted(units + emoji) if units and emoji else units or emoji
    difference, at = 0, 0
    for start, end, weight in units:
        if start >= at:
            difference += weight - (end - start) - _extra(text[start:end])
            at = end
    return difference


def _emoji(text: str) -> Iterator[Unit]:
    """Yield the emoji of several characters (and some of one)."""
    for stretch in _EMOJI_MAY_BE.finditer(text):
        for emoji in _EMOJI.finditer(text, *stretch.span()):
            yield *emoji.span(), DEFAULT_WEIGHT


def _extra(text: str) -> int:
    """Return what the characters of a text weigh beyond 1 each."""
    return 0 if text.isascii() else (DEFAULT_WEIGHT - 1) * len("".join(_HEAVY.findall(text)))


def _beyond_ascii(text: str) -> str:
    """Return the characters of a text that are not ASCII: looking at these alone is what makes counting fast."""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
