"""What an article may state about itself, whatever its format."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What stands beside the text: in the head of a file, or in the markup of a page."""

    headline: str | None = None
    url: str | None = None
    author: tuple[str, ...] = ()
    publisher: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    image: str | None = None
    language: str | None = None
