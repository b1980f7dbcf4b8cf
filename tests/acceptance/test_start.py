"""How quickly the command answers, and what it leaves unimported."""

import subprocess
import sys

import pytest

from driving import ROOT

HEAVY = ("httpx", "sqlalchemy", "apscheduler", "alembic")


@pytest.mark.parametrize("arguments", [["--help"], ["version"], ["plan", "--help"]])
def test_help_imports_none_of_the_heavy_libraries(arguments: list[str]) -> None:
    """Neither httpx nor SQLAlchemy nor APScheduler is imported to say what the commands are."""
    code = (
        "import sys; from scheduler.cli import main; main(sys.argv[1:]);"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", ["validate", "preview"])
def test_looking_imports_none_of_the_heavy_libraries(command: str) -> None:
    """`validate` and `preview` need no network and no database."""
    code = (
        "import sys, os; from scheduler.cli import main; main([sys.argv[1], '--json', '-w', sys.argv[2]]);"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code, command, str(ROOT)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
