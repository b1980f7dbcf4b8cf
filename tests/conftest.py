"""What holds for all tests: the long forms behind a flag, nothing skipped where it counts, databases to use."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import backend as backend  # noqa: PLC0414 - before anything imports the library it stands for
from databases import Cluster, cluster_or_skip


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --long."""
    parser.addoption("--long", action="store_true", help="run the long forms of tests too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the long forms unless asked."""
    if config.getoption("--long"):
        return
    long = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if not item.get_closest_marker("long")]


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail where CI skipped a test: what CI does not run, nobody runs."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and exitstatus == 0 and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """Return a running PostgreSQL; where none is installed, the test is skipped."""
    cluster = cluster_or_skip()
    yield cluster
    cluster.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def queue_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/.tminus/queue.db"
    cluster: Cluster = request.getfixturevalue("postgresql")
    return cluster.database()
