"""From a file to an article: what may be read, how it is decoded, which reader takes it.

Only UTF-8 is decoded. A text in another encoding is refused with the way to convert it: a wrongly guessed character
would travel into posts unseen.
"""

import hashlib
from pathlib import Path

from scheduler.articles.plain import parse
from scheduler.errors import Place, UsageError
from scheduler.model import Article

LARGEST_BYTES = 5 * 1024 * 1024

FORMAT_OF_SUFFIX = {
    ".htm": "a web page",
    ".html": "a web page",
    ".xhtml": "a web page",
    ".md": "Markdown",
    ".markdown": "Markdown",
    ".atom": "a feed",
    ".rss": "a feed",
    ".xml": "a feed",
    ".json": "JSON",
    ".docx": "a Word document",
    ".doc": "a Word document",
    ".odt": "an OpenDocument text",
    ".pdf": "a PDF",
    ".rtf": "a rich text file",
}
FORMAT_OF_OPENING = {
    b"<!doctype html": "a web page",
    b"<html": "a web page",
    b"<?xml": "a feed",
    b"<rss": "a feed",
    b"<feed": "a feed",
    b"%pdf-": "a PDF",
    b"{\\rtf": "a rich text file",
}
UTF8_BOM = b"\xef\xbb\xbf"
UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}  # control characters that no text holds


def read(path: str | Path) -> Article:
    """Read a plain-text article; its `text` is the file as it is (a byte order mark left out, CRLF kept).

    Raises UsageError: article-missing, article-unreadable, article-too-large, article-format, article-binary,
    article-encoding or article-empty.
    """
    shown = str(path)
    content = _content(Path(path), shown)
    _refuse_other_formats(content, shown)
    text = _decode(content, shown)
    if not text.strip():
        raise UsageError.of("article-empty", f"{shown} holds no text", "paste the article into it", Place(file=shown))
    return parse(text, file=shown, sha256=hashlib.sha256(content).hexdigest())


def _content(path: Path, shown: str) -> bytes:
    place = Place(file=shown)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        hint = "check the path; articles of a workspace live in config/articles/"
        raise UsageError.of("article-missing", f"there is no file {shown}", hint, place) from None
    except IsADirectoryError:
        hint = "name one article inside it"
        raise UsageError.of("article-unreadable", f"{shown} is a folder, not an article", hint, place) from None
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        message = f"{shown} cannot be read: {reason}"
        hint = "check the path and who may read it"
        raise UsageError.of("article-unreadable", message, hint, place) from None
    if len(content) > LARGEST_BYTES:
        hint = "an article is a few pages: is this the right file?"
        raise UsageError.of("article-too-large", f"{shown} is larger than 5 MiB", hint, place)
    return content


def _refuse_other_formats(content: bytes, shown: str) -> None:
    opening = content[:256].removeprefix(UTF8_BOM).lstrip().lower()
    found = FORMAT_OF_SUFFIX.get(Path(shown).suffix.lower())
    found = found or next((name for start, name in FORMAT_OF_OPENING.items() if opening.startswith(start)), None)
    if found:
        message = f"{shown} looks like {found}; only plain text is read so far"
        hint = "copy the article's words into a .txt file and extract from that"
        raise UsageError.of("article-format", message, hint, Place(file=shown))


def _decode(content: bytes, shown: str) -> str:
    if content.startswith(UTF16_BOMS):
        raise _encoding(shown, "UTF-16", "utf-16", line=1)
    if not CONTROLS.isdisjoint(content):
        hint = "extract from the article's words in a .txt file"
        raise UsageError.of("article-binary", f"{shown} is not a text file", hint, Place(file=shown))
    try:
        return content.removeprefix(UTF8_BOM).decode("utf-8")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start + (3 if content.startswith(UTF8_BOM) else 0)) + 1
        raise _encoding(shown, "Windows-1252 or Latin-1", "cp1252", line) from None


def _encoding(shown: str, guess: str, codec: str, line: int) -> UsageError:
    message = f"{shown} is not UTF-8 text (perhaps {guess})"
    hint = f'save it as UTF-8, for example with: iconv -f {codec} -t utf-8 "{shown}" > utf8.txt'
    return UsageError.of("article-encoding", message, hint, Place(file=shown, line=line))
