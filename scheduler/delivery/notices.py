"""By which channel the troubles of another are told, in that channel's dialect and size."""

from collections.abc import Mapping, Sequence
from functools import partial

from scheduler import platforms
from scheduler.destinations import Endpoint
from scheduler.model import Content
from scheduler.platforms import Platform
from scheduler.queue import Route


def routes_of(endpoints: Mapping[str, Endpoint]) -> dict[str, Route]:
    """Return the routes of the channels that have somebody told: never a channel by itself."""
    found = {}
    for name, endpoint in endpoints.items():
        there = endpoints.get(endpoint.notify or name)
        if there is not None and there.channel != name:
            platform = platforms.get(there.platform).with_limit(there.limit)
            found[name] = Route(channel=there.channel, platform=there.platform, write=partial(write, platform))
    return found


def write(platform: Platform, texts: Sequence[str]) -> Content:
    """Return the first of these texts that fits on a platform as its content; of the last, as much as fits."""
    fitting = [text for each in texts if not platform.over(text := platform.escape(each))]
    text = fitting[0] if fitting else _cut(platform, texts[-1])
    return Content(text=text, entities=platform.find_entities(text))


def _cut(platform: Platform, text: str) -> str:
    while text and platform.over(platform.escape(text)):
        text = text[:-1]
    return platform.escape(text.strip())
