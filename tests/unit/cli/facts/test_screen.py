"""Facts on a screen of eighty columns: nothing sticks out, whatever letters an article has."""

from collections.abc import Iterator

import pytest
from rich.cells import cell_len

from scheduler.articles.plain import parse
from scheduler.cli.console.facts.screen import counted, draw_facts
from scheduler.cli.console.options import Options
from scheduler.cli.console.screen import Screen
from scheduler.facts import extract
from scheduler.model import Facts

ARTICLES = {
    "plain": """date: 2027-03-02
title: The Quiet Harbour opens in July

The Quiet Harbour opens in cinemas on July 10. Later it comes to streaming on September 3.

"We waited for the frost every single morning, and when it came at last we had no film left," director Ada Boyle said.

What to know

1. The cat is real.
2. Every foghorn was recorded in the bay.
""",
    "wide": """date: 2027-03-02
title: 『静かな港』 The Quiet Harbour 🎬 opens

The Quiet Harbour (静かな港) will open in cinemas on July 10. The budget was ¥300 million.

3 things to know before you go

1. The cat 🐈‍⬛ is real, and it is called ネコ.
2. Every foghorn was recorded in 長崎港長崎港長崎港長崎港長崎港長崎港長崎港長崎港長崎港長崎港長崎港長崎港長崎港.
3. It rains.
""",
    "undated": "The Glass Field opens in cinemas on July 10. Or it opens on July 17, as a poster in the lobby says.\n",
}


@pytest.fixture(params=ARTICLES)
def found(request: pytest.FixtureRequest) -> Facts:
    return extract(parse(ARTICLES[request.param], file="a.txt", sha256=""))


def drawn(facts: Facts, capsys: pytest.CaptureFixture[str], **flags: bool) -> Iterator[str]:
    draw_facts(Screen(Options(**flags)), facts)
    return iter(capsys.readouterr().out.splitlines())


@pytest.mark.parametrize("plain", [False, True])
def test_no_line_is_wider_than_the_screen(found: Facts, capsys: pytest.CaptureFixture[str], plain: bool) -> None:  # noqa: FBT001 - a case
    """Wide letters count two; a word without blanks is broken."""
    lines = list(drawn(found, capsys, plain=plain))
    assert lines
    assert [line for line in lines if cell_len(line) > 80] == []
    assert [line for line in lines if line != line.rstrip()] == []


def test_questions_come_first_and_counts_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A person sees at once what only they can settle."""
    facts = extract(parse(ARTICLES["undated"], file="a.txt", sha256=""))
    lines = list(drawn(facts, capsys))
    assert lines[0] == f"questions  {len(facts.questions)}"
    assert lines[1].startswith("  ?  ")
    assert counted(facts).endswith(f"{len(facts.questions)} questions")


def test_what_is_known_of_facts_stands_in_a_column(capsys: pytest.CaptureFixture[str]) -> None:
    """Dates beside dates, status beside status; the weekday helps to check them."""
    facts = extract(parse(ARTICLES["plain"], file="a.txt", sha256=""))
    lines = [line for line in drawn(facts, capsys) if " scheduled" in line]
    assert [line.index("scheduled") for line in lines] == [lines[0].index("scheduled")] * len(facts.releases)
    assert "2027-07-10 Sat · cinemas" in lines[0]


def test_each_fact_stands_above_the_sentence_that_proves_it(capsys: pytest.CaptureFixture[str]) -> None:
    """The proof is marked where the screen has no styles; a point that is its own sentence is said once."""
    facts = extract(parse(ARTICLES["plain"], file="a.txt", sha256=""))
    screen = "\n".join(drawn(facts, capsys))
    assert "     The Quiet Harbour «opens in cinemas on July 10»." in screen
    assert screen.count("The cat is real.") == 1
    assert "— Ada Boyle" in screen
