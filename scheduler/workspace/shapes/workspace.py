"""The shape of config/workspace.yaml."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from scheduler.workspace.fields import Clock, Count, Day, Duration, Flag, GivenText, LanguageCode, Name, Text, Zone
from scheduler.workspace.reads import refuse
from scheduler.workspace.shapes.shape import Shape


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
