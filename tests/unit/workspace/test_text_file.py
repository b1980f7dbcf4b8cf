from pathlib import Path

import pytest

from scheduler.errors import Problem
from scheduler.workspace.text_file import MAX_BYTES, read_text

FILE = "config/campaigns/film.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with a folder for campaigns, beside a file that is none of its business."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "film.yaml").write_text("password: tell nobody")
    (tmp_path / "press" / "config").mkdir(parents=True)
    return tmp_path / "press"


def code(read: str | Problem) -> str:
    """Return the code of why a file is not read."""
    assert isinstance(read, Problem)
    assert "tell nobody" not in read.message
    return read.code


def test_a_link_out_of_the_workspace_is_not_followed(root: Path) -> None:
    """Neither one in place of a file nor one in place of its folder: problems would print what it says."""
    (root / "config" / "campaigns").symlink_to(root.parent / "elsewhere")
    assert code(read_text(root / FILE, FILE, MAX_BYTES)) == "path-outside"
    (root / "config" / "campaigns").unlink()
    (root / "config" / "campaigns").mkdir()
    (root / FILE).symlink_to(root.parent / "elsewhere" / "film.yaml")
    assert code(read_text(root / FILE, FILE, MAX_BYTES)) == "path-outside"


def test_a_link_inside_the_workspace_is_a_file_like_others(root: Path) -> None:
    """So is one where the workspace itself is reached by a link."""
    (root / "config" / "campaigns").mkdir()
    (root / "config" / "shared.yaml").write_text("name: Film")
    (root / FILE).symlink_to(root / "config" / "shared.yaml")
    (root.parent / "linked").symlink_to(root)
    assert read_text(root / FILE, FILE, MAX_BYTES) == "name: Film"
    assert read_text(root.parent / "linked" / FILE, FILE, MAX_BYTES) == "name: Film"


def test_what_is_no_file_is_told_as_such(root: Path) -> None:
    """A folder, a link in a circle, and nothing at all."""
    (root / FILE).mkdir(parents=True)
    assert code(read_text(root / FILE, FILE, MAX_BYTES)) == "file-unreadable"
    (root / FILE).rmdir()
    assert code(read_text(root / FILE, FILE, MAX_BYTES)) == "file-missing"
    (root / FILE).symlink_to(root / FILE)
    assert code(read_text(root / FILE, FILE, MAX_BYTES)) == "file-unreadable"
