"""A workspace as typed settings: everything its files say, and everything wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

from scheduler.errors import Problem, Severity, WorkspaceError
from scheduler.model import Campaign, Channel, OneOff, QuietHours, Template
from scheduler.workspace.secret_use import SecretUse, unset


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """One folder with config/ and templates/.

    Where a file is broken its part is left out and `problems` says why; nothing may be planned while one of them is an
    error. `files` is the SHA-256 over every file of config/ and templates/, by which a plan knows that it is stale.
    `environment` is `.env` below the process's own environment; secrets are looked up there by name, never kept.
    """

    root: Path
    id: str
    name: str
    zone: str
    audience_zone: str
    late: timedelta
    language: str = "en"
    retention: timedelta = timedelta(days=400)
    require_review: bool = False
    approvals_required: int = 0
    quiet_hours: QuietHours | None = None
    holidays: frozenset[date] = frozenset()
    channels: Mapping[str, Channel] = field(default_factory=lambda: MappingProxyType({}))
    campaigns: tuple[Campaign, ...] = ()
    one_offs: tuple[OneOff, ...] = ()
    templates: Mapping[str, Template] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[Problem, ...] = ()
    files: str = ""
    environment: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    secrets: tuple[SecretUse, ...] = ()
    database: SecretUse | None = None
    database_given: str | None = field(default=None, repr=False)  # an address typed in full

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a plan."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def has_settings(self) -> bool:
        """Whether config/workspace.yaml could be read; where it could not, defaults stand in for what it says."""
        return bool(self.id)

    @property
    def recurring(self) -> int:
        """How many recurrences the campaigns have, for summaries."""
        return sum(len(campaign.recurring) for campaign in self.campaigns)

    @property
    def database_url(self) -> str:
        """Where the queue is: what `database` says, by default a SQLite file in `.tminus/`.

        Raises WorkspaceError `secret-missing` if the variable it comes from is not set.
        """
        if self.database is None:
            return self.database_given or f"sqlite:///{self.root / '.tminus' / 'queue.db'}"
        if value := self.environment.get(self.database.name):
            return value
        raise WorkspaceError(unset(self.database))
