import ast
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler.errors import Problem, WorkspaceError
from scheduler.workspace import load
from scheduler.workspace.shapes.workspace import WorkspaceShape

CASES = Path(__file__).parents[2] / "cases" / "workspace"
SOURCE = Path(__file__).parents[3] / "scheduler" / "workspace"
OTHERS = {"facts_file.py", "facts_review.py", "dotenv_care.py", "sample.py"}  # their problems are tested beside them
NO_CODES = {"posts-csv", "three-things", "next-slot", "utf-8-sig", "n-m", "assume-sent"}  # words of the same form
MET_ELSEWHERE = {
    "workspace-missing",
    "secret-missing",
    "secret-invalid",
    "state-unwritable",
}  # raised, or asked for, on their own


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        for case in YAML(typ="safe", pure=True).load(path):
            yield pytest.param(case, id=f"{path.stem}: {case['name']}")


def shown(problem: Problem) -> str:
    end = f"-{problem.end_column}" if problem.end_column else ""
    return f"{problem.code} {problem.place}{end}"


@pytest.mark.parametrize("case", list(cases()))
def test_every_problem_is_found_at_its_exact_place(case: dict[str, Any], make: Any) -> None:
    """Each faulty file gives its problems and no others, with line, column and end."""
    problems = load(make(case["files"]), {}).problems
    assert sorted(map(shown, problems)) == sorted(case["problems"])
    if "says" in case:
        assert any(case["says"] in f"{each.message} {each.hint}" for each in problems)


def test_no_problem_code_is_without_a_case() -> None:
    """A code added to the room comes with a faulty file that shows it."""
    met = {each.split()[0] for case in cases() for each in case.values[0]["problems"]}
    written = {
        node.value
        for path in SOURCE.glob("*.py")
        if path.name not in OTHERS and not path.name.startswith("sheet_")  # their cases are in cases/exchange
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", node.value)
    }
    assert written - NO_CODES - MET_ELSEWHERE - met == set()


def test_a_good_workspace_has_no_problems(make: Any) -> None:
    """Nothing is said where nothing is wrong, and everything is there."""
    workspace = load(make(), {})
    assert workspace.problems == ()
    assert (workspace.id, workspace.zone, workspace.audience_zone) == ("desk", "Europe/Berlin", "America/New_York")
    assert list(workspace.channels) == ["x", "bluesky"]
    assert [campaign.name for campaign in workspace.campaigns] == ["film"]
    assert list(workspace.templates) == ["hello"]
    assert workspace.database_url == f"sqlite:///{workspace.root}/.tminus/queue.db"


def test_the_sample_at_the_root_has_no_problems() -> None:
    """The repository is a workspace itself, and its settings explain every key there is."""
    root = SOURCE.parents[1]
    assert load(root, {}).problems == ()
    explained = (root / "config" / "workspace.yaml").read_text("utf-8")
    assert [key for key in WorkspaceShape.model_fields if f"{key}:" not in explained] == []


def test_a_folder_without_settings_is_no_workspace(tmp_path: Path) -> None:
    """Only a folder with config/workspace.yaml can be loaded."""
    with pytest.raises(WorkspaceError) as raised:
        load(tmp_path, {})
    assert [problem.code for problem in raised.value.problems] == ["workspace-missing"]


def test_problems_come_in_the_order_of_files_and_lines(make: Any) -> None:
    """A person works through them from top to bottom."""
    files = {"config/workspace.yaml": "id: D\nzone: x\n", "config/channels.yaml": "x: {platform: y, destination: z}\n"}
    places = [problem.place for problem in load(make(files), {}).problems]
    assert places == sorted(places, key=lambda each: (each.file, each.line, each.column) if each else ("", 0, 0))


def test_a_thousand_rows_are_read_within_a_second(make: Any) -> None:
    """A year of posts in one sheet does not slow a command down."""
    rows = "".join(
        f"k{n},2027-01-08 09:00,x;bluesky,Post number {n},6h,https://example.org/{n},,\n" for n in range(1000)
    )
    root = make({"config/posts/a.csv": f"key,when,channel,text,expires,link,image,alt\n{rows}"})
    begun = time.perf_counter()
    workspace = load(root, {})
    assert time.perf_counter() - begun < 1
    assert len(workspace.one_offs) == 2000
