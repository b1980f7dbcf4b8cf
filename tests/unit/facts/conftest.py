"""Articles from their text, as the plain reader makes them."""

from collections.abc import Callable

import pytest

from scheduler.articles.plain import parse
from scheduler.model import Article


@pytest.fixture
def article() -> Callable[[str], Article]:
    """Return a function that turns a text into an article."""

    def make(text: str) -> Article:
        return parse(text, file="article.txt", sha256="0" * 64)

    return make
