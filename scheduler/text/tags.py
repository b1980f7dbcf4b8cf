"""Mentions, hashtags and cashtags in running text, as twitter-text tells them; and Mastodon's mentions.

Sources: twitter/twitter-text js/src/regexp, version 3.1.0 (letters here are those of today's Unicode, not of
its version 7); mastodon/mastodon app/models/account.rb, MENTION_RE (both read 2026-11-22).
"""

from collections.abc import Iterable
from operator import attrgetter
from typing import TYPE_CHECKING

from scheduler.text.characters import LATIN_ACCENTS, PUNCTUATION, SPACES
from scheduler.text.late import late_regex
from scheduler.text.links import links
from scheduler.text.spans import Span

if TYPE_CHECKING:
    import regex

_LETTER = r"\p{L}\p{M}"
_SPECIAL = r"_\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\xb7"
_WORD = rf"[{_LETTER}\p{{Nd}}{_SPECIAL}]"
_HASHTAG = late_regex(rf"(?<=^|[\ufe0e\ufe0f]|[^{_LETTER}\p{{Nd}}{_SPECIAL}&])[#＃](?![\ufe0f\u20e3])({_WORD}+)")
_A_LETTER = late_regex(rf"[{_LETTER}]")
_AFTER_HASHTAG = late_regex(r"[#＃]|://")
_MENTION = late_regex(
    r"(?:^|[^a-zA-Z0-9_!#$%&*@＠]|(?:^|[^a-zA-Z0-9_+~.-])[rR][tT]:?)"
    r"(?P<mention>[@＠][a-zA-Z0-9_]{1,20})(?P<list>/[a-zA-Z][a-zA-Z0-9_-]{0,24})?"
)
_AFTER_MENTION = late_regex(rf"[@＠{LATIN_ACCENTS}]|://")
_FEDIVERSE_MENTION = late_regex(
    r"(?<![=/\w])@(?P<user>[a-zA-Z0-9_]++(?:[.-]+[a-zA-Z0-9_]++)*+)(?:@\w++(?:[.-]++\w++)*+)?"
)
_JS_SPACES = r"\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_CASHTAG = late_regex(rf"(?<=^|[{SPACES}])\$[a-zA-Z]{{1,6}}(?:[._][a-zA-Z]{{1,2}})?(?=$|[{_JS_SPACES}{PUNCTUATION}])")


def hashtags(text: str) -> list[Span]:
    """Return the hashtags of a text: at least one letter, ending at punctuation and emoji, not inside a link."""
    if "#" not in text and "＃" not in text:
        return []
    found, taken = [], -1
    for each in _HASHTAG.finditer(text):
        if each.start() == taken:  # twitter-text takes the character before a hashtag with it: no match has it twice
            continue
        taken = each.end()
        if _A_LETTER.search(each[1]) and not _AFTER_HASHTAG.match(text, taken):
            found.append(_span("hashtag", each))
    return [span for span in first_come(found + links(text)) if span.kind == "hashtag"]


def first_come(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, without those that begin inside an earlier one."""
    kept: list[Span] = []
    for span in sorted(spans, key=attrgetter("start")):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def mentions(text: str) -> list[Span]:
    """Return the `@name`s of a text; the list of `@name/list` is not one."""
    if "@" not in text and "＠" not in text:
        return []
    return [
        _span("mention", found, "mention")
        for found in _MENTION.finditer(text)
        if not found["list"] and not _AFTER_MENTION.match(text, found.end())
    ]


def fediverse_mentions(text: str) -> list[Span]:
    """Return the `@user` and `@user@host` of a text; `counted` is the length of `@user`."""
    return [
        Span(kind="mention", text=text[start:end], start=start, end=end, counted=counted - start)
        for start, end, counted in fediverse_stretches(text)
    ]


def fediverse_stretches(text: str) -> list[tuple[int, int, int]]:
    """Return where the mentions of a text start and end, and where their `@user` does, which alone is counted."""
    if "@" not in text:
        return []
    return [
        (*found.span(), found.end("user"))
        for found in _FEDIVERSE_MENTION.finditer(text)
        if not _AFTER_MENTION.match(text, found.end())
    ]


def cashtags(text: str) -> list[Span]:
    """Return the `$TICKER`s of a text."""
    return [_span("cashtag", found) for found in _CASHTAG.finditer(text)] if "$" in text else []


def _span(kind: str, found: "regex.Match[str]", group: str | int = 0) -> Span:
    """Return what a pattern found as a span that counts in full."""
    start, end = found.span(group)
    return Span(kind=kind, text=found[group], start=start, end=end, counted=end - start)
