"""A release that is called off: what was queued for it at times of its own, and not by counting from it."""

import pytest

from driving import ROOT, Desk

HEAD = "facts: ../facts/quiet-harbour.yaml\nchannels: [x]\n"
FIXED = """\
- {name: fixed, when: 2026-11-18 10:00, template: opens}
- {name: thanks, when: 2026-11-16 10:00, template: thanks}
- {name: sorry, when: 2026-11-16 12:00, template: sorry}
- {name: still, when: 2026-11-17 10:00, template: still}
"""
STEPS = FIXED + "- {name: counts, when: 2026-11-19 10:00, template: countdown}\n"
RECURRING = """\
recurring:
- {name: weekly, every: Thursday 11:00, from: "2026-11-12", times: 1, template: opens}
"""
BEFORE = "2026-11-01T09:00"


FACTS = "config/facts/quiet-harbour.yaml"


@pytest.fixture
def film(desk: Desk) -> Desk:
    """A campaign about the sample's film, which opens on 26 November 2026."""
    for path in (*(desk.folder / "config/campaigns").iterdir(), *(desk.folder / "config/posts").iterdir()):
        path.unlink()
    desk.write(FACTS, (ROOT / FACTS).read_text("utf-8"))
    for name, words in {
        "opens": "{{ facts.about.name }} opens on {{ facts.release.start_date | day }}",
        "thanks": "Thank you, harbour folk, from everybody at {{ facts.about.name }}",
        "sorry": "{{ facts.about.name }} is {{ facts.release.event_status }}",
        "still": "Delayed once, {{ facts.about.name }} opens on {{ facts.release.start_date | day }}",
    }.items():
        desk.write(f"templates/{name}.j2", f"{{# For a test. #}}\n{words}\n")
    return desk


def call_off(film: Desk, status: str, day: str = "2026-11-26") -> None:
    """Type the release's new state, and what stands for its day."""
    facts = (film.folder / FACTS).read_text("utf-8").replace("start_date: 2026-11-26", f"start_date: {day}")
    film.write(FACTS, facts.replace("event_status: scheduled", f"event_status: {status}"))


@pytest.mark.parametrize(
    ("status", "day"), [("cancelled", "2026-11-26"), ("postponed", "2026-11-26"), ("postponed", "null")]
)
@pytest.mark.parametrize("event", ['event: {release: release, time: "09:00", zone: America/New_York}\n', ""])
def test_nothing_that_promises_a_release_stays_queued_once_it_is_called_off(
    film: Desk, status: str, day: str, event: str
) -> None:
    """Whether it counts from it, stands at a time of its own or recurs; what promises nothing goes out."""
    counting = "- {name: a-week-to-go, when: T-7 09:00, template: countdown}\n" * bool(event)
    film.write("config/campaigns/film.yaml", f"{HEAD}{event}steps:\n{counting}{STEPS if event else FIXED}{RECURRING}")
    assert film.tminus("apply", "--yes", "--at", BEFORE).code == 0
    call_off(film, status, day)
    plan = film.tminus("plan", "--at", BEFORE, "--json")
    assert plan.code == 0, plan.out
    changes = {each["key"]: (each["op"], each["reason"]) for each in plan.data["changes"]}
    cancelled = {key for key, change in changes.items() if change == ("cancel", f"the release is {status}")}
    asked = {"film/fixed/x", "film/still/x", "film/weekly/x/2026-11-12"}
    assert cancelled == (asked | {"film/a-week-to-go/x", "film/counts/x"} if event else asked)
    assert changes["film/sorry/x"][0] == "reword"
    assert film.tminus("apply", "--yes", "--at", BEFORE).code == 0
    queued = film.tminus("queue", "list", "--json").data["posts"]
    waiting = {each["key"] for each in queued if each["state"] == "scheduled"}
    assert waiting == {"film/thanks/x", "film/sorry/x"}
    for looks in (("validate",), ("preview", "--at", BEFORE), ("plan", "--at", BEFORE)):
        looked = film.tminus(*looks, "--json")
        told = {(each["code"], each["severity"]) for each in looked.document["problems"]}
        assert looked.code == 0, looked.out
        assert ("release-gone", "warning") in told


def test_a_release_that_is_called_off_already_is_not_promised(film: Desk) -> None:
    """The first plan holds no post that promises it, and says calmly which posts do and where the release stands."""
    film.write("config/campaigns/film.yaml", f"{HEAD}steps:\n{FIXED}")
    call_off(film, "cancelled")
    told = film.tminus("plan", "--at", BEFORE, "--json")
    assert told.code == 0
    assert not {change["key"] for change in told.data["changes"]} & {"film/fixed/x", "film/still/x"}
    problems = [each for each in told.document["problems"] if each["code"] == "release-gone"]
    assert {(each["code"], each["file"], each["line"]) for each in problems} == {("release-gone", FACTS, 17)}
    assert [each["message"].partition(": ")[2] for each in problems] == [
        '"The Quiet Harbour opens on November 26"',
        '"Delayed once, The Quiet Harbour opens on November 26"',
    ]
    assert [each["hint"].rpartition(" ")[2] for each in problems] == ["film/fixed/x", "film/still/x"]
