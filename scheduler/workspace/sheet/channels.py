"""Channels as people write them into a spreadsheet: a channel's name, or that of a platform it posts to."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from scheduler.errors import did_you_mean
from scheduler.model import Channel

PLATFORMS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "x": ("x", "twitter", "xtwitter", "twitterx", "xformerlytwitter", "tweet", "xcom"),
        "bluesky": ("bluesky", "bsky", "bskyapp"),
        "mastodon": ("mastodon", "masto", "fediverse"),
        "threads": ("threads", "metathreads"),
        "facebook": ("facebook", "fb", "facebookpage", "fbpage", "facebookseite", "pagefacebook", "meta"),
        "instagram": ("instagram", "ig", "insta", "instagrambusiness", "instagramfeed", "instagrampost"),
        "linkedin": ("linkedin", "li", "linkedinpage", "linkedincompany", "linkedincompanypage", "linkedinprofile"),
        "pinterest": ("pinterest", "pin"),
        "tiktok": ("tiktok",),
        "slack": ("slack",),
        "discord": ("discord",),
        "teams": ("teams", "msteams", "microsoftteams"),
        "telegram": ("telegram", "tg"),
        "google_chat": ("googlechat", "gchat"),
        "mattermost": ("mattermost",),
    },
)
"""Our platforms, and what they are called in spreadsheets: small letters and digits only."""

_BETWEEN: Final = re.compile(r"[;,|/&+\n]|\s+(?:and|und|et|y|e|en)\s+")
_ALIASES: Final = {alias: platform for platform, aliases in PLATFORMS.items() for alias in aliases}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The channels that a cell names, and the words in it that name none, each with a hint."""

    channels: tuple[str, ...]
    unknown: tuple[tuple[str, str], ...] = ()


def named_channels(cell: str, channels: Mapping[str, Channel]) -> Named:
    """Return which channels a cell names; a platform stands for every channel that posts to it."""
    found: list[str] = []
    unknown: list[tuple[str, str]] = []
    for word in (each.strip() for each in _BETWEEN.split(cell)):
        if not word:
            continue
        chosen = channels_of(word, channels)
        found += chosen
        if not chosen:
            unknown.append((word, _hint(word, channels)))
    return Named(channels=tuple(dict.fromkeys(found)), unknown=tuple(unknown))


def channels_of(word: str, channels: Mapping[str, Channel]) -> list[str]:
    """Return the channels that a word names: one of its name, else every one that posts to its platform."""
    if word in channels:
        return [word]
    same = [name for name in channels if _bare(name) == _bare(word)]
    if same:
        return same
    platform = platform_named(word) or _bare(word)
    return [name for name, channel in channels.items() if platform in {channel.platform, _bare(channel.platform)}]


def platform_named(word: str) -> str | None:
    """Return the platform that a word means: `Twitter` is x, `X (Twitter)` as well; None for anything else."""
    return _ALIASES.get(_bare(re.sub(r"\([^)]*\)", "", word))) or _ALIASES.get(_bare(word))


def _bare(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word).casefold()
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())


def _hint(word: str, channels: Mapping[str, Channel]) -> str:
    if not channels:
        return "config/channels.yaml has no channels yet"
    if platform := platform_named(word):
        return f"no channel has  platform: {platform}  in config/channels.yaml; there are {', '.join(sorted(channels))}"
    return did_you_mean(word.lower(), channels) or f"there are {', '.join(sorted(channels))}"
