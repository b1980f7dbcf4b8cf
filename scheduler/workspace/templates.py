"""templates/*.j2: the texts, by the file's name without its ending."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from scheduler.errors import Problem
from scheduler.model import Template
from scheduler.workspace.text_file import MAX_BYTES, read_text

SUFFIX = ".j2"
TEMPLATES = Path("templates")


def read_templates(root: Path) -> tuple[Mapping[str, Template], tuple[Problem, ...]]:
    """Return every template that can be read, and what is wrong with the others."""
    templates: dict[str, Template] = {}
    problems: list[Problem] = []
    for path in sorted((root / TEMPLATES).glob(f"*{SUFFIX}")):
        file = path.relative_to(root).as_posix()
        text = read_text(path, file, MAX_BYTES)
        if isinstance(text, Problem):
            problems.append(text)
        else:
            templates[path.stem] = Template(name=path.stem, source=text, file=file)
    return MappingProxyType(templates), tuple(problems)
