"""What an editor completes is what the validator accepts."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from driving import ROOT
from scheduler.cli.console.schema_files import FOLDER, modeline, write_schemas
from scheduler.workspace.schemas import names, schema
from scheduler.workspace.sheet.sheet import read_sheet

SAMPLE = [
    ("workspace", "config/workspace.yaml"),
    ("channels", "config/channels.yaml"),
    *(("campaign", f"config/campaigns/{path.name}") for path in sorted((ROOT / "config/campaigns").glob("*.yaml"))),
    *(("facts", f"config/facts/{path.name}") for path in sorted((ROOT / "config/facts").glob("*.yaml"))),
]


def typed(path: Path) -> Any:
    """Return a file as an editor reads it: YAML 1.2, in which a day is a text."""

    def plain(node: Any) -> Any:
        match node:
            case dict():
                return {str(key): plain(value) for key, value in node.items()}
            case list():
                return [plain(each) for each in node]
            case dt.date():
                return node.isoformat()
        return node

    return plain(YAML(typ="safe", pure=True).load(path.read_text("utf-8")))


def complaints(name: str, document: Any) -> list[str]:
    return [
        f"{'/'.join(map(str, each.path))}: {each.message}"
        for each in Draft7Validator(schema(name)).iter_errors(document)
    ]


@pytest.mark.parametrize("name", names())
def test_a_schema_is_one_of_draft_07(name: str) -> None:
    """The language server of the editors reads no other."""
    Draft7Validator.check_schema(schema(name))
    assert "$defs" not in json.dumps(schema(name))


@pytest.mark.parametrize(("name", "file"), SAMPLE)
def test_the_sample_workspace_is_what_the_schemas_say(name: str, file: str) -> None:
    """Nobody sees red lines in a fresh workspace."""
    assert complaints(name, typed(ROOT / file)) == []


def test_the_rows_of_the_sample_are_what_the_schema_says() -> None:
    """Columns and cells."""
    for path in sorted((ROOT / "config/posts").glob("*.csv")):
        assert complaints("posts-csv", [dict(row.cells) for row in read_sheet(path, path.name).rows]) == []


def groups(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "properties" in node and node.get("type") == "object":
            yield node
        for each in node.values():
            yield from groups(each)
    elif isinstance(node, list):
        for each in node:
            yield from groups(each)


@pytest.mark.parametrize("name", names())
def test_no_group_takes_a_key_that_is_unknown_and_every_key_is_described(name: str) -> None:
    """An editor says so while it is typed, and shows what a key is for."""
    found = list(groups(schema(name)))
    assert found
    for group in found:
        assert group["additionalProperties"] is False
        for key, value in group["properties"].items():
            assert value.get("description"), key


@pytest.mark.parametrize(
    ("name", "document", "said"),
    [
        ("workspace", {"id": "a", "zone": "Europe/Berlin", "zoen": "x"}, "zoen"),
        ("channels", {"x": {"platform": "x", "destination": "catch", "ulr": "x"}}, "ulr"),
        ("channels", {"No Name": {"platform": "x", "destination": "catch"}}, "No Name"),
        ("campaign", {"steps": [{"name": "a", "when": "T-7", "template": "a", "wehn": "x"}]}, "wehn"),
        ("campaign", {"steps": [{"name": "a", "when": "soon", "template": "a"}]}, "soon"),
        ("campaign", {"allow": {"too-clos": "x"}, "steps": []}, "too-clos"),
        ("facts", {"article": {"source": {"file": "a", "sha256": "b"}}, "facts": []}, "facts"),
        ("posts-csv", [{"key": "a", "when": "", "channel": "x", "text": "y", "txet": "z"}], "txet"),
    ],
)
def test_what_the_validator_refuses_the_schema_refuses(name: str, document: Any, said: str) -> None:
    """Unknown keys, names and times of another form, codes that are none."""
    assert any(said in each for each in complaints(name, document))


def test_schemas_lie_where_the_first_line_of_a_file_looks_for_them(tmp_path: Path) -> None:
    """The path in the line leads from the file to its schema."""
    assert write_schemas(tmp_path) == [f"{FOLDER}/{name}.json" for name in names()]
    for file in ("config/workspace.yaml", "config/campaigns/film.yaml"):
        line = modeline(file)
        assert line
        assert (tmp_path / file).parent.joinpath(line.partition("$schema=")[2]).resolve().is_relative_to(tmp_path)
    assert modeline("config/posts/a.csv") is None
