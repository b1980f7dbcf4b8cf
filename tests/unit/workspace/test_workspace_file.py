from datetime import time, timedelta
from typing import Any

from scheduler.workspace import QuietHours, load

FULL = """\
id: desk
zone: Europe/Berlin
audience_zone: America/New_York
quiet_hours: {from: "22:00", to: 7:00, if_inside: error}
approval: {required: 2}
facts: {require_review: true}
late: {send_if_under: 90s}
database: sqlite:////srv/queue.db
"""


def test_every_setting_is_typed_and_kept(make: Any) -> None:
    """Nothing that is written is dropped."""
    workspace = load(make({"config/workspace.yaml": FULL}), {})
    assert workspace.problems == ()
    assert workspace.name == "desk"
    assert workspace.quiet_hours == QuietHours(zone="America/New_York", start=time(22), end=time(7), refuses=True)
    assert workspace.approvals_required == 2
    assert workspace.require_review
    assert workspace.late == timedelta(seconds=90)
    assert workspace.database_url == "sqlite:////srv/queue.db"


def test_the_readers_are_where_the_marketer_is_unless_it_is_said(make: Any) -> None:
    """One zone is enough to begin with; a post may be two hours late."""
    workspace = load(make({"config/workspace.yaml": "id: desk\nzone: Asia/Tokyo\n"}), {})
    assert (workspace.audience_zone, workspace.late) == ("Asia/Tokyo", timedelta(hours=2))
