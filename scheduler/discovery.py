"""One named object out of each module of a room of plug-ins.

A module is a plug-in when it defines the room's constant (`PLATFORM`, `DESTINATION`, `FACT`); any other module of the
room is plain code. There is no list to edit: adding a plug-in is adding its file.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol, TypeVar


class Named(Protocol):
    """What every plug-in has: the name by which files and commands call it."""

    @property
    def name(self) -> str:
        """The name, unique in its room."""
        ...


T = TypeVar("T", bound=Named)


def discover(package: str, constant: str, kind: type[T]) -> Mapping[str, T]:
    """Import the modules of `package` and return their `constant`s by name, in alphabetical order of the files.

    Raises TypeError if a constant is not a `kind`, ValueError if two modules claim one name: faults of the code, not of
    its users.
    """
    found: dict[str, T] = {}
    for info in pkgutil.iter_modules(importlib.import_module(package).__path__):
        module = importlib.import_module(f"{package}.{info.name}")
        if not hasattr(module, constant):
            continue
        plugin = getattr(module, constant)
        if not isinstance(plugin, kind):
            raise TypeError(f"{module.__name__}.{constant} is no {kind.__name__}")
        if plugin.name in found:
            raise ValueError(f"two modules of {package} are named {plugin.name!r}")
        found[plugin.name] = plugin
    return MappingProxyType(found)
