"""Which pieces of a page are its article: what trafilatura keeps, and what belongs between.

trafilatura finds the body better than anything else measured, but it gives up headings, list items and embedded posts,
and it says nothing of kinds. So its text decides which pieces are meant, and the pieces keep their own order and kind.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from lxml.html import HtmlElement

from scheduler.articles.canvas import fold
from scheduler.articles.elements import Seen
from scheduler.articles.language import word_count

SHORT_CHARACTERS: Final = 24  # folded; shorter words must be a line of their own to count as kept
HOME_SHARE: Final = 0.8
MOSTLY_LINK: Final = 0.6
ENOUGH: Final = 0.6  # less of trafilatura's text found again on the page than this: the page is not understood
NEAR: Final = 3
PROSE_WORDS: Final = 12
ENOUGH_WORDS: Final = 40

_MONTH: Final = "january|february|march|april|may|june|july|august|september|october|november|december"
_DATE_WORDS: Final = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH})\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b(?:tomorrow|tonight|next (?:week|month|year))\b",
    re.IGNORECASE,
)
_LURE: Final = re.compile(
    r"(?:related|[™&\s]*©|copyright|continue reading|text size|read (?:more|also|next|the full)|see also"
    r"|more:|more (?:from|on|stories|must-?reads|.{1,30}from)"
    r"|watch(?: now| next|:)|also read|recommended|advertisement|sign up|subscribe|click here|follow us|share this"
    r"|don['’]t miss|you (?:may|might) (?:also )?like|up next|most (?:read|popular)|trending|newsletter|comments?"
    r"|leave a (?:reply|comment)|tags?|topics?|filed under|about the author|contact us|got a (?:news )?tip|like us on"
    r"|follow .{1,40} on (?:twitter|facebook|instagram|x)|by clicking|please enter your"
    r"|thank you for (?:signing|subscri)|join (?:us|our)|get (?:our|the) (?:newsletter|app)"
    r"|download (?:the|our) app|latest (?:news|stories)|jump to|skip to)(?!\w)",
    re.IGNORECASE,
)
_COMMENT_WORDS: Final = re.compile(
    r"(?:^|[\s_-])(?:comments?|comment-?(?:list|section|thread|area)|commentlist|disqus\w*|livefyre|respond|replies)"
    r"(?=$|[\s_-])",
    re.IGNORECASE,
)
_SURE_MARGIN_WORDS: Final = re.compile(
    r"(?:^|[\s_-])(?:related|recirc\w*|recommend\w*|promo\w*|newsletter\w*|sidebar|outbrain|taboola|author-?(?:bio|box)"
    r"|cookie\w*|footer|breadcrumbs?|trending|most-?(?:read|popular)|more-?(?:from|stories)|signup|read-?next)(?=$|[\s_-])",
    re.IGNORECASE,
)
_WHOLE: Final = frozenset({"html", "body", "main", "article"})
_MARGIN_TAGS: Final = frozenset({"aside", "footer", "form", "nav"})
_MARGIN_WORDS: Final = re.compile(
    r"(?:^|[\s_-])(?:related|recirc\w*|recommend\w*|promo\w*|newsletter\w*|signup|subscri\w*|sidebar|comments?|disqus\w*"
    r"|share|sharing|social|trending|popular|most-?read|read-?more|readmore|more-?(?:from|stories|on)|outbrain|taboola"
    r"|advert\w*|ads?|sponsor\w*|breadcrumbs?|tags?|author-?(?:bio|box|info)|bio|cookie\w*|consent|paywall|footer|menu"
    r"|nav|navigation|teaser\w*|pagination)(?=$|[\s_-])",
    re.IGNORECASE,
)


def select(seen: Sequence[Seen], kept_text: str) -> list[Seen]:
    """Return the pieces that are the article, in the order of the page; none where the text is not found again."""
    kept = _without_margins(seen, _kept(seen, kept_text))
    if not kept:
        return []
    weights = _weights(seen, kept)
    home = _home(seen[kept[0]].element, seen, kept, weights)
    chosen = {at for at in kept if _is_below(seen[at].element, home) or _is_prose(seen[at])}
    first, last = _span(seen, kept, home)
    for at in range(max(0, first - NEAR), min(len(seen), last + NEAR + 1)):
        if at not in chosen and _belongs(seen, at, (first, last), home, weights):
            chosen.add(at)
    _drop_lures(seen, chosen)
    _drop_link_lists(seen, chosen)
    _choose_headings(seen, chosen, (first, last), home, weights)
    return _once(seen, sorted(chosen))


def _kept(seen: Sequence[Seen], kept_text: str) -> list[int]:
    """Return which pieces trafilatura kept, empty where too little of its text is among them."""
    lines = {folded for line in kept_text.splitlines() if (folded := fold(line))}
    whole = fold(kept_text)
    kept, found, before = [], 0, ""
    taken: set[str] = set()
    for at, each in enumerate(seen):
        folded = fold(each.piece.text)
        if folded not in taken and (
            folded in whole
            if len(folded) > SHORT_CHARACTERS
            else folded in lines or (before and before + folded in whole)
        ):
            if len(folded) > SHORT_CHARACTERS:
                taken.add(folded)
            kept.append(at)
            found += len(folded)
            before = folded[-SHORT_CHARACTERS:]
        else:
            before = ""
    return kept if whole and found >= ENOUGH * len(whole) else []


def _without_margins(seen: Sequence[Seen], kept: Sequence[int]) -> list[int]:
    """Return what is kept without readers' comments, teasers and the like, where enough of an article remains."""
    outside: list[int] = list(kept)
    for words, share in ((_COMMENT_WORDS, 0.0), (_SURE_MARGIN_WORDS, HOME_SHARE / 2)):
        beside = {at for at in outside if _calls_itself(seen[at].element, words)}
        remaining = sum(word_count(seen[at].piece.text) for at in outside if at not in beside)
        total = sum(word_count(seen[at].piece.text) for at in outside)
        if beside and remaining >= max(ENOUGH_WORDS, share * total):
            outside = [at for at in outside if at not in beside]
    return outside


def _calls_itself(element: HtmlElement, words: re.Pattern[str]) -> bool:
    """Say whether an element, or one it stands in, calls itself one of these words."""
    return any(
        words.search(f"{each.get('class') or ''} {each.get('id') or ''}")
        for each in (element, *element.iterancestors())
        if each.tag not in _WHOLE
    )


def _is_prose(each: Seen) -> bool:
    return each.piece.kind in {"paragraph", "quote", "post"} and word_count(each.piece.text) >= PROSE_WORDS


def _weights(seen: Sequence[Seen], kept: Sequence[int]) -> dict[HtmlElement, int]:
    """Return for every element how many characters of the article are below it."""
    weights: dict[HtmlElement, int] = defaultdict(int)
    for at in kept:
        size = len(seen[at].piece.text)
        element: HtmlElement | None = seen[at].element
        while element is not None:
            weights[element] += size
            element = element.getparent()
    return weights


def _home(
    element: HtmlElement, seen: Sequence[Seen], kept: Sequence[int], weights: dict[HtmlElement, int]
) -> HtmlElement:
    """Return the smallest element that holds nearly all of the article."""
    total = sum(len(seen[at].piece.text) for at in kept)
    candidates = [each for each, weight in weights.items() if weight >= HOME_SHARE * total]
    return min(candidates, key=lambda each: -sum(1 for _ in each.iterancestors()), default=element)


def _span(seen: Sequence[Seen], kept: Sequence[int], home: HtmlElement) -> tuple[int, int]:
    inside = [at for at in kept if _is_below(seen[at].element, home)] or list(kept)
    return inside[0], inside[-1]


def _belongs(
    seen: Sequence[Seen], at: int, span: tuple[int, int], home: HtmlElement, weights: dict[HtmlElement, int]
) -> bool:
    """Say whether a piece that trafilatura left out is part of the article all the same."""
    each = seen[at]
    kind = each.piece.kind
    if kind == "heading" or each.link_share > MOSTLY_LINK or _LURE.match(each.piece.text):
        return False
    if not _is_below(each.element, home) or _is_margin(each.element, home, weights):
        return False
    inside = span[0] <= at <= span[1]
    if kind == "post":
        return True
    if kind in {"paragraph", "quote"}:
        return bool(_DATE_WORDS.search(each.piece.text)) and (inside or at > span[1])
    return inside


def _choose_headings(
    seen: Sequence[Seen],
    chosen: set[int],
    span: tuple[int, int],
    home: HtmlElement,
    weights: dict[HtmlElement, int],
) -> None:
    """Add the headings of the article that have something of it below them, and drop those with nothing."""
    below = False
    for at in range(min(len(seen), span[1] + NEAR + 1) - 1, max(-1, span[0] - NEAR - 1), -1):
        each = seen[at]
        if each.piece.kind != "heading":
            below = below or at in chosen
            continue
        fits = at in chosen or (
            each.link_share <= MOSTLY_LINK
            and _is_below(each.element, home)
            and not _is_margin(each.element, home, weights)
        )
        if below and fits and not _LURE.match(each.piece.text):
            chosen.add(at)
        else:
            chosen.discard(at)
            below = False if at not in chosen and each.piece.kind == "heading" and not fits else below


def _drop_lures(seen: Sequence[Seen], chosen: set[int]) -> None:
    """Take out lines that only lead elsewhere: `Related: …`, `Read more`, `Advertisement`."""
    for at in list(chosen):
        each = seen[at]
        if each.piece.kind in {"paragraph", "list_item"} and _LURE.match(each.piece.text):
            words = len(each.piece.text.split())
            if each.link_share > MOSTLY_LINK / 2 or words <= PROSE_WORDS or "©" in each.piece.text[:5]:
                chosen.discard(at)


def _drop_link_lists(seen: Sequence[Seen], chosen: set[int]) -> None:
    """Take out lists of links behind the last paragraph, or below a heading that leads elsewhere."""
    order = sorted(chosen)
    last = max((at for at in order if _is_prose(seen[at])), default=-1)
    led_away = False
    for at in order:
        each = seen[at]
        if each.piece.kind == "heading" or _is_prose(each):
            led_away = each.piece.kind == "heading" and bool(_LURE.match(each.piece.text))
        elif each.piece.kind == "list_item" and each.link_share > MOSTLY_LINK and (led_away or at > last):
            chosen.discard(at)


def _once(seen: Sequence[Seen], chosen: Sequence[int]) -> list[Seen]:
    """Return the chosen pieces, long ones only once: pages repeat themselves for small screens."""
    known: set[str] = set()
    result = []
    for at in chosen:
        folded = fold(seen[at].piece.text)
        if len(folded) > SHORT_CHARACTERS and folded in known:
            continue
        known.add(folded)
        result.append(seen[at])
    return result


def _is_below(element: HtmlElement, home: HtmlElement) -> bool:
    return element is home or any(each is home for each in element.iterancestors())


def _is_margin(element: HtmlElement, home: HtmlElement, weights: dict[HtmlElement, int]) -> bool:
    """Say whether an element stands in a box beside the story: none of the story is in it, and it says what it is."""
    for each in (element, *element.iterancestors()):
        if each is home or each in weights:
            return False
        if each.tag in _MARGIN_TAGS or _MARGIN_WORDS.search(f"{each.get('class') or ''} {each.get('id') or ''}"):
            return True
    return False
