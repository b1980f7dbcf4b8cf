"""What in a text must not be cut: links, mentions, tags, numbers with their unit, quotations, code, link markup.

Each is a stretch `(start, end)` in code points. A cut may lie at its ends, never inside.
"""

from scheduler.platforms import Platform
from scheduler.text import cashtags, fediverse_mentions, hashtags, late_regex, links, mentions

Stretch = tuple[int, int]

ANYWHERE = (links, mentions, fediverse_mentions, hashtags, cashtags)
"""Finders of what is one thing on any platform: a post is copied from one to the other."""

UNITS = (
    "%|°[CF]?|[kcm]?m|km/h|mph|k?g|mg|lbs?|oz|ml|l|ft|in|inches|feet|miles?|met(?:er|re)s?|px|[KMGT]B|Hz|GHz|fps|W|kW|V"
    "|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|a\\.?m\\.?|p\\.?m\\.?|AM|PM|o'clock|o’clock"
    "|hundred|thousand|million|billion|trillion|percent|per cent|dollars?|euros?|pounds?|USD|EUR|GBP|JPY|CHF"
    "|[€$£¥]|times|points?|people|copies|pages|episodes?|stars?"
)
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?"
)
_NO_WORD = r"(?<![\p{L}\p{Nd}_])"  # `\w` would hold the last mark of an emoji for a letter
_BLANK = r"[ \t\u2009]"
_NUMBER = r"[-+~≈]?[€$£¥]?\p{Nd}[\p{Nd}.,:/\u2013-]*"
_NUMBER_WITH_UNIT = late_regex(rf"{_NO_WORD}{_NUMBER}{_BLANK}+(?:{UNITS})(?!\w)")
_DATE = late_regex(
    rf"{_NO_WORD}(?:(?:{MONTHS}){_BLANK}+\p{{Nd}}{{1,2}}(?:st|nd|rd|th)?|\p{{Nd}}{{1,2}}\.?{_BLANK}+(?:{MONTHS}))(?!\w)"
)
_SYMBOL = late_regex(rf"{_NO_WORD}(?:[€$£¥#№§]|No\.|Nr\.|p\.){_BLANK}+\p{{Nd}}[\p{{Nd}}.,]*")
_MARKUP = late_regex(r"<[^<>\n]{1,2000}>|`[^`\n]+`")
_QUOTATION = late_regex(
    r"“[^“”]*”|„(?=\S)[^„“”]*[“”]|«[^«»]*»|»[^«»]*«|「[^「」]*」|『[^『』]*』|(?<!\w)‘(?:[^‘’]|(?<=\w)’(?=\w))*’(?!\w)"
    r'|(?<![\w"])"(?=[^\s"])[^"]*(?<=[^\s"])"(?!\w)'
)
_PARAGRAPH = late_regex(r"\n[ \t]*\n")


def entity_stretches(text: str, platform: Platform) -> list[Stretch]:
    """Return what the platform, or any platform, takes as one thing; and numbers with units, dates, code, markup."""
    finders = dict.fromkeys((*ANYWHERE, *platform.finds))
    found = [(span.start, span.end) for find in finders for span in find(text)]
    if platform.dialect.escaped is not None:
        found += [(entity.start, entity.end) for entity in platform.find_entities(text)]
    for pattern in (_NUMBER_WITH_UNIT, _DATE, _SYMBOL, _MARKUP):
        found += [each.span() for each in pattern.finditer(text)]
    return found


def quotations(text: str) -> list[Stretch]:
    """Return the pairs of quotation marks with what they enclose, each within one paragraph."""
    found: list[Stretch] = []
    at = 0
    while quotation := _QUOTATION.search(text, at):
        start, end = quotation.span()
        if _PARAGRAPH.search(quotation[0]):  # the marks are no pair: what stands behind the first may be one
            at = start + 1
        else:
            found.append((start, end))
            at = end
    return found
