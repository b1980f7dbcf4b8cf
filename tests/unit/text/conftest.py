"""The published conformance data, where it is at hand: it is not part of the repository."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

SHARED = Path(__file__).parents[3].parent / "shared" / "conformance"


@pytest.fixture(scope="session")
def conformance() -> Path:
    """Return the folder of the conformance data; skips without it."""
    if not SHARED.is_dir():
        pytest.skip(f"the conformance data is not at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def twitter_text(conformance: Path) -> dict[str, Any]:
    """Return the suites of twitter-text by file and name."""
    yaml = YAML(typ="safe", pure=True)
    folder = conformance / "twitter-text"
    return {name: yaml.load(folder / f"{name}.yml")["tests"] for name in ("extract", "validate", "tlds")}
