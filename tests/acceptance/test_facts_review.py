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


UNSPOKEN = '  speaker: "Ada Boyle"\n'


def test_what_nobody_said_is_left_to_a_person(reviewed: Desk) -> None:
    """Accepting everything leaves a quotation without its speaker, says which one, and does not call it reviewed."""
    (reviewed.folder / FILE).write_text(text_of(reviewed).replace(UNSPOKEN, "  speaker: null\n"), encoding="utf-8")
    ran = reviewed.tminus("facts", "review", FILE, "--accept", "*")
    assert ran.code == 0
    assert "quotations/1 has no speaker, so it was not accepted" in " ".join(ran.err.split())
    assert f"Go on with:  tminus facts review {FILE}" in ran.out
    assert "Everything is reviewed" not in ran.out
    assert text_of(reviewed).count("review: proposed") == 1
    ran = reviewed.tminus("facts", "review", FILE, "--accept", "quotations", "--json")
    assert ran.codes == ["speaker-missing"]
    ran = reviewed.tminus("facts", "review", FILE, "--accept", "*", "--reject", "quotations/1")
    assert (ran.err, text_of(reviewed).count("review: proposed")) == ("", 0)


def test_a_quotation_that_is_named_alone_is_accepted_as_it_stands(reviewed: Desk) -> None:
    """Who names one has looked at it."""
    (reviewed.folder / FILE).write_text(text_of(reviewed).replace(UNSPOKEN, "  speaker: null\n"), encoding="utf-8")
    ran = reviewed.tminus("facts", "review", FILE, "--accept", "*", "--accept", "quotations/1", "--json")
    assert (ran.code, ran.codes, ran.data["files"][0]["proposed"]) == (0, [], 0)


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


RIVALS = """date: 2026-03-02
title: Frost in Fife

The Glass Field opens in cinemas on July 10, its studio said. The film is directed by Ada Boyle, who lives in Fife.

A poster in the lobby of the Rex says The Glass Field opens in cinemas on July 17.
"""


@pytest.fixture
def rivals(bare: Desk) -> Desk:
    """A folder with an article that gives two dates for one release, and its facts."""
    bare.write("field.txt", RIVALS)
    assert bare.tminus("facts", "extract", "field.txt", "-o", FILE).code == 0
    return bare


def test_of_two_readings_one_is_taken(rivals: Desk) -> None:
    """Both stand beside each other with their sentences; taking one rejects the other and settles the question."""
    code, screen = at_terminal(rivals, ("q quit", "2"), ("the other rejected", ""), ("q quit", "q"))
    assert code == 0
    beside = next(
        line for line in screen.splitlines() if "2026-07-10" in line and "2026-07-17" in line and "1 " in line
    )
    assert beside.index("1  2026-07-10") < beside.index("2  2026-07-17")
    written = text_of(rivals)
    first, _, second = written.partition("- id: release-2")
    assert "review: rejected" in first.partition("releases:")[2]
    assert "review: accepted" in second.partition("key_points:")[0]
    assert "Several dates" not in written
    assert rivals.tminus("facts", "extract", "field.txt", "-o", FILE).code == 0
    assert text_of(rivals) == written


def test_accepting_both_readings_is_said_to_stop_posts(rivals: Desk) -> None:
    """Two dates cannot both be counted to: the end of the sitting names them, and the next one asks again."""
    ran = rivals.tminus("facts", "review", FILE, "--accept", "*")
    assert ran.code == 0
    assert "is disputed" in ran.out
    code, screen = at_terminal(rivals, ("q quit", "s"), ("only one can", ""), ("q quit", "n"), ("rejected", ""))
    assert code == 0
    assert "disputed" not in screen.rpartition("rejected")[2]


def test_a_person_goes_back(reviewed: Desk) -> None:
    """What was said of the fact before is shown, and can be said anew."""
    code, screen = at_terminal(
        reviewed,
        ("q quit", "s"),
        ("q quit", "n"),
        ("q quit", "b"),
        ("✗ rejected", ""),
        ("q quit", "y"),
        ("✓ accepted", ""),
        ("q quit", "q"),
    )
    assert code == 0
    assert "2 of" in screen
    release = text_of(reviewed).partition("releases:")[2].partition("key_points:")[0]
    assert "review: accepted" in release


def test_the_first_step_has_nothing_before_it(reviewed: Desk) -> None:
    """It says so, and asks again."""
    code, _ = at_terminal(reviewed, ("q quit", "b"), ("this is the first one", ""), ("q quit", "q"))
    assert code == 0


def test_the_next_sitting_goes_on_where_the_last_one_stopped(reviewed: Desk) -> None:
    """What was answered is not asked again, and the command that goes on is named."""
    code, screen = at_terminal(reviewed, ("q quit", "d"), ("q quit", "y"), ("q quit", "q"))
    assert code == 0
    assert f"Go on with:  tminus facts review {FILE}" in screen
    code, screen = at_terminal(reviewed, ("q quit", "q"))
    assert code == 0
    assert "1 reviewed" in screen
    assert "No headline" not in screen
    assert "1 of " in screen


def test_a_question_that_is_done_is_not_asked_again(reviewed: Desk) -> None:
    """Not by extracting again, and not after the article changed."""
    at_terminal(reviewed, ("q quit", "d"), ("it is not asked again", ""), ("q quit", "q"))
    reviewed.write("field.txt", ARTICLE + "\nIt rains in Fife.\n")
    assert reviewed.tminus("facts", "extract", "field.txt", "-o", FILE).code == 0
    assert "answered:" in text_of(reviewed)
    assert text_of(reviewed).count("No headline") == 1


@pytest.mark.parametrize("typed", ["\x04", "e\x15\x04"], ids=["at a key", "in a line"])
def test_the_end_of_input_quits(reviewed: Desk, typed: str) -> None:
    """Ctrl-D is a way out like q, also in the middle of an edit."""
    first, rest = typed[:1], typed[1:]
    answers = [("q quit", "s"), ("q quit", first), *([("start date: ", rest)] if rest else [])]
    code, screen = at_terminal(reviewed, *answers)
    assert code == 0
    assert "Go on with" in screen
    assert "review: edited" not in text_of(reviewed)


def test_a_typed_day_of_publication_counts_at_once(bare: Desk) -> None:
    """The years are counted from it before the release is asked about; extracting again says the same."""
    bare.write("field.txt", ARTICLE.partition("\n\n")[2])
    assert bare.tminus("facts", "extract", "field.txt", "-o", FILE).code == 0
    assert "start_date: null" in text_of(bare)
    code, screen = at_terminal(
        bare,
        ("q quit", "s"),
        ("q quit", "a"),
        ("date published: ", "2031-02-01\n"),
        ("counted anew", ""),
        ("q quit", "s"),
        ("2031-07-10 Thu", ""),
        ("q quit", "q"),
    )
    assert code == 0, screen
    written = text_of(bare)
    assert "date_published: 2031-02-01" in written
    assert "start_date: 2031-07-10" in written
    assert "Which year" not in written
    assert bare.tminus("facts", "extract", "field.txt", "-o", FILE).code == 0
    assert text_of(bare) == written


def test_comments_survive_a_whole_review(reviewed: Desk) -> None:
    """Every remark of a person stands where it stood."""
    path = reviewed.folder / FILE
    text = (
        text_of(reviewed)
        .replace("releases:", "# dates: ask Mia\nreleases:")
        .replace("review: proposed", "review: proposed  # not sure", 1)
    )
    path.write_text(text, encoding="utf-8")
    ran = reviewed.tminus("facts", "review", FILE, "--accept", "*")
    assert ran.code == 0
    assert "# dates: ask Mia\nreleases:" in text_of(reviewed)
    assert "review: accepted  # not sure" in text_of(reviewed)


def test_after_merging_the_screen_shows_what_the_file_says(reviewed: Desk) -> None:
    """A person's edits and decisions are what counts, in words and in JSON."""
    path = reviewed.folder / FILE
    path.write_text(text_of(reviewed).replace("start_date: 2026-07-10", "start_date: 2026-07-11"), encoding="utf-8")
    reviewed.tminus("facts", "review", FILE, "--reject", "people")
    ran = reviewed.tminus("facts", "extract", "field.txt", "-o", FILE)
    assert "2026-07-11 Sat" in ran.out
    assert "✓ edited" in ran.out
    assert "✗ rejected" in ran.out
    data = reviewed.tminus("facts", "extract", "field.txt", "-o", FILE, "--json").data
    assert data["releases"][0]["start_date"] == "2026-07-11"
    assert data["people"][0]["review"] == "rejected"
    assert all(
        data["text"][fact["source"]["start"] : fact["source"]["end"]] == fact["source"]["exact"]
        for kind in ("releases", "quotations", "people")
        for fact in data[kind]
    )
