"""`.env`: names and values beside the workspace, below the process's own environment."""

from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from types import MappingProxyType

from dotenv.parser import Binding, parse_stream

from scheduler.errors import Place, Problem, Severity


def read_environment(root: Path, environment: Mapping[str, str]) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """Return `.env` below `environment`, which always wins, and what is wrong with the file.

    Values are taken as they stand: nothing is interpolated. No problem repeats one.
    """
    try:
        text = (root / ".env").read_text("utf-8-sig")
    except FileNotFoundError:
        return environment, ()
    except (OSError, UnicodeDecodeError):
        hint = "save it as UTF-8 text that you may read"
        return environment, (_problem(None, ".env cannot be read", hint),)
    bindings = list(parse_stream(StringIO(text)))
    values = {each.key: each.value for each in bindings if each.key and each.value is not None and not each.error}
    return MappingProxyType({**values, **environment}), tuple(_unreadable(each) for each in bindings if each.error)


def _unreadable(binding: Binding) -> Problem:
    blank = len(binding.original.string) - len(binding.original.string.lstrip())
    line = binding.original.line + binding.original.string[:blank].count("\n")
    return _problem(
        line, "This line of .env cannot be read", "write NAME=value, with quotes around a value with spaces"
    )


def _problem(line: int | None, message: str, hint: str) -> Problem:
    place = Place(file=".env", line=line, column=1 if line else None)
    return Problem(code="env-line", message=message, hint=hint, severity=Severity.WARNING, place=place)
