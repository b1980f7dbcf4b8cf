"""Case files of this room, and the part that most tests send."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

CASES = Path(__file__).parents[2] / "cases" / "delivery"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that is marked with `cases` one run for each case of the file."""
    for mark in metafunc.definition.iter_markers("cases"):
        found = YAML(typ="safe", pure=True).load((CASES / f"{mark.args[0]}.yaml").read_text(encoding="utf-8"))
        metafunc.parametrize("case", found, ids=str)


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", "cases(name): run once for every case of tests/cases/delivery/NAME.yaml")
