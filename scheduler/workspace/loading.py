"""Everything a workspace's files say, and every problem in them at once: a broken file hides nothing in the others."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from scheduler.errors import Place, Problem, Severity, WorkspaceError
from scheduler.model import Campaign, Facts
from scheduler.workspace.campaigns import Surroundings, read_campaign
from scheduler.workspace.channels import channel_names, read_channels
from scheduler.workspace.document import read_document
from scheduler.workspace.dotenv_file import read_environment
from scheduler.workspace.facts_file import read_facts, source_warnings
from scheduler.workspace.files import hash_of_files
from scheduler.workspace.find import SETTINGS
from scheduler.workspace.posts import Posts
from scheduler.workspace.settings import Workspace
from scheduler.workspace.templates import TEMPLATES, read_templates
from scheduler.workspace.workspace_file import read_settings

CHANNELS = Path("config", "channels.yaml")
CAMPAIGNS = Path("config", "campaigns")
POSTS = Path("config", "posts")


def load(root: Path, environment: Mapping[str, str]) -> Workspace:
    """Return the workspace at `root` (see `find`), with `.env` below the process's `environment`.

    Raises WorkspaceError `workspace-missing` where there is none; anything else that is wrong is in its `problems`, in
    the order of files and lines.
    """
    root = root.resolve()
    if not (root / SETTINGS).is_file():
        raise WorkspaceError.of("workspace-missing", f"{root} is no workspace: it has no {SETTINGS.as_posix()}")
    files = hash_of_files(root)  # first: what changes while it is read makes a plan stale, not wrong
    known, problems = read_environment(root, environment)
    settings, found = read_settings(read_document(root / SETTINGS, SETTINGS.as_posix()))
    problems += found
    document = read_document(root / CHANNELS, CHANNELS.as_posix())
    channels, secrets, found = read_channels(document)
    problems += found
    templates, found = read_templates(root)
    problems += found
    facts_files = _FactsFiles(root)
    around = Surroundings(
        root=root,
        zone=settings.zone,
        channels=channel_names(document),
        templates=templates,
        read_facts=facts_files.read,
    )
    campaigns, found = _campaigns(root, around)
    problems += (*found, *facts_files.warnings())
    posts = Posts(around.channels)
    for file in _names(root, POSTS, ".csv"):
        posts.add_file(root / file, file)
    problems += (*posts.problems, *_ignored(root))
    return Workspace(
        root=root,
        id=settings.id,
        name=settings.name,
        zone=settings.zone,
        audience_zone=settings.audience_zone,
        language=settings.language,
        late=settings.late,
        retention=settings.retention,
        require_review=settings.require_review,
        approvals_required=settings.approvals_required,
        quiet_hours=settings.quiet_hours,
        holidays=settings.holidays,
        channels=channels,
        campaigns=campaigns,
        one_offs=tuple(posts.one_offs),
        templates=templates,
        problems=in_order(problems),
        files=files,
        environment=known,
        secrets=secrets,
        database=settings.database,
        database_given=settings.database_given,
    )


class _FactsFiles:
    """Each facts file read once, however many campaigns share it; its problems are told once as well."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read: dict[Path, Facts | WorkspaceError] = {}

    def read(self, path: Path) -> Facts:
        if path not in self._read:
            try:
                self._read[path] = read_facts(path, self._root)
            except WorkspaceError as error:
                self._read[path] = error
        facts = self._read[path]
        if isinstance(facts, WorkspaceError):
            raise facts
        return facts

    def warnings(self) -> tuple[Problem, ...]:
        """Return what is doubtful in the files that could be read: an article that changed behind its facts."""
        read = ((path, facts) for path, facts in self._read.items() if isinstance(facts, Facts))
        return tuple(warning for path, facts in read for warning in source_warnings(path, facts))


def _campaigns(root: Path, around: Surroundings) -> tuple[tuple[Campaign, ...], tuple[Problem, ...]]:
    campaigns: list[Campaign] = []
    problems: list[Problem] = []
    for file in _names(root, CAMPAIGNS, ".yaml"):
        campaign, found = read_campaign(Path(file).stem, read_document(root / file, file), around)
        problems += found
        if campaign:
            campaigns.append(campaign)
    return tuple(campaigns), tuple(problems)


def _names(root: Path, folder: Path, suffix: str) -> list[str]:
    """Return the files of a folder with an ending, relative to the root; hidden ones are locks of an editor."""
    found = (root / folder).iterdir() if (root / folder).is_dir() else ()
    return sorted(
        (folder / path.name).as_posix()
        for path in found
        if path.suffix.lower() == suffix and not path.name.startswith(".")
    )


LIKE_OURS: Final = {
    CAMPAIGNS: (".yaml", ".yml"),
    POSTS: (".csv", ".tsv", ".xls", ".xlsx", ".ods", ".yaml"),
    TEMPLATES: (".j2", ".jinja", ".jinja2"),
}
"""The folders whose files are found by their names: the ending that is read, and those that look as if it were."""


def _ignored(root: Path) -> list[Problem]:
    """Return a warning for every file that looks like one of ours and is not read: its ending, or a folder too deep."""
    return [
        _not_read(path.relative_to(root), folder, endings[0])
        for folder, endings in LIKE_OURS.items()
        for path in sorted((root / folder).rglob("*"))
        if path.suffix.lower() in endings
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(root).parts)
        and (path.suffix.lower() != endings[0] or path.parent != root / folder)
    ]


def _not_read(file: Path, folder: Path, wanted: str) -> Problem:
    name = file.with_suffix(wanted).name
    hint = f"save it as {name}" if file.parent == folder else f"move it to {(folder / name).as_posix()}"
    return Problem(
        code="file-ignored",
        message=f"{file.as_posix()} is not read",
        hint=hint,
        severity=Severity.WARNING,
        place=Place(file=file.as_posix()),
    )


def in_order(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return each problem once, by file and place; where YAML has spoken of a value, its shape is silent."""
    spoken = {problem.place for problem in problems if problem.code.startswith("yaml-")}
    kept = [each for each in problems if each.place not in spoken or each.code.startswith("yaml-")]
    return tuple(sorted(dict.fromkeys(kept), key=_order))


def _order(problem: Problem) -> tuple[str, int, int]:
    place = problem.place
    return (place.file, place.line or 0, place.column or 0) if place else ("", 0, 0)
