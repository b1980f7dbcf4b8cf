"""What stands in a text that a platform makes clickable, where the text room's rules for X and Mastodon do not fit."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from scheduler.text import MASTODON_RULE, X_RULE, Span, grapheme_count, hashtags, late_regex, links

if TYPE_CHECKING:
    import regex

_WEB_RULE = replace(X_RULE, bare=False)
_HANDLE = late_regex(r"(?<![\w@/.])@[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28}[A-Za-z0-9_])?(?![\w@])")
_TELEGRAM_NAME = late_regex(r"(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{3,31}(?![\w@])")
_TEAM_NAME = late_regex(r"(?<![\w@/])@[a-z0-9][a-z0-9._-]{0,62}[a-z0-9_](?![\w@])", ignore_case=True)

LONGEST_BLUESKY_TAG = 64


def web_links(text: str) -> list[Span]:
    """Return the links that have a scheme: `https://example.org/a`, but not `example.org`."""
    return links(text, _WEB_RULE)


def mastodon_links(text: str) -> list[Span]:
    """Return the links of Mastodon: with a scheme, and a few schemes more."""
    return links(text, MASTODON_RULE)


def bluesky_tags(text: str) -> list[Span]:
    """Return the hashtags that Bluesky takes: up to 64 graphemes after the `#`."""
    return [tag for tag in hashtags(text) if grapheme_count(tag.text) <= LONGEST_BLUESKY_TAG + 1]


def handles(text: str) -> list[Span]:
    """Return the `@name`s of Instagram, Threads and TikTok: up to 30 letters, digits, dots, underscores."""
    return list(_mentions(_HANDLE.finditer(text))) if "@" in text else []


def telegram_names(text: str) -> list[Span]:
    """Return the `@name`s of Telegram: 4 to 32 letters, digits, underscores."""
    return list(_mentions(_TELEGRAM_NAME.finditer(text))) if "@" in text else []


def team_names(text: str) -> list[Span]:
    """Return the `@name`s of Mattermost: up to 64 letters, digits, dots, dashes, underscores."""
    return list(_mentions(_TEAM_NAME.finditer(text))) if "@" in text else []


def _mentions(found: Iterable["regex.Match[str]"]) -> Iterable[Span]:
    for each in found:
        start, end = each.span()
        yield Span(kind="mention", text=each[0], start=start, end=end, counted=end - start)
