"""Spreadsheets in and out, calendars and JSON out, as the installed command does it."""

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from driving import COMMAND_SECONDS, ROOT, TMINUS, Desk
from here import Here

GUIDE = ROOT / "docs" / "guide" / "from-a-spreadsheet.md"
SHEET = """\
Key,When,Channel,Text,Expires
one,2027-01-08 09:00,x,"=1+1 is ""two"", they say

---
'- and more",6h
two,2027-01-09 09:00,x;bluesky,@harbour 🎬 日本語,
"""
HELD = "config/posts/sheet.csv"


@pytest.fixture
def office(desk: Desk) -> Desk:
    """A workspace with no posts but those of a sheet."""
    desk.rows()
    (desk.folder / "config/posts/posts.csv").unlink()
    desk.write("sheet.csv", SHEET)
    return desk


@pytest.fixture
def inside(office: Desk, monkeypatch: pytest.MonkeyPatch) -> Here:
    """The same one, its commands run in this process."""
    monkeypatch.chdir(office.folder)
    return Here(office.folder, office.home)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def events(desk: Desk, *arguments: str) -> dict[str, Any]:
    exported = desk.tminus("export", "ics", *arguments)
    assert exported.code == 0, exported.err
    return {str(event["uid"]): event for event in Calendar.from_ical(exported.out).walk("VEVENT")}


def test_a_sheet_becomes_posts_and_comes_back_as_it_went(office: Desk) -> None:
    """Import, apply, export, import into nothing: the same file to the byte, and no cell a spreadsheet would run."""
    imported = office.tminus("import", "csv", "sheet.csv")
    assert imported.code == 0, imported.err
    assert "Written to config/posts/sheet.csv: 2 added. Nothing was sent." in imported.out
    assert office.tminus("apply", "--yes").code == 0
    assert office.tminus("export", "csv", "-o", "out.csv").code == 0
    cells = [cell for row in rows(Path(office.folder, "out.csv").read_text("utf-8")) for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]
    before = Path(office.folder, HELD).read_bytes()
    Path(office.folder, HELD).unlink()
    assert office.tminus("import", "csv", "out.csv", "-o", HELD).code == 0
    assert Path(office.folder, HELD).read_bytes() == before
    assert office.tminus("plan", "--exit-code").code == 0


def test_a_sheet_with_a_column_a_platform_comes_back_as_it_went(inside: Here) -> None:
    """A post for each filled cell, its key stable when a text changes; to the byte, and no cell is run."""
    inside.write(
        "config/channels.yaml",
        "x: {platform: x, destination: catch}\n"
        "bluesky: {platform: bluesky, destination: catch, slots: [Mon-Fri 09:00]}\n",
    )
    head = "\ufeffKey;Date and time;X (Twitter);Bluesky\r\n"
    tail = '"=1+1;\r\n\r\nthey say"\r\ntwo;;;@harbour 🎬\r\n'
    inside.write("sheet.csv", f"{head}one;2031-01-08 09:00;The trailer;{tail}")
    imported = inside.tminus("import", "csv", "sheet.csv")
    assert imported.code == 0, imported.err
    assert "each filled cell of X (Twitter), Bluesky is a post of its own" in " ".join(imported.out.split())
    assert inside.tminus("apply", "--yes").code == 0
    assert inside.tminus("export", "csv", "-o", "out.csv").code == 0
    cells = [cell for row in rows(Path(inside.folder, "out.csv").read_text("utf-8")) for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]
    before = Path(inside.folder, HELD).read_bytes()
    Path(inside.folder, HELD).unlink()
    assert inside.tminus("import", "csv", "out.csv", "-o", HELD).code == 0
    again = rows(Path(inside.folder, HELD).read_text("utf-8"))
    assert sorted(again, key=str) == sorted(rows(before.decode("utf-8")), key=str)
    assert inside.tminus("plan", "--exit-code").code == 0
    inside.write("sheet.csv", f"{head}one;2031-01-08 09:00;The trailer, again;{tail}")
    changed = inside.tminus("import", "csv", "sheet.csv", "--json")
    assert (changed.data["changed"], changed.data["added"], changed.data["removed"]) == (["one-x-twitter"], [], [])


def test_a_row_that_is_there_twice_is_told_as_that(inside: Here) -> None:
    """It is left out once; it is no second channel of the post."""
    inside.write("sheet.csv", "When,Channel,Text\n" + "2031-01-08 09:00,x,Doors open\n" * 2)
    imported = inside.tminus("import", "csv", "sheet.csv")
    assert "1 row left out: another row says the very same, on the same channel." in imported.out
    assert "several channels" not in imported.out


def test_a_column_a_platform_is_told_of_in_the_help(inside: Here) -> None:
    """Who has such a sheet finds that it is taken as it is."""
    assert "each platform has a column of its own" in " ".join(inside.tminus("import", "csv", "--help").out.split())


def test_importing_the_same_sheet_again_changes_nothing(inside: Here) -> None:
    """And says so."""
    assert inside.tminus("import", "csv", "sheet.csv").code == 0
    before = Path(inside.folder, HELD).stat().st_mtime_ns
    again = inside.tminus("import", "csv", "sheet.csv")
    assert "says all of it already: nothing was written" in again.out
    assert Path(inside.folder, HELD).stat().st_mtime_ns == before


def test_nothing_is_written_where_a_row_is_wrong(office: Desk) -> None:
    """Every problem is told with its line and the sheet's own name of the column; the code is 3."""
    office.write("sheet.csv", "Datum;Kanal;Beitrag\n03/04/2027 9:00;x;A\n2027-01-08 09:00;nowhere;\n")
    refused = office.tminus("import", "csv", "sheet.csv", "--json")
    assert refused.code == 3
    assert refused.document["schema"] == "tminus.import-csv/1"
    assert refused.codes == ["date-ambiguous", "value-missing", "channel-unknown"]
    assert [problem["line"] for problem in refused.document["problems"]] == [2, 3, 3]
    assert not Path(office.folder, HELD).exists()
    shown = office.tminus("import", "csv", "sheet.csv", COLUMNS="200")
    assert '(column "Beitrag")' in shown.err
    assert "--> sheet.csv:3" in shown.err


def test_a_person_who_faces_hundreds_of_wrong_rows_sees_a_few_and_the_count(inside: Here) -> None:
    """Machines get them all."""
    inside.write("sheet.csv", "When,Channel,Text\n" + "03/04/2027 9:00,x,A\n" * 100)
    assert inside.tminus("import", "csv", "sheet.csv").err.count("error[date-ambiguous]") == 9
    assert len(inside.tminus("import", "csv", "sheet.csv", "--json").codes) == 100


def test_what_is_imported_is_plain_utf_8_unless_the_file_had_a_mark(desk: Desk) -> None:
    """Any program reads the column `key`; what Excel saved with a mark goes on being Excel's."""
    desk.write("s.csv", "key,when,channel,text\nharbour,2031-05-05 09:00,x,Caf\u00e9 by the sea\n")
    assert desk.tminus("import", "csv", "s.csv", "--yes").code == 0
    path = desk.folder / "config/posts/s.csv"
    with path.open(encoding="utf-8", newline="") as sheet:
        assert [row["key"] for row in csv.DictReader(sheet)] == ["harbour"]
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    desk.write("s.csv", "key,when,channel,text\nharbour,2031-05-05 09:00,x,Tea by the sea\n")
    assert desk.tminus("import", "csv", "s.csv", "--yes").code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "Tea by the sea" in path.read_text("utf-8-sig")


@pytest.mark.parametrize("content", [None, b"PK\x03\x04workbook", b"caf\x81;text"])
def test_a_file_that_cannot_be_read_is_a_wrong_command(inside: Here, content: bytes | None) -> None:
    """Missing, or no text: code 2, with the cure."""
    if content is not None:
        Path(inside.folder, "other.csv").write_bytes(content)
    refused = inside.tminus("import", "csv", "other.csv", "--json")
    assert (refused.code, refused.codes) == (2, ["file-unreadable"])
    assert refused.document["problems"][0]["hint"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--time", "noon"], "time-invalid"),
        (["--column", "words=Text"], "column-unknown"),
        (["--dates", "ymd"], "usage"),
        (["--at", "2027-01-01"], "at-refused"),
    ],
)
def test_a_wrong_flag_is_told(inside: Here, arguments: list[str], code: str) -> None:
    """With code 2, before anything is read."""
    refused = inside.tminus("import", "csv", "sheet.csv", "--json", *arguments)
    assert (refused.code, refused.codes) == (2, [code])


def test_rows_go_only_after_a_yes(inside: Here) -> None:
    """Without a terminal the way to say so is named, and nothing is touched; --keep leaves them."""
    assert inside.tminus("import", "csv", "sheet.csv").code == 0
    inside.write("sheet.csv", "Key,When,Channel,Text\ntwo,2027-01-09 10:00,x,Later\n")
    before = Path(inside.folder, HELD).read_bytes()
    refused = inside.tminus("import", "csv", "sheet.csv", "--json")
    assert (refused.code, refused.codes) == (2, ["yes-needed"])
    assert Path(inside.folder, HELD).read_bytes() == before
    kept = inside.tminus("import", "csv", "sheet.csv", "--keep", "--json")
    assert (kept.data["kept"], kept.data["changed"], kept.data["removed"]) == (["one"], ["two"], [])
    gone = inside.tminus("import", "csv", "sheet.csv", "--yes", "--json")
    assert (gone.data["kept"], gone.data["removed"]) == (["two"], ["one"])
    assert [row["key"] for row in rows(Path(inside.folder, HELD).read_text("utf-8"))] == ["two"]


@pytest.mark.parametrize(("answer", "keys"), [("n\n", ["one", "two"]), ("y\n", ["two"])])
def test_on_a_terminal_it_asks_before_a_row_goes(office: Desk, answer: str, keys: list[str]) -> None:
    """It names the rows, and a no leaves the file as it is."""
    assert office.tminus("import", "csv", "sheet.csv").code == 0
    office.write("sheet.csv", "Key,When,Channel,Text\ntwo,2027-01-09 10:00,x,Later\n")
    screen = at_terminal(office, "Remove it? [y/N]", answer)
    assert "config/posts/sheet.csv has 1 row that the sheet has not: one." in screen
    assert [row["key"] for row in rows(Path(office.folder, HELD).read_text("utf-8"))] == keys


def at_terminal(desk: Desk, prompt: str, answer: str) -> str:
    """Import in a terminal, and answer its one question."""
    here, there = pty.openpty()
    environment = {**desk.environment, "TERM": "dumb", "COLUMNS": "100"}
    command = [TMINUS, "import", "csv", "sheet.csv"]
    with subprocess.Popen(
        command, cwd=desk.folder, env=environment, stdin=there, stdout=there, stderr=there
    ) as process:
        os.close(there)
        cut = threading.Timer(COMMAND_SECONDS, process.kill)
        cut.start()
        screen, asked = "", False
        while shown := _read(here):
            screen += shown
            if prompt in screen and not asked:
                asked = True
                os.write(here, answer.encode())
        process.wait()
        cut.cancel()
    os.close(here)
    assert "Traceback" not in screen
    assert asked, screen
    return screen


def _read(terminal: int) -> str:
    try:
        return os.read(terminal, 4096).decode("utf-8", errors="replace")
    except OSError:  # the program ended
        return ""


def test_a_calendar_tells_how_posts_stand_and_keeps_their_identity(inside: Here) -> None:
    """The same queue gives the same bytes; what changes, changes under its own name; what is cancelled stays."""
    assert inside.tminus("import", "csv", "sheet.csv").code == 0
    (planned,) = [event for uid, event in events(inside).items() if uid.startswith("posts/one/")]
    assert (str(planned["summary"]), str(planned["status"])) == ("⏳ X · one · thread of 2 · planned", "TENTATIVE")
    assert inside.tminus("apply", "--yes").code == 0
    first, again = (inside.tminus("export", "ics").out for _ in range(2))
    assert first == again
    before = events(inside)
    assert inside.tminus("queue", "move", "posts/two/x", "+30m").code == 0
    assert inside.tminus("queue", "cancel", "posts/one/x").code == 0
    after = events(inside)
    assert set(before) == set(after)
    (one,) = [uid for uid in after if uid.startswith("posts/one/x@")]
    (two,) = [uid for uid in after if uid.startswith("posts/two/x@")]
    assert (before[two]["sequence"], after[two]["sequence"]) == (0, 1)
    assert (
        after[two].decoded("dtstart") - before[two].decoded("dtstart")
        == (before[two].decoded("dtend") - before[two].decoded("dtstart")) * 2
    )
    assert after[two].decoded("last-modified") >= before[two].decoded("last-modified")
    assert str(before[one]["summary"]) == "⏳ X · one · thread of 2"
    assert (str(after[one]["summary"]), str(after[one]["status"])) == (
        "🚫 X · one · thread of 2 · cancelled",
        "CANCELLED",
    )
    notes = str(after[one]["description"])
    assert '=1+1 is "two", they say\n---\n\'- and more' in notes
    assert "Fri 08 Jan 2027 03:00 New York = 09:00 Berlin" in notes
    assert "From: config/posts/sheet.csv:2" in notes


def test_json_gives_the_posts_of_the_queue(inside: Here) -> None:
    """The same objects as `queue list`; with or without --json, on the standard output or in a file."""
    assert inside.tminus("import", "csv", "sheet.csv").code == 0
    assert inside.tminus("apply", "--yes").code == 0
    plain = inside.tminus("export", "json", "posts/two")
    assert plain.data["posts"] == inside.tminus("queue", "list", "posts/two", "--json").data["posts"]
    assert inside.tminus("export", "json", "posts/two", "--json").document == plain.document
    assert inside.tminus("export", "json", "posts/two", "-o", "out.json").out == ""
    assert json.loads(Path(inside.folder, "out.json").read_text("utf-8"))["data"]["posts"] == plain.data["posts"]


@pytest.mark.parametrize("form", ["csv", "ics", "json"])
def test_exports_speak_json_on_every_path(inside: Here, form: str) -> None:
    """One document: of what was given out, and of what went wrong."""
    assert inside.tminus("import", "csv", "sheet.csv").code == 0
    done = inside.tminus("export", form, "--json")
    assert done.code == 0
    assert done.document["schema"] == f"tminus.export-{form}/1"
    assert done.data["source"] == "plan"
    for arguments, code in ((["nothing"], "select-empty"), (["-o", "config/posts/out.csv"], "export-inside")):
        refused = inside.tminus("export", form, "--json", *arguments)
        assert (refused.code, refused.codes) == (2, [code])
    refused = inside.tminus("export", form, "--json", "-o", "no/such/folder/out")
    assert (refused.code, refused.codes) == (2, ["output-unwritable"])


def test_planned_shows_the_queue_as_the_next_apply_will_leave_it(inside: Here) -> None:
    """A changed row is changed, a new one is there, one that is gone is cancelled; the queue itself is as it was."""
    assert inside.tminus("import", "csv", "sheet.csv").code == 0
    assert inside.tminus("apply", "--yes").code == 0
    inside.write("sheet.csv", "Key,When,Channel,Text\ntwo,2027-01-09 10:00,x,Later\nnew,2027-01-10 09:00,x,New\n")
    assert inside.tminus("import", "csv", "sheet.csv", "--yes").code == 0
    now = {row["post_key"]: row for row in rows(inside.tminus("export", "csv").out)}
    assert {row["state"] for row in now.values()} == {"scheduled"}
    assert now["posts/two/x"]["text"] == "'@harbour 🎬 日本語"
    then = {row["post_key"]: row for row in rows(inside.tminus("export", "csv", "--planned").out)}
    assert {key: row["state"] for key, row in then.items()} == {
        "posts/one/x": "cancelled",
        "posts/two/bluesky": "cancelled",
        "posts/two/x": "scheduled",
        "posts/new/x": "planned",
    }
    assert (then["posts/two/x"]["text"], then["posts/two/x"]["due"]) == ("Later", "2027-01-09 10:00")
    assert (then["posts/two/x"]["audience_due"], then["posts/two/x"]["audience_zone"]) == (
        "2027-01-09 04:00",
        "America/New_York",
    )


def test_only_a_calendar_needs_icalendar(office: Desk) -> None:
    """Nothing else imports it, and an import neither httpx nor SQLAlchemy."""
    code = (
        "import sys; from scheduler.cli import main; main(sys.argv[1:]);"
        "print([name for name in ('icalendar', 'httpx', 'sqlalchemy', 'apscheduler') if name in sys.modules])"
    )
    for arguments in (["import", "csv", "sheet.csv"], ["export", "--help"], ["export", "ics", "--help"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], cwd=office.folder, capture_output=True, text=True, check=True
        )
        assert done.stdout.splitlines()[-1] == "[]"


def test_the_guide_can_be_followed_to_the_letter(bare: Desk) -> None:
    """Every command of it ends well, in its order."""
    blocks = re.findall(r"^```console\n(.*?)^```$", GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    script = "\n".join(line.removeprefix("$ ") for block in blocks for line in block.splitlines())
    environment = {**bare.environment, "PATH": f"{TMINUS.parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=bare.folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.name for path in bare.folder.iterdir()} >= {"posts.csv", "one-offs.csv", "posts.ics", "posts.json"}
