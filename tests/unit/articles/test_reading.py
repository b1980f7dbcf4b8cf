import hashlib
from pathlib import Path

import pytest

from scheduler.articles import read
from scheduler.articles.reading import LARGEST_BYTES
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
        ("a.html", b"<p>Hello</p>", "article-format"),
        ("a.md", b"# Hello", "article-format"),
        ("a.txt", b"  <!DOCTYPE html><p>Hello</p>", "article-format"),
        ("a.txt", b"%PDF-1.7 words", "article-format"),
    ],
)
def test_what_is_no_plain_text_is_named(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    """Each kind of bad input is one clear problem with a hint and a place."""
    path = tmp_path / name
    path.write_bytes(content if content.strip() != b"\xef\xbb\xbf" else b"\xef\xbb\xbf \n")
    assert _code(path) == code


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
