"""The questions every article may leave open; each kind of fact adds its own."""

from collections.abc import Iterator
from typing import Final

from scheduler.model import Article, Subject

NO_HEADLINE: Final = "No headline found: please type one."
NO_PUBLISHED_DATE: Final = "No published date found: please type it as YYYY-MM-DD (years are counted from it)."
NO_RELEASE: Final = "No release date found: if there is one, please add it under releases."
NO_SUBJECT: Final = "It is not clear what the article is about: please type its name under about."
NOT_ENGLISH: Final = (
    "The article does not read as English, the only language read for now: please type or check its facts."
)


def about_article(article: Article, about: Subject | None) -> Iterator[str]:
    """Yield what the article itself leaves open."""
    if article.headline is None:
        yield NO_HEADLINE
    if article.date_published is None:
        yield NO_PUBLISHED_DATE
    if about is None:
        yield NO_SUBJECT
    if article.language != "en":
        yield NOT_ENGLISH
