import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler.articles import read

CASES = Path(__file__).parents[2] / "cases" / "articles"
PAGES: dict[str, dict[str, Any]] = YAML(typ="safe").load((CASES / "pages.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_states_what_its_publisher_states(name: str) -> None:
    """Headline, authors, day and the rest come from the most trusted source, cleaned."""
    article = read(CASES / "pages" / name)
    for field, value in PAGES[name]["states"].items():
        found = getattr(article, field)
        assert (list(found) if isinstance(found, tuple) else found) == value, (field, PAGES[name]["trap"])


@pytest.mark.parametrize("name", PAGES)
def test_the_blocks_of_a_page_are_its_words_in_their_order(name: str) -> None:
    """Each kind keeps its kind, nothing of the article is lost, and nothing beside it is taken."""
    article = read(CASES / "pages" / name)
    blocks = iter(article.blocks)
    for kind, start in PAGES[name].get("blocks", ()):
        assert any(block.kind == kind and block.text.startswith(start) for block in blocks), (kind, start)
    assert not [words for words in PAGES[name].get("lacks", ()) if words in article.text]
    assert [block.url for block in article.blocks if block.url] == PAGES[name].get(
        "urls", [each.url for each in article.blocks if each.url]
    )


@pytest.mark.parametrize("name", PAGES)
def test_offsets_index_the_one_text_exactly(name: str) -> None:
    """`article.text[start:end] == block.text`, blocks follow one another, the headline is the first of them."""
    article = read(CASES / "pages" / name)
    assert article.blocks
    at = 0
    for block in article.blocks:
        assert article.text[block.start : block.end] == block.text
        assert block.start >= at
        at = block.end
    assert article.blocks[0].kind == "heading"
    assert article.blocks[0].level == 1


@pytest.mark.parametrize("name", PAGES)
def test_what_is_open_is_a_question_and_nothing_else_is(name: str) -> None:
    """Two days, a guess, an entry among several: a person is asked; a page that is plain asks nothing."""
    notes = read(CASES / "pages" / name).notes
    wanted = PAGES[name].get("notes", [])
    assert len(notes) == len(wanted), notes
    for note, pattern in zip(notes, wanted, strict=True):
        assert re.search(pattern, note)


@pytest.mark.parametrize("name", PAGES)
def test_reading_twice_gives_the_same_article(name: str) -> None:
    """No clock, no chance, no order of a set."""
    path = CASES / "pages" / name
    assert read(path) == read(path)
