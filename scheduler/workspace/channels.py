"""config/channels.yaml: each channel on its own, so that one broken channel does not hide the others."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from scheduler import destinations, platforms
from scheduler.destinations import Destination
from scheduler.errors import Problem, Severity, did_you_mean
from scheduler.model import Channel, Image
from scheduler.workspace.allowing import allow_problems
from scheduler.workspace.fields import languages_in, read_name
from scheduler.workspace.problems import read_shape
from scheduler.workspace.reads import told
from scheduler.workspace.references import Known, reference_problems
from scheduler.workspace.secret_use import Kind, SecretUse
from scheduler.workspace.shapes.channels import OPTIONS, ChannelShape
from scheduler.workspace.shapes.shape import UtmShape
from scheduler.workspace.tree import EACH, Document, MappingNode, TextNode

_EVERYWHERE: Final = ("language",)
"""Options of some destinations that mean something on every channel: templates speak its language."""

TRAVEL_KEYS: Final[tuple[str, ...]] = (
    *("url", "server", "token", "chat", "secret", "path"),
    *(name for name in OPTIONS if name not in _EVERYWHERE),
)
"""The keys that are up to the destination: it needs them, takes them, or has no use for them."""


COUNTING_KEYS: Final = ("link_cost", "joins_conjuncts")
"""The keys that are up to the platform: it lets each server count in its own way, or not."""


def read_channels(document: Document) -> tuple[Mapping[str, Channel], tuple[SecretUse, ...], tuple[Problem, ...]]:
    """Return the channels that are right, the secrets they name, and every problem of the file."""
    if document.root is None:
        return MappingProxyType({}), (), document.problems
    if not isinstance(document.root, MappingNode):
        message, hint = "This file is a group of channels", "write a name, a colon, and its keys indented below"
        return MappingProxyType({}), (), (document.problem(document.root.span, "value-kind", message, hint),)
    problems = [*document.problems, *_name_problems(document), *_reference_problems(document), *_key_problems(document)]
    problems += [*_counting_problems(document), *allow_problems(document, (EACH,))]
    channels: dict[str, Channel] = {}
    uses: list[SecretUse] = []
    for name in document.root.entries:
        shape, found = read_shape(document, ChannelShape, (name,))
        problems += found
        if shape:
            uses += _secrets(name, shape, document)
            channels[name] = _channel(name, shape, document)
    known = {
        name: channel
        for name, channel in channels.items()
        if channel.platform in platforms.names() and channel.destination in destinations.names()
    }
    return MappingProxyType(known), tuple(uses), tuple(problems)


def channel_names(document: Document) -> frozenset[str] | None:
    """Return the names other files may refer to, right or broken; None where the file could not be read."""
    return frozenset(document.root.entries) if isinstance(document.root, MappingNode) else None


def _name_problems(document: Document) -> Iterator[Problem]:
    for name in document.steps(()):
        try:
            read_name(str(name))
        except ValueError as error:
            yield document.problem(document.key_span((name,)), *told(error, "name-invalid"))


def _reference_problems(document: Document) -> Iterator[Problem]:
    yield from reference_problems(
        document,
        (
            ((EACH, "platform"), Known("platform", platforms.names())),
            ((EACH, "destination"), Known("destination", destinations.names())),
            ((EACH, "notify"), Known("channel", channel_names(document))),
        ),
    )


def _key_problems(document: Document) -> Iterator[Problem]:
    """Yield the keys a channel's destination needs and has not, and those it has no use for."""
    for path, node in document.find(EACH, "destination"):
        if node.text not in destinations.names():
            continue
        destination, name, given = destinations.get(node.text), path[0], document.steps(path[:1])
        for key in destination.required:
            if key not in given:
                message = f'"{key}" is missing: {destination.label} needs it'
                hint = ChannelShape.model_fields[key].description
                yield document.problem(document.key_span((name,)), "key-missing", message, hint)
        if destination.secret_url and _typed_in_full(document, name):
            message = f"Whoever has the address of a {destination.label} may post to it, and it is typed into this file"
            hint = 'put it into .env, and write  url: "${NAME}"'
            span = document.value_span((name, "url"))
            yield document.problem(span, "secret-in-file", message, hint, Severity.WARNING)
        for key in TRAVEL_KEYS:
            if key in given and key not in destination.keys:
                message = f'{destination.label} makes no use of "{key}"'
                span = document.key_span((name, key))
                yield document.problem(span, "key-unused", message, "remove it", Severity.WARNING)
        yield from _choice_problems(document, name, destination)
        yield from _platform_problems(document, name, destination)


def _counting_problems(document: Document) -> Iterator[Problem]:
    """Yield the keys of counting where every server of the platform counts alike."""
    for path, node in document.find(EACH, "platform"):
        if node.text not in platforms.names() or platforms.get(node.text).server_measure:
            continue
        for key in COUNTING_KEYS:
            if key in document.steps(path[:1]):
                message = f'Every {platforms.get(node.text).label} server counts alike, so "{key}" changes nothing'
                span = document.key_span((path[0], key))
                yield document.problem(span, "key-unused", message, "remove it", Severity.WARNING)


def _choice_problems(document: Document, name: str | int, destination: Destination) -> Iterator[Problem]:
    for option in destination.options:
        node = document.node((name, option.name))
        if option.choices and isinstance(node, TextNode) and node.text and node.text not in option.choices:
            message = f'"{option.name}" is {" or ".join(option.choices)}, not "{node.text}"'
            span, hint = document.value_span((name, option.name)), did_you_mean(node.text, option.choices)
            yield document.problem(span, "choice-unknown", message, hint)


def _platform_problems(document: Document, name: str | int, destination: Destination) -> Iterator[Problem]:
    """Yield where posts would arrive in another platform's dialect: what is escaped for X may call people on Slack."""
    node = document.node((name, "platform"))
    given = node.text if isinstance(node, TextNode) else None
    if destination.platforms and given in platforms.names() and given not in destination.platforms:
        wanted = " or ".join(platforms.get(each).label for each in destination.platforms)
        message = f"{destination.label} carries posts written for {wanted}, not for {platforms.get(str(given)).label}"
        hint = f"write platform: {destination.platforms[0]}"
        yield document.problem(document.value_span((name, "platform")), "platform-mismatch", message, hint)


def _typed_in_full(document: Document, name: str | int) -> bool:
    node = document.node((name, "url"))
    return isinstance(node, TextNode) and bool(node.text) and not str(node.text).startswith("$")


def _secrets(name: str, shape: ChannelShape, document: Document) -> Iterator[SecretUse]:
    def use(secret: str, kind: Kind, *path: str | int) -> SecretUse:
        span = document.value_span((name, *path))
        return SecretUse(name=secret, kind=kind, channel=name, place=document.place(span), end_column=span.end_column)

    if shape.url and shape.url.name:
        yield use(shape.url.name, Kind.ADDRESS, "url")
    if shape.token:
        yield use(shape.token, Kind.TOKEN, "token")
    for number, secret in enumerate(shape.secret):
        yield use(secret, Kind.KEY, "secret", number)


def _channel(name: str, shape: ChannelShape, document: Document) -> Channel:
    return Channel(
        name=name,
        platform=shape.platform,
        destination=shape.destination,
        url=shape.url.text if shape.url else None,
        url_name=shape.url.name if shape.url else None,
        secret_names=tuple(shape.secret),
        token_name=shape.token,
        server=shape.server,
        chat=shape.chat,
        handle=shape.handle,
        path=shape.path,
        options=MappingProxyType({key: text for key in OPTIONS if (text := getattr(shape, key))}),
        limit=shape.limit,
        link_cost=shape.link_cost,
        joins_conjuncts=shape.joins_conjuncts,
        slots=tuple(shape.slots),
        rate=tuple(shape.rate) or None,
        concurrency=shape.concurrency,
        deadline=shape.deadline,
        on_unknown=shape.on_unknown,
        allow_private=tuple(shape.allow_private),
        notify=shape.notify,
        language=next(iter(languages_in(shape.language or "")), None),
        link=shape.link,
        image=Image(url=shape.image, alt=shape.alt) if shape.image else None,
        utm=utm_of(shape.utm),
        allow=MappingProxyType(shape.allow),
        place=document.place(document.key_span((name,))),
    )


def utm_of(shape: UtmShape | None) -> Mapping[str, str]:
    """Return the parameters that were given, by key."""
    return MappingProxyType(shape.model_dump(exclude_none=True) if shape else {})
