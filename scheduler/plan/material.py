"""What posts are drafted from, and what a channel means for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler import destinations, platforms
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
    language: str = "en"
    quiet_hours: QuietHours | None = None
    holidays: frozenset[date] = frozenset()
    audience_zone: str = ""  # "": the zone of each post
    require_review: bool = False
    approvals_required: int = 0


def platform_of(channel: Channel) -> platforms.Platform:
    """Return the channel's platform, as the channel's server has it: with its own limit and its own way to count.

    What the destination sends besides the text and the platform counts in, as a content warning, is taken off.
    """
    platform = platforms.get(channel.platform)
    counted = [option.name for option in destinations.get(channel.destination).options if option.counts]
    taken = sum(platform.length(channel.options.get(name, "")) for name in counted)
    limit = (platform.limit if channel.limit is None else channel.limit) - taken
    if platform.server_measure is None:  # a warning was given where the file was read
        return platform.with_limit(limit)
    return platform.on_server(limit=limit, link_cost=channel.link_cost, joins_conjuncts=channel.joins_conjuncts)


def names_in_links(channel: Channel, campaign: str, step: str) -> dict[str, str]:
    """Return what the placeholders of `utm` stand for."""
    return {"channel": channel.name, "platform": channel.platform, "campaign": campaign, "step": step}
