"""The sample workspace: where it is, and how a copy is moved to the present.

The sample's dates are fixed, so that it can be tested; a copy has every date of its article, facts and posts moved by
the same number of days, and its facts extracted again so that each still names its sentence.
"""

import re
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Self

import scheduler
from scheduler import articles, facts
from scheduler.cli.console.schema_files import modeline, write_schemas
from scheduler.errors import UsageError
from scheduler.model import Review
from scheduler.workspace.facts_file import write_facts

RELEASE = date(2026, 11, 26)
"""The day the sample's film comes out."""

DEMO_STARTS = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
"""When the demo and the tests pretend it is: a day before the first post of the sample as it is stored."""

WEEKS_AHEAD = 5
ARTICLE = Path("config/articles/quiet-harbour.txt")
FACTS = Path("config/facts/quiet-harbour.yaml")
MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905 - reads better
)
_DATES = re.compile(rf"\b(\d{{4}})-(\d{{2}})-(\d{{2}})\b|\b({'|'.join(MONTHS)}) (\d{{1,2}})\b(?! \d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDates:
    """By how many days every date of the sample is moved."""

    days: int

    @classmethod
    def from_today(cls, today: date) -> Self:
        """Return the move that puts the release about five weeks ahead, on the weekday it has."""
        return cls(days=round((today + timedelta(weeks=WEEKS_AHEAD) - RELEASE) / timedelta(weeks=1)) * 7)

    def moved(self, text: str) -> str:
        """Return the text with each `2026-11-26` and `November 26` moved; the latter are of the sample's own year."""
        return _DATES.sub(self._moved_date, text)

    def _moved_date(self, found: re.Match[str]) -> str:
        year, month, day, name, number = found.groups()
        if year:
            return (date(int(year), int(month), int(day)) + timedelta(days=self.days)).isoformat()
        then = date(RELEASE.year, MONTHS.index(name) + 1, int(number)) + timedelta(days=self.days)
        return f"{MONTHS[then.month - 1]} {then.day}"


def sample_folder() -> Path:
    """Return the folder that holds the sample's config/ and templates/: inside the wheel, or the checkout's root."""
    package = Path(scheduler.__file__).parent
    return package / "sample" if (package / "sample").is_dir() else package.parent


def make_workspace(folder: Path, *, workspace_id: str, dates: SampleDates) -> list[str]:
    """Copy the sample into a folder, moved to the present, and return the files written.

    Raises UsageError where the folder is a workspace already, or cannot be written.
    """
    if (folder / "config" / "workspace.yaml").exists():
        hint = "choose another folder, or go on in this one with  tminus preview"
        raise UsageError.of("workspace-exists", f"{folder} is a workspace already", hint)
    try:
        return _copy(folder, workspace_id, dates)
    except OSError as error:
        raise UsageError.of("folder-unwritable", f"{folder} cannot be written: {error.strerror}") from None


def _copy(folder: Path, workspace_id: str, dates: SampleDates) -> list[str]:
    source = sample_folder()
    written: list[str] = []
    for path in sorted([*source.glob("config/**/*"), *source.glob("templates/*.j2"), source / ".env.example"]):
        name = path.relative_to(source)
        if not path.is_file() or (folder / name).exists():
            continue
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        if name.suffix in {".txt", ".csv", ".yaml"}:
            text = dates.moved(text)
        if name.name == "workspace.yaml":
            text = re.sub(r"(?m)^id: \S+", f"id: {workspace_id}", text)
        line = modeline(name.as_posix())
        (folder / name).write_text(f"{line}\n{text}" if line else text, encoding="utf-8")
        written.append(str(name))
    _facts_again(folder)
    written.append(_env(folder))
    write_schemas(folder)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("# Secrets, and the queue: neither belongs into git.\n.env\n.tminus/\n", encoding="utf-8")
        written.append(ignore.name)
    return written


def _facts_again(folder: Path) -> None:
    """Write the facts of the moved article, accepted as the sample's are."""
    fresh = facts.extract(articles.read(folder / ARTICLE))
    kinds = {
        kind: tuple(replace(fact, review=Review.ACCEPTED) for fact in members) for kind, members in fresh.kinds.items()
    }
    (folder / FACTS).unlink()
    write_facts(folder / FACTS, replace(fresh, kinds=MappingProxyType(kinds)))
    text = (folder / FACTS).read_text(encoding="utf-8")
    (folder / FACTS).write_text(f"{modeline(FACTS.as_posix())}\n{text}", encoding="utf-8")


def _env(folder: Path) -> str:
    """Make .env from its example, readable by its owner alone; one that is there stays."""
    path = folder / ".env"
    if not path.exists():
        shutil.copyfile(folder / ".env.example", path)
        path.chmod(0o600)
    return path.name
