"""A workspace in which nothing is wrong, for tests to break one thing at a time."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

GOOD: Mapping[str, str] = {
    "config/workspace.yaml": "id: desk\nname: Harbour Press\nzone: Europe/Berlin\naudience_zone: America/New_York\n",
    "config/channels.yaml": "x: {platform: x, destination: catch}\nbluesky: {platform: bluesky, destination: catch}\n",
    "config/campaigns/film.yaml": ("channels: [x]\nsteps:\n- {name: one, when: 2027-01-08 09:00, template: hello}\n"),
    "templates/hello.j2": "{% block post %}Hello{% endblock %}\n",
}

FACTS = """\
article: {headline: A film, source: {file: ../articles/film.txt, sha256: abc}}
releases:
- id: release
  of: {type: Movie, name: A film}
  start_date: 2027-01-15
  event_status: scheduled
  primary: true
  confidence: sure
  source: {exact: out on January 15, start: 0, end: 17}
  review: accepted
"""

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return a function that writes the good workspace, with the files given in place of its own, and returns it."""

    def write(files: Mapping[str, object] | None = None) -> Path:
        root = tmp_path / "desk"
        for name, content in {**GOOD, **(files or {})}.items():
            if content is not None:
                _write(root / name, content)
        return root

    return write


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    match content:
        case str():
            path.write_bytes(content.encode())
        case {"hex": data}:
            path.write_bytes(bytes.fromhex(data))
        case {"start": start, "unit": unit, "count": count}:
            path.write_text(start + unit * int(count), "utf-8")
        case {"folder": _}:
            path.mkdir()
        case {"facts": _}:
            path.write_text(FACTS, "utf-8")
        case _:
            raise ValueError(f"no such content: {content}")
