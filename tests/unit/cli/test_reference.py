"""docs/reference says what the program says."""

from driving import ROOT
from scheduler.cli.console import reference as commands
from scheduler.workspace import reference as settings

PAGES = ROOT / "docs/reference"


def test_the_page_of_the_commands_is_current() -> None:
    """Whoever changes one writes it anew: python -m scheduler.cli.console.reference > docs/reference/commands.md."""
    assert (PAGES / "commands.md").read_text("utf-8") == commands.page() + "\n"


def test_the_page_of_the_settings_is_current() -> None:
    """Whoever changes a key writes it anew: python -m scheduler.workspace.reference > docs/reference/settings.md."""
    assert (PAGES / "settings.md").read_text("utf-8") == settings.page() + "\n"
