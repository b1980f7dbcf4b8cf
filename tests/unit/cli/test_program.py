import pkgutil

import click
import pytest
from click.testing import CliRunner

import scheduler.cli
import scheduler.cli.queue
from scheduler.cli.console.program import SECTIONS, program

CONTEXT = click.Context(program, info_name="tminus")


def test_every_file_is_a_command_and_every_command_a_file() -> None:
    """There is no list to edit: a module or a room beside `console` is a command by its name, and so in a room."""
    modules = {info.name for info in pkgutil.iter_modules(scheduler.cli.__path__)} - {"__main__", "console"}
    files = {name.rstrip("_") for name in modules}  # import_: the word is Python's own
    assert set(program.list_commands(CONTEXT)) == files
    verbs = {info.name for info in pkgutil.iter_modules(scheduler.cli.queue.__path__)}
    assert set(scheduler.cli.queue.command.list_commands(CONTEXT)) == verbs


@pytest.mark.parametrize("verb", scheduler.cli.queue.command.list_commands(CONTEXT))
def test_every_verb_of_the_queue_helps(verb: str) -> None:
    """`--help` of each verb says what it does, in the words of the list."""
    done = CliRunner().invoke(program, ["queue", verb, "--help"], prog_name="tminus")
    assert done.exit_code == 0
    assert f"Usage: tminus queue {verb}" in done.output


@pytest.mark.parametrize("name", program.list_commands(CONTEXT))
def test_every_command_helps(name: str) -> None:
    """`--help` of each command says what it does, and names the common flags."""
    done = CliRunner().invoke(program, [name, "--help"], prog_name="tminus")
    assert done.exit_code == 0
    assert f"Usage: tminus {name}" in done.output


def test_help_names_every_command_under_a_section() -> None:
    """The help of `tminus` shows each command once with the first line of its file."""
    done = CliRunner().invoke(program, ["--help"], prog_name="tminus")
    for name in program.list_commands(CONTEXT):
        assert sum(line.split()[:1] == [name] for line in done.output.splitlines()) == 1
        assert any(name in names for names in SECTIONS.values())


def test_a_mistyped_command_is_guessed() -> None:
    """The command that was probably meant is named."""
    with pytest.raises(click.UsageError, match='did you mean "preview"'):
        program.main(["preveiw"], standalone_mode=False)


@pytest.mark.parametrize("arguments", [["--json", "version"], ["version", "--json"]])
def test_common_flags_stand_before_or_after_the_command(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """`tminus --json version` is `tminus version --json`."""
    assert scheduler.cli.main(arguments) == 0
    assert '"schema": "tminus.version/1"' in capsys.readouterr().out
