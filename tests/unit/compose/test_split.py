"""Long texts become threads."""

import time
from itertools import combinations

import pytest

from scheduler import platforms
from scheduler.compose import split
from scheduler.compose.packing import Row, Shelf, best, cost_of, fill
from scheduler.errors import WorkspaceError

X = platforms.get("x")
SENTENCE = "The harbour lights go out one by one, and nobody on the quay says a word about it. "


def test_a_text_that_fits_is_left_alone() -> None:
    """No counter, no change."""
    assert split(" short\r\ntext ", X) == ["short\ntext"]


def test_cuts_fall_at_the_ends_of_sentences() -> None:
    """As long as that needs no more parts."""
    parts = split(SENTENCE * 7, X)
    assert len(parts) == 3
    assert all(part[:-4].endswith("about it.") for part in parts)
    assert [part[-3:] for part in parts] == ["1/3", "2/3", "3/3"]


@pytest.mark.parametrize(("parts", "words"), [(9, 9), (10, 10), (99, 99), (100, 100)])
def test_counters_take_exactly_the_room_they_need(parts: int, words: int) -> None:
    """Going from 9 to 10 parts, and from 99 to 100, makes each counter wider."""
    width = len(f" {parts}/{parts}")
    text = " ".join("a" * (20 - width) for _ in range(words))
    found = split(text, X.with_limit(20))
    assert len(found) == parts
    assert max(map(X.length, found)) == 20


@pytest.mark.parametrize(
    "whole",
    [
        "https://example.org/a/very/long/path",
        "@someone@example.social",
        "#DeadReckoning",
        "12 km",
        "$5 million",
        "July 12",
        "3 hours",
        "9 p.m.",
        "“no one else in the world”",
        '"no one else in the world"',
        "«sans doute»",
        "‘it’s a title’",
        "<https://example.org|the film’s page>",
        "👨‍👩‍👧‍👦",
        "a\u00a0b",
    ],
)
@pytest.mark.parametrize("before", range(20, 34))
def test_what_belongs_together_is_never_cut(whole: str, before: int) -> None:
    """Wherever the limit falls."""
    text = f"{'x' * 9} {'y' * (before - 10)} {whole} {'zz ' * 20}"
    assert any(whole in part for part in split(text, platforms.get("bluesky").with_limit(45)))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("word " * 80 + "a" * 400, 'the word "aaaa'),
        ("word " * 80 + "https://example.org/" + "a" * 400, 'the link "https://example.org/aaaa'),
    ],
)
def test_what_fits_no_part_is_named(text: str, named: str) -> None:
    """A 400-character word, a link longer than the limit."""
    with pytest.raises(WorkspaceError) as caught:
        split(text, platforms.get("bluesky"))
    (problem,) = caught.value.problems
    assert problem.code == "cannot-split"
    assert named in problem.message


def test_a_long_link_is_no_trouble_where_links_are_short() -> None:
    """X counts 23 for it."""
    assert len(split("word " * 80 + "https://example.org/" + "a" * 400, X)) == 2


def test_bytes_bound_parts_too() -> None:
    """300 families are 300 graphemes and 7,500 bytes."""
    bluesky = platforms.get("bluesky")
    parts = split(" ".join(["👨‍👩‍👧‍👦" * 10] * 30), bluesky)
    assert len(parts) == 3
    assert not any(map(bluesky.over, parts))


@pytest.mark.parametrize(
    "text", ["日本語のニュース速報です。映画が公開されます、とても楽しみです。" * 12, "ภาษาไทยเป็นภาษาที่มีระดับเสียง" * 20]
)
def test_text_without_blanks_can_be_cut(text: str) -> None:
    """Nothing is lost, and no part is over."""
    parts = split(text, X, number=None)
    assert "".join(parts) == text
    assert not any(map(X.over, parts))


def test_ten_thousand_characters_take_well_under_a_second() -> None:
    """A whole article."""
    text = (SENTENCE * 130)[:10_000]
    started = time.perf_counter()
    split(text, X)
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize("seed", range(40))
def test_the_cheapest_of_all_cuts_is_found(seed: int) -> None:
    """Against every way to cut up to 12 pieces."""
    sizes = [1 + (seed * 7 + at * at * (seed % 5 + 3)) % 9 for at in range(12)]
    penalties = [0, *((seed + at * 5) % 13 for at in range(11)), 0]
    begins, ends = [0], [0]
    for size in sizes:
        ends.append(begins[-1] + size)
        begins.append(ends[-1] + 1)
    row = Row(begins, ends, [0, *range(12)], penalties)
    room, limit = 20, 20
    fewest = len(fill(Shelf([row], [[room] * 12]))) - 1
    every = [
        [0, *inner, 12]
        for inner in combinations(range(1, 12), fewest - 1)
        if all(ends[b] - begins[a] <= room for a, b in zip([0, *inner], [*inner, 12], strict=True))
    ]
    found = best(Shelf([row], [[room] * fewest]), limit)
    assert min(cost_of(row, places, limit) for places in every) == pytest.approx(cost_of(row, found, limit))
    if fewest > 1:
        assert not any(
            all(ends[b] - begins[a] <= room for a, b in zip([0, *inner], [*inner, 12], strict=True))
            for inner in combinations(range(1, 12), fewest - 2)
        )
