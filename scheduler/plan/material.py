"""What posts are drafted from, and what a channel means for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from scheduler import platforms
from scheduler.model import Campaign, Channel, OneOff, QuietHours, Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What posts are drafted from. `zone` is the workspace's, for one-off posts and campaigns without an event."""

    campaigns: tuple[Campaign, ...]
    one_offs: tuple[OneOff, ...]
    channels: Mapping[str, Channel]
    templates: Mapping[str, Template]
    zone: str
    late: timedelta
    quiet_hours: QuietHours | None = None
    require_review: bool = False
    approvals_required: int = 0


def platform_of(channel: Channel) -> platforms.Platform:
    """Return the channel's platform, with the channel's own limit where it has one."""
    platform = platforms.get(channel.platform)
    return platform if channel.limit is None else platform.with_limit(channel.limit)


def names_in_links(channel: Channel, campaign: str, step: str) -> dict[str, str]:
    """Return what the placeholders of `utm` stand for."""
    return {"channel": channel.name, "platform": channel.platform, "campaign": campaign, "step": step}
