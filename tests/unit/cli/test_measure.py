"""`tminus measure`: what a text counts on each platform, and why."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from scheduler import platforms
from scheduler.cli import main

FAMILY = "👨‍👩‍👧‍👦"


@pytest.fixture
def measured(capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a runner of `measure --json` that returns its measurements."""

    def run(*arguments: str) -> list[dict[str, Any]]:
        assert main(["measure", *arguments, "--json"]) == 0
        found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["data"]["measurements"]
        return found

    return run


def test_a_measurement_keeps_its_shape(measured: Any) -> None:
    """Keys are added at the end, never changed."""
    (found,) = measured("-p", "x", "see https://example.org")
    assert found == {
        "platform": "x",
        "text": "see https://example.org",
        "length": 27,
        "limit": 280,
        "over": 0,
        "unit": "weighted characters",
        "exactness": "exact",
        "counted": ["link counts as 23"],
        "sent": "see https://example.org",
        "objections": [],
        "parts": None,
    }


def test_without_a_platform_every_one_is_asked(measured: Any) -> None:
    """Texts and platforms: each with each."""
    found = measured("one", "two")
    assert [(each["text"], each["platform"]) for each in found] == [
        (text, name) for text in ("one", "two") for name in platforms.names()
    ]


def test_a_text_is_taken_literally(measured: Any) -> None:
    """What the dialect escapes counts escaped, as it will when it is posted; --sent escapes nothing."""
    (escaped,) = measured("-p", "slack", "R&D")
    assert (escaped["text"], escaped["sent"], escaped["length"]) == ("R&D", "R&amp;D", 7)
    assert escaped["counted"] == ["escaped & counts as 5"]
    (sent,) = measured("-p", "slack", "--sent", "<https://example.org|R&amp;D>")
    assert (sent["sent"], sent["length"]) == ("<https://example.org|R&amp;D>", 29)


@pytest.mark.parametrize("character", ["\ufeff", "\ufffe", "\uffff"])
def test_a_text_that_x_refuses_is_said(measured: Any, character: str) -> None:
    """It would fit, and could not be posted."""
    (found,) = measured("-p", "x", f"out{character} now")
    assert [each["code"] for each in found["objections"]] == ["character-invalid"]
    assert f"U+{ord(character):04X}" in found["objections"][0]["message"]


def test_a_file_is_one_text_and_a_line_of_the_input_is_another(
    measured: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file keeps its lines (and loses the mark some editors put before them); each line of a pipe stands alone."""
    path = tmp_path / "post.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\r\n")
    assert [each["length"] for each in measured("-p", "x", "-f", str(path))] == [7]
    monkeypatch.setattr(sys, "stdin", io.StringIO("one\nthree\n"))
    assert [each["length"] for each in measured("-p", "x")] == [3, 5]
    monkeypatch.setattr(sys, "stdin", io.StringIO("one\nthree\n"))
    assert [each["length"] for each in measured("-p", "x", "-f", "-")] == [9]


def test_people_see_what_counted_and_what_is_over(capsys: pytest.CaptureFixture[str]) -> None:
    """One line says how long, the next why."""
    assert main(["measure", "--plain", "-p", "x", f"{FAMILY} " + "a" * 280]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert "283/280" in first
    assert "3 OVER" in first
    assert second.strip() == f"{FAMILY} counts as 2"


def test_a_text_that_is_too_long_says_how_many_parts_a_thread_would_have(measured: Any) -> None:
    """None where the platform has no threads, or where nothing can be cut."""
    found = measured("-p", "x", "-p", "LinkedIn", "-p", "google-chat", "word " * 7000)
    assert [(each["platform"], each["parts"]) for each in found] == [("x", 130), ("linkedin", None), ("google_chat", 2)]
    assert [each["parts"] for each in measured("-p", "x", "a" * 300)] == [None]


def test_columns_stand_under_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    """Numbers end, and units begin, in the same column on every line."""
    assert main(["measure", "--plain", "plain text"]) == 0
    lines = capsys.readouterr().out.splitlines()
    rows = [line for line in lines if " left" in line]
    assert len(rows) == len(platforms.names())
    assert len({(line.index(" left"), line.index("  ", line.index(" left"))) for line in rows}) == 1


@pytest.mark.parametrize(
    ("arguments", "input_", "code"),
    [
        (["-p", "twiter", "text"], b"", "platform-unknown"),
        (["-f", "no-such-file"], b"", "file-unreadable"),
        (["-f", "."], b"", "file-unreadable"),
        (["a\udcff"], b"", "file-unreadable"),
        ([], b"\x89PNG\xff\n", "file-unreadable"),
        ([], b"", "text-missing"),
        ([], b"\n\n", "text-missing"),
    ],
)
def test_what_cannot_be_measured_is_a_usage_error(
    arguments: list[str],
    input_: bytes,
    code: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Said in one problem, with exit code 2."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(input_)))
    assert main(["measure", *arguments, "--json"]) == 2
    assert [each["code"] for each in json.loads(capsys.readouterr().out)["problems"]] == [code]


def test_bytes_over_are_named_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    """121 families are few graphemes and too many bytes."""
    assert main(["measure", "--plain", "-p", "bluesky", FAMILY * 121]) == 0
    assert "25 BYTES OVER" in capsys.readouterr().out


def test_an_objection_is_seen(capsys: pytest.CaptureFixture[str]) -> None:
    """Besides its length, a platform says what else it has against a text."""
    assert main(["measure", "--plain", "-p", "instagram", "#a #b #c #d #e #f"]) == 0
    assert "Instagram takes at most 5 hashtags a post, and this one has 6" in capsys.readouterr().out


def test_a_file_that_is_no_text_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is named, and nothing is measured."""
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\xff")
    assert main(["measure", "-f", str(path), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "file-unreadable"
