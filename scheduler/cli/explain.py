"""Explain a problem: what it means, an example, how to cure it."""

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.explaining import draw_list, draw_page
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.screen import Screen
from scheduler.errors import UsageError, did_you_mean
from scheduler.explanations import Explanation, explanation, names


@a_command()
@click.argument("code", required=False)
def command(code: str | None) -> Answer:
    """Explain the problem CODE, as it stands in brackets on the screen; without one, list them all in groups."""
    pages = [_page(code)] if code else [explanation(each) for each in names()]

    def show(screen: Screen) -> None:
        if code:
            draw_page(screen, pages[0])
        else:
            draw_list(screen, pages)

    return Answer(name="explain", data={"problems": [_json(each) for each in pages]}, show=show)


def _page(given: str) -> Explanation:
    """Return the page of a code, also of one pasted with its brackets; raises UsageError where there is none."""
    code = given.strip().rpartition("[")[2].rstrip("]:").lower()
    if code not in names():
        hint = did_you_mean(code, names()) or "tminus explain  lists them all"
        raise UsageError.of("code-unknown", f'There is no problem "{given}"', hint)
    return explanation(code)


def _json(page: Explanation) -> dict[str, object]:
    return {
        "code": page.code,
        "severity": page.severity,
        "group": page.group,
        "allowable": page.allowable,
        "meaning": " ".join(page.meaning.split()),
        "example": page.example,
        "cure": " ".join(page.cure.split()),
    }
