"""The platforms, one file each: limits as data, counting rules, dialects. A new platform is a new file."""

from functools import cache
from types import MappingProxyType

from scheduler.discovery import discover
from scheduler.errors import WorkspaceError, did_you_mean
from scheduler.platforms.dialect import Dialect
from scheduler.platforms.platform import Exactness, Platform
from scheduler.platforms.rules import Most, Rules

__all__ = ["Dialect", "Exactness", "Most", "Platform", "Rules", "get", "names"]


@cache
def _all() -> MappingProxyType[str, Platform]:
    return MappingProxyType(dict(discover(__name__, "PLATFORM", Platform)))


def names() -> list[str]:
    """Return the names of all platforms, in alphabetical order."""
    return sorted(_all())


def get(name: str) -> Platform:
    """Return a platform by its name; raises WorkspaceError `platform-unknown`."""
    found = _all().get(name)
    if found is None:
        hint = did_you_mean(name, names()) or f"use one of {', '.join(names())}"
        raise WorkspaceError.of("platform-unknown", f'there is no platform "{name}"', hint)
    return found
