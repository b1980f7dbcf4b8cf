"""Print what makes your shell complete commands, posts and channels."""

import click
from click.shell_completion import get_completion_class

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.program import program

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_TMINUS_COMPLETE"


@a_command()
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> Answer:
    """Print the script by which a SHELL completes commands, flags, posts, channels, platforms and problem codes.

    bash: add  eval "$(tminus completion bash)"  to ~/.bashrc; zsh: the same to ~/.zshrc. fish: tminus completion fish
    > ~/.config/fish/completions/tminus.fish
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise RuntimeError(f"click completes no {shell}")
    script = kind(program, {}, "tminus", VARIABLE)
    text = script.source_template % script.source_vars()
    return Answer(name="completion", data={"shell": shell, "script": text}, show=lambda _screen: click.echo(text))
