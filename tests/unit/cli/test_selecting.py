"""SELECT: which posts are named, and how a person who named none learns what may be typed."""

from pathlib import Path

import pytest

from here import Here
from problem_fixtures import write

ROWS = "key,when,channel,text\none,2099-01-08 09:00,x,One\ntwo,2099-01-09 09:00,x;bluesky,Two\n"


@pytest.fixture
def desk(tmp_path: Path) -> Here:
    """A workspace with a campaign of one post and a file of rows."""
    change = {"config/campaigns/film.yaml": ("T-7 09:00", "2099-01-08 09:00")}
    write(tmp_path, {"edits": change, "files": {"config/posts/week.csv": ROWS}})
    (tmp_path / "home").mkdir()
    return Here(tmp_path, tmp_path / "home")


def keys(desk: Here, *selects: str) -> list[str]:
    return [post["key"] for post in desk.tminus("preview", *selects, "--json").data["posts"]]


def test_several_may_be_named_at_once(desk: Here) -> None:
    """Each post stands there once, where it stands among all, whoever names it."""
    assert keys(desk, "posts/two/x", "film", "*/two") == [key for key in keys(desk) if key != "posts/one/x"]
    assert len(keys(desk)) == 4


def test_each_that_names_nothing_is_told(desk: Here) -> None:
    """The others do not hide it."""
    ran = desk.tminus("preview", "film", "flim", "posts/tow", "--json")
    assert (ran.code, ran.codes) == (2, ["select-empty", "select-empty"])
    hints = [problem["hint"] for problem in ran.document["problems"]]
    assert hints == ['did you mean "film"?', 'did you mean "posts/two"?']


@pytest.mark.parametrize("named", ["week", "week.csv", "config/posts/week.csv"])
def test_who_names_a_file_learns_the_names_of_its_posts(desk: Here, named: str) -> None:
    """They are made of the column `key`."""
    (problem,) = desk.tminus("preview", named, "--json").document["problems"]
    assert problem["hint"] == "that is a file; its posts are named by its column key: posts/one, posts/two"


def test_the_file_of_a_campaign_stands_for_its_name(desk: Here) -> None:
    """`film.yaml` makes the campaign `film`."""
    (problem,) = desk.tminus("preview", "film.yaml", "--json").document["problems"]
    assert problem["hint"] == 'did you mean "film"?'


def test_a_post_that_its_file_could_not_make_is_not_only_unknown(desk: Here) -> None:
    """Rows without keys have no names; that is said beside, with the cure."""
    desk.write("config/posts/spring.csv", "when,channel,text\n2099-01-08 09:00,x,Spring\n")
    ran = desk.tminus("preview", "spring", "--json")
    assert (ran.code, ran.codes) == (2, ["select-empty", "column-missing"])
    assert "tminus import csv config/posts/spring.csv" in ran.document["problems"][1]["hint"]


def test_the_queue_takes_several_as_well(desk: Here) -> None:
    """Listed, paused, resumed, called off, given back, exported."""
    assert desk.tminus("apply", "--yes").code == 0
    both = ("posts/one", "film/one")
    listed = desk.tminus("queue", "list", *both, "--json").data["posts"]
    assert {post["key"] for post in listed} == {"film/one/x", "posts/one/x"}
    paused = desk.tminus("queue", "pause", *both)
    assert "Paused 2 posts" in paused.out
    assert "Back with:  tminus queue resume posts/one film/one" in paused.out
    assert "Resumed 2 posts" in desk.tminus("queue", "resume", *both).out
    assert desk.tminus("queue", "cancel", *both).code == 2
    assert "Cancelled 2 posts" in desk.tminus("queue", "cancel", *both, "--yes").out
    assert "Released 2 posts" in desk.tminus("queue", "release", *both).out
    assert len(desk.tminus("export", "json", *both).data["posts"]) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("queue", "show", "posts/one", "posts/two"), "run it once for each"),
        (("log", "posts/one", "posts/two"), "run it once for each"),
        (("queue", "pause", "posts/one", "channel:x"), "once for each"),
    ],
)
def test_a_command_that_takes_one_says_what_to_do(desk: Here, arguments: tuple[str, ...], said: str) -> None:
    """Usage, exit 2, and the way round."""
    desk.tminus("apply", "--yes")
    ran = desk.tminus(*arguments, "--json")
    assert (ran.code, ran.codes) == (2, ["usage"])
    assert said in ran.document["problems"][0]["hint"]
