"""Take the facts out of an article, with their proof.

Each fact carries the sentence that proves it.
"""

from pathlib import Path

import click

from scheduler import facts as extraction
from scheduler.cli.console.answer import Answer
from scheduler.cli.console.facts.screen import counted, draw_facts
from scheduler.cli.console.facts.source import find_article, write_found
from scheduler.cli.console.options import options_of
from scheduler.cli.console.program import Commands
from scheduler.cli.console.screen import Screen
from scheduler.model import Review

__all__ = ["command", "draw_facts"]


@click.group(cls=Commands)
def command() -> None:
    """Take the facts out of an article, each with the sentence that proves it, and review them."""


@command.command()
@click.argument("article")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the facts file, or merge into it.")
@click.option("--online", is_flag=True, help="Fetch ARTICLE where it is an address; nothing else goes to the network.")
def extract(article: str, output: Path | None, online: bool) -> Answer:
    """Read ARTICLE and print its facts, each with the sentence that proves it.

    ARTICLE is a file (text, Markdown, HTML, a feed; feed.xml#2 is its second entry), - for standard input, or with
    --online an address. With -o the facts are written into a facts file, and a fetched page is kept for them in
    config/articles/; what a person typed, reviewed or remarked in the file stays.
    """
    origin = find_article(article, online=online, output=output)
    found = write_found(output, origin) if output else extraction.extract(origin.article)
    data = {**extraction.to_document(found), "text": found.article.text}

    def show(screen: Screen) -> None:
        draw_facts(screen, found)
        screen.line()
        screen.line(f"{counted(found)}.".capitalize())
        if not output:
            screen.line(("Nothing was written. Keep them with  -o config/facts/NAME.yaml", "dim"))
            return
        if origin.kept is not None:
            screen.line(f"The page is kept in {origin.article.file}.")
        left = found.questions or any(fact.review is Review.PROPOSED for each in found.kinds.values() for fact in each)
        then = f" Next:  tminus facts review {output}" if left else ""
        screen.line(f"Written to {output}.{then}")

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
    comments stay. SELECT is a kind (quotations), one fact (quotations/2, releases/release) or * for every fact. Of many
    accepted at once, quotations without a speaker are left to you.
    """
    from scheduler.cli.console.facts.review import review_files  # noqa: PLC0415 - extracting needs no YAML

    return review_files(options_of(context), files, accepted, rejected)
