"""What a check-up looks at in the files of a workspace: problems, templates, secrets and how they are kept."""

import os
from collections import Counter
from collections.abc import Iterator

from scheduler import destinations
from scheduler import workspace as files
from scheduler.cli.console.checkup.checkup import WORKSPACE, Finding, failed, warned
from scheduler.cli.console.desk import Desk, lenient
from scheduler.destinations import Endpoint
from scheduler.errors import Severity, WorkspaceError
from scheduler.model import Channel, Op

WAITING = (Op.ADD, Op.RETIME, Op.REWORD, Op.CANCEL)
"""What an apply would do."""


def workspace_files(desk: Desk) -> Iterator[Finding]:
    """Look at the files."""
    yield _problems(desk)
    yield _templates(desk)
    yield from _dotenv(desk)
    for channel in desk.workspace.channels.values():
        yield _channel(desk, channel)


def _problems(desk: Desk) -> Finding:
    found = desk.drafted.told(lenient(desk.workspace.problems + desk.drafted.problems, "campaign-past"))
    count = Counter(problem.severity for problem in found)
    said = f"{len(desk.drafted.posts)} posts; errors: {count[Severity.ERROR]}, warnings: {count[Severity.WARNING]}"
    if count[Severity.ERROR]:
        return failed("files", said, "tminus validate", WORKSPACE)
    return warned("files", said, "tminus validate") if found else Finding(name="files", said=said)


def _templates(desk: Desk) -> Finding:
    folder = desk.workspace.root / "templates"
    if desk.workspace.templates:
        return Finding(name="templates", said=f"{len(desk.workspace.templates)} in {folder}")
    said = f"there is none in {folder}"
    if desk.workspace.campaigns:
        return failed("templates", said, "campaigns need some:  tminus init  in an empty folder shows them", WORKSPACE)
    return Finding(name="templates", said=said)


def _dotenv(desk: Desk) -> Iterator[Finding]:
    if not (desk.workspace.root / ".env").exists():
        yield Finding(name=".env", said="there is none; secrets come from the environment")
        return
    risks = files.care_warnings(desk.workspace.root)
    for risk in risks:
        yield warned(".env", risk.message, risk.hint or "")
    if not risks:
        yield Finding(name=".env", said="for its owner's eyes only, and not kept by git")


def _channel(desk: Desk, channel: Channel) -> Finding:
    """Say where a channel's posts go and which of its secrets are set; never to what."""
    name = f"channel {channel.name}"
    wanted = list(dict.fromkeys(use.name for use in desk.workspace.secrets if use.channel == channel.name))
    try:
        endpoint = files.endpoint(desk.workspace, channel.name)
    except WorkspaceError as error:
        said = "; ".join(problem.message for problem in error.problems)
        return failed(name, said, error.problems[0].hint or "", WORKSPACE)
    origins = [f"{each} from {_origin(each)}" for each in wanted]
    said = f"{destinations.get(channel.destination).label} at {endpoint.shown}"
    return Finding(name=name, said="; ".join([said, ", ".join(origins) or "it needs no secret"]))


def _origin(name: str) -> str:
    return "the environment" if name in os.environ else ".env"


def endpoints(desk: Desk) -> list[Endpoint]:
    """Return the channels whose secrets are right."""
    found = []
    for channel in desk.workspace.channels:
        try:
            found.append(files.endpoint(desk.workspace, channel))
        except WorkspaceError:
            continue  # it is told with its channel
    return found


def changes(desk: Desk) -> Finding:
    """Say whether the files ask for something that the queue does not have yet."""
    try:
        plan, _ = desk.plan()
    except WorkspaceError:
        return warned("plan", "none can be made while something is wrong in the files", "tminus validate")
    waiting = Counter(change.op.value for change in plan.changes if change.op in WAITING)
    if waiting:
        said = ", ".join(f"{op} {count}" for op, count in sorted(waiting.items()))
        return warned("plan", f"the queue does not have yet what the files say: {said}", "tminus plan, tminus apply")
    return Finding(name="plan", said="the queue has what the files say")
