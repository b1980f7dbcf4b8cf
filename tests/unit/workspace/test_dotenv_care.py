import subprocess
from pathlib import Path

import pytest

from scheduler.errors import Severity
from scheduler.workspace import care_warnings


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".env").write_text("A=1\n", "utf-8")
    (tmp_path / ".env").chmod(0o600)
    return tmp_path


@pytest.mark.parametrize(("mode", "codes"), [(0o600, []), (0o640, ["env-readable"]), (0o606, ["env-readable"])])
def test_a_file_that_others_may_read_or_change_is_warned_of(root: Path, mode: int, codes: list[str]) -> None:
    """Secrets are their owner's."""
    (root / ".env").chmod(mode)
    warnings = care_warnings(root)
    assert [each.code for each in warnings] == codes
    assert all(each.severity is Severity.WARNING and each.hint == "chmod 600 .env" for each in warnings)


def test_a_file_that_git_keeps_is_warned_of(root: Path) -> None:
    """A repository is copied to whoever works on it."""
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    assert care_warnings(root) == ()
    subprocess.run(["git", "add", "-f", ".env"], cwd=root, check=True)
    assert [each.code for each in care_warnings(root)] == ["env-tracked"]


def test_without_a_file_there_is_nothing_to_warn_of(tmp_path: Path) -> None:
    """Secrets may all come from the environment."""
    assert care_warnings(tmp_path) == ()
