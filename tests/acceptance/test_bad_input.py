"""Bad input gets one clear problem with its place and a cure, the right exit code, and nothing is queued."""

import json
from collections.abc import Callable

import pytest

from driving import Desk

CAMPAIGN = "config/campaigns/quiet-harbour.yaml"
FACTS = "config/facts/quiet-harbour.yaml"


def replaced(name: str, old: str, new: str) -> Callable[[Desk], object]:
    """Change one file of the workspace."""

    def change(desk: Desk) -> None:
        path = desk.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def with_template(text: str) -> Callable[[Desk], object]:
    return lambda desk: desk.write("templates/countdown.j2", text)


def coarse(desk: Desk) -> None:
    path = desk.folder / FACTS
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line if not line.strip().startswith("start_date:") else "  start_date: 2027-02" for line in lines]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


FAULTS = {
    "undefined fact": (
        with_template("Out {{ facts.relase.start_date }}\n"),
        "fact-missing",
        "templates/countdown.j2",
        1,
    ),
    "undefined variable": (with_template("a\nOut {{ hastags }}\n"), "template-undefined", "templates/countdown.j2", 2),
    "template syntax": (with_template("a\n{% if %}\n"), "template-syntax", "templates/countdown.j2", 2),
    "unknown platform": (
        replaced("config/channels.yaml", "platform: bluesky", "platform: blusky"),
        "platform-unknown",
        "config/channels.yaml",
        None,
    ),
    "unknown zone": (
        replaced(CAMPAIGN, "America/New_York", "America/New_Yrok"),
        "zone-unknown",
        CAMPAIGN,
        None,
    ),
    "missing template": (
        replaced(CAMPAIGN, "template: out-now", "template: out-nwo"),
        "template-unknown",
        CAMPAIGN,
        None,
    ),
    "missing facts file": (
        replaced(CAMPAIGN, "quiet-harbour.yaml", "quiet-harbor.yaml"),
        "facts-missing",
        CAMPAIGN,
        None,
    ),
    "coarse date": (coarse, "date-coarse", FACTS, None),
    "too long": (with_template("{{ facts.about.name }}" + " and on and on" * 60), "length-over", None, None),
    "broken YAML": (lambda desk: desk.write(CAMPAIGN, "steps: [\n"), None, CAMPAIGN, None),
    "secret missing": (lambda desk: (desk.folder / ".env").unlink(), "secret-missing", "config/channels.yaml", None),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_workspace_is_one_clear_problem_and_nothing_is_queued(desk: Desk, fault: str) -> None:
    """`apply` names the fault with its place and a cure, ends with code 3, and leaves no post in the queue."""
    break_it, code, file, line = FAULTS[fault]
    break_it(desk)
    applied = desk.tminus("apply", "--yes", "--json")
    assert applied.code == 3, applied.out
    errors = [problem for problem in applied.document["problems"] if problem["severity"] == "error"]
    assert errors
    assert applied.document["ok"] is False
    if code:
        assert {problem["code"] for problem in errors} == {code}
    if file:
        assert {problem["file"] for problem in errors} == {file}
    if line:
        assert {problem["line"] for problem in errors} == {line}
    assert all(problem["message"] and problem["hint"] for problem in errors)
    assert desk.tminus("queue", "list", "--json").data == {"posts": []}


def test_a_missing_secret_stops_apply_and_is_a_warning_before(desk: Desk) -> None:
    """Looking needs no secret; sending does, and the problem names the variable, not a value."""
    (desk.folder / ".env").unlink()
    for looking in ("validate", "preview", "plan"):
        ran = desk.tminus(looking, "--json")
        assert ran.code == 0, ran.out
        assert [p["severity"] for p in ran.document["problems"] if p["code"] == "secret-missing"] == ["warning"]
    assert desk.tminus("rehearse", "--json").code == 0


ARTICLES = {
    "missing": (None, "article-missing"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200), "article-binary"),
    "empty": (b"", "article-empty"),
    "blank": (b" \n\n\t\n", "article-empty"),
}


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_that_cannot_be_read_ends_with_code_2(bare: Desk, name: str) -> None:
    """A file named on the command line that is missing or unreadable is a usage error with a cure."""
    content, code = ARTICLES[name]
    if content is not None:
        (bare.folder / "article.txt").write_bytes(content)
    ran = bare.tminus("facts", "extract", "article.txt", "--json")
    assert (ran.code, ran.codes) == (2, [code])
    assert ran.document["problems"][0]["hint"]
    assert ran.data is None


def test_an_article_without_a_date_is_a_question(bare: Desk) -> None:
    """No date is no failure: exit code 0, no release, and a question a person can answer."""
    bare.write(
        "article.txt", "The film is about a harbour.\n\nIt has no date at all, and nobody knows why that is so.\n"
    )
    ran = bare.tminus("facts", "extract", "article.txt", "--json")
    assert ran.code == 0
    assert ran.data["releases"] == []
    assert any("date" in question.lower() for question in ran.data["questions"])


USAGES = (
    ["nothing"],
    ["plan", "--bogus"],
    ["status", "--at", "2026-01-01T00:00"],
    ["preview", "--at", "someday"],
    ["preview", "nobody/here"],
    ["apply"],
    ["apply", "nowhere.plan"],
    ["measure", "--platform", "x", "-f", "nowhere.txt"],
)


@pytest.mark.parametrize("arguments", USAGES, ids=" ".join)
def test_wrong_usage_ends_with_code_2_and_one_json_document(desk: Desk, arguments: list[str]) -> None:
    """Also on failure `--json` prints one document, with a problem in it."""
    ran = desk.tminus(*arguments, "--json")
    assert ran.code == 2, ran.out
    assert list(ran.document) == ["schema", "ok", "data", "problems"]
    assert len(ran.codes) == 1


def test_an_unknown_platform_is_guessed(desk: Desk) -> None:
    """`measure` suggests the platform that was meant."""
    ran = desk.tminus("measure", "-p", "blusky", "hi", "--json")
    assert ran.codes == ["platform-unknown"]
    assert "bluesky" in ran.document["problems"][0]["hint"]


def test_outside_a_workspace_the_cure_is_init(bare: Desk) -> None:
    """A folder that is none says so and how to make one."""
    for command in ("plan", "status", "run", "preview"):
        ran = bare.tminus(command, "--json")
        assert (ran.code, ran.codes) == (3, ["workspace-missing"])
        assert "tminus init" in ran.document["problems"][0]["hint"]


def test_init_overwrites_nothing(desk: Desk) -> None:
    """A second `init` in the same folder is refused."""
    before = (desk.folder / "config" / "workspace.yaml").read_text()
    assert desk.tminus("init", "--json").codes == ["workspace-exists"]
    assert (desk.folder / "config" / "workspace.yaml").read_text() == before


def test_people_see_the_line_and_a_caret(desk: Desk) -> None:
    """The screen shows where it is, the line itself, and what to do; without colour where there is no terminal."""
    replaced(CAMPAIGN, "America/New_York", "America/New_Yrok")(desk)
    ran = desk.tminus("validate")
    assert ran.code == 3
    assert f"--> {CAMPAIGN}:" in ran.err
    assert "^^^^" in ran.err
    assert "America/New_York" in ran.err
    assert "\x1b" not in ran.err + ran.out


def test_json_is_json_even_when_tminus_itself_fails(desk: Desk) -> None:
    """A database that is none is a clear problem, not a traceback."""
    (desk.folder / ".tminus").mkdir(exist_ok=True)
    (desk.folder / ".tminus" / "queue.db").write_bytes(b"this is no database, whatever its name says" * 100)
    ran = desk.tminus("queue", "list", "--json")
    assert ran.code != 0
    assert json.loads(ran.out)["problems"]
