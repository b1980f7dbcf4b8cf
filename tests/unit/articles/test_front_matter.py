import pytest

from scheduler.articles.front_matter import read_front_matter


@pytest.mark.parametrize(
    ("text", "title", "authors"),
    [
        ("---\ntitle: A\nauthor: Ann Lee\n---\nBody", "A", ["Ann Lee"]),
        (
            "---\ntitle: Mission: Harbour\nauthors: [Ann Lee, Bo Ek]\n---\nBody",
            "Mission: Harbour",
            ["Ann Lee", "Bo Ek"],
        ),
        ('---\ntitle: "A: B"\nauthors:\n  - name: Ann Lee\n---\nBody', "A: B", ["Ann Lee"]),
        ("---\ntitle: A: B\nauthors:\n  - name: Ann Lee\n  - Bo Ek\n---\nBody", "A: B", ["Ann Lee", "Bo Ek"]),
        ('+++\ntitle = "A"\nauthors = ["Ann Lee"]\n+++\nBody', "A", ["Ann Lee"]),
        ("+++\ntitle = A: B\nauthor = 'Ann Lee'\n+++\nBody", "A: B", ["Ann Lee"]),
        ("---\n- a list\n---\nBody", None, []),
        ("---\ntitle: &a A\nauthor: *a\n...\nBody", "A", ["A"]),
        ("No front matter\n---\n", None, []),
    ],
)
def test_front_matter_is_read_as_it_was_typed(text: str, title: str | None, authors: list[str]) -> None:
    """YAML, TOML, and what neither parser takes; the body begins behind it."""
    head = read_front_matter(text)
    assert head.text("title") == title
    assert head.texts("author", "authors") == authors
    assert text[head.end :] == ("Body" if text[:1] in "-+" else text)


def test_a_date_keeps_the_day_it_is_written_with() -> None:
    """No parser moves a date with an offset to UTC."""
    for text in ("---\ndate: 2031-07-06T23:30:00-07:00\n---\n", "+++\ndate = 2031-07-06T23:30:00-07:00\n+++\n"):
        assert read_front_matter(text).dates("date") == ["2031-07-06T23:30:00-07:00"]


def test_what_broken_front_matter_hides_is_asked_for() -> None:
    """Read line by line it may still give title and date; where one is missing, a person is told why."""
    for text, fault in (
        ("---\ntitle: a: b\ntags: [x\n---\nBody.\n", "no YAML"),
        ("+++\ntitle = The boat\n+++\nBody.\n", "no TOML"),
        ("---\ntitle: The boat\n\nBody.\n", "no line ---"),
        ("+++\ntitle = 'The boat'\n\nBody.\n", "no line +++"),
    ):
        read = read_front_matter(text)
        assert read.text("title") in {"a: b", "The boat"}
        (note,) = read.notes
        assert fault in note
        assert text[read.end :].strip() == "Body."
    assert read_front_matter("---\ntitle: a: b\ndate: 2027-03-02\ntags: [x\n---\nBody.\n").notes == ()
    assert read_front_matter("---\n\nA line above a story: it is none.\n").end == 0


def test_deep_front_matter_is_not_parsed() -> None:
    """A thousand brackets in each other are no tags."""
    read = read_front_matter("---\ntitle: The boat\ntags: " + "[" * 20_000 + "\n---\nBody.\n")
    assert read.text("title") == "The boat"
