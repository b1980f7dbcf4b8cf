"""How quickly the command answers, and what it leaves unimported."""

import subprocess
import sys

import pytest

from driving import ROOT

HEAVY = ("httpx", "sqlalchemy", "apscheduler", "alembic")
UNNEEDED = (*HEAVY, "babel", "lxml", "asyncio", "scheduler.facts.extraction", "scheduler.queue", "scheduler.delivery")


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
    """`validate` and `preview` need no network and no database, and in English no table of the world's languages."""
    code = (
        "import sys, os; from scheduler.cli import main; main([sys.argv[1], '--json', '-w', sys.argv[2]]);"
        f"print([name for name in {UNNEEDED} if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code, command, str(ROOT)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_command_of_its_own_process_looks_for_no_plug_ins() -> None:
    """Pydantic would read the metadata of every installed package; a caller's own process keeps its settings."""
    code = (
        "import gc, os, sys; from scheduler.cli import main; before = gc.get_threshold(); main(['version']);"
        "assert gc.get_threshold() == before; assert 'PYDANTIC_DISABLE_PLUGINS' not in os.environ;"
        "sys.argv[1:] = ['version']; main();"
        "assert gc.get_threshold() > before; assert os.environ['PYDANTIC_DISABLE_PLUGINS'] == '__all__'"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
