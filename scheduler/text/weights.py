"""X's weighted length: config v3 of twitter-text, on normalised text, with links and emoji as units."""

import re
import unicodedata

from scheduler.text.domains import KNOWN_AND_NEWER, NEWER
from scheduler.text.links import X_RULE, LinkRule, links
from scheduler.text.x_tables import DEFAULT_WEIGHT, EMOJI, RANGES, URL_WEIGHT

_WITH_NEWER = LinkRule(scheme=X_RULE.scheme, bare=True, tail=X_RULE.tail, known=KNOWN_AND_NEWER)
_NEWER = re.compile(r"\.(?:" + "|".join(NEWER) + ")", re.IGNORECASE)
_HEAVY = re.compile("[^" + "".join(f"\\u{start:04x}-\\u{end:04x}" for start, end, _ in RANGES) + "]")
_EMOJI = re.compile(EMOJI)
_EMOJI_MAY_BE = re.compile(r"[\u20e3\u203c-\U0010ffff]|[©®]\ufe0f")


def weighted_length(text: str) -> int:
    """Return how long X takes a text to be; it neither trims nor touches line ends.

    Never smaller than twitter-text 3.1.0 says: an emoji newer than its table weighs what its pieces weigh, and a link
    under a top-level domain that only X's servers may know counts as the heavier of link and text.
    """
    normalised = text if text.isascii() else unicodedata.normalize("NFC", text)
    weight = _weigh(normalised, X_RULE)
    if "." in normalised and _NEWER.search(normalised):
        weight = max(weight, _weigh(normalised, _WITH_NEWER))
    return weight


def _weigh(text: str, rule: LinkRule) -> int:
    """Add up links, emoji and single characters; of two that overlap the first counts."""
    units = [(link.start, link.start + link.counted, URL_WEIGHT) for link in links(text, rule)]
    if text.isascii():
        return len(text) + sum(URL_WEIGHT - (end - start) for start, end, _ in units)
    if _EMOJI_MAY_BE.search(text):
        units += [(*emoji.span(), DEFAULT_WEIGHT) for emoji in _EMOJI.finditer(text)]
        units.sort()
    total, at = 0, 0
    for start, end, weight in units:
        if start >= at:
            total += _plain(text[at:start]) + weight
            at = end
    return total + _plain(text[at:])


def _plain(text: str) -> int:
    """Return the weight of characters that are neither link nor emoji."""
    return len(text) + (DEFAULT_WEIGHT - 1) * (0 if text.isascii() else len(_HEAVY.findall(text)))
