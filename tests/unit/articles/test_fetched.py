"""What was fetched: its address, its encoding, and the file it becomes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scheduler.articles import address_of, as_file, entry_of, is_address, read, read_fetched
from scheduler.articles.webpage import saved_from
from scheduler.errors import UsageError
from scheduler.model import Article

AT = "https://www.example.org/2027/03/02/story?from=mail"
PROSE = "<p>" + "The boat left the harbour at dawn with nine of the crew on deck. " * 6 + "</p>"


def fetched(head: str = "", **options: str) -> Article:
    html = f"<html><head><title>The boat - Example</title>{head}</head><body>{PROSE}</body></html>"
    return read_fetched(html.encode(), address=AT, media_type="text/html", **options)


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("", AT),
        ('<link rel="canonical" href="/story">', "https://www.example.org/story"),
        ('<link rel="canonical" href="https://example.org/story#top">', "https://example.org/story"),
        ('<link rel="canonical" href="https://news.example.org/story">', "https://news.example.org/story"),
        ('<link rel="canonical" href="https://other.example/story">', AT),
        ('<link rel="canonical" href="https://badexample.org/story">', AT),
        ('<link rel="canonical" href="javascript:alert(1)">', AT),
        ('<link rel="canonical" href="http://[::1">', AT),
        ('<meta property="og:url" content="https://m.example.org/story">', "https://m.example.org/story"),
    ],
)
def test_the_address_is_the_canonical_one_of_its_own_site(head: str, url: str) -> None:
    """A page cannot say that it lies elsewhere."""
    assert fetched(head).url == url


def test_a_fetched_page_becomes_a_file_that_reads_the_same(tmp_path: Path) -> None:
    """Its address, its day and its text with every offset; also where only the header knew the encoding."""
    html = f"<html><head><title>Das Café - Example</title></head><body>{PROSE}<p>Café déjà vu.</p></body></html>"
    for content, charset in (
        (html.encode("cp1252"), "windows-1252"),
        (html.encode(), None),
        (html.encode("utf-16"), None),
    ):
        there = read_fetched(content, address=AT, media_type="text/html", charset=charset)
        kept, suffix = as_file(content, address=AT, media_type="text/html", charset=charset)
        path = tmp_path / f"page{suffix}"
        path.write_bytes(kept)
        here = read(path)
        assert here.text == there.text
        assert (here.url, here.headline, here.date_published) == (AT, there.headline, "2027-03-02")


@pytest.mark.parametrize(
    ("content", "media_type", "suffix"),
    [
        (b"# A story\n\nIt rains.", "text/markdown", ".md"),
        (b"It rains.", "text/plain", ".txt"),
        (b"It rains.", "", ".txt"),
        (b"<rss version='2.0'><channel/></rss>", "text/plain", ".xml"),
        (b"<!DOCTYPE html><p>It rains.", "", ".html"),
    ],
)
def test_the_kind_of_a_page_is_how_it_begins_then_what_is_said_of_it(
    content: bytes, media_type: str, suffix: str
) -> None:
    """The file's name ends accordingly."""
    assert as_file(content, address="https://example.org/a.pdf", media_type=media_type)[1] == suffix


def test_binary_behind_a_text_type_is_refused() -> None:
    """What a server says of it does not make it a text."""
    for content in (b"%PDF-1.7", b"PK\x03\x04", b"\x1b[2Jtext", b"a\x00b"):
        with pytest.raises(UsageError) as caught:
            read_fetched(content, address=AT, media_type="text/plain")
        assert caught.value.problems[0].code in {"article-format", "article-binary"}


def test_a_page_that_a_browser_saved_says_where_it_was(page: Callable[..., Article]) -> None:
    """The comment that browsers write is read, and only as they write it."""
    mark = "<!-- saved from url=(0027)https://example.org/a/story -->"
    assert saved_from(f"<!DOCTYPE html>\n{mark}\n<html>") == "https://example.org/a/story"
    assert page(mark).url == "https://example.org/a/story"
    assert saved_from("<!-- saved from url=(0014)about:internet -->") is None
    assert saved_from("x" * 5000 + mark) is None


def test_an_address_is_known_and_whole() -> None:
    """Also where a path type took one of its slashes; a number behind # is an entry of a feed."""
    assert is_address("HTTPS://example.org")
    assert not is_address("httpx.txt")
    assert address_of("https:/example.org/a//b") == "https://example.org/a//b"
    assert (entry_of("https://e.org/f.xml#2"), entry_of("https://e.org/a#part"), entry_of("https://e.org/a")) == (
        2,
        None,
        None,
    )
