"""Plans in files: what `plan -o` writes and `apply PLAN` holds against the present."""

import json
from pathlib import Path
from typing import Any

from scheduler.cli.console.shapes import instant_json, plan_json
from scheduler.errors import StalePlanError, UsageError
from scheduler.model import Plan

SCHEMA = "tminus.plan/1"


def save(plan: Plan, path: Path) -> None:
    """Write the plan; raises UsageError where the file cannot be written."""
    document = {
        "schema": SCHEMA,
        "ok": True,
        "data": plan_json(plan),
        "problems": [],
        "files": plan.files,
        "at": instant_json(plan.at),
    }
    try:
        path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError.of("plan-unwritable", f"{path} cannot be written: {error.strerror}") from None


def check(path: Path, present: Plan) -> None:
    """Make sure that the saved plan is what would be planned now.

    Raises UsageError where the file is no plan, StalePlanError where the files, the queue or the time went on.
    """
    files, revision, changes = _read(path)
    hint = "make a new one with  tminus plan"
    if files != present.files:
        raise StalePlanError.of("plan-stale", f"{path} is stale: the files changed since it was made", hint)
    if revision != present.revision:
        raise StalePlanError.of("plan-stale", f"{path} is stale: the queue was changed since it was made", hint)
    now = _essences(plan_json(present)["changes"])
    differing = sorted(key for key in changes.keys() | now.keys() if changes.get(key) != now.get(key))
    if differing:
        more = f" and {len(differing) - 1} more" if len(differing) > 1 else ""
        message = f"{path} is stale: time went on, and {differing[0]}{more} would now be planned otherwise"
        raise StalePlanError.of("plan-stale", message, hint)


Essence = tuple[object, ...]


def _read(path: Path) -> tuple[str, int, dict[str, Essence]]:
    """Return what a saved plan was made from, and the essence of its changes by their keys."""
    hint = "save one with  tminus plan -o FILE"
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
        if saved["schema"] == SCHEMA:
            return saved["files"], saved["data"]["revision"], _essences(saved["data"]["changes"])
    except FileNotFoundError:
        raise UsageError.of("plan-unreadable", f"there is no plan {path}", hint) from None
    except (OSError, ValueError, LookupError, TypeError):
        pass  # told below, as any other file that is none
    raise UsageError.of("plan-unreadable", f"{path} is no saved plan", hint)


def _essences(changes: Any) -> dict[str, Essence]:  # noqa: ANN401 - a JSON document
    return {change["key"]: _essence(change) for change in changes}


def _essence(change: dict[str, Any]) -> Essence:
    """Return what makes two changes the same; the reason is words."""
    sides = [change[side] and (change[side]["content_hash"], change[side]["due_at"]) for side in ("before", "after")]
    state = change["before"] and change["before"]["state"]
    return change["op"], *sides, state
