from pathlib import Path
from typing import Any

import pytest

from scheduler.errors import WorkspaceError
from scheduler.workspace import find


def test_the_nearest_workspace_above_is_found(make: Any) -> None:
    """A command works from any folder inside of a workspace."""
    root = make()
    deep = root / "config" / "campaigns"
    assert find(deep) == root.resolve()
    assert find(root) == root.resolve()


def test_outside_of_a_workspace_there_is_a_way_to_make_one(tmp_path: Path) -> None:
    """The problem says what to type."""
    with pytest.raises(WorkspaceError) as raised:
        find(tmp_path)
    (problem,) = raised.value.problems
    assert (problem.code, problem.hint) == ("workspace-missing", "make one with: tminus init")
