"""What shapes are made of, and the keys that several kinds of files have.

Keys are described for the person who types them; their descriptions are the hints of problems and of editors.
"""

from pydantic import BaseModel, ConfigDict, Field

from scheduler.workspace.fields import Address, Text, Utm


class Shape(BaseModel):
    """A group of keys; any other key is a problem."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


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
