"""Workspaces and receivers for those who drive the installed command."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from driving import Desk, OtherReceiver


@pytest.fixture
def bare(tmp_path: Path) -> Desk:
    """An empty folder."""
    folder, home = tmp_path / "desk", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    return Desk(folder, home)


@pytest.fixture
def desk(bare: Desk) -> Desk:
    """A workspace as `init` makes it."""
    assert bare.tminus("init").code == 0
    return bare


@pytest.fixture
def other_receiver() -> Iterator[OtherReceiver]:
    receiver = OtherReceiver()
    yield receiver
    receiver.server.shutdown()
    receiver.server.server_close()
