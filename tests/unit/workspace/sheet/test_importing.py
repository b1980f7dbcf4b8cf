import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler.errors import Place, WorkspaceError
from scheduler.model import Channel
from scheduler.plan.phrases import parse_clock, parse_every
from scheduler.workspace.posts import READ
from scheduler.workspace.sheet.dates import Order
from scheduler.workspace.sheet.decoding import Decoded, decode_sheet
from scheduler.workspace.sheet.importing import Around, Imported, import_sheet
from scheduler.workspace.sheet.row import Reading

CASES = Path(__file__).parents[3] / "cases" / "exchange"
SOURCE = Path(__file__).parents[4] / "scheduler" / "workspace" / "sheet"
CHANNELS: Mapping[str, Channel] = MappingProxyType(
    {
        name: Channel(name=name, platform=platform, destination="catch", slots=slots)
        for name, platform, slots in (
            ("x", "x", (parse_every("Mon-Fri 09:00"),)),
            ("press", "x", ()),
            ("bluesky", "bluesky", (parse_every("Mon-Fri 09:00"),)),
            ("mastodon", "mastodon", ()),
            ("linkedin", "linkedin", ()),
            ("insta", "instagram", ()),
        )
    }
)
OTHER = dict.fromkeys(READ, "") | {"key": "taken", "channel": "x;press", "text": "Other"}
AROUND = Around(channels=CHANNELS, elsewhere={"taken": (Place(file="config/posts/other.csv", line=7, column=1), OTHER)})


def cases(name: str) -> list[Any]:
    found = YAML(typ="safe", pure=True).load((CASES / f"{name}.yaml").read_text("utf-8"))
    return [pytest.param(case, id=case["name"]) for case in found]


def taken(case: Any) -> Imported:
    say = case.get("say", {})
    reading = Reading(
        dates=Order(say["dates"]) if "dates" in say else None,
        at=parse_clock(say["at"]) if "at" in say else None,
        channel=say.get("channel", ""),
        columns=say.get("columns", {}),
    )
    sheet = decode_sheet(case["text"].encode(case.get("encoding", "utf-8")), "s.csv")
    assert isinstance(sheet, Decoded)
    return import_sheet(sheet, "s.csv", reading, AROUND)


@pytest.mark.parametrize("case", cases("sheets"))
def test_a_sheet_of_another_program_is_understood(case: Any) -> None:
    """Its headers, dates, channels and keys become ours, and what was left out is known."""
    found = taken(case)
    assert list(found.rows) == [dict.fromkeys(READ, "") | row for row in case["rows"]]
    assert [found.columns.headers[at] for at in found.columns.left_out] == case.get("left_out", [])
    assert sorted(problem.code for problem in found.problems) == case.get("warnings", [])
    counts = (found.joined, found.repeated, found.blank)
    assert counts == (case.get("joined", 0), case.get("repeated", 0), case.get("blank", 0))
    assert dict(found.renamed) == case.get("renamed", {})


@pytest.mark.parametrize("case", cases("broken"))
def test_a_sheet_with_anything_wrong_is_refused_whole(case: Any) -> None:
    """Every problem at once, each with its line; nothing comes of the sheet."""
    with pytest.raises(WorkspaceError) as refused:
        taken(case)
    problems = refused.value.problems
    assert [f"{each.code} {each.place.line if each.place else 0}" for each in problems] == case["problems"]
    assert all(each.place and each.place.file == "s.csv" for each in problems)
    if says := case.get("says"):
        assert any(says in f"{each.message} {each.hint}" for each in problems)


def test_no_problem_code_of_a_sheet_is_without_a_case() -> None:
    """A code added to the import comes with a sheet, or a time, that shows it."""
    met = {each.split()[0] for case in cases("broken") for each in case.values[0]["problems"]}
    met |= {code for case in cases("sheets") for code in case.values[0].get("warnings", [])}
    times = YAML(typ="base", pure=True).load((CASES / "times.yaml").read_text("utf-8"))
    met |= {case["refused"] for case in times if "refused" in case}
    code = re.compile(r'(?:refuse\(|_say\([^,]+,|\.of\(|code=|told\(error,)\s*"([a-z]+(?:-[a-z]+)+)"')
    written = {found for path in SOURCE.glob("*.py") for found in code.findall(path.read_text("utf-8"))}
    assert {"date-ambiguous", "key-twice", "when-missing"} <= written
    assert written - met == {"file-unreadable"}  # tested beside what reads bytes


def test_a_post_that_moved_and_one_that_was_reworded_are_told_apart() -> None:
    """A row that says what another one said keeps that one's key, whichever goes out first now."""
    before = taken({"text": "When,Channel,Text\n2027-01-08 09:00,bluesky,One\n2027-01-09 09:00,bluesky,Two\n"}).rows
    swapped = "When,Channel,Text\n2027-01-08 09:00,bluesky,Two\n2027-01-09 09:00,bluesky,One\n"
    found = import_sheet(
        Decoded(text=swapped, encoding="utf-8"), "s.csv", Reading(), Around(channels=CHANNELS, before=before)
    )
    assert [(row["key"], row["when"]) for row in found.rows] == [
        ("two", "2027-01-08 09:00"),
        ("one", "2027-01-09 09:00"),
    ]


def test_rows_without_keys_keep_those_an_earlier_import_gave() -> None:
    """The same text, or the same time on the same channel, is the same post."""
    first = taken({"text": "When,Channel,Text\n2027-01-08 09:00,bluesky,One\n2027-01-09 09:00,bluesky,Two\n"})
    again = Decoded(
        text="When,Channel,Text\n2027-01-12 09:00,bluesky,One\n2027-01-09 09:00,bluesky,Two mended\n,bluesky,New\n",
        encoding="utf-8",
    )
    found = import_sheet(again, "s.csv", Reading(), Around(channels=CHANNELS, before=first.rows))
    assert [row["key"] for row in found.rows] == ["one", "two", "new"]
    assert found.made == 1


def test_rows_of_campaigns_and_cancelled_rows_of_an_export_stay_out() -> None:
    """What campaigns make is not made a second time, and what was called off does not come back."""
    text = (
        "key,when,channel,text,post_key,state\n"
        ",2027-01-08 09:00,x,In 7 days,film/countdown/x,scheduled\n"
        "gone,2027-01-08 09:00,x,Old,posts/gone/x,cancelled\n"
        "taken,2027-01-08 09:00,x,There,posts/taken/x,cancelled\n"
        "new,2027-01-08 09:00,x,New,posts/new/x,delivered\n"
    )
    around = Around(channels=CHANNELS, before=[dict.fromkeys(READ, "") | {"key": "taken"}])
    found = import_sheet(Decoded(text=text, encoding="utf-8"), "s.csv", Reading(), around)
    assert [row["key"] for row in found.rows] == ["taken", "new"]
    assert (found.campaigns, found.cancelled) == (1, 1)


def test_headers_say_where_a_problem_is() -> None:
    """A person finds the cell under the name that the sheet gives its column."""
    with pytest.raises(WorkspaceError) as refused:
        taken({"text": "Zeitpunkt;Kanal;Beitrag\nbald;x;Hallo\n"})
    (problem,) = refused.value.problems
    assert problem.message == '"bald" is not a day with a time (column "Zeitpunkt")'


def test_a_row_that_another_file_has_already_is_left_out() -> None:
    """An export of several files comes back into each of them; the order of channels is no difference."""
    found = taken({"text": "key,when,channel,text\ntaken,,press;x,Other\nnew,2027-01-08 09:00,x,New\n"})
    assert [row["key"] for row in found.rows] == ["new"]
    assert found.elsewhere == 1
