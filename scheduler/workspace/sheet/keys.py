"""Keys for rows that have none: the one an earlier import gave the same row, else one made of its words."""

import re
import unicodedata
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from scheduler.workspace.fields import NAME
from scheduler.workspace.sheet.rows import Cells

LONGEST: Final = 32
"""Characters of a key made of words; a name has 40 at most, and needs room for a number."""

_ADDRESS: Final = re.compile(r"https?://\S+")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_APOSTROPHES: Final = str.maketrans("", "", "'’")


class Keys:
    """Gives keys: `taken` are those that other rows have, `before` the rows an earlier import wrote into this file."""

    def __init__(self, taken: Iterable[str], before: Sequence[Cells]) -> None:
        self._taken = set(taken)
        self._before = {row["key"]: row for row in before}

    def known(self, rows: Mapping[int, Cells], titles: Mapping[int, str]) -> dict[int, str]:
        """Return the keys of rows that this file has already, by the numbers of the rows.

        A row is the one that says the same at the same time on the same channels, else the one that says the same
        there, else the one that goes out at the same time there. Where neither has a time, it is the only one there
        whose key was made of the same title.
        """
        found: dict[int, str] = {}
        for columns in (("channel", "text", "when"), ("channel", "text"), ("channel", "when")):
            there: dict[tuple[str, ...], deque[str]] = defaultdict(deque)
            for key, old in self._before.items():
                if key not in self._taken:
                    there[tuple(old[name] for name in columns)].append(key)
            for number, row in rows.items():
                same = there.get(tuple(row[name] for name in columns))
                if number not in found and same and (row["when"] or "text" in columns):
                    found[number] = same.popleft()
                    self._taken.add(found[number])
        return found | self._titled({number: row for number, row in rows.items() if number not in found}, titles)

    def _titled(self, rows: Mapping[int, Cells], titles: Mapping[int, str]) -> dict[int, str]:
        """Return the keys of rows without a time whose title alone says which row they were."""
        named: dict[tuple[str, frozenset[str]], list[int]] = defaultdict(list)
        for number, row in rows.items():
            if not row["when"] and (stem := _of_words(titles.get(number, ""))):
                named[stem, _channels(row)].append(number)
        stems = {stem for stem, _ in named}
        found: dict[int, str] = {}
        for (stem, there), numbers in named.items():
            made = re.compile(rf"{stem}(?:-\d+)?")
            were = [
                key
                for key, old in self._before.items()
                if key not in self._taken and not old["when"] and _channels(old) == there and made.fullmatch(key)
            ]
            were = [key for key in were if key == stem or key not in stems]  # not what another title is the key of
            if len(numbers) == len(were) == 1:
                found[numbers[0]] = were[0]
                self._taken.add(were[0])
        return found

    def made(self, row: Cells, title: str) -> str:
        """Return a new key: of the title, else of the first words, else of the day."""
        day = _DAY.match(row["when"])
        stem = _of_words(title) or _of_words(_ADDRESS.sub(" ", row["text"])) or (f"post-{day[0]}" if day else "post")
        key, number = stem, 1
        while key in self._taken or key in self._before:
            number += 1
            key = f"{stem}-{number}"
        self._taken.add(key)
        return key

    def take(self, key: str) -> None:
        """Say that a row has this key."""
        self._taken.add(key)


def _channels(row: Cells) -> frozenset[str]:
    return frozenset(row["channel"].split(";"))


def as_key(text: str) -> str:
    """Return what a person typed as a key, as a key; "" where nothing of it can stand in one."""
    return text if NAME.fullmatch(text) else _bare(text)[:40].strip("-")


def for_channel(key: str, word: str) -> str:
    """Return the key of one of a row's posts: the row's own, and the word for where it goes; "" for a row without."""
    ending, own = _bare(word)[: LONGEST // 2].strip("-"), as_key(key)
    return f"{own[: 39 - len(ending)].rstrip('-')}-{ending}" if own else ""


def _of_words(text: str) -> str:
    """Return the first words of a text as a key, none of them cut; "" where it has no letters a key can carry."""
    key = ""
    for word in _bare(text).split("-"):
        longer = f"{key}-{word}" if key else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        key = longer
    return key


def _bare(text: str) -> str:
    """Return a text's letters and digits, small and plain, its words joined by dashes."""
    letters = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    plain = letters.encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))
