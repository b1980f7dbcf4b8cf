"""Take the facts out of an article, with their proof.

Each fact carries the sentence that proves it.
"""

from pathlib import Path

import click

from scheduler import articles
from scheduler import facts as extraction
from scheduler.cli.console.answer import Answer
from scheduler.cli.console.program import Commands
from scheduler.cli.console.screen import Screen
from scheduler.model import Fact, Facts, Release


@click.group(cls=Commands)
def command() -> None:
    """Take the facts out of an article, each with the sentence that proves it."""


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
        if output:
            screen.line()
            screen.line(f"Written to {output}. Read it, then set  review: accepted  where it is right.")

    return Answer(name="facts-extract", data=data, show=show)


def draw_facts(screen: Screen, found: Facts) -> None:
    """Draw the questions first, then what the article is about, then each fact with its proof."""
    for question in found.questions:
        screen.line(("? ", "yellow"), question)
    if found.questions:
        screen.line()
    article = found.article
    for name, value in (
        ("about", f"{found.about.name} ({found.about.type or 'type unclear'})" if found.about else None),
        ("headline", article.headline),
        ("published", article.date_published),
        ("address", article.url),
    ):
        if value:
            screen.line((f"{name:<12}", "bold"), value)
    for kind, members in found.kinds.items():
        if members:
            screen.line()
            screen.line((kind.replace("_", " "), "bold"))
        for number, fact in enumerate(members, start=1):
            _draw_fact(screen, number, fact)


def _draw_fact(screen: Screen, number: int, fact: Fact) -> None:
    if isinstance(fact, Release):
        where = f" in {fact.location}" if fact.location else ""
        words = f"{fact.start_date or 'no date'}{where}  {fact.event_status.value}, {fact.confidence.value}"
    else:
        words = next((str(value) for name in ("text", "question", "name") if (value := getattr(fact, name, None))), "")
    screen.line(f"  {number}. ", words)
    if fact.source and fact.source.exact != words:
        screen.line(
            (f"     “{' '.join(fact.source.exact.split())}”", "dim"),
            (f"  {fact.source.start}-{fact.source.end}", "dim"),
        )
