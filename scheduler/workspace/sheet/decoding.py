"""The bytes of a spreadsheet's export as text: UTF-8, UTF-16, else what Excel saves in Western Europe, with a word."""

import codecs
from dataclasses import dataclass
from typing import Final

from scheduler.errors import Place, Problem, Severity

MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
NOT_TEXT: Final = (
    (b"PK\x03\x04", "is an Excel or OpenDocument workbook, not CSV"),
    (b"\xd0\xcf\x11\xe0", "is an old Excel workbook, not CSV"),
    (b"{\\rtf", "is a text document, not CSV"),
    (b"%PDF", "is a PDF, not CSV"),
    (b"<html", "is a web page, not CSV"),
    (b"<!DOC", "is a web page, not CSV"),
)
WESTERN: Final = "cp1252"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text, the encoding it was in, and what has to be said of that."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode_sheet(data: bytes, file: str, encoding: str | None = None) -> Decoded | Problem:
    """Return the text of a file; `encoding` is what a person says it is in."""
    for start, words in NOT_TEXT:
        if data[:5].lower().startswith(start.lower()):
            return _refusal(file, f"{file} {words}", 'save it as "CSV UTF-8" in the spreadsheet, then import that')
    if encoding is not None:
        return _as_said(data, file, encoding)
    if name := _marked(data):
        return _strictly(data, file, name)
    try:
        return Decoded(text=data.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError as error:
        return _western(data, file, data.count(b"\n", 0, error.start) + 1)


def _marked(data: bytes) -> str | None:
    """Return the encoding that a file's first bytes tell."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return name
    if len(data) > 3 and not any(data[1:40:2]):  # noqa: PLR2004 - two letters with a zero behind each
        return "utf-16-le"
    return "utf-16-be" if len(data) > 3 and not any(data[0:40:2]) else None  # noqa: PLR2004 - the same


def _strictly(data: bytes, file: str, name: str) -> Decoded | Problem:
    try:
        return Decoded(text=data.decode(name).removeprefix("\ufeff"), encoding=name.removesuffix("-sig"))
    except UnicodeDecodeError:
        return _refusal(file, f"{file} is broken: it is not {name.upper().removesuffix('-SIG')} all through", _SAVE)


def _as_said(data: bytes, file: str, encoding: str) -> Decoded | Problem:
    try:
        return Decoded(text=data.decode(encoding).removeprefix("\ufeff"), encoding=codecs.lookup(encoding).name)
    except (LookupError, UnicodeError):
        return _refusal(file, f"{file} is not in the encoding {encoding}", _SAVE)


def _western(data: bytes, file: str, line: int) -> Decoded | Problem:
    try:
        text = data.decode(WESTERN)
    except UnicodeDecodeError:
        return _refusal(file, f"{file} is neither UTF-8 nor Windows-1252 text", _SAVE)
    message = f"{file} is not UTF-8; it was read as Windows-1252, what Excel saves in Western Europe"
    hint = "look at accents and quotation marks; if they are wrong, save it as UTF-8, or pass --encoding NAME"
    place = Place(file=file, line=line)
    said = Problem(code="sheet-encoding", message=message, hint=hint, severity=Severity.WARNING, place=place)
    return Decoded(text=text, encoding=WESTERN, problems=(said,))


_SAVE: Final = 'save it as "CSV UTF-8" in the spreadsheet, or pass --encoding NAME, such as mac_roman or cp1250'


def _refusal(file: str, message: str, hint: str) -> Problem:
    return Problem(code="file-unreadable", message=message, hint=hint, place=Place(file=file))
