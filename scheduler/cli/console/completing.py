"""What the shell offers for an argument: the names of this workspace's posts, channels and the like.

An argument is known by its name, so that a command's file need not say it. Whatever goes wrong on the way, nothing is
offered: a person who presses Tab asks for no error.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

import click
from click.shell_completion import CompletionItem

Offer = Callable[[click.Context], Iterable[str]]


def _posts(context: click.Context) -> Iterable[str]:
    """Return the campaigns, their steps, and the keys of posts."""
    from scheduler.cli.console.desk import open_desk  # noqa: PLC0415 - only who presses Tab

    keys = [post.key for post in open_desk(context).drafted.posts]
    depths = range(1, 1 + max((key.count("/") + 1 for key in keys), default=0))
    return sorted({"/".join(key.split("/")[:depth]) for key in keys for depth in depths})


def _channels(context: click.Context) -> Iterable[str]:
    from scheduler.cli.console.desk import open_desk  # noqa: PLC0415 - only who presses Tab

    return sorted(open_desk(context).workspace.channels)


def _posts_and_channels(context: click.Context) -> Iterable[str]:
    return [*_posts(context), *(f"channel:{name}" for name in _channels(context))]


def _codes(_context: click.Context) -> Iterable[str]:
    from scheduler import explanations  # noqa: PLC0415 - only who presses Tab

    return explanations.names()


def _platforms(_context: click.Context) -> Iterable[str]:
    from scheduler import platforms  # noqa: PLC0415 - only who presses Tab

    return platforms.names()


def _schemas(_context: click.Context) -> Iterable[str]:
    from scheduler.workspace import schemas  # noqa: PLC0415 - only who presses Tab

    return schemas.names()


OFFERS: Final[Mapping[str, Offer]] = MappingProxyType(
    {
        "select": _posts,
        "key": _posts,
        "what": _posts_and_channels,
        "channel": _channels,
        "code": _codes,
        "names": _platforms,
        "kind": _schemas,
    },
)
"""By a parameter's name."""


class Offered(click.types.StringParamType):
    """A text for which the shell offers names."""

    def __init__(self, offer: Offer) -> None:
        self.offer = offer

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the names that go on as what was typed so far."""
        del param
        try:
            return [CompletionItem(name) for name in self.offer(ctx) if name.startswith(incomplete)]
        except Exception:  # noqa: BLE001 - a shell that completes shows no errors
            return []


def offer_names(command: click.Command) -> None:
    """Let the shell offer names for those parameters of a command that stand for some."""
    for param in command.params:
        offer = OFFERS.get(param.name or "")
        if offer and isinstance(param.type, click.types.StringParamType):
            param.type = Offered(offer)
