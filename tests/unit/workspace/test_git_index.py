import subprocess
from pathlib import Path

import pytest

from scheduler.workspace.git_index import is_tracked


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository that keeps three files, one of them in a folder."""
    git(tmp_path, "init", "-q")
    (tmp_path / "press").mkdir()
    for name in (".envrc", "a", "press/.env"):
        (tmp_path / name).write_text("A=1\n", "utf-8")
    git(tmp_path, "add", "-f", ".")
    return tmp_path


@pytest.mark.parametrize("version", [2, 3, 4])
def test_what_git_keeps_is_found_in_its_index(repository: Path, version: int) -> None:
    """In each version of the format; a name that only looks alike is another file."""
    git(repository, "update-index", "--index-version", str(version))
    (repository / ".env").write_text("A=1\n", "utf-8")
    assert is_tracked(repository / "press" / ".env")
    assert not is_tracked(repository / ".env")
    git(repository, "rm", "-q", "--cached", "press/.env")
    assert not is_tracked(repository / "press" / ".env")


def test_a_file_that_is_only_intended_counts(repository: Path) -> None:
    """`git add -N` writes an extended entry."""
    (repository / ".env").write_text("A=1\n", "utf-8")
    git(repository, "add", "-f", "-N", ".env")
    assert is_tracked(repository / ".env")


@pytest.mark.parametrize("index", [b"", b"DIRC", b"DIRC\0\0\0\2\0\0\0\5", b"something else altogether"])
def test_an_index_that_cannot_be_read_is_no_reason_to_fail(repository: Path, index: bytes) -> None:
    """Nothing is known then, and nothing is claimed."""
    (repository / ".git" / "index").write_bytes(index)
    assert not is_tracked(repository / "press" / ".env")


def test_without_a_repository_nothing_is_kept(tmp_path: Path) -> None:
    """A workspace need not be under version control."""
    assert not is_tracked(tmp_path / ".env")


def test_a_worktree_has_its_index_elsewhere(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """There `.git` is a file that says where."""
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    git(repository, *who, "commit", "-q", "-m", "one")
    there = tmp_path_factory.mktemp("trees") / "tree"
    git(repository, "worktree", "add", "-q", str(there))
    assert is_tracked(there / "press" / ".env")
    assert not is_tracked(there / ".env")
