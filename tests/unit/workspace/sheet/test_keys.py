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
