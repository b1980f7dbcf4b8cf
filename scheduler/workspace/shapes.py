"""The shape of each kind of file, key by key: what the validator accepts is what an editor completes.

Keys are described for the person who types them; their descriptions are the hints of problems and of editors.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Final, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    create_model,
    model_validator,
)

from scheduler import destinations
from scheduler.model import OnUnknown
from scheduler.workspace.fields import (
    Address,
    AllowedRate,
    Clock,
    Count,
    Day,
    Duration,
    EveryRule,
    Flag,
    GivenAddress,
    GivenText,
    Handle,
    LanguageCode,
    LanguageCodes,
    MomentRule,
    Name,
    Network,
    Positive,
    SecretName,
    Tag,
    Text,
    TimeRule,
    Utm,
    Zone,
)
from scheduler.workspace.reads import refuse


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


OneOrMore = BeforeValidator(_listed, json_schema_input_type=str | list[str])
"""A list, or its only item alone."""


class Shape(BaseModel):
    """A group of keys; any other key is a problem."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class QuietHours(Shape):
    """The hours in which nothing goes out."""

    zone: Literal["audience", "workspace"] = Field(default="audience", description="whose clock: audience or workspace")
    start: Clock = Field(alias="from", description="when they begin, as 22:00")
    end: Clock = Field(alias="to", description="when they end, as 07:00")
    if_inside: Literal["next-slot", "error"] = Field(
        default="next-slot", description="what to do with a post inside them: next-slot or error"
    )


class Approval(Shape):
    """How many people must approve a post."""

    required: Count = Field(
        default=0, description="how many people must approve each post before it goes out; 0 for none"
    )


def _long_enough(kept: timedelta) -> timedelta:
    if kept < timedelta(days=30):
        message, hint = "The queue keeps what is over for 30 days at least", "write retention: 400d, or leave it out"
        raise refuse("duration-invalid", message, hint)
    return kept


Retention = Annotated[Duration, AfterValidator(_long_enough)]
"""How long something is kept that people may still look for."""


class FactsRule(Shape):
    """What a fact must have been through before a post uses it."""

    require_review: Flag = Field(default=False, description="true: a post waits until a person accepted its facts")


class Late(Shape):
    """What happens to a post whose time has passed."""

    send_if_under: Duration = Field(
        default=timedelta(hours=2), description="a late post is still sent up to this long after its time, as 2h"
    )


class WorkspaceShape(Shape):
    """config/workspace.yaml."""

    id: Name = Field(description="the name of this workspace; its queue belongs to it alone")
    name: Text | None = Field(default=None, description="who you are, for people to read")
    zone: Zone = Field(description="your time zone, as Europe/Berlin")
    audience_zone: Zone | None = Field(default=None, description="the time zone of your readers; default: yours")
    language: LanguageCode = Field(default="en", description="the language of your templates, as de or pt-BR")
    quiet_hours: QuietHours | None = Field(default=None, description="hours in which nothing goes out")
    approval: Approval = Field(default=Approval(), description="who must approve posts")
    facts: FactsRule = Field(default=FactsRule(), description="what facts must have been through")
    holidays: list[Day] = Field(default=[], description='days on which you are warned of posts, as ["2026-12-25"]')
    late: Late = Field(default=Late(), description="what happens to a late post")
    retention: Retention = Field(
        default=timedelta(days=400), description="how long the queue keeps what is over, as 400d; at least 30d"
    )
    database: GivenText | None = Field(
        default=None, description='"${DATABASE_URL}"; default: SQLite in .tminus/queue.db'
    )


class UtmShape(Shape):
    """The parameters added to links; `{channel}`, `{platform}`, `{campaign}` and `{step}` are filled in."""

    source: Utm | None = Field(default=None, description="becomes utm_source")
    medium: Utm | None = Field(default=None, description="becomes utm_medium")
    campaign: Utm | None = Field(default=None, description="becomes utm_campaign")
    term: Utm | None = Field(default=None, description="becomes utm_term")
    content: Utm | None = Field(default=None, description="becomes utm_content")
    id: Utm | None = Field(default=None, description="becomes utm_id")


class Attached(Shape):
    """What travels with a post; the most specific one wins: step, then channel, then campaign."""

    link: Address | None = Field(default=None, description="the address a post leads to; default: the article's")
    image: Address | None = Field(default=None, description="the address of a picture")
    alt: Text | None = Field(default=None, description="what the picture shows, for those who cannot see it")
    allow: dict[str, Text] = Field(
        default={}, description='warnings to silence, each with a reason, as {time-weekend: "we open on a Saturday"}'
    )


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


class EventShape(Shape):
    """What T stands for."""

    release: Text | None = Field(default=None, description="the id of a release in the facts; default: the primary one")
    time: Clock = Field(description="the time of day at which it happens, as 09:00")
    zone: Zone | None = Field(default=None, description="the time zone of that clock; default: the workspace's")


class ThreadShape(Shape):
    """A text too long for one part may become a thread, and how."""

    number: Literal["n/m"] | None = Field(default=None, description="n/m numbers the parts 1/4, 2/4, ...")
    max_parts: Positive | None = Field(default=None, description="how many parts it may have at most, as 5")


class Posted(Attached):
    """What steps and recurrences have in common."""

    name: Name = Field(description="its name in this campaign; it stays when times and texts change")
    channels: list[Name] | None = Field(default=None, description="where it goes; default: the campaign's channels")
    thread: ThreadShape | None = Field(
        default=None, description="how a text too long for one part becomes a thread, as {number: n/m}"
    )
    expires: Duration | None = Field(default=None, description="how long after its time it may still be sent, as 6h")
    was: Name | None = Field(default=None, description="its name before it was renamed")


class StepShape(Posted):
    """One post of a campaign on each of its channels."""

    when: TimeRule = Field(description="when it goes out, as T-7 09:00, T+0, T-3h or 2027-01-08 09:00")
    template: Text = Field(description="the name of a file in templates/, without .j2")
    true_from: MomentRule | None = Field(default=None, description="from when on its text is true, as 2027-01-08 09:00")
    true_until: MomentRule | None = Field(default=None, description="until when its text is true, as 2027-01-09 00:00")


class RecurrenceShape(Posted):
    """A post that comes again until it ends."""

    every: EveryRule = Field(
        description="when it comes, as day 09:00, Mon-Fri 09:00, Thursday 15:03, month on 31 09:00"
    )
    first: Day = Field(alias="from", description="the first day it may come, as 2027-01-08")
    until: Day | None = Field(default=None, description="the last day it may come, as 2027-03-31")
    times: Positive | None = Field(default=None, description="how many times it comes")
    template: Text | None = Field(default=None, description="the name of a file in templates/, without .j2")
    rotate: list[Text] | None = Field(default=None, min_length=1, description="templates that take turns")

    @model_validator(mode="after")
    def _ends_and_says_something(self) -> Self:
        if self.until is None and self.times is None:
            message = f"{self.name} never ends: until or times is missing"
            raise refuse("end-missing", message, 'add  until: "2027-03-31"  or  times: 12')
        if (self.template is None) == (self.rotate is None):
            message = f"{self.name} needs a template, or a list of them under rotate"
            raise refuse("template-missing", message, "write template: NAME, or rotate: [ONE, TWO]")
        return self


class CampaignShape(Attached):
    """config/campaigns/NAME.yaml."""

    facts: Text | None = Field(default=None, description="the facts file, as ../facts/NAME.yaml")
    event: EventShape | None = Field(default=None, description="what T stands for")
    channels: list[Name] = Field(default=[], description="where the steps go, as [x, bluesky]")
    tags: list[Tag] = Field(default=[], description="hashtags, without #")
    language: LanguageCode | None = Field(
        default=None, description="the language of its templates, as de or pt-BR; default: the workspace's"
    )
    utm: UtmShape | None = Field(default=None, description="parameters added to links")
    steps: list[StepShape] = Field(default=[], description="the posts, each with a name, a time and a template")
    recurring: list[RecurrenceShape] = Field(default=[], description="posts that come again")

    @model_validator(mode="after")
    def _does_something(self) -> Self:
        if not self.steps and not self.recurring:
            raise refuse("steps-missing", "This campaign has no steps", "add steps: with a name, when and a template")
        return self
