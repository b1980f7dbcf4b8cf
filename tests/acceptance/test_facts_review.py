"""`tminus facts review`, with flags and with a person at a terminal."""

import os
import pty
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from driving import COMMAND_SECONDS, TMINUS, Desk

ARTICLE = """date: 2026-03-02

The Glass Field opens in cinemas on July 10. The film is directed by Ada Boyle, who lives in Fife.

"We waited for the frost every single morning," Boyle said.
"""
FILE = "config/facts/field.yaml"


@pytest.fixture
def reviewed(bare: Desk) -> Desk:
    """A folder with an article and its facts, which nobody reviewed."""
    bare.write("field.txt", ARTICLE)
    assert bare.tminus("facts", "extract", "field.txt", "-o", FILE).code == 0
    return bare


INTERRUPT = "\x03"


def at_terminal(desk: Desk, *answers: tuple[str, str]) -> tuple[int, str]:
    """Run the review in a terminal; each answer is typed once its prompt was shown. Return exit code and screen."""
    here, there = pty.openpty()
    with subprocess.Popen(
        [TMINUS, "facts", "review", FILE],
        cwd=desk.folder,
        env={**desk.environment, "TERM": "dumb", "COLUMNS": "80"},
        stdin=there,
        stdout=there,
        stderr=there,
        start_new_session=True,
    ) as process:
        os.close(there)
        cut = threading.Timer(COMMAND_SECONDS, process.kill)
        cut.start()
        screen, seen, waiting = "", 0, list(answers)
        while shown := _read(here):
            screen += shown
            while waiting and waiting[0][0] in screen[seen:]:
                prompt, typed = waiting.pop(0)
                seen = screen.index(prompt, seen) + len(prompt)
                if typed == INTERRUPT:
                    process.send_signal(signal.SIGINT)
                else:
                    os.write(here, typed.encode())
        code = process.wait()
        cut.cancel()
    os.close(here)
    assert "Traceback" not in screen
    assert not waiting, screen
    return code, screen


def _read(terminal: int) -> str:
    try:
        return os.read(terminal, 4096).decode("utf-8", errors="replace")
    except OSError:  # the program ended
        return ""


def text_of(desk: Desk) -> str:
    return Path(desk.folder / FILE).read_text(encoding="utf-8")


def test_a_person_goes_through_the_facts_key_by_key(reviewed: Desk) -> None:
    """Answered, accepted, edited, rejected, skipped: each in the file as soon as it was said."""
    code, screen = at_terminal(
        reviewed,
        ("q quit", "a"),
        ("headline: ", "Frost in Fife\n"),
        ("q quit", "y"),
        ("q quit", "n"),
        ("q quit", "e"),
        ("text: ", "\x15The film is by Ada Boyle.\n"),
        ("q quit", "s"),
        ("q quit", "q"),
    )
    assert code == 0
    assert "The Glass Field «opens in cinemas on July 10»." in screen.replace("\r\n     ", " ")
    written = text_of(reviewed)
    assert 'headline: "Frost in Fife"' in written
    assert "No headline" not in written
    assert [written.count(f"review: {word}") for word in ("accepted", "rejected", "edited")] == [1, 1, 1]
    assert 'text: "The film is by Ada Boyle."' in written


def test_leaving_early_keeps_what_was_said(reviewed: Desk) -> None:
    """Ctrl-C ends with 130; the answers before it stand."""
    code, _ = at_terminal(reviewed, ("q quit", "s"), ("q quit", "y"), ("✓ accepted", ""), ("q quit", INTERRUPT))
    assert code == 130
    assert text_of(reviewed).count("review: accepted") == 1


def test_a_value_that_cannot_be_is_asked_for_again(reviewed: Desk) -> None:
    """A date that is none is not written, and the person is told how to write one."""
    code, _ = at_terminal(
        reviewed,
        ("q quit", "s"),
        ("q quit", "e"),
        ("start date: ", "\x15next summer\n"),
        ("location: ", "\n"),
        ("is no date", ""),
        ("q quit", "q"),
    )
    assert code == 0
    assert "2026-07-10" in text_of(reviewed)
    assert "next summer" not in text_of(reviewed)


def test_without_a_terminal_flags_decide(reviewed: Desk) -> None:
    """Everything but one is accepted in one command."""
    ran = reviewed.tminus("facts", "review", FILE, "--accept", "*", "--reject", "quotations/1", "--json")
    assert ran.code == 0
    (file,) = ran.data["files"]
    assert (file["proposed"], file["rejected"]) == (0, 1)
    assert "review: rejected" in text_of(reviewed).partition("quotations:")[2].partition("faq:")[0]


def test_without_a_terminal_and_without_flags_nothing_is_asked(reviewed: Desk) -> None:
    """Exit 2 and the flags that answer."""
    ran = reviewed.tminus("facts", "review", FILE, "--json")
    assert (ran.code, ran.codes) == (2, ["terminal-needed"])


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("nowhere.yaml", "--accept", "*"), "facts-missing"),
        ((FILE, "--accept", "quotation"), "select-empty"),
        ((FILE, "--reject", "quotations/9"), "select-empty"),
    ],
)
def test_what_is_named_must_be_there(reviewed: Desk, arguments: tuple[str, ...], problem: str) -> None:
    """A file or a fact that does not exist changes nothing."""
    before = text_of(reviewed)
    ran = reviewed.tminus("facts", "review", *arguments, "--json")
    assert (ran.code, ran.codes) == (2, [problem])
    assert text_of(reviewed) == before


def test_extracting_again_keeps_what_was_said(reviewed: Desk) -> None:
    """A review is a person's decision; the program does not take it back."""
    reviewed.tminus("facts", "review", FILE, "--accept", "releases", "--reject", "people")
    before = text_of(reviewed)
    assert reviewed.tminus("facts", "extract", "field.txt", "-o", FILE).code == 0
    assert text_of(reviewed) == before
