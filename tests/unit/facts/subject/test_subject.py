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
        (
            "Finn Marsh’s ‘Great Gorse’ moved from 2012 to summer 2013",
            "Finn Marsh’s “The Great Gorse” won’t compete this season. Northway moved “Gorse” to summer.",
            "The Great Gorse",
        ),
        (
            "When does Fallow come out? Lantern moves it up",
            "Lantern Video's Fallow is arriving earlier. It opens on May 4.",
            "Fallow",
        ),
        ("HBO's The Larks Trailer Reveals Premiere Date", "HBO's The Larks is a series by Ada Boyle.", "The Larks"),
        (
            "Lantern unveils the trailer for its biggest film",
            "The Scarbearer is long. The film Salt Moon — Part Two: The Scarbearer is out. I like The Scarbearer.",
            "Salt Moon — Part Two: The Scarbearer",
        ),
        (
            "No Rest for the Wary enters early access",
            "Tin Bird's action RPG No Rest for the Wary is a game. It is hard.",
            "No Rest for the Wary",
        ),
        (
            "What We Do in the Dusk to end",
            "Lantern's comedy What We Do in the Dusk will end. What We Do in the Dusk has six seasons.",
            "What We Do in the Dusk",
        ),
        ("Don’t Sink Alone gets a release", "The chiller Don’t Sink Alone will open on May 4.", "Don’t Sink Alone"),
        (
            "The Sims-like Lodge is out today",
            "Life sim Lodge is out today. Lodge is a game by Tin Bird.",
            "Lodge",
        ),
        (
            "Dead as Salt gets a date, demo out now",
            "Tin Bird announced that Dead as Salt will launch on May 4. A demo of Dead as Salt is out.",
            "Dead as Salt",
        ),
        (
            "Last Fantasy VII Rewoven Preview: A bigger sequel",
            "I have played Last Fantasy VII Rewoven. The game Last Fantasy VII Rewoven opens on May 4.",
            "Last Fantasy VII Rewoven",
        ),
        (
            "Is STRANGE TIDE streaming?",
            "Northway’s Strange tide is a film. It opens on May 4. Strange tide is long.",
            "Strange Tide",
        ),
        (
            "Odd Tides Season 3: Release Date, Cast",
            "Lantern’s series Odd Tides returns. Odd Tides Season 3 is a series of eight episodes.",
            "Odd Tides",
        ),
        ("Orla unveils Ace headphones", "Orla is late. The Orla Ace can be had from May 4.", "The Orla Ace"),
        (
            "Northway unveils trailer for Falling Up",
            "Northway Bros. has unveiled the trailer for the comedy Falling Up. The film Falling Up opens on May 4.",
            "Falling Up",
        ),
        (
            "Ada Marsh's The Mirror & the Lamp: what to know",
            "Northway has set March 5 for The Mirror & the Lamp, with which Ada Marsh ends her trilogy.",
            "The Mirror & the Lamp",
        ),
        ("The Orchard casts its lead", "Tom Cole will play the lead in The Orchard, HBO announced.", "The Orchard"),
        (
            "Ghost Town 3 is in the works",
            "Tin Bird is working on Ghost Town 3, it said. Ghost Town 2 was a game of 2017.",
            "Ghost Town 3",
        ),
        (
            "Studio Orla's next is out this summer",
            "How Do We Sail, the film that was shown in Porto, opens on July 14. Orla said so.",
            "How Do We Sail",
        ),
        (
            "Lantern Games adds Oxbow",
            "Players get Oxbow today. Oxbow is a game. Oxbow II: Lost Sails is to follow next year.",
            "Oxbow",
        ),
        ("Super Salt Bros. Wander: the reviews", "Super Salt Bros. Wander is a game.", "Super Salt Bros. Wander"),
        (
            "Hands-on with the Pocket Otter",
            "Orla lets me hold its Pocket Otter. The Pocket Otter is small. The Pocket Otter beeps.",
            "Pocket Otter",
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
