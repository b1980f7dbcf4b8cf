from datetime import datetime, timedelta
from typing import Any

from scheduler.model import Image, OneOff, WallTime
from scheduler.workspace import load

HEADER = "key,when,channel,text,expires,link,image,alt\r\n"
NINE = WallTime(local=datetime(2027, 1, 8, 9))  # noqa: DTZ001 - a time on the wall


def rows(make: Any, sheet: str, file: str = "config/posts/a.csv") -> tuple[OneOff, ...]:
    workspace = load(make({file: sheet}), {})
    assert workspace.problems == ()
    return workspace.one_offs


def test_a_row_is_one_post_on_each_of_its_channels(make: Any) -> None:
    """Several channels share a key, a time and a text."""
    sheet = HEADER + "a,2027-01-08 09:00,x; bluesky;x,Hello,6h,https://example.org,https://example.org/a.png,A lamp\r\n"
    one, two = rows(make, sheet)
    assert (one.channel, two.channel) == ("x", "bluesky")
    assert one.key == two.key == "a"
    assert one.when == NINE
    assert one.expires == timedelta(hours=6)
    assert one.link == "https://example.org"
    assert one.image == Image(url="https://example.org/a.png", alt="A lamp")
    assert str(one.place) == "config/posts/a.csv:2:1"


def test_a_sheet_is_read_as_spreadsheets_write_it(make: Any) -> None:
    """Byte-order mark, semicolons, line breaks and quotes inside a cell, empty rows, rows cut short."""
    cells = 'a;2027-01-08 09:00:00.000;"x;bluesky";"One ""quoted"", line\r\n---\r\ntwo"'
    sheet = f"\ufeffKey;When;Channel;Text;Link\r\n\r\n{cells}\r\n;;;;\r\n"
    one, two = rows(make, sheet)
    assert one.text == two.text == 'One "quoted", line\n---\ntwo'
    assert one.when == NINE
    assert one.place
    assert one.place.line == 3


def test_a_blank_time_is_left_for_the_next_free_slot(make: Any) -> None:
    """No time is no problem here."""
    (one,) = rows(make, HEADER + "a,,x,Hello\r\n")
    assert one.when is None


def test_a_text_is_literal(make: Any) -> None:
    """Braces are braces."""
    (one,) = rows(make, HEADER + "a,,x,{{ facts.release }} {% if %}\r\n")
    assert one.text == "{{ facts.release }} {% if %}"
