"""Secrets by name: looked up in the environment when a channel is about to be used, and kept nowhere."""

import base64
import os
import secrets
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Final

from scheduler import destinations
from scheduler.destinations import Endpoint, secrecy
from scheduler.destinations.signing import key_of
from scheduler.errors import Problem, TminusError, WorkspaceError
from scheduler.model import Channel, Secret
from scheduler.workspace.addresses import is_address
from scheduler.workspace.secret_use import Kind, SecretUse, unset
from scheduler.workspace.settings import Workspace

CATCH: Final = "catch"
CATCH_SECRET: Final = Path(".tminus", "catch.secret")


def secret_problems(workspace: Workspace, channels: Collection[str] | None = None) -> tuple[Problem, ...]:
    """Return an error for every `${NAME}` that is not set or cannot be used, once for each channel that names it.

    Commands that send nothing show them as warnings. `channels` limits the answer to those; the database is always in.
    """
    chosen = [use for use in workspace.secrets if channels is None or use.channel in channels]
    if workspace.database:
        chosen.append(workspace.database)
    return _wrong(chosen, workspace.environment)


def _wrong(uses: Iterable[SecretUse], environment: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return what is wrong, once a name: a variable that four channels share is set once."""
    by_name: dict[str, list[SecretUse]] = {}
    for use in dict.fromkeys(uses):
        by_name.setdefault(use.name, []).append(use)
    found: list[Problem] = []
    for name, sharing in by_name.items():
        value = environment.get(name, "")
        if value.strip():
            found += filter(None, dict.fromkeys(_unusable(use, value.strip()) for use in sharing))
        else:
            found.append(unset(*sharing))
    return tuple(found)


def _unusable(use: SecretUse, value: str) -> Problem | None:
    """Return what is wrong with the value behind a name, without repeating it."""
    try:
        if use.kind is Kind.KEY:
            key_of(Secret(value))
        if use.kind is Kind.ADDRESS and not is_address(value):
            raise ValueError("an address starts with https://")  # noqa: TRY301 - told below, like a bad key
    except ValueError as error:
        message = f"The value of {use.name} cannot be used: {error}"
        hint = "put it right in .env, or in the environment"
        return Problem(code="secret-invalid", message=message, hint=hint, place=use.place, end_column=use.end_column)
    return None


def endpoint(workspace: Workspace, channel: str) -> Endpoint:
    """Return where a channel's posts go, with its secrets; what it leaves open is as its destination has it.

    Raises WorkspaceError with everything that is wrong with the channel's secrets.
    """
    chosen = workspace.channels[channel]
    if wrong := _wrong([use for use in workspace.secrets if use.channel == chosen.name], workspace.environment):
        raise WorkspaceError(*wrong)
    destination = destinations.get(chosen.destination)
    keys = tuple(Secret(workspace.environment[name]) for name in chosen.secret_names)
    if destination.name == CATCH and not keys:
        keys = (catch_secret(workspace),)
    return Endpoint(
        channel=chosen.name,
        platform=chosen.platform,
        destination=destination,
        url=_url(workspace, chosen, destination.default_url),
        secrets=keys,
        token=Secret(workspace.environment[chosen.token_name].strip()) if chosen.token_name else None,
        deadline=chosen.deadline,
        concurrency=chosen.concurrency,
        on_unknown=chosen.on_unknown or destination.on_unknown,
        allow_private=(*destination.allow_private, *chosen.allow_private),
        rate=chosen.rate or destination.rate,
        notify=chosen.notify,
        limit=chosen.limit,
        chat=chosen.chat,
        handle=chosen.handle,
        options=chosen.options,
    )


def _url(workspace: Workspace, channel: Channel, default: str | None) -> Secret:
    if channel.url_name:
        return Secret(workspace.environment[channel.url_name].strip())
    if channel.path:
        return Secret((workspace.root / channel.path).absolute().as_uri())
    return Secret(channel.url or channel.server or (default or "").replace("{channel}", channel.name))


SECRET_IN: Final[Mapping[Kind, Callable[[str], Iterable[str]]]] = MappingProxyType(
    {
        Kind.ADDRESS: secrecy.of_address,
        Kind.KEY: secrecy.of_key,
        Kind.TOKEN: secrecy.of_key,
        Kind.DATABASE: secrecy.of_database,
    }
)
"""What must not be repeated of the value behind a name."""


def secret_words(workspace: Workspace) -> frozenset[str]:
    """Return every word of the workspace's secrets that no log may hold; the name of a channel is none."""
    uses = (*workspace.secrets, *([workspace.database] if workspace.database else []))
    found: set[str] = set()
    for use in uses:
        if value := workspace.environment.get(use.name, "").strip():
            found.update(SECRET_IN[use.kind](value))
    found.update(secrecy.of_database(workspace.database_given or ""))
    for channel in workspace.channels.values():
        if channel.url and destinations.get(channel.destination).secret_url:
            found.update(secrecy.of_address(channel.url))
    with suppress(OSError):
        found.update(secrecy.of_key((workspace.root / CATCH_SECRET).read_text("ascii").strip()))
    return frozenset(found - workspace.channels.keys())


def caught_secrets(workspace: Workspace) -> tuple[Secret, ...]:
    """Return every key by which a delivery of this workspace is known as its own: the receiver's, and the channels'.

    A secret that is missing or broken is left out: posts of its channel cannot go out anyway.
    """
    keys = [catch_secret(workspace)]
    for name in sorted({name for channel in workspace.channels.values() for name in channel.secret_names}):
        value = workspace.environment.get(name, "").strip()
        with suppress(ValueError):
            key_of(Secret(value))
            keys.append(Secret(value))
    return tuple(keys)


def catch_secret(workspace: Workspace) -> Secret:
    """Return the key the built-in receiver checks signatures with; made on first use, readable by its owner only.

    Raises TminusError `state-unwritable` where `.tminus/` cannot hold it.
    """
    path = workspace.root / CATCH_SECRET
    try:
        if not path.exists():
            _make_key(path)
        return Secret(path.read_text("ascii").strip())
    except OSError as error:
        message = f"{path} cannot be made or read: {error.strerror}"
        raise TminusError.of("state-unwritable", message, "give yourself the right to write there") from None


def _make_key(path: Path) -> None:
    """Write a new key whole or not at all: of two processes that begin at once, one wins and both read its key."""
    path.parent.mkdir(exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # the other one was first
    finally:
        draft.unlink()
