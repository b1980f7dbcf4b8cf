"""The unit and the Dockerfile in the docs name what there is."""

import re
from pathlib import Path

import click
import pytest

from scheduler.cli.console.program import program
from scheduler.daemon.daemon import DRAIN_SECONDS
from scheduler.daemon.watchdog import STALL_SECONDS

DOCS = Path(__file__).parents[3] / "docs"
UNIT = (DOCS / "operate" / "tminus.service").read_text()
DOCKERFILE = (DOCS / "operate" / "Dockerfile").read_text()


@pytest.mark.parametrize("text", [UNIT, DOCKERFILE, (DOCS / "guide" / "run-the-daemon.md").read_text()])
def test_every_option_exists(text: str) -> None:
    """An option that is renamed is renamed where operators copy it from."""
    run = program.get_command(click.Context(program), "run")
    assert run is not None
    known = {option for param in run.params for option in param.opts}
    named = set(re.findall(r"--(?:metrics|json|plain|rehearsal)\b", text)) | set(
        re.findall(r"(?<=tminus run )--[a-z-]+", text)
    )
    assert named
    assert named <= known


def test_the_manager_is_more_patient_than_the_daemon() -> None:
    """Neither kills it while what is on its way may still end, nor takes a look at the queue for a stall."""
    seconds = dict(re.findall(r"^(\w+Sec)=(\d+)$", UNIT, re.MULTILINE))
    assert int(seconds["TimeoutStopSec"]) > DRAIN_SECONDS
    assert int(seconds["WatchdogSec"]) > STALL_SECONDS


def test_the_container_has_no_rights_to_lose() -> None:
    """It runs as a user, with one volume, and is asked for its health."""
    for line in ("USER tminus", "VOLUME /press", "STOPSIGNAL SIGTERM", "HEALTHCHECK"):
        assert line in DOCKERFILE
