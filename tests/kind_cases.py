"""Passages written for the trap each one holds, and what a kind of fact finds in them."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler.articles.plain import parse
from scheduler.facts import extract
from scheduler.model import Facts

CASES = Path(__file__).parent / "cases" / "facts"


def cases(kind: str) -> list[Any]:
    """The cases of a kind, as parameters named after their trap."""
    read = YAML(typ="safe", pure=True)
    return [
        pytest.param(case, id=f"{file.stem}: {case['trap']}")
        for file in sorted((CASES / kind).glob("*.yaml"))
        for case in read.load(file.read_text(encoding="utf-8"))
    ]


def facts_of(text: str) -> Facts:
    """The facts of a plain text."""
    return extract(parse(text, file="article.txt", sha256="0" * 64))


def assert_exact(facts: Facts) -> None:
    """Every proof is the article's own words at the offsets given."""
    for members in facts.kinds.values():
        for fact in members:
            assert fact.source
            assert facts.article.text[fact.source.start : fact.source.end] == fact.source.exact
