import pytest

from scheduler.articles.names import clean_authors, clean_headline, completed


@pytest.mark.parametrize(
    ("stated", "people"),
    [
        (["By Ann Lee"], ["Ann Lee"]),
        (["Ann Lee, Senior Film Critic"], ["Ann Lee"]),
        (["Ann Lee and Bo Ek"], ["Ann Lee", "Bo Ek"]),
        (["Ann Lee; Bo Ek | Staff Writers"], ["Ann Lee", "Bo Ek"]),
        (["Ann Lee See full bio"], ["Ann Lee"]),
        (["See full bio", "Ann Lee"], ["Ann Lee"]),
        (["Ed Moss, CNN"], ["Ed Moss"]),
        (["LYNNE O'DONNELL"], ["LYNNE O'DONNELL"]),
        (["Nick Vale | February 28, 2031"], ["Nick Vale"]),
        (["Kit Vale Tuesday, Aug. 17, 2031"], ["Kit Vale"]),
        (["https://social.example/annlee"], []),
        (["Ann Lee (ann@e.example) @annlee"], ["Ann Lee"]),
        (["admin"], []),
        (["Staff"], []),
        (["Harbour Press"], []),
        (["Jana Böhm", "Jana Böhm"], ["Jana Böhm"]),
        (["D.J. Caruso-Smith"], ["D.J. Caruso-Smith"]),
        (["Associated Press"], ["Associated Press"]),
        (["<a href='/p'>Ann &amp; Co</a>"], ["Ann", "Co"]),
    ],
)
def test_authors_are_names(stated: list[str], people: list[str]) -> None:
    """Jobs, links, outlets and dates are no part of a name; several people are several names."""
    assert list(clean_authors(stated, publisher="Harbour Press")) == people


@pytest.mark.parametrize(
    ("stated", "headline"),
    [
        ("The Quiet Tide sets a date | Harbour Press", "The Quiet Tide sets a date"),
        ("The Quiet Tide sets a date - Culture - Harbour Press", "The Quiet Tide sets a date"),
        ("Harbour Press: The Quiet Tide sets a date", "Harbour Press: The Quiet Tide sets a date"),
        ("Harbour Press | The Quiet Tide sets a date", "The Quiet Tide sets a date"),
        ("Mission – Harbour: Part One", "Mission – Harbour: Part One"),
        ("The Quiet Tide - a film of nine", "The Quiet Tide - a film of nine"),
        ("Fish &amp; chips &#8217;31", "Fish & chips ’31"),
    ],
)
def test_a_headline_loses_the_site_and_nothing_else(stated: str, headline: str) -> None:
    """What hangs on a headline goes only where it is the site's name or section; a dash in a title stays."""
    assert clean_headline(stated, sites=["Harbour Press", "Culture"], headings=[]) == headline


def test_what_hangs_on_a_heading_of_the_page_goes() -> None:
    """A page's own heading shows where its title ends, whatever the site is called."""
    assert clean_headline("Storm glass - Sky Daily News", sites=[], headings=["Storm glass"]) == "Storm glass"


def test_a_cut_headline_is_completed_from_the_page() -> None:
    """A headline that ends in … is the beginning of a heading that the page shows whole."""
    assert completed("How a tide clock…", ["How a tide clock works"]) == "How a tide clock works"
    assert completed("How a tide", ["How a tide clock works"]) == "How a tide"
