"""The files of a workspace: config/, templates/ and .env, read strictly into typed settings.

Every problem is found at once, each with file:line:column and one suggestion. What needs pydantic or YAML is imported
when it is first asked for, so that commands that only look for the folder start at once.
"""

import importlib
from typing import TYPE_CHECKING, Final

from scheduler.model import QuietHours
from scheduler.workspace.find import find
from scheduler.workspace.settings import Workspace

if TYPE_CHECKING:
    from scheduler.workspace.dotenv_care import care_warnings
    from scheduler.workspace.facts_file import read_facts, write_facts
    from scheduler.workspace.loading import load
    from scheduler.workspace.secrets import catch_secret, caught_secrets, endpoint, secret_problems, secret_words

__all__ = [
    "QuietHours",
    "Workspace",
    "care_warnings",
    "catch_secret",
    "caught_secrets",
    "endpoint",
    "find",
    "load",
    "read_facts",
    "secret_problems",
    "secret_words",
    "write_facts",
]

_LATER: Final = {
    "care_warnings": "dotenv_care",
    "catch_secret": "secrets",
    "caught_secrets": "secrets",
    "endpoint": "secrets",
    "load": "loading",
    "read_facts": "facts_file",
    "secret_problems": "secrets",
    "secret_words": "secrets",
    "write_facts": "facts_file",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)
