"""Commands typed in another way than they work, or with nowhere to write to."""

from pathlib import Path

import pytest

from here import Here
from problem_fixtures import write


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (("preview", "--at", "tomorrow"), "at-unreadable", 2),
        (("validate", "--at", "2027-01-08T09:00"), "at-refused", 2),
        (("schema", "campain"), "schema-unknown", 2),
        (("explain", "to-close"), "code-unknown", 2),
        (("preview", "--html", "nowhere/page.html"), "page-unwritable", 2),
        (("plan", "-o", "nowhere/friday.plan"), "plan-unwritable", 2),
        (("apply", "config/workspace.yaml", "--yes"), "plan-unreadable", 2),
        (("init", "config/workspace.yaml/below"), "folder-unwritable", 2),
        (("run", "--metrics", "0.0.0.0:9464"), "metrics-address", 2),
        (("preview", "nobody"), "select-empty", 2),
    ],
)
def test_a_command_says_what_is_wrong_with_it(
    arguments: tuple[str, ...], code: str, exit_code: int, tmp_path: Path
) -> None:
    """One problem with its code, in the one document of --json too, and the exit code of the command line."""
    write(tmp_path, {"edits": {"config/campaigns/film.yaml": ("T-7 09:00", "2099-01-08 09:00")}})
    (tmp_path / "home").mkdir()
    ran = Here(tmp_path, tmp_path / "home").tminus(*arguments, "--json")
    assert (ran.codes, ran.code) == ([code], exit_code)
