"""Pages of the table of problem codes on a screen: one in full, or all in groups."""

import textwrap
from collections.abc import Iterable

from scheduler.cli.console.lay_out import lines_of
from scheduler.cli.console.screen import Screen
from scheduler.explanations import GROUPS, Explanation

ALLOWED = "A reason silences it, at its step, recurrence, channel or campaign, or in the column allow of a row:"


def draw_page(screen: Screen, page: Explanation) -> None:
    """Draw a page."""
    style = "bold yellow" if page.severity == "warning" else "bold red"
    screen.line((f"{page.severity}[{page.code}]", style), f"  {page.group}")
    screen.line()
    _draw_words(screen, page.meaning)
    screen.line()
    screen.line(("Example", "bold"))
    for line in textwrap.dedent(page.example).splitlines():
        screen.line("    ", line)
    screen.line()
    screen.line(("Cure", "bold"))
    _draw_words(screen, page.cure)
    if page.allowable:
        screen.line()
        _draw_words(screen, ALLOWED)
        screen.line(f'    allow: {{{page.code}: "why"}}')


def _draw_words(screen: Screen, words: str) -> None:
    """Draw a paragraph without the marks of Markdown."""
    for line in lines_of(" ".join(words.replace("`", "").split()), screen.width):
        screen.line(line)


def draw_list(screen: Screen, pages: Iterable[Explanation]) -> None:
    """Draw every code in its group, with what it means in a sentence; `*` stands at those that `allow:` may silence."""
    known = list(pages)
    wide = max(len(page.code) for page in known) + 1
    for group, about in GROUPS.items():
        screen.line((group, "bold"), (f"  {about}", "dim"))
        for page in known:
            if page.group != group:
                continue
            name = page.code + "*" * page.allowable
            for number, line in enumerate(lines_of(page.summary.replace("`", ""), screen.width - wide - 4)):
                screen.line("  ", f"{'' if number else name:<{wide}}", "  ", line)
        screen.line()
    screen.line("* may be silenced with a reason by  allow:")
    screen.line("Explain one: tminus explain CODE")
