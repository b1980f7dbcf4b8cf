"""Schemas beside a workspace, where editors find them.

They lie in `.tminus/`, not in `config/`: they belong to the version of tminus that wrote them, so git need not keep
them, and a plan must not go stale because they were written again.
"""

import json
from pathlib import Path
from typing import Final

from scheduler.errors import TminusError
from scheduler.workspace.schemas import names, schema

FOLDER: Final = ".tminus/schema"
OF_FILE: Final = {
    "config/workspace.yaml": "workspace",
    "config/channels.yaml": "channels",
    "config/campaigns/": "campaign",
    "config/facts/": "facts",
}


def write_schemas(root: Path) -> list[str]:
    """Write every schema and return the files; raises TminusError `state-unwritable` where that is refused."""
    folder = root / FOLDER
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in names():
            path = folder / f"{name}.json"
            path.write_text(json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
            written.append(f"{FOLDER}/{path.name}")
    except OSError as error:
        message = f"{folder} cannot be written: {(error.strerror or 'unknown').lower()}"
        raise TminusError.of("state-unwritable", message, "give yourself the right to write there") from None
    return written


def modeline(file: str) -> str | None:
    """Return the comment by which a file of a workspace names its schema, None where there is no schema for it."""
    name = next((name for start, name in OF_FILE.items() if file.startswith(start)), None)
    up = "../" * (file.count("/"))
    return f"# yaml-language-server: $schema={up}{FOLDER}/{name}.json" if name else None
