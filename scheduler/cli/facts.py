"""Take the facts out of an article, with their proof.

Each fact carries the sentence that proves it.
"""

from pathlib import Path

import click

from scheduler import articles
from scheduler import facts as extraction
from scheduler.cli.console.answer import Answer
from scheduler.cli.console.fact_screen import draw_facts
from scheduler.cli.console.options import options_of
from scheduler.cli.console.program import Commands
from scheduler.cli.console.screen import Screen

__all__ = ["command", "draw_facts"]


@click.group(cls=Commands)
def command() -> None:
    """Take the facts out of an article, each with the sentence that proves it, and review them."""


@command.command()
@click.argument("article", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the facts file, or merge into it.")
def extract(article: Path, output: Path | None) -> Answer:
    """Read ARTICLE and print its facts, each with the sentence that proves it.

    With -o they are written into a facts file; what a person typed, reviewed or remarked in it is kept.
    """
    found = extraction.extract(articles.read(article))
    if output:
        from scheduler.workspace.facts_file import write_facts  # noqa: PLC0415 - printing needs no YAML

        write_facts(output, found)
    data = {**extraction.to_document(found), "text": found.article.text}

    def show(screen: Screen) -> None:
        draw_facts(screen, found)
        screen.line()
        if output:
            screen.line(f"Written to {output}. Next:  tminus facts review {output}")
        else:
            screen.line(("Nothing was written. Keep them with  -o config/facts/NAME.yaml", "dim"))

    return Answer(name="facts-extract", data=data, show=show)


@command.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("--accept", "accepted", multiple=True, metavar="SELECT", help="Accept these facts without asking.")
@click.option("--reject", "rejected", multiple=True, metavar="SELECT", help="Reject these facts without asking.")
@click.pass_context
def review(
    context: click.Context, files: tuple[Path, ...], accepted: tuple[str, ...], rejected: tuple[str, ...]
) -> Answer:
    """Step through the facts nobody reviewed yet, each beside its sentence: accept, edit, reject, answer.

    FILE is a facts file; without one, every facts file of the workspace is reviewed. Each answer is written at once and
    comments stay. SELECT is a kind (quotations), one fact (quotations/2, releases/release) or * for every fact.
    """
    from scheduler.cli.console.review import review_files  # noqa: PLC0415 - extracting needs no YAML

    return review_files(options_of(context), files, accepted, rejected)
