import pytest

from scheduler.cli.console.checkup.checkup import (
    DAEMON,
    DELIVERY,
    MACHINE,
    WORKSPACE,
    Finding,
    exit_code_of,
    failed,
    warned,
)

FINE = Finding(name="python", said="3.11")
DOUBT = warned("clock", "it jumped", "look at it")


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], 0),
        ([DAEMON], 7),
        ([DAEMON, DELIVERY], 6),
        ([DAEMON, MACHINE, DELIVERY], 1),
        ([DELIVERY, MACHINE, DAEMON, WORKSPACE], 3),
    ],
)
def test_the_gravest_failure_decides(codes: list[int], expected: int) -> None:
    """What has to be put right first: the files, the machine, the deliveries, the daemon."""
    findings = [FINE, DOUBT, *(failed("x", "broken", "mend it", code) for code in codes)]
    assert exit_code_of(findings, strict=False) == expected


def test_strictly_a_doubt_is_a_failure_of_the_workspace() -> None:
    """As everywhere else."""
    assert exit_code_of([FINE], strict=True) == 0
    assert exit_code_of([FINE, DOUBT], strict=True) == 3
