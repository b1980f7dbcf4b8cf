"""Where a file says `${NAME}`: the name and its place, never the value."""

from dataclasses import dataclass, field
from enum import StrEnum

from scheduler.errors import Place, Problem


class Kind(StrEnum):
    """What the value behind a name is for."""

    ADDRESS = "address"  # where to send
    KEY = "key"  # what requests are signed with
    TOKEN = "token"  # the key to an account  # noqa: S105 - a kind, no secret
    DATABASE = "database"  # where the queue is


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretUse:
    """One `${NAME}`; `channel` is None for the database."""

    name: str
    kind: Kind
    channel: str | None
    place: Place | None = field(default=None, compare=False)
    end_column: int | None = field(default=None, compare=False)


def unset(use: SecretUse, *more: SecretUse) -> Problem:
    """Return the problem `secret-missing`: the environment and `.env` have no such name, or nothing behind it.

    `more` are the other uses of the same name; the problem stands at the first.
    """
    channels = list(dict.fromkeys(each.channel for each in (use, *more) if each.channel))
    needs = "the queue's address comes from it"
    if channels:
        needs = f"the channel {channels[0]} needs it" if len(channels) == 1 else f"{', '.join(channels)} need it"
    return Problem(
        code="secret-missing",
        message=f"{use.name} is not set, and {needs}",
        hint=f"add a line {use.name}=... to .env, or set it in the environment",
        place=use.place,
        end_column=use.end_column,
    )
