from collections.abc import Callable
from pathlib import Path

import pytest

from scheduler.articles import read
from scheduler.errors import UsageError
from scheduler.model import Article

CASES = Path(__file__).parents[2] / "cases" / "articles" / "pages"
Page = Callable[..., Article]


@pytest.mark.parametrize(
    ("name", "words"),
    [("login.html", "login page"), ("links.html", "list of links"), ("script-only.html", "notice of the site")],
)
def test_a_page_that_is_no_article_says_what_it_is(name: str, words: str) -> None:
    """A login page, a list of links, a wall: one problem, with how to get at the article."""
    with pytest.raises(UsageError, match=words) as caught:
        read(CASES / name)
    (problem,) = caught.value.problems
    assert problem.code == "article-no-text"
    assert problem.hint


def test_a_stated_language_is_not_believed_of_other_words(page: Page) -> None:
    """A template's default lang="en" above German words is not believed, so that a person is asked."""
    words = (
        "<p>" + "Der lange erwartete Film über den Hafen kommt in die Kinos und alle freuen sich darauf. " * 6 + "</p>"
    )
    assert page('<meta http-equiv="content-language" content="en">', words).language == "de"
    assert page('<meta http-equiv="content-language" content="de">', words).language == "de"
    assert page('<meta http-equiv="content-language" content="de">').language == "en"


def test_a_short_page_is_read_and_asked_about(page: Page) -> None:
    """A few words may be all there is, or what a wall leaves: a person looks."""
    article = page(
        "", "<h1>Ferry news</h1><p>The first ferry of the year leaves at nine on Sunday from the old quay.</p>"
    )
    assert article.headline == "Ferry news"
    assert any("words were found" in note for note in article.notes)


@pytest.mark.parametrize(
    "value", ["[" * 5000, '{"@graph": [' * 500, '{"@type": "NewsArticle", "headline": 7}', "null", "7"]
)
def test_broken_json_ld_is_passed_over(page: Page, value: str) -> None:
    """What cannot be read as JSON-LD states nothing; the page is read all the same."""
    article = page(f'<title>A title of it</title><script type="application/ld+json">{value}</script>')
    assert article.headline == "A title of it"


def test_deep_and_unclosed_markup_is_read(page: Page) -> None:
    """Many open elements, tags that never close, stray ends: what words there are come out."""
    words = "The boat left the harbour at dawn with nine of the crew on deck and came back at noon. " * 5
    article = page("", "<div>" * 150 + f"<p>{words}" + "</b></table></span>" * 50)
    assert words.strip() in article.text


def test_an_address_in_a_relative_form_is_not_made_up(page: Page) -> None:
    """Only what is an address in full is one; a picture's is completed from the page's own."""
    article = page('<meta property="og:url" content="/a/b"><meta property="og:image" content="/i.png">')
    assert (article.url, article.image) == (None, None)
    article = page('<link rel="canonical" href="https://e.example/a"><meta property="og:image" content="/i.png">')
    assert article.image == "https://e.example/i.png"
