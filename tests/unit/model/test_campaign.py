"""What the values of a workspace promise, the secret above all."""

import copy
import json
import logging
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from scheduler.model import (
    PartState,
    Secret,
)

S = PartState
NOON = datetime(2027, 1, 1, 12, tzinfo=UTC)


VALUE = "hunter2-hunter2"


@dataclass(frozen=True, slots=True)
class Holder:
    """A value that has a secret."""

    secret: Secret


SHOWN: dict[str, Callable[[Secret], object]] = {
    "repr": repr,
    "str": str,
    "ascii": ascii,
    "format": format,
    "f-string": lambda secret: f"{secret} {secret!r} {secret!s}",
    "percent": lambda secret: "%s %r" % (secret, secret),  # noqa: UP031 - the old way is one of the ways
    "str.format": "{0} {0!r}".format,
    "in a list": lambda secret: str([secret]),
    "in a dataclass": lambda secret: repr(Holder(secret)),
    "in an error": lambda secret: repr(ValueError(secret)),
}


@pytest.mark.parametrize("show", SHOWN.values(), ids=SHOWN)
def test_a_secret_is_stars_wherever_it_is_shown(show: Callable[[Secret], object]) -> None:
    """Only `reveal` gives it away."""
    shown = str(show(Secret(VALUE)))
    assert VALUE not in shown
    assert "***" in shown


WRITTEN: dict[str, Callable[[Secret], object]] = {
    "pickle": pickle.dumps,
    "pickle in a dataclass": lambda secret: pickle.dumps(Holder(secret)),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "json": json.dumps,
    "vars": vars,
    "format with a width": lambda secret: f"{secret:>20}",
    "concatenation": lambda secret: "" + secret,  # type: ignore[operator]
    "bytes": bytes,  # type: ignore[dict-item]
    "iteration": list,  # type: ignore[dict-item]
}


@pytest.mark.parametrize("write", WRITTEN.values(), ids=WRITTEN)
def test_a_secret_is_not_written_by_accident(write: Callable[[Secret], object]) -> None:
    """What would have to take its value fails, and does not tell it in failing."""
    with pytest.raises(TypeError) as raised:
        write(Secret(VALUE))
    assert VALUE not in str(raised.value)


def test_a_secret_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Neither as an argument nor in a traceback's message."""
    logger = logging.getLogger("test")
    error = ValueError(Secret(VALUE))
    logger.error("sent to %s with %r", Secret(VALUE), {"secret": Secret(VALUE)}, exc_info=error)
    assert caplog.text.count("***") == 3
    assert VALUE not in caplog.text


def test_a_secret_is_revealed_where_it_is_used() -> None:
    """And two of the same value are one."""
    assert Secret(VALUE).reveal() == VALUE
    assert Secret(VALUE) == Secret(VALUE) != Secret("other")
    assert len({Secret(VALUE), Secret(VALUE)}) == 1
    assert Secret(VALUE) != VALUE
