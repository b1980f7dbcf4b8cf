"""The shape of config/channels.yaml: the keys of every channel, and those that only some destinations know."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BeforeValidator, Field, RootModel, create_model

from scheduler import destinations
from scheduler.model import OnUnknown
from scheduler.workspace.fields import (
    Address,
    AllowedRate,
    Duration,
    EveryRule,
    Flag,
    GivenAddress,
    Handle,
    LanguageCodes,
    Name,
    Network,
    Positive,
    SecretName,
    Text,
)
from scheduler.workspace.shapes.shape import Attached, UtmShape


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


OneOrMore = BeforeValidator(_listed, json_schema_input_type=str | list[str])
"""A list, or its only item alone."""


class ChannelKeys(Attached):
    """What every channel may have: how a post looks, how it travels, and its secrets."""

    platform: Text = Field(description="how posts look, as x, bluesky, mastodon, threads, linkedin, slack")
    destination: Text = Field(description=f"how posts travel: {', '.join(destinations.names())}")
    url: GivenAddress | None = Field(default=None, description='where to send, as "${X_WEBHOOK_URL}" or an address')
    server: Address | None = Field(default=None, description="the address of the server")
    token: SecretName | None = Field(default=None, description='the key to the account, as "${MASTODON_TOKEN}"')
    chat: Text | None = Field(default=None, description="the chat to post to")
    handle: Handle | None = Field(default=None, description="the name of the account, without @")
    path: Text | None = Field(default=None, description="the file to write to, as out/posts.jsonl")
    secret: Annotated[list[SecretName], OneOrMore] = Field(
        default=[], description="what requests are signed with, newest first"
    )
    limit: Positive | None = Field(
        default=None, description="how long a post may be, where the server sets its own limit"
    )
    link_cost: Positive | None = Field(default=None, description="what any link counts, where the server sets its own")
    joins_conjuncts: Flag = Field(default=False, description="true: the server counts क्ष as one (Mastodon on Ruby 4)")
    slots: list[EveryRule] = Field(default=[], description="the times free posts take, as [Mon-Fri 09:00]")
    rate: Annotated[list[AllowedRate], OneOrMore] = Field(
        default=[], description="how many requests in which time, as 5 per 2s, or several as [1 per 1s, 20 per 1m]"
    )
    concurrency: Positive = Field(default=1, description="how many requests at once")
    deadline: Duration = Field(default=timedelta(seconds=20), description="how long a request may take, as 20s")
    on_unknown: OnUnknown | None = Field(
        default=None, description="what to do when nobody knows whether a post arrived: hold, resend or assume-sent"
    )
    allow_private: list[Network] = Field(default=[], description="networks inside your house that may be contacted")
    notify: Name | None = Field(default=None, description="another channel that is told of failures")
    language: LanguageCodes | None = Field(
        default=None,
        description="the language of its posts, as de or pt-BR; told to Mastodon and Bluesky (up to three)",
    )
    utm: UtmShape | None = Field(default=None, description="parameters added to the links of this channel")


def _options() -> dict[str, str]:
    """Return the keys that only some destinations know, and what each is about."""
    about: dict[str, dict[str, None]] = {}
    for name in destinations.names():
        for option in destinations.get(name).options:
            about.setdefault(option.name, {})[option.about] = None
    return {name: "; ".join(sentences) for name, sentences in about.items()}


OPTIONS: Final = _options()

if TYPE_CHECKING:
    ChannelShape = ChannelKeys
else:
    ChannelShape = create_model(
        "ChannelShape",
        __base__=ChannelKeys,
        __doc__="One channel of config/channels.yaml, with the keys that its destination brings.",
        **{
            name: (Text | None, Field(default=None, description=about))
            for name, about in OPTIONS.items()
            if name not in ChannelKeys.model_fields
        },
    )


class ChannelsShape(RootModel[dict[Name, ChannelShape]]):
    """config/channels.yaml: channels by name."""
