import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.workspace.fields import NAME
from scheduler.workspace.posts import COLUMNS
from scheduler.workspace.sheet.keys import Keys, as_key

TEXTS = st.one_of(st.text(max_size=60), st.sampled_from(["", "name", "---", "https://example.org/a", "日本", "x" * 90]))


@given(st.lists(TEXTS, max_size=12), st.lists(st.sampled_from(["hello", "post", "hello-2"])))
def test_made_keys_are_names_and_unlike_all_others(texts: list[str], taken: list[str]) -> None:
    """Whatever the words are."""
    keys = Keys(taken, [])
    made = [keys.made(dict.fromkeys(COLUMNS, "") | {"text": text, "when": "2027-01-08 09:00"}, "") for text in texts]
    assert all(NAME.fullmatch(key) for key in made)
    assert len({*made, *taken}) == len(made) + len(set(taken))


@given(st.text(max_size=80))
def test_a_typed_key_becomes_a_name_or_nothing(text: str) -> None:
    """A name stays as it is."""
    key = as_key(text)
    assert not key or (NAME.fullmatch(key) and as_key(key) == key)


@pytest.mark.parametrize(
    ("typed", "key"), [("Post 12", "post-12"), ("Überblick", "uberblick"), ("a-b", "a-b"), ("№", "no")]
)
def test_a_typed_key_keeps_its_letters(typed: str, key: str) -> None:
    """Small and plain, words joined by dashes."""
    assert as_key(typed) == key


def cells(**of: str) -> dict[str, str]:
    """Return a row of these cells, the others blank."""
    return dict.fromkeys(COLUMNS, "") | {"channel": "x"} | of


def test_a_row_without_a_time_is_the_one_of_its_title_when_its_text_changed() -> None:
    """Else an edit would be a new post, and a text that was sent would be sent again in other words."""
    before = [cells(key="trailer", text="It is out."), cells(key="question", text="Which one?")]
    rows = {0: cells(text="It is here!"), 1: cells(text="Which one?")}
    assert Keys([], before).known(rows, {0: "Trailer", 1: "Question"}) == {0: "trailer", 1: "question"}


@pytest.mark.parametrize(
    ("before", "rows", "titles"),
    [
        ([cells(key="tip", text="A")], {0: cells(text="B"), 1: cells(text="C")}, {0: "Tip", 1: "Tip"}),
        ([cells(key="tip", text="A"), cells(key="tip-2", text="B")], {0: cells(text="C")}, {0: "Tip"}),
        ([cells(key="tip", text="A", channel="y")], {0: cells(text="B")}, {0: "Tip"}),
        ([cells(key="tip", text="A", when="2027-01-08 09:00")], {0: cells(text="B")}, {0: "Tip"}),
        ([cells(key="tip", text="A")], {0: cells(text="B", when="2027-01-08 09:00")}, {0: "Tip"}),
        ([cells(key="tip", text="A")], {0: cells(text="B")}, {0: "Tips"}),
        ([cells(key="a-tip", text="A")], {0: cells(text="B")}, {}),
    ],
    ids=["two rows", "two posts", "another channel", "had a time", "has a time", "another title", "no title"],
)
def test_a_title_that_could_mean_two_posts_means_none(
    before: list[dict[str, str]], rows: dict[int, dict[str, str]], titles: dict[int, str]
) -> None:
    """A series may have one title: what is not the only one of it is new."""
    assert Keys([], before).known(rows, titles) == {}


def test_titles_with_numbers_keep_their_own_keys() -> None:
    """Rows titled “Trailer” and “Trailer 2” are two, whichever of them an earlier import knew."""
    edited = {0: cells(text="B"), 1: cells(text="C")}
    titles = {0: "Trailer", 1: "Trailer 2"}
    both = [cells(key="trailer", text="A"), cells(key="trailer-2", text="Z")]
    assert Keys([], both).known(edited, titles) == {0: "trailer", 1: "trailer-2"}
    assert Keys([], both[1:]).known(edited, titles) == {1: "trailer-2"}
