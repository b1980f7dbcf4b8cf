"""config/workspace.yaml: who, where, and the rules for all campaigns."""

from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.errors import Problem
from scheduler.model import QuietHours
from scheduler.workspace.problems import read_shape
from scheduler.workspace.secret_use import Kind, SecretUse
from scheduler.workspace.shapes.workspace import WorkspaceShape
from scheduler.workspace.tree import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the file says. The defaults stand in for a file that could not be read, so that the others still can."""

    id: str = ""
    name: str = ""
    zone: str = "UTC"
    audience_zone: str = "UTC"
    language: str = "en"
    late: timedelta = timedelta(hours=2)
    retention: timedelta = timedelta(days=400)
    require_review: bool = False
    approvals_required: int = 0
    quiet_hours: QuietHours | None = None
    holidays: frozenset[date] = frozenset()
    database: SecretUse | None = None
    database_given: str | None = None


def read_settings(document: Document) -> tuple[Settings, tuple[Problem, ...]]:
    """Return the settings of a workspace, and what is wrong with its file."""
    shape, problems = read_shape(document, WorkspaceShape)
    problems = (*document.problems, *problems)
    if shape is None:
        return Settings(), problems
    audience = shape.audience_zone or shape.zone
    given = shape.database
    return Settings(
        id=shape.id,
        name=shape.name or shape.id,
        zone=shape.zone,
        audience_zone=audience,
        language=shape.language,
        late=shape.late.send_if_under,
        retention=shape.retention,
        require_review=shape.facts.require_review,
        approvals_required=shape.approval.required,
        quiet_hours=_quiet_hours(shape, audience),
        holidays=frozenset(shape.holidays),
        database=_use(given.name, document) if given and given.name else None,
        database_given=given.text if given else None,
    ), problems


def _quiet_hours(shape: WorkspaceShape, audience: str) -> QuietHours | None:
    quiet = shape.quiet_hours
    if quiet is None:
        return None
    zone = audience if quiet.zone == "audience" else shape.zone
    return QuietHours(zone=zone, start=quiet.start, end=quiet.end, refuses=quiet.if_inside == "error")


def _use(name: str, document: Document) -> SecretUse:
    span = document.value_span(("database",))
    return SecretUse(
        name=name, kind=Kind.DATABASE, channel=None, place=document.place(span), end_column=span.end_column
    )
