"""A stretch of a text that means something to a platform."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A link, mention, hashtag or cashtag: `text == source[start:end]`, offsets in code points.

    `url` is where a link leads (a scheme is added to a bare domain), None for the other kinds. `counted` is how many
    code points of it a platform takes as the link when it counts, which is less than all of it in a few odd texts.
    """

    kind: str
    text: str
    start: int
    end: int
    url: str | None = None
    counted: int = 0
