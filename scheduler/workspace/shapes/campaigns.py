"""The shape of config/campaigns/NAME.yaml: its event, its steps and what comes again."""

from typing import Literal, Self

from pydantic import Field, model_validator

from scheduler.workspace.fields import (
    Clock,
    Day,
    Duration,
    EveryRule,
    LanguageCode,
    MomentRule,
    Name,
    Positive,
    Tag,
    Text,
    TimeRule,
    Zone,
)
from scheduler.workspace.reads import refuse
from scheduler.workspace.shapes.shape import Attached, Shape, UtmShape


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
