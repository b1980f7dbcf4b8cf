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
        (
            "Ada Boyle Makes Directorial Debut With ‘Low Tide’ for Northway",
            "Ada Boyle will make her debut with “Low Tide,” a film. Northway will release it. Northway is pleased.",
            "Low Tide",
        ),
        (
            "HBO orders ‘The Parish’ from ‘Salt Kings’ alum Ada Boyle",
            "HBO has given an order to The Parish, a comedy series from Ada Boyle. The Parish has eight episodes.",
            "The Parish",
        ),
        (
            "Box office: Finn Marsh’s ‘Kaalam’ crosses Rs 100 crore",
            "Finn Marsh-starrer Kaalam has crossed Rs 100 crore. The film Kaalam opened on May 4.",
            "Kaalam",
        ),
        (
            "Ness Film Festival 2027 to open with Ada Boyle’s The Ferry",
            "The Ness Film Festival has its programme. It opens with the premiere of The Ferry, a film by Ada Boyle.",
            "Ness Film Festival 2027",
        ),
        (
            "Local elections 2027: When will the results be known?",
            "Voters go to the polls in the local elections. Counting is in Ness Library.",
            "Local elections 2027",
        ),
        (
            "Have your say on plans for a new Riverside tram line",
            "The Riverside tram line has nine stops. There are meetings at Riverside Library on 11 and 18 July.",
            "Riverside tram line",
        ),
        (
            "At the Grand Pier: Brightsea’s winter lights festival returns",
            "The winter lights festival is back. It is free.",
            "winter lights festival",
        ),
        (
            "Orla unveils the One 4",
            "Orla announced the One 4, its latest phone. The phone is small. Orla is in Porto.",
            "One 4",
        ),
        (
            "Finn Marsh: ‘I said yes to Tidal at once’",
            "Finn Marsh is happy. His film, Tidal, is out. The film Tidal is about salt. Marsh likes Tidal.",
            "Tidal",
        ),
        (
            "5 tips for the days after a ferry crash",
            "A ferry crash is bad. After a ferry crash, sit down.",
            "ferry crash",
        ),
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


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("The series Moon Clinic stars Park Seo-yeon. Park Seo-yeon plays a doctor. The series is long.", "TVSeries"),
        ("Moon Clinic is a drama. The other films of its director are colder.", "Movie"),
        ("Moon Clinic is a thriller. The series has six episodes.", "TVSeries"),
        ("Moon Clinic is a sequel. Ada Boyle will play the doctor of the film.", "Movie"),
    ],
)
def test_the_type_is_what_common_nouns_say(body: str, kind: str, article: Callable[[str], Article]) -> None:
    """A noun inside somebody's name, a verb, and a drama, which may be a film, prove nothing by themselves."""
    about = extract(article(f"date: 2026-03-02\ntitle: ‘Moon Clinic’ is coming\n\n{body}\n")).about
    assert about
    assert about.type == kind


@pytest.mark.parametrize("body", ["Police held a man on Monday.", "It rained all day, and nobody came."])
def test_an_article_about_no_named_thing_has_no_subject(body: str, article: Callable[[str], Article]) -> None:
    """A name is asked for rather than made up."""
    assert extract(article(f"date: 2026-03-02\ntitle: A wet day in town\n\n{body}\n")).about is None
