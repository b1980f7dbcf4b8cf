"""Faulty workspaces as data: what each file says, and which problem stands at which line and column of it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from scheduler import plan as planning
from scheduler import workspace as files
from scheduler.cli.console.desk import material
from scheduler.errors import Problem

CASES = Path(__file__).parent / "cases" / "problems"
NO_CASES = ("elsewhere.yaml",)
GOOD: Mapping[str, str] = {
    "config/workspace.yaml": "id: desk\nzone: Europe/Berlin\naudience_zone: America/New_York\n",
    "config/channels.yaml": "x: {platform: x, destination: catch}\nbluesky: {platform: bluesky, destination: catch}\n",
    "config/campaigns/film.yaml": (
        "facts: ../facts/film.yaml\n"
        'event: {time: "09:00", zone: America/New_York}\n'
        "channels: [x]\n"
        "steps:\n"
        "- {name: one, when: T-7 09:00, template: hello}\n"
    ),
    "config/facts/film.yaml": (
        "article: {headline: A film, source: {file: ../articles/film.txt, sha256: abc}}\n"
        "releases:\n"
        "- id: release\n"
        "  of: {type: Movie, name: A film}\n"
        "  start_date: 2027-01-15\n"
        "  event_status: scheduled\n"
        "  primary: true\n"
        "  confidence: sure\n"
        "  source: {exact: out on January 15, start: 0, end: 17}\n"
        "  review: accepted\n"
    ),
    "templates/hello.j2": "{% block post %}Hello{% endblock %}\n",
}


def read(name: str) -> Any:
    """Return a file of the cases."""
    return YAML(typ="safe", pure=True).load((CASES / name).read_text("utf-8"))


def cases() -> Iterator[dict[str, Any]]:
    """Return every case."""
    for path in sorted(CASES.glob("*.yaml")):
        if path.name not in NO_CASES:
            yield from read(path.name)


def write(root: Path, case: Mapping[str, Any]) -> None:
    """Write the good workspace with the files of a case in place of its own; `edits` change a word of a good one."""
    texts = {**GOOD, **case.get("files", {})}
    for name, (old, new) in case.get("edits", {}).items():
        assert old in texts[name], f"{name} does not say {old}"
        texts[name] = texts[name].replace(old, new)
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())


def problems_of(root: Path, now: str) -> list[Problem]:
    """Return everything that `validate` would find, at a time."""
    workspace = files.load(root, {})
    drafted = planning.draft(material(workspace), datetime.fromisoformat(now))
    unset = tuple(each.as_warning() for each in files.secret_problems(workspace))
    return [*workspace.problems, *drafted.problems, *unset]


def shown(problem: Problem) -> str:
    """Return a problem as a case writes it: code, place, and whether it is a warning or allowed."""
    kind = " allowed" if problem.allowed else "" if problem.severity.value == "error" else " warning"
    return f"{problem.code} {problem.place}{kind}"
