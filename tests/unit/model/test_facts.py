"""What facts promise."""

import copy
from datetime import UTC, datetime

import pytest

from scheduler.errors import Place
from scheduler.model import (
    Article,
    Fact,
    Facts,
    PartState,
    Release,
)

S = PartState
NOON = datetime(2027, 1, 1, 12, tzinfo=UTC)


def test_facts_are_found_by_the_name_of_their_kind() -> None:
    """As a template writes it; a kind that is not there is an AttributeError with its name."""
    release, point = Release(id="release", of=None, start_date=None, source=None), Fact(source=None)
    article = Article(text="", blocks=(), file="a.txt", sha256="")
    facts = Facts(article=article, kinds={"releases": (release,), "key_points": (point,)})
    assert facts.key_points == (point,)
    assert facts.releases == (release,)
    assert Facts(article=article).releases == ()
    with pytest.raises(AttributeError, match="quotations"):
        _ = facts.quotations
    assert copy.copy(facts) == facts  # copying asks for names that no kind has


def test_two_values_that_stand_in_different_lines_are_equal() -> None:
    """A place tells where, not what."""
    assert Fact(source=None, place=Place(file="a", line=1)) == Fact(source=None, place=Place(file="a", line=2))
