"""What a program that drives tminus can rely on: one JSON document, whatever is wrong."""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from scheduler.cli import main

CASES = Path(__file__).parents[1] / "cases" / "screens"

BREAKS: Mapping[str, Mapping[str, str | None]] = {
    "no workspace": {"config/workspace.yaml": None},
    "a tab": {"config/workspace.yaml": "id:\tharbour\n"},
    "not a mapping": {"config/channels.yaml": "- x\n"},
    "a key twice": {"config/channels.yaml": "x: {platform: x, destination: catch}\nx: {platform: x}\n"},
    "bytes": {"config/campaigns/quiet-harbour.yaml": "\udcff\udcfe"},
    "an empty campaign": {"config/campaigns/quiet-harbour.yaml": ""},
    "a broken template": {"templates/countdown.j2": "{% if %}"},
    "a broken sheet": {"config/posts/weekly-notes.csv": 'key,when,channel,text\n"a,b'},
    "no facts": {"config/facts/quiet-harbour.yaml": None},
    "an unset secret": {"config/channels.yaml": 'x: {platform: x, destination: webhook, url: "${NOT_SET}"}\n'},
    "a queue that is none": {".tminus/queue.db": "this is no database, whatever its name says"},
}
COMMANDS = (
    ["validate"],
    ["preview"],
    ["preview", "nothing/like/it"],
    ["preview", "--wire"],
    ["preview", "--html", "."],
    ["plan"],
    ["plan", "-o", "."],
    ["plan", "--markdown"],
    ["plan", "--corrections", "."],
    ["apply"],
    ["apply", "missing.plan"],
    ["rehearse", "--at", "never"],
    ["undo"],
    ["status"],
    ["log"],
    ["queue", "list"],
    ["queue", "show", "x"],
    ["queue", "approve", "x"],
    ["queue", "pause", "x"],
    ["queue", "cancel", "x"],
    ["queue", "retry", "x"],
    ["queue", "resolve", "x", "sent"],
    ["facts", "extract", "missing.txt"],
    ["measure", "--platform", "z"],
    ["frobnicate"],
    ["preview", "--frobnicate"],
    ["init", "/dev/null/x"],
)


@pytest.mark.parametrize("files", BREAKS.values(), ids=list(BREAKS))
def test_json_is_one_document_on_every_path_of_failure(
    files: Mapping[str, str | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command in every broken workspace answers with one valid document, whose `ok` is what its code says."""
    folder = tmp_path / "harbour"
    shutil.copytree(CASES / "harbour", folder)
    monkeypatch.chdir(folder)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_bytes(text.encode("utf-8", "surrogateescape"))
    for arguments in COMMANDS:
        code = main([*arguments, "--json"])
        document = json.loads(capsys.readouterr().out)
        assert isinstance(document, dict), arguments
        assert set(document) == {"schema", "ok", "data", "problems"}, arguments
        assert re.fullmatch(r"tminus\.[a-z-]+/1", document["schema"]), arguments
        assert document["ok"] is (code == 0), arguments
        assert document["ok"] or document["problems"], arguments
        for problem in document["problems"]:
            assert problem["code"] != "internal", (arguments, problem)
            assert {"code", "severity", "file", "line", "column", "message", "hint"} <= set(problem)
