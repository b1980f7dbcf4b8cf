"""The units platforms count in."""

import pytest

from scheduler.platforms.units import code_points, emoji_in_bytes, utf8_bytes, utf16_units

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("text", "points", "units", "octets", "emoji"),
    [
        ("plain", 5, 5, 5, 5),
        ("café", 4, 4, 5, 4),
        ("日本", 2, 2, 6, 2),
        ("𝐁", 1, 2, 4, 1),
        ("🎬!", 2, 3, 5, 5),
        (FAMILY, 7, 11, 25, 25),
        ("🇯🇵", 2, 4, 8, 8),
        ("1️⃣", 3, 3, 7, 7),
        ("\ud800", 1, 1, 3, 1),
    ],
)
def test_a_text_has_a_length_in_each_unit(text: str, points: int, units: int, octets: int, emoji: int) -> None:
    """A lone surrogate, which no platform takes, is still counted."""
    assert (code_points(text), utf16_units(text), utf8_bytes(text), emoji_in_bytes(text)) == (
        points,
        units,
        octets,
        emoji,
    )
