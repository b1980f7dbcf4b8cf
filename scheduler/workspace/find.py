"""Where the workspace is: the folder that holds config/workspace.yaml."""

from pathlib import Path
from typing import Final

from scheduler.errors import WorkspaceError

SETTINGS: Final = Path("config", "workspace.yaml")


def find(start: Path) -> Path:
    """Return the nearest folder that is a workspace, `start` itself or one above it, as an absolute path.

    Raises WorkspaceError `workspace-missing` if there is none.
    """
    folder = start.resolve()
    for each in (folder, *folder.parents):
        if (each / SETTINGS).is_file():
            return each
    message = f"There is no workspace in {folder} or above it: no {SETTINGS.as_posix()}"
    raise WorkspaceError.of("workspace-missing", message, "make one with: tminus init")
