"""From rows to a spreadsheet and back: nothing is lost, nothing is run, nothing is guessed."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from scheduler.cli.console.desk import Desk
from scheduler.cli.console.exchange.export_rows import csv_bytes
from scheduler.cli.console.exchange.exporting import Exported
from scheduler.cli.console.options import Options
from scheduler.model import Channel, Image, OneOff, WallTime, When
from scheduler.plan.phrases import parse_every
from scheduler.workspace import Workspace
from scheduler.workspace.posts import Posts
from scheduler.workspace.sheet.decoding import Decoded, decode_sheet
from scheduler.workspace.sheet.importing import Around, Imported, import_sheet
from scheduler.workspace.sheet.row import Reading
from scheduler.workspace.sheet.rows import columns_with, rows_of, sheet_bytes

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
CHANNELS: Mapping[str, Channel] = MappingProxyType(
    {
        name: Channel(name=name, platform=name, destination="catch", slots=(parse_every("day 09:00"),))
        for name in ("slack", "mastodon")
    }
)
NASTY = st.sampled_from(
    ["=", "+", "-", "@", "'", '"', ",", ";", "\n", "\n---\n", "\t", "{{", "🎬", "日", "\u200d", "é", "\u2028"]
)
TEXTS = (
    st.lists(st.one_of(NASTY, st.characters(codec="utf-8", exclude_characters="\r\x00")), min_size=1, max_size=30)
    .map(lambda letters: "".join(letters).strip())
    .filter(bool)
)
WHENS: st.SearchStrategy[When | None] = st.one_of(
    st.none(),
    st.datetimes(datetime(2027, 1, 1), datetime(2028, 1, 1)).map(  # noqa: DTZ001 - times on the wall
        lambda at: WallTime(local=at.replace(microsecond=0))
    ),
)
ADDRESSES = st.one_of(st.none(), st.just("https://example.org/a?b=1,2"))


@st.composite
def posts_of_rows(draw: st.DrawFn) -> list[OneOff]:
    """Some rows, each on one channel or two."""
    found: list[OneOff] = []
    for number in range(draw(st.integers(1, 4))):
        picture = draw(ADDRESSES)
        row = {
            "key": f"key-{number}",
            "text": f"{draw(TEXTS)}{number}",
            "when": draw(WHENS),
            "expires": draw(st.one_of(st.none(), st.integers(1, 90_000).map(lambda length: timedelta(seconds=length)))),
            "link": draw(ADDRESSES),
            "allow": draw(st.sampled_from([{}, {"too-close": "both are ours"}])),
            "image": Image(url=picture, alt=draw(st.one_of(st.none(), TEXTS))) if picture else None,
        }
        for channel in draw(st.sampled_from([("slack",), ("mastodon",), ("slack", "mastodon")])):
            found.append(OneOff(channel=channel, **row))  # noqa: PERF401 - one after the other, for people
    return found


def taken(data: bytes) -> Imported:
    sheet = decode_sheet(data, "a.csv")
    assert isinstance(sheet, Decoded)
    return import_sheet(sheet, "a.csv", Reading(), Around(channels=CHANNELS))


@given(posts_of_rows())
def test_an_imported_file_is_read_as_the_rows_that_went_into_it(one_offs: list[OneOff]) -> None:
    """What import writes, the workspace reads: every character of every cell."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_bytes(sheet_bytes(columns_with(rows_of(one_offs)), rows_of(one_offs), line_end="\n", mark=False))
        posts = Posts(frozenset(CHANNELS))
        posts.add_file(path, "a.csv")
    assert posts.problems == []
    assert rows_of(posts.one_offs) == rows_of(one_offs)


@given(posts_of_rows())
def test_what_is_exported_comes_back_as_it_was(one_offs: list[OneOff]) -> None:
    """Export and import again: the same rows, whatever the texts are, and nothing that a spreadsheet would run."""
    workspace = Workspace(
        root=Path("/nowhere"),
        id="w",
        name="W",
        zone="Europe/Berlin",
        audience_zone="America/New_York",
        late=timedelta(hours=2),
        channels=CHANNELS,
        one_offs=tuple(one_offs),
    )
    desk = Desk(options=Options(), workspace=workspace, now=NOW)
    posts = desk.drafted.posts
    data = csv_bytes(desk, Exported(posts=posts, planned=True))
    made = {post.step for post in posts}
    expected = {row["key"]: row for row in rows_of(each for each in workspace.one_offs if each.key in made)}
    if not made:
        return
    found = {row["key"]: row for row in taken(data).rows}
    assert {key: {**row, "channel": set(row["channel"].split(";"))} for key, row in found.items()} == {
        key: {**row, "channel": set(row["channel"].split(";"))} for key, row in expected.items()
    }
