from collections.abc import Callable

import pytest

from scheduler.facts import extract
from scheduler.model import Article


@pytest.mark.parametrize(
    ("headline", "body", "name"),
    [
        (
            "Ada Boyle announces new album",
            "Ada Boyle has announced her album, Glass Weather, due May 3.",
            "Glass Weather",
        ),
        ("What You Need to Know About Winter Solstice 2026", "The winter solstice is near.", "Winter Solstice 2026"),
        ("Salt Road: Northway confirms date", "The series ‘Salt Road’ is returning. Salt Road stars Bo.", "Salt Road"),
        ("Ness Film Week unveils its programme", "The Ness Film Week opens with “Lodestar”.", "Ness Film Week"),
        ("PS7 price and date", "The PS7 comes soon. The PS7 is a console from Orla. Orla says so.", "PS7"),
        (
            "Salt Lanterns delayed to August",
            "The game Salt Lanterns has been delayed. Ada Boyle is sorry.",
            "Salt Lanterns",
        ),
        ("The Tallow Boys to play three shows", "The Tallow Boys will play Leeds on May 4.", "The Tallow Boys"),
        ("RiverConf returns to Porto", "RiverConf 2027 will take place in Porto from May 14 to 16.", "RiverConf 2027"),
    ],
)
def test_the_subject_is_what_comes_out_and_not_who_brings_it(
    headline: str, body: str, name: str, article: Callable[[str], Article]
) -> None:
    """Makers, places and other works stand in every announcement."""
    about = extract(article(f"date: 2026-03-02\ntitle: {headline}\n\n{body}\n")).about
    assert about
    assert about.name == name


@pytest.mark.parametrize("body", ["Police held a man on Monday.", "It rained all day, and nobody came."])
def test_an_article_about_no_named_thing_has_no_subject(body: str, article: Callable[[str], Article]) -> None:
    """A name is asked for rather than made up."""
    assert extract(article(f"date: 2026-03-02\ntitle: A wet day in town\n\n{body}\n")).about is None
