from dataclasses import replace
from types import MappingProxyType

import pytest

from posts import post_in
from scheduler import destinations
from scheduler.errors import Place, Severity
from scheduler.model import Channel, Content, Entity, Image, PartState, Post
from scheduler.plan.material import platform_of
from scheduler.plan.travel import picture, travel_problems

IMAGE = Image(url="https://example.org/still.jpg", alt="A pier at dusk")
PLACE = Place(file="config/campaigns/film.yaml", line=7)


def channel(destination: str, platform: str = "x", **fields: object) -> Channel:
    return Channel(name="news", platform=platform, destination=destination, **fields)  # type: ignore[arg-type]


def saying(content: Content) -> Post:
    """Return a post of one part with this content."""
    post = post_in(PartState.SCHEDULED)
    return replace(post, parts=(replace(post.parts[0], content=content),))


@pytest.mark.parametrize("name", destinations.names())
def test_a_picture_that_cannot_travel_is_left_out_and_said(name: str) -> None:
    """What is previewed is what is sent: either the picture is in it, or a warning says that it is not."""
    ours = channel(name)
    problems = travel_problems(ours, saying(Content(text="Out now")), IMAGE, PLACE)
    if destinations.get(name).takes_image:
        assert (picture(ours, IMAGE), problems) == (IMAGE, [])
    else:
        (problem,) = problems
        assert picture(ours, IMAGE) is None
        assert (problem.code, problem.severity, problem.place) == ("image-left-out", Severity.WARNING, PLACE)


def test_a_post_without_a_picture_says_nothing_about_pictures() -> None:
    """There is nothing to leave out."""
    assert travel_problems(channel("mastodon"), saying(Content(text="Out now")), None, PLACE) == []


def test_a_request_that_would_be_refused_for_its_size_is_told_at_plan_time() -> None:
    """The text fits Teams, and the card around its many lines does not."""
    text = "\n".join(["a line"] * 400)
    (problem,) = travel_problems(channel("teams", "teams"), saying(Content(text=text)), None, PLACE)
    assert (problem.code, problem.severity) == ("body-over", Severity.ERROR)
    assert "28,672" in problem.message


def test_links_count_into_a_request() -> None:
    """Each is a run with its address twice."""
    link = "https://example.org/" + "a" * 9900
    entity = Entity(kind="link", text=link, start=0, end=len(link), byte_start=0, byte_end=len(link), url=link)
    long = Content(text=link, entities=(entity,))
    assert travel_problems(channel("teams", "teams"), saying(long), None, PLACE) == []
    twice = Content(text=f"{link}{link[:9000]}", entities=(entity,))
    assert [each.code for each in travel_problems(channel("teams", "teams"), saying(twice), None, PLACE)] == [
        "body-over"
    ]


def test_a_content_warning_takes_its_length_off_the_limit() -> None:
    """Mastodon counts both together."""
    warned = channel("mastodon", "mastodon", options=MappingProxyType({"content_warning": "Film news"}))
    assert platform_of(warned).limit == 500 - 9
    assert platform_of(channel("mastodon", "mastodon", limit=1000)).limit == 1000
    other = channel("webhook", "mastodon", options=MappingProxyType({"content_warning": "Film news"}))
    assert platform_of(other).limit == 500
