"""What a person is told to do about a receiver that does not take a post."""

from pathlib import Path

import pytest

from scheduler import workspace
from scheduler.addresses import AddressRefused
from scheduler.cli.console.checkup.cures import BY_STATUS, OTHERWISE, cure
from scheduler.destinations.outcomes import TABLE, Verdict
from scheduler.http.faults import CERTIFICATES, TLS, WORDS, why

CHANNELS = """\
hook: {platform: x, destination: webhook, url: "${HOOK_URL}", secret: ["${NEW_KEY}", "${OLD_KEY}"]}
slack: {platform: slack, destination: slack, url: "${SLACK_URL}"}
local: {platform: x, destination: catch}
"""


@pytest.fixture
def files(tmp_path: Path) -> workspace.Workspace:
    """A workspace of three channels."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "workspace.yaml").write_text("id: press\nname: Press\nzone: UTC\n", "utf-8")
    (tmp_path / "config" / "channels.yaml").write_text(CHANNELS, "utf-8")
    return workspace.load(tmp_path, {})


def cured(files: workspace.Workspace, reason: str = "", status: int | None = None, channel: str = "hook") -> str:
    """Return the cure for a channel."""
    return cure(files, files.channels[channel], status=status, reason=reason)


def test_every_refusal_has_a_cure_of_its_own(files: workspace.Workspace) -> None:
    """No status that the table knows as one is left to the general advice."""
    statuses = [row.first for row in TABLE if row.verdict is not Verdict.YES and row.first > 200]
    assert all(cured(files, status=status) != cured(files) for status in statuses if status < 600)
    assert len(set(BY_STATUS.values())) > 6


@pytest.mark.parametrize(
    "reason",
    [
        *(words for _, _, words in WORDS if "cut" not in words and "agreed" not in words and "HTTP knows" not in words),
        *(f"the certificate is not valid: {words}" for words in CERTIFICATES.values()),
        *TLS.values(),
        "no connection within 5 s",
        why(AddressRefused("10.0.0.1", "is on a private network", private=True))[1],
        why(AddressRefused("169.254.169.254", "is a cloud's metadata service"))[1],
    ],
)
def test_what_is_in_the_way_has_a_cure_of_its_own(files: workspace.Workspace, reason: str) -> None:
    """By the words that the http room has for it; a connection that is cut says nothing of what to do."""
    assert cured(files, reason) != OTHERWISE.format(channel="hook")


def test_a_cure_names_what_to_look_into(files: workspace.Workspace) -> None:
    """The names behind which a channel has its secrets; where it has no key, its address is one."""
    assert "HOOK_URL" in cured(files, "the host name is not known")
    assert "HOOK_URL" in cured(files, status=404)
    assert "NEW_KEY and OLD_KEY" in cured(files, status=401)
    assert "SLACK_URL" in cured(files, status=403, channel="slack")
    assert "the channel's address" in cured(files, "the connection was refused", channel="local")
    assert "tminus trigger hook" in cured(files, "the connection was cut")
