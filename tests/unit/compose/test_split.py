"""Long texts become threads."""

from itertools import combinations, pairwise
from random import Random

import pytest

from benchmarks.greedy import pack
from benchmarks.readability import cost
from benchmarks.texts import articles
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


@pytest.mark.parametrize("name", platforms.names())
@pytest.mark.parametrize("parts", [9, 10, 99, 100])
def test_counters_widen_on_every_platform(name: str, parts: int) -> None:
    """As many parts as the words ask for: one more digit costs no part more than it must."""
    platform = platforms.get(name).with_limit(24)
    words = ["a" * (24 - len(f" {at}/{parts}")) for at in range(1, parts + 1)]
    assert split(" ".join(words), platform) == [f"{word} {at}/{parts}" for at, word in enumerate(words, start=1)]


@pytest.mark.parametrize(("parts", "words"), [(each, each) for each in (2, 9, 10, 11, 99, 100, 101)])
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


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("one » two words\n\nmore “words that stay” and so on", "“words that stay”"),
        ("one „ two words and more “words that stay” and so on", "“words that stay”"),
        ('she said \'no "never"\n\n to him, and “words that stay” then', "“words that stay”"),
        ("it takes some time ❤\ufe0f12 km and more words than fit", "❤\ufe0f12 km"),
    ],
)
@pytest.mark.parametrize("limit", range(30, 45))
def test_a_lonely_mark_spoils_no_pair(text: str, whole: str, limit: int) -> None:
    """A quotation mark without its partner, and an emoji before a number, leave what follows whole."""
    assert any(whole in part for part in split(text, platforms.get("bluesky").with_limit(limit)))


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


@pytest.mark.parametrize(("allowed", "over"), [(1, 300), (2, 30)])
def test_more_parts_than_allowed_is_an_error_that_says_how_much_is_left_over(allowed: int, over: int) -> None:
    """What does not fit, in the platform's unit."""
    with pytest.raises(WorkspaceError) as caught:
        split(SENTENCE * 7, X, max_parts=allowed)
    (problem,) = caught.value.problems
    assert problem.code == "too-many-parts"
    assert problem.message == (
        f"the text needs 3 parts on X and may have {allowed}: {over} weighted characters are left over"
    )


def test_as_many_parts_as_allowed_are_fine() -> None:
    """And a text that fits needs no part at all."""
    assert len(split(SENTENCE * 7, X, max_parts=3)) == 3
    assert split("short", X, max_parts=1) == ["short"]


def random_row(random: Random) -> Row:
    """Return up to 14 pieces of any widths, gaps, words and penalties."""
    begins, ends, words = [0], [0], [0]
    count = random.randint(2, 14)
    widest = random.choice((3, 9, 15))
    for _ in range(count):
        ends.append(begins[-1] + random.randint(1, widest))
        begins.append(ends[-1] + random.randint(0, 2))
        words.append(words[-1] + (random.random() < 0.7))
    return Row(begins, ends, words, [0, *random.choices((0, 1, 4, 12, 22, 32), k=count - 1), 0])


def ends_at(places: list[int], stops: list[int]) -> bool:
    """Whether a part ends at each of the stops."""
    return set(stops) <= set(places)


@pytest.mark.parametrize("stopping", [False, True])
@pytest.mark.parametrize("seed", range(400))
def test_the_cheapest_of_all_cuts_into_the_fewest_parts_is_found(seed: int, *, stopping: bool) -> None:
    """Against every way to cut up to 14 pieces, also where a part must end at some places."""
    random = Random(seed)  # noqa: S311 - the same rows every time
    row, limit = random_row(random), random.randint(19, 40)
    stops = sorted(random.sample(range(1, row.last), min(row.last - 1, random.randint(1, 3)))) if stopping else []
    pieces, room = row.last, limit - random.choice((0, 4))
    every: list[list[int]] = []
    fewest = 0
    while not every:
        fewest += 1
        every = [
            [0, *inner, pieces]
            for inner in combinations(range(1, pieces), fewest - 1)
            if all(row.ends[b] - row.begins[a] <= room for a, b in pairwise([0, *inner, pieces]))
            and ends_at(inner, stops)
        ]
    assert len(fill(Shelf([row], [[room] * pieces], stops))) - 1 == fewest
    found = best(Shelf([row], [[room] * fewest], stops), limit)
    assert ends_at(found, stops)
    assert cost_of(row, found, limit) == pytest.approx(min(cost_of(row, places, limit) for places in every))


@pytest.mark.parametrize("name", ["x", "bluesky", "mastodon"])
def test_threads_cost_a_reader_at_most_half_of_a_greedy_packer_s(name: str) -> None:
    """Over 60 texts; what a cut costs is said in research/sizing.md section 4."""
    platform = platforms.get(name)
    texts = list(articles(60))
    ours = sum(cost(text, split(text, platform), platform) for text in texts)
    greedy = sum(cost(text, pack(text, platform), platform) for text in texts)
    assert 0 < ours <= greedy / 2
