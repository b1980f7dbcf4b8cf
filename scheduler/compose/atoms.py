"""What in a text must not be cut: links, mentions, tags, numbers with their unit, quotations, code, link markup.

Each is a stretch `(start, end)` in code points. A cut may lie at its ends, never inside.
"""

import regex

from scheduler.platforms import Platform
from scheduler.text import cashtags, fediverse_mentions, hashtags, links, mentions

Stretch = tuple[int, int]

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
_BLANK = r"[ \t\u2009]"
_NUMBER = r"[-+~≈]?[€$£¥]?\p{Nd}[\p{Nd}.,:/\u2013-]*"
_NUMBER_WITH_UNIT = regex.compile(rf"(?<!\w){_NUMBER}{_BLANK}+(?:{UNITS})(?!\w)")
_DATE = regex.compile(
    rf"(?<!\w)(?:(?:{MONTHS}){_BLANK}+\p{{Nd}}{{1,2}}(?:st|nd|rd|th)?|\p{{Nd}}{{1,2}}\.?{_BLANK}+(?:{MONTHS}))(?!\w)"
)
_SYMBOL = regex.compile(rf"(?<!\w)(?:[€$£¥#№§]|No\.|Nr\.|p\.){_BLANK}+\p{{Nd}}[\p{{Nd}}.,]*")
_MARKUP = regex.compile(r"<[^<>\n]{1,2000}>|`[^`\n]+`")
_QUOTATION = regex.compile(
    r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|»[^«»]*«|「[^「」]*」|『[^『』]*』|(?<!\w)‘(?:[^‘’]|(?<=\w)’(?=\w))*’(?!\w)"
    r'|(?<![\w"])"(?=[^\s"])[^"]*(?<=[^\s"])"(?!\w)'
)
_PARAGRAPH = regex.compile(r"\n[ \t]*\n")


def entity_stretches(text: str, platform: Platform) -> list[Stretch]:
    """Return what the platform, or any platform, takes as one thing; and numbers with units, dates, code, markup."""
    spans = [*links(text), *mentions(text), *fediverse_mentions(text), *hashtags(text), *cashtags(text)]
    own = [(entity.start, entity.end) for entity in platform.find_entities(text)]
    found = own + [(span.start, span.end) for span in spans]
    for pattern in (_NUMBER_WITH_UNIT, _DATE, _SYMBOL, _MARKUP):
        found += [each.span() for each in pattern.finditer(text)]
    return found


def quotations(text: str) -> list[Stretch]:
    """Return the pairs of quotation marks with what they enclose, each within one paragraph."""
    return [found.span() for found in _QUOTATION.finditer(text) if not _PARAGRAPH.search(found[0])]
