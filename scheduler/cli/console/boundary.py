"""Where errors stop: every way a command can end becomes an exit code, and problems a person can read."""

import os
import sys
from itertools import pairwise
from pathlib import Path

import click
from click.exceptions import NoArgsIsHelpError

from scheduler.cli.console.answer import Answer, document, strictly
from scheduler.cli.console.discretion import DISCRETION
from scheduler.cli.console.options import Options
from scheduler.cli.console.streams import write_anything
from scheduler.errors import Problem, TminusError

INTERRUPTED = 130
VALUED = frozenset({"-w", "--workspace", "--at"})
"""The common flags that are followed by a value."""
GROUPS = frozenset({"facts", "queue", "import", "export"})
"""The commands whose second word says what they do."""


def run_program(program: click.Group, arguments: list[str]) -> int:
    """Run the program and return its exit code."""
    options = _glance(arguments)
    write_anything()
    try:
        return _end(program.main(arguments, prog_name="tminus", standalone_mode=False), options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader left: nothing more to flush
        return 0
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last boundary: no traceback reaches a user unasked
        if isinstance(error, NoArgsIsHelpError) and not options.json:
            click.echo(error.ctx.get_help())
            return 0
        problems, exit_code = _told(error, verbose=options.verbose)
        return _fail(_name(program, arguments), problems, exit_code, options)


def _told(error: BaseException, *, verbose: bool) -> tuple[tuple[Problem, ...], int]:
    """Return what a person is told of an error, and the exit code it ends with."""
    match error:
        case TminusError():
            return error.problems, error.exit_code
        case NoArgsIsHelpError():
            return (Problem(code="usage", message="No command was given", hint="see  tminus --help"),), 2
        case click.ClickException():
            return (_usage(error),), error.exit_code
        case KeyboardInterrupt() | click.Abort():
            return (Problem(code="interrupted", message="Interrupted"),), INTERRUPTED
        case OSError(strerror=str(words), filename=path):
            message = DISCRETION.over(f"The system refused: {words}" + (f" ({path})" if path else ""))
            return (Problem(code="system", message=message, hint="put that right, then run it again"),), 1
        case _:
            if verbose:
                import traceback  # noqa: PLC0415 - no other way out needs it

                click.echo(DISCRETION.over("".join(traceback.format_exception(error))), err=True)
            message = f"tminus itself failed ({type(error).__name__}); nothing more was done"
            return (
                Problem(code="internal", message=message, hint="run it again with -v and report what it prints"),
            ), 1


def _name(program: click.Group, arguments: list[str]) -> str:
    """Return what the JSON document of the command is called: `plan`, `queue-list`."""
    words = [
        word
        for before, word in zip(["", *arguments], arguments, strict=False)
        if not word.startswith("-") and before not in VALUED
    ]
    if not words or words[0] not in program.list_commands(click.Context(program)):
        return "tminus"
    return "-".join(words[:2]) if words[0] in GROUPS and len(words) > 1 else words[0]


def _glance(arguments: list[str]) -> Options:
    """Return the flags that decide how an error is shown, read before anything could fail."""
    words = set(arguments[: arguments.index("--")] if "--" in arguments else arguments)
    return Options(
        workspace=_valued(arguments, "-w", "--workspace"),
        json="--json" in words,
        plain="--plain" in words,
        no_color="--no-color" in words,
        quiet=bool(words & {"-q", "--quiet"}),
        verbose=bool(words & {"-v", "--verbose"}),
        strict="--strict" in words,
    )


def _valued(arguments: list[str], *flags: str) -> Path | None:
    for flag, value in pairwise(arguments):
        if flag in flags:
            return Path(value)
    return None


def _end(answer: object, options: Options) -> int:
    if not isinstance(answer, Answer):
        return answer if isinstance(answer, int) else 0
    problems, exit_code = strictly(answer.problems, answer.exit_code, strict=options.strict)
    if options.json:
        click.echo(document(answer.name, answer.data, problems, exit_code))
        return exit_code
    from scheduler.cli.console.screen import Screen  # noqa: PLC0415 - people alone need it

    screen = Screen(options)
    if not options.quiet:
        answer.show(screen)
    screen.problems(each for each in problems if each not in answer.counted)
    screen.count(answer.counted)
    return exit_code


def _fail(
    name: str,
    problems: tuple[Problem, ...],
    exit_code: int,
    options: Options,
) -> int:
    if options.json:
        click.echo(document(name, None, problems, exit_code))
        return exit_code
    from scheduler.cli.console.screen import Screen  # noqa: PLC0415 - people alone need it

    Screen(options).problems(problems)
    return exit_code


def _usage(error: click.ClickException) -> Problem:
    message = error.format_message().rstrip(".")
    context = getattr(error, "ctx", None)
    hint = f"see  {context.command_path} --help" if context else "see  tminus --help"
    if context and message.startswith("Got unexpected extra argument") and _takes_one(context.command):
        hint = f"it takes one at a time: run it once for each; {hint}"
    return Problem(code="usage", message=message[:1].upper() + message[1:], hint=hint)


def _takes_one(command: click.Command) -> bool:
    """Say whether a command takes one SELECT, where others take several."""
    return any(param.name in {"select", "key"} and param.nargs == 1 for param in command.params)
