import hashlib
import io
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.articles import read
from scheduler.articles.contents import LARGEST_BYTES
from scheduler.errors import UsageError


def _code(path: Path) -> str:
    with pytest.raises(UsageError) as caught:
        read(path)
    (problem,) = caught.value.problems
    assert problem.hint
    assert problem.place
    return problem.code


def test_the_text_is_the_file_as_it_is(tmp_path: Path) -> None:
    """First blanks count, CRLF stays, a byte order mark goes; the hash is the file's."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf date 2023-07-06 Caf\xc3\xa9.\r\n\r\nThe \xe2\x80\x9cend\xe2\x80\x9d.\r\n")
    article = read(path)
    assert article.text == " date 2023-07-06 Café.\r\n\r\nThe “end”.\r\n"
    assert article.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert article.file == str(path)
    assert article.date_published == "2023-07-06"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "article-empty"),
        ("a.txt", b" \n\t\r\n\xef\xbb\xbf", "article-empty"),
        ("a.txt", b"abc\x00def", "article-binary"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "article-binary"),
        ("a.txt", "naïve “words”".encode("cp1252"), "article-encoding"),
        ("a.txt", "words".encode("utf-16"), "article-encoding"),
        ("a.txt", b"%PDF-1.7 words", "article-format"),
        ("a.html.gz", b"\x1f\x8b\x08" + bytes(50), "article-format"),
        ("a.html", b"\x1f\x8b\x08" + bytes(50), "article-format"),
        ("a.docx", b"PK\x03\x04 words", "article-format"),
        ("a.json", b"{}", "article-format"),
        ("a.html", b"<p>Hello</p>", "article-no-text"),
        ("a.html", b"<p>Hel\x00lo</p>", "article-binary"),
        ("a.html", b"", "article-empty"),
        ("a.html", b"<!-- nothing -->", "article-no-text"),
        ("a.html", b"<p>" * 70_000, "article-no-text"),
        ("a.html", b"<p>w</p>" * 70_000, "article-too-large"),
        ("a.html", b'<meta charset="utf-7"><p>Hello</p>', "article-encoding"),
        ("a.html", b'<meta charset="shift_jis"><p>\xff\xff\x81</p>', "article-encoding"),
        ("a.html", b'<meta charset="utf-8"><p>' + b"\xe9" * 900, "article-encoding"),
        ("a.md", b"", "article-empty"),
        ("a.md", b"---\ntitle: A\n---\n", "article-no-text"),
        ("a.md", b"word " * 200_000, "article-too-large"),
        ("a.txt", b"word " * 300_000, "article-too-large"),
        ("a.xml", b"<rss><channel><title>T</title></channel></rss>", "article-no-entry"),
        ("a.xml", b"<rss><channel><item><title>T</title></item></channel></rss>", "article-no-text"),
        ("a.xml", b'<!DOCTYPE a [<!ENTITY x "y">]><rss><channel><item>&x;</item></channel></rss>', "article-entities"),
        ("a.xml", '<!DOCTYPE a [<!ENTITY x "y">]><rss></rss>'.encode("utf-16"), "article-entities"),
        ("a.xml", b"<item>" * 1000 + b"words that are no feed", "article-no-text"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    """Each kind of bad input is one clear problem with a hint and a place."""
    path = tmp_path / name
    path.write_bytes(content if content.strip() != b"\xef\xbb\xbf" else b"\xef\xbb\xbf \n")
    assert _code(path) == code


@pytest.mark.parametrize("address", ["https://example.org/a", "http:/example.org/a", "HTTPS://example.org"])
def test_an_address_is_refused_with_what_to_do_instead(address: str) -> None:
    """An article is never fetched, and the problem says so."""
    assert _code(Path(address)) == "article-online"
    with pytest.raises(UsageError, match="network"):
        read(address)


def test_a_gigabyte_costs_no_more_than_the_bound(tmp_path: Path) -> None:
    """A file is read up to the bound and no further: a sparse gigabyte is refused at once."""
    path = tmp_path / "huge.html"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    assert _code(path) == "article-too-large"


def test_standard_input_is_read_by_its_opening(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` takes a page, Markdown or text; the article's file stays `-`."""
    words = "The harbour film that the town has waited for will open on March 12, its makers said on Tuesday. " * 3
    for content, text in (
        (
            f"<!DOCTYPE html><html><body><h1>A title</h1><p>{words}</p></body></html>",
            "A title\n\n" + words.strip() + "\n",
        ),
        (f"---\ntitle: A title\n---\n{words}", "A title\n\n" + words.strip() + "\n"),
        (words, words),
    ):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
        article = read("-")
        assert article.text == text
        assert article.file == "-"


def test_an_entry_is_named_behind_a_hash_sign(tmp_path: Path) -> None:
    """`FEED#2` is its second entry, a file of that very name comes first, and only feeds have entries."""
    item = "<item><title>Story {0}</title><description>The words of story {0} are here.</description></item>"
    feed = tmp_path / "feed.xml"
    feed.write_text("<rss><channel>" + item.format(1) + item.format(2) + "</channel></rss>", encoding="utf-8")
    assert read(f"{feed}#2").headline == "Story 2"
    assert read(f"{feed}#2").file == f"{feed}#2"
    assert _code(Path(f"{feed}#3")) == "article-no-entry"
    assert _code(Path(f"{tmp_path / 'none.xml'}#1")) == "article-missing"
    text = tmp_path / "a.txt"
    text.write_text("The harbour opens.", encoding="utf-8")
    assert _code(Path(f"{text}#1")) == "article-no-entry"
    (tmp_path / "a.txt#1").write_text("Its own file.", encoding="utf-8")
    assert read(f"{text}#1").text == "Its own file."


def test_stray_bytes_of_another_encoding_are_read_and_said(tmp_path: Path) -> None:
    """A page of UTF-8 with a pasted Windows-1252 quotation mark is read, and a person is asked to look."""
    path = tmp_path / "a.html"
    words = "The café at the harbour opens on March 12 and everyone is invited to come. ".encode() * 5
    path.write_bytes(b'<meta charset="utf-8"><p>' + words + b"It\x92s free.</p>")
    article = read(path)
    assert "It’s free." in article.text
    assert "café" in article.text
    assert any("encoding" in note for note in article.notes)


def test_plain_text_starts_no_library_for_pages(tmp_path: Path) -> None:
    """Reading a text imports neither trafilatura nor lxml, feedparser or markdown-it."""
    path = tmp_path / "a.txt"
    path.write_text("The harbour opens on March 12.", encoding="utf-8")
    code = (
        "import sys; from scheduler.articles import read; read(sys.argv[1]);"
        "print(*{'trafilatura', 'lxml', 'feedparser', 'markdown_it', 'ruamel', 'htmldate'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""


def test_no_reader_goes_to_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures, styles, frames, schemas and entities of a page or a feed stay where they are."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader wanted the network")

    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    words = "The harbour film that the town has waited for will open on March 12, its makers said on Tuesday. " * 3
    page = tmp_path / "a.html"
    page.write_text(
        '<html><head><base href="http://127.0.0.1:9/"><link rel="stylesheet" href="s.css">'
        '<script src="s.js"></script></head><body><img src="i.png"><iframe src="f"></iframe>'
        f"<p>{words}</p></body></html>",
        encoding="utf-8",
    )
    assert words.strip() in read(page).text
    feed = tmp_path / "a.xml"
    feed.write_text(
        '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd"><rss version="2.0"><channel><item>'
        f"<title>A thing</title><link>http://127.0.0.1:9/</link><description>{words}</description></item></channel></rss>",
        encoding="utf-8",
    )
    assert words.strip() in read(feed).text


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    """Nothing to read is a problem of the command line."""
    assert _code(tmp_path / "none.txt") == "article-missing"
    assert _code(tmp_path) == "article-unreadable"


def test_a_file_beyond_five_mebibytes_is_refused(tmp_path: Path) -> None:
    """The bound is checked while reading, so that a gigabyte costs no memory."""
    path = tmp_path / "big.txt"
    path.write_bytes(b"a" * (LARGEST_BYTES + 1))
    assert _code(path) == "article-too-large"


def test_the_line_of_a_wrong_character_is_told(tmp_path: Path) -> None:
    """A person finds the character that is no UTF-8."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\ntwo\nthr\xe9e\n")
    with pytest.raises(UsageError) as caught:
        read(path)
    place = caught.value.problems[0].place
    assert place
    assert place.line == 3
