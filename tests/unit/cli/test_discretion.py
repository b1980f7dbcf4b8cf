import io
import logging

import click
import pytest

from scheduler.cli.console.boundary import run_program
from scheduler.cli.console.daemon.log_lines import JsonLines, listen
from scheduler.cli.console.discretion import Discreet, Discretion

CANARY = "c4nary-0123456789abcdef"


@pytest.mark.parametrize("formatter", [JsonLines(), logging.Formatter("%(message)s")])
def test_neither_a_message_nor_its_arguments_nor_its_traceback_keeps_a_secret(formatter: logging.Formatter) -> None:
    """Whatever a library puts into an error."""
    discretion = Discretion()
    discretion.learn(lambda: [CANARY])
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(Discreet(formatter, discretion))
    log = logging.getLogger(f"test.{formatter}")
    log.propagate = False
    log.addHandler(handler)
    try:
        raise ValueError(f"no way to https://h/{CANARY}")  # noqa: TRY301 - its traceback is wanted
    except ValueError:
        log.exception("calling %s", f"https://h/{CANARY}")
    assert "Traceback" in out.getvalue()
    assert "***" in out.getvalue()
    assert CANARY not in out.getvalue()


def test_what_is_learned_is_looked_up_once_and_only_when_needed() -> None:
    """A command that logs nothing reads no secret; a reload adds to what is known."""
    asked: list[str] = []
    discretion = Discretion()
    discretion.learn(lambda: asked.append("first") or ["first-secret"])  # type: ignore[func-returns-value]
    assert asked == []
    assert discretion.over("first-secret second-secret") == "*** second-secret"
    discretion.learn(lambda: ["second-secret"])
    assert discretion.over("first-secret second-secret") == "*** ***"
    assert asked == ["first"]


def test_the_handler_of_the_product_is_discreet() -> None:
    """It is the only one that it installs."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers[:] = []
    try:
        listen(io.StringIO(), as_json=True)
        assert [type(handler.formatter) for handler in root.handlers] == [Discreet]
    finally:
        root.handlers[:], root.level = before, level


@pytest.mark.parametrize("error", [ValueError(f"no way to {CANARY}"), OSError(2, f"No such file {CANARY}", CANARY)])
def test_what_a_command_says_at_its_end_keeps_no_secret(
    error: Exception, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even the traceback that -v asks for."""
    discretion = Discretion()
    discretion.learn(lambda: [CANARY])
    monkeypatch.setattr("scheduler.cli.console.boundary.DISCRETION", discretion)

    @click.group(invoke_without_command=True, context_settings={"ignore_unknown_options": True})
    @click.argument("_rest", nargs=-1)
    def program(_rest: tuple[str, ...]) -> None:
        raise error

    assert run_program(program, ["-v"]) == 1
    said = capsys.readouterr()
    assert "***" in said.err
    assert CANARY not in said.err + said.out
