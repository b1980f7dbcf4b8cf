"""Posts from social networks that stand in an article."""

from dataclasses import dataclass
from typing import Final

from scheduler.facts.kind import Kind
from scheduler.model import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialPost(Fact):
    """A post as its author wrote it, without the link to its picture; `url` is its own address, where that is given."""

    text: str
    author: str | None
    handle: str
    date_published: str | None
    url: str | None = None


FACT: Final = Kind(name="social_posts", order=60, shape=SocialPost, reader="scheduler.facts.social_posts")
