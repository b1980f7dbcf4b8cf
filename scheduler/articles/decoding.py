"""Bytes to text: UTF-8 for texts, the page's own declaration for HTML and XML; a character is never guessed silently.

Which encodings a page may declare, and that latin-1 means windows-1252, is the Encoding Standard's (read 2026-11-22).
"""

import codecs
import re
from typing import Final

from scheduler.articles.formats import BYTE_ORDER_MARKS
from scheduler.errors import Place, UsageError

DECLARED_WITHIN_BYTES: Final = 4096
STRAY_SHARE: Final = 0.01

CONTROLS: Final = frozenset(range(32)) - {9, 10, 12, 13}  # control characters that no text holds
WESTERN: Final = frozenset(
    {"ascii", "us-ascii", "latin1", "latin-1", "iso8859-1", "iso-8859-1", "iso_8859-1", "cp1252", "windows-1252"}
)
ALLOWED: Final = re.compile(
    r"utf-?8|utf-?16(?:-?[lb]e)?|iso[-_]?8859-?\d{1,2}|windows-?(?:125\d|874)|cp125\d|koi8-?[ru]|mac(?:intosh|-?roman)"
    r"|shift[-_]?jis|sjis|x-sjis|euc-?(?:jp|kr)|iso-2022-jp|gbk|gb2312|gb18030|big5(?:-hkscs)?|latin-?\d|(?:us-)?ascii|tis-620|ks_c_5601-1987"
)
_DECLARED: Final = re.compile(
    rb"""(?:charset\s*=\s*["']?\s*|<\?xml[^>]{0,100}encoding\s*=\s*["'])([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)


def decode_text(content: bytes, shown: str) -> str:
    """Return a text that is UTF-8, its byte order mark left out. Raises article-binary or article-encoding."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _encoding(shown, "UTF-16", "utf-16", line=1)
    if not CONTROLS.isdisjoint(content):
        raise _binary(shown)
    try:
        return content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start + (3 if content.startswith(codecs.BOM_UTF8) else 0)) + 1
        raise _encoding(shown, "Windows-1252 or Latin-1", "cp1252", line) from None


def decode_fetched(content: bytes, shown: str, charset: str | None) -> tuple[str, tuple[str, ...]]:
    """Return a plain text that a server sent, and what a person should know about how it was read.

    Without a charset in its header it is taken for UTF-8. Raises article-binary or article-encoding.
    """
    text, notes = decode_markup(content, shown, charset=charset or "utf-8")
    if not CONTROLS.isdisjoint(map(ord, text)):
        raise _binary(shown)
    return text, notes


def decode_markup(content: bytes, shown: str, *, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return a page or a feed as text, and what a person should know about how it was read.

    A byte order mark decides, then `charset` (a server's header), then the declaration; a page that is UTF-8 throughout
    is read as UTF-8 even where it declares a Western encoding. A few bytes that are none are read as Windows-1252, and
    said. Raises UsageError: article-binary, article-encoding.
    """
    for mark, codec in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return _whole(content.removeprefix(mark), codec, shown), ()
    if b"\x00" in content:
        raise _binary(shown)
    found = _DECLARED.search(content[:DECLARED_WITHIN_BYTES])
    declared = (
        charset if charset and ALLOWED.fullmatch(charset) else found[1].decode("ascii").lower() if found else None
    )
    if declared is None or declared in WESTERN or declared in {"utf-8", "utf8"} or declared.startswith("utf-16"):
        try:
            return content.decode("utf-8"), ()
        except UnicodeDecodeError:
            if declared is None or declared in WESTERN:
                return _whole(content, "cp1252", shown), ()
            return _mixed(content, shown)
    if not ALLOWED.fullmatch(declared):
        raise _encoding(shown, f"declared as {declared}", declared, line=1)
    return _whole(content, declared, shown), ()


def _whole(content: bytes, codec: str, shown: str) -> str:
    try:
        if codec == "cp1252":  # five bytes mean nothing there; browsers read them as control characters
            return content.decode("cp1252", "ignore")
        return content.decode(codec)
    except (UnicodeDecodeError, LookupError):
        raise _encoding(shown, f"it is declared as {codec}, and is not", "cp1252", line=1) from None


def _mixed(content: bytes, shown: str) -> tuple[str, tuple[str, ...]]:
    """Read UTF-8 with a few stray bytes in it, which are Windows-1252 wherever they come from."""
    strays = 0
    parts: list[str] = []
    at = 0
    while at < len(content):
        try:
            parts.append(content[at:].decode("utf-8"))
            break
        except UnicodeDecodeError as fault:
            strays += 1
            if strays > max(1, STRAY_SHARE * len(content)) or strays > 500:  # noqa: PLR2004 - then it is another encoding
                line = content.count(b"\n", 0, at + fault.start) + 1
                raise _encoding(shown, "Windows-1252 or Latin-1", "cp1252", line) from None
            stray = content[at + fault.start : at + fault.start + 1]
            parts += (content[at : at + fault.start].decode("utf-8"), stray.decode("cp1252", "ignore"))
            at += fault.start + 1
    number = "One character" if strays == 1 else f"{strays} characters"
    return "".join(parts), (f"{number} of the page are in another encoding than it declares: please check its words.",)


def _binary(shown: str) -> UsageError:
    hint = "extract from the article's words in a .txt file"
    return UsageError.of("article-binary", f"{shown} is not a text file", hint, Place(file=shown))


def _encoding(shown: str, guess: str, codec: str, line: int) -> UsageError:
    message = f"{shown} is not UTF-8 text (perhaps {guess})"
    hint = f'save it as UTF-8, for example with: iconv -f {codec} -t utf-8 "{shown}" > utf8.txt'
    return UsageError.of("article-encoding", message, hint, Place(file=shown, line=line))
