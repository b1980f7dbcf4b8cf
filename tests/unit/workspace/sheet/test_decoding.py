import pytest

from scheduler.errors import Problem
from scheduler.workspace.sheet.decoding import Decoded, decode_sheet

TEXT = "Datum;Text\n8.1.2027;Größe\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_what_spreadsheets_save_is_text(data: bytes, encoding: str) -> None:
    """With a mark or without, in one byte a letter or two."""
    found = decode_sheet(data, "a.csv")
    assert isinstance(found, Decoded)
    assert (found.text, found.encoding) == (TEXT, encoding)


def test_windows_1252_is_never_taken_in_silence() -> None:
    """The line of the first letter that is no UTF-8 is named, and the way to say better."""
    found = decode_sheet(TEXT.encode("cp1252"), "a.csv")
    assert isinstance(found, Decoded)
    (said,) = found.problems
    assert (said.code, said.place and said.place.line) == ("sheet-encoding", 2)
    assert "--encoding" in str(said.hint)


def test_a_person_may_say_the_encoding() -> None:
    """Then nothing is said of it."""
    found = decode_sheet(TEXT.encode("mac_roman"), "a.csv", "mac_roman")
    assert isinstance(found, Decoded)
    assert (found.text, found.problems) == (TEXT, ())


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"PK\x03\x04rest", None),
        (b"\xd0\xcf\x11\xe0rest", None),
        (b"<html><table>", None),
        (b"\xff\xfe\x41", None),
        (b"caf\x81", None),
        (b"abc", "klingon"),
        (b"\xff", "utf-8"),
    ],
)
def test_what_is_no_text_is_refused_with_its_cure(data: bytes, encoding: str | None) -> None:
    """Workbooks, web pages, broken files, encodings that are none."""
    found = decode_sheet(data, "a.csv", encoding)
    assert isinstance(found, Problem)
    assert found.code == "file-unreadable"
    assert found.hint
