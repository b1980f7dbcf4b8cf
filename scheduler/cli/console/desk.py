"""What a command works on: the workspace, the time it pretends, the drafted posts, the queue.

Here the writing half (workspace, plan) meets the sending half (queue); what passes between them is posts. The queue is
imported only by the commands that open it.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from scheduler import plan as planning
from scheduler import workspace as files
from scheduler.cli.console.answer import strictly
from scheduler.cli.console.discretion import DISCRETION
from scheduler.cli.console.options import Options, options_of
from scheduler.errors import Problem, Severity, UsageError, WorkspaceError
from scheduler.model import Plan, Post
from scheduler.workspace import Workspace
from scheduler.workspace.find import SETTINGS

if TYPE_CHECKING:
    from scheduler.queue import Store


@dataclass
class Desk:
    """A workspace, opened for one command. `now` is the time, or what `--at` pretends."""

    options: Options
    workspace: Workspace
    now: datetime
    queued: tuple[Post, ...] = ()

    @cached_property
    def drafted(self) -> planning.Drafted:
        """Every post the files ask for, with what is wrong; who has read the queue gives rows their free slots."""
        return planning.draft(material(self.workspace), self.now, self.queued)

    @cached_property
    def unset(self) -> tuple[Problem, ...]:
        """The secrets that are not set or cannot be used: errors for who sends, warnings for who looks."""
        return files.secret_problems(self.workspace)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong in the files and in the posts they make, for who looks.

        Posts of a workspace without its settings have no true times, so nothing is warned of them.
        """
        drafted = self.drafted.problems
        if not self.workspace.has_settings:
            drafted = tuple(each for each in drafted if each.severity is Severity.ERROR)
        return self.workspace.problems + drafted + tuple(each.as_warning() for each in self.unset)

    def plan(self, *, sends: bool = False) -> tuple[Plan, tuple[Problem, ...]]:
        """Return the difference between files and queue, and the warnings.

        Raises WorkspaceError with every problem where one is an error: nothing is planned from half a workspace, and
        nothing that `sends` is planned without its secrets.
        """
        if not self.workspace.has_settings:
            refuse_errors((self.unset if sends else ()) + self.problems)
        with self.queue(create=False) as store:
            self.queued = tuple(store.posts()) if store else ()
            revision = store.revision() if store else 0
        problems = self._of_unfinished({post.campaign for post in self.queued})
        refuse_errors((self.unset if sends else ()) + problems)
        made = planning.plan(self.drafted, self.queued, revision=revision, files=self.workspace.files, now=self.now)
        allowances = planning.Allowances(material(self.workspace))
        problems += planning.resent(made, self.queued, allowances.reason) + planning.missed(made, allowances)
        problems += planning.rekeyed(made, self.queued, self.drafted, allowances)
        refuse_errors(strictly(problems, 0, strict=sends and self.options.strict)[0])
        return made, problems

    def approved(self, posts: Iterable[Post]) -> tuple[Post, ...]:
        """Return drafted posts with the approvals that the queue has of them, where the workspace asks for any."""
        if not self.workspace.approvals_required:
            return tuple(posts)
        with self.queue(create=False) as store:
            given = {post.key: post.approvals for post in store.posts()} if store else {}
        return tuple(post.approved_by(given.get(post.key, ())) for post in posts)

    def _of_unfinished(self, played: set[str]) -> tuple[Problem, ...]:
        """Return the problems as they are for campaigns that were queued.

        One that is past is done, not late. One whose release was called off is what has to be planned: its posts must
        not go out, so that is a warning.
        """
        done = {campaign.place for campaign in self.workspace.campaigns if campaign.name in played}
        problems = self.drafted.told(self.problems)
        return tuple(each for each in problems if each.code != "campaign-past" or each.place not in done)

    @contextmanager
    def queue(self, *, create: bool) -> Iterator["Store | None"]:
        """Open the queue; None where there is none yet and it is not to be made.

        Raises WorkspaceError where the settings, which say whose queue it is, could not be read.
        """
        from scheduler.queue import Store  # noqa: PLC0415 - preview and validate need no database

        if not self.workspace.has_settings:
            raise WorkspaceError(*(each for each in self.workspace.errors if _of_settings(each)))
        url = self.workspace.database_url
        if not create and url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
            yield None
            return
        store = Store.open(url, workspace_id=self.workspace.id)
        try:
            self.tell_of_upgrade(store)
            yield store
        finally:
            store.close()

    def tell_of_upgrade(self, store: "Store") -> None:
        """Say that opening the queue upgraded it, and where it is as it was before."""
        if (done := store.upgraded) is None or self.options.quiet:
            return
        kept = f"; as it was before it is kept in {done.backup}" if done.backup else ""
        click.echo(f"The queue was upgraded from schema {done.before} to {done.after}{kept}", err=True)


def open_desk(context: click.Context, *, takes_at: bool = False) -> Desk:
    """Open the workspace that the flags name, or the one around the current folder.

    Raises UsageError where `--at` is given to a command that takes none, or is no time.
    """
    options = options_of(context)
    workspace = files.load(files.find(options.workspace or Path.cwd()), os.environ)
    DISCRETION.learn(lambda: files.secret_words(workspace))
    return Desk(
        options=options, workspace=workspace, now=pretended(options, workspace.zone, context, takes_at=takes_at)
    )


def pretended(options: Options, zone: str, context: click.Context, *, takes_at: bool) -> datetime:
    """Return the time: that of `--at`, read in the workspace's zone where it names no offset, else the present one."""
    if options.at is None:
        return datetime.now(UTC)
    if not takes_at:
        hint = "preview, plan, apply and rehearse do"
        raise UsageError.of("at-refused", f"{context.command_path} takes no --at", hint)
    try:
        instant = datetime.fromisoformat(options.at.strip())
    except ValueError:
        hint = "write it as 2027-01-08T09:00, with an offset such as +01:00 where it is not in your zone"
        raise UsageError.of("at-unreadable", f'"{options.at}" is not a time', hint) from None
    aware = instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo(zone))
    return aware.astimezone(UTC)


def material(workspace: Workspace) -> planning.Material:
    """Return what posts are drafted from."""
    return planning.Material(
        campaigns=workspace.campaigns,
        one_offs=workspace.one_offs,
        channels=workspace.channels,
        templates=workspace.templates,
        zone=workspace.zone,
        language=workspace.language,
        late=workspace.late,
        quiet_hours=workspace.quiet_hours,
        holidays=workspace.holidays,
        audience_zone=workspace.audience_zone,
        require_review=workspace.require_review,
        approvals_required=workspace.approvals_required,
    )


def _of_settings(problem: Problem) -> bool:
    return problem.place is not None and problem.place.file == SETTINGS.as_posix()


def refuse_errors(problems: tuple[Problem, ...]) -> None:
    """Raise WorkspaceError with every problem where one is an error; none is said both as an error and as a warning."""
    errors = {(each.code, each.place) for each in problems if each.severity is Severity.ERROR}
    if errors:
        raise WorkspaceError(
            *(each for each in problems if each.severity is Severity.ERROR or (each.code, each.place) not in errors),
        )


def lenient(problems: tuple[Problem, ...], code: str) -> tuple[Problem, ...]:
    """Return the problems with those of one code as warnings: what stops a plan is only said in a preview."""
    return tuple(problem.as_warning() if problem.code == code else problem for problem in problems)
