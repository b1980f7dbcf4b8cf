"""Warnings that are meant: counted, not said, and no error with --strict."""

from pathlib import Path

import pytest

from here import Here
from problem_fixtures import write

SATURDAY = {"config/campaigns/film.yaml": ("T-7 09:00, template: hello", "2099-01-10 09:00, template: hello{}")}


def desk_with(tmp_path: Path, allow: str) -> Here:
    old, new = SATURDAY["config/campaigns/film.yaml"]
    write(tmp_path, {"edits": {"config/campaigns/film.yaml": (old, new.format(allow))}})
    (tmp_path / "home").mkdir()
    return Here(tmp_path, tmp_path / "home")


@pytest.fixture
def meant(tmp_path: Path) -> Here:
    return desk_with(tmp_path, ", allow: {time-weekend: we open on Saturdays}")


def test_an_allowed_warning_is_counted_and_not_said(meant: Here) -> None:
    """`1 allowed`, and the verdict does not mention it."""
    ran = meant.tminus("validate")
    assert "All well: 1 post can go out" in ran.out
    assert ran.err == "1 allowed\n"


def test_the_reason_is_shown_when_more_is_asked_for(meant: Here) -> None:
    """-v says what was allowed and why."""
    assert "allowed[time-weekend]: one goes out on a Saturday, 2099-01-10: we open on Saturdays" in (
        meant.tminus("validate", "-v").err
    )


def test_strict_takes_warnings_for_errors_and_reasons_for_reasons(
    meant: Here, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Exit code 3 without a reason, 0 with one."""
    assert meant.tminus("validate", "--strict").code == 0
    unmeant = desk_with(tmp_path_factory.mktemp("unmeant"), "")
    assert unmeant.tminus("validate").code == 0
    assert unmeant.tminus("validate", "--strict").code == 3


def test_machines_find_it_apart(meant: Here) -> None:
    """It is no problem of the document; `validate` lists it with its reason."""
    document = meant.tminus("validate", "--json").document
    assert document["problems"] == []
    (allowed,) = document["data"]["allowed"]
    assert (allowed["code"], allowed["line"], allowed["reason"]) == ("time-weekend", 5, "we open on Saturdays")


def test_a_day_of_its_own_that_was_over_is_said_by_plan(tmp_path: Path) -> None:
    """time-past: never queued, and said at its row; a countdown that is over is only listed."""
    rows = "key,when,channel,text\nlate,2020-01-08 15:00,x,Hello there\n"
    more = "template: hello}\n- {name: two, when: T-1 09:00, template: hello}"
    edits = {"config/campaigns/film.yaml": ("template: hello}", more)}
    write(tmp_path, {"files": {"config/posts/a.csv": rows}, "edits": edits})
    (tmp_path / "home").mkdir()
    ran = Here(tmp_path, tmp_path / "home").tminus("plan", "--at", "2027-01-12T12:00Z", "--json")
    assert [(each["code"], each["file"], each["line"]) for each in ran.document["problems"]] == [
        ("time-past", "config/posts/a.csv", 2)
    ]


def test_a_plan_without_a_daemon_is_fine_and_says_so(tmp_path: Path) -> None:
    """daemon-down: nobody would send what is due within a day."""
    rows = "key,when,channel,text,expires,allow\nsoon,{},x,Hello,6h,time-weekend: x; audience-asleep: y\n"
    from datetime import UTC, datetime, timedelta  # noqa: PLC0415

    due = datetime.now(UTC) + timedelta(hours=2)
    write(
        tmp_path,
        {
            "files": {
                "config/campaigns/film.yaml": (
                    "channels: [x]\nsteps: [{name: far, when: 2099-01-08 09:00, template: hello}]\n"
                ),
                "config/posts/a.csv": rows.format(f"{due:%Y-%m-%dT%H:%M}+00:00"),
            }
        },
    )
    (tmp_path / "home").mkdir()
    ran = Here(tmp_path, tmp_path / "home").tminus("plan", "--json")
    assert ran.code == 0
    assert "daemon-down" in ran.codes
