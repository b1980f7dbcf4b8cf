"""Each platform against its own cases: what is sent, what it counts, what it finds, what it refuses."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler import platforms

FOLDER = Path(__file__).parents[3] / "tests/cases/platforms"
FEWEST = 5


def cases() -> list[Any]:
    """Return the cases of every platform that has a file."""
    found = []
    for name in platforms.names():
        path = FOLDER / f"{name}.yaml"
        for number, case in enumerate(YAML(typ="safe").load(path) if path.exists() else [], start=1):
            found.append(pytest.param(platforms.get(name), case, id=f"{name}-{number}"))
    return found


@pytest.mark.parametrize("name", platforms.names())
def test_every_platform_has_cases(name: str) -> None:
    """A new platform comes with what proves it, under its own name."""
    assert len(YAML(typ="safe").load(FOLDER / f"{name}.yaml")) >= FEWEST


@pytest.mark.parametrize(("platform", "case"), cases())
def test_a_text_is_sent_counted_and_read_as_its_case_says(platform: platforms.Platform, case: dict[str, Any]) -> None:
    """The whole of a platform on one text: dialect, length, links and mentions, what counts otherwise, objections."""
    sent = platform.escape(case["text"])
    found = {
        "text": case["text"],
        "sent": sent,
        "length": platform.length(sent),
        "finds": [f"{each.kind} {each.url or each.text}" for each in platform.find_entities(sent)],
        "counted": [note for note in platform.explain(sent) if "bytes" not in note],
        "objections": [each.code for each in platform.objections(sent)],
    }
    assert found == {"sent": case["text"], "finds": [], "counted": [], "objections": []} | case
