"""The counters of a thread: ` 2/7` at the end of its second part."""

import re
from collections.abc import Sequence

_PLACEHOLDER = re.compile(r"[nm]")


def counter(number: str | None, part: int, parts: int) -> str:
    """Return what is put behind a part: a blank, and `number` with its n and m filled in; nothing without `number`."""
    if not number:
        return ""
    return " " + _PLACEHOLDER.sub(lambda found: str(part if found[0] == "n" else parts), number)


def numbered(texts: Sequence[str], number: str | None) -> list[str]:
    """Return the texts with their counters; a single one gets none."""
    if len(texts) == 1:
        return list(texts)
    return [text + counter(number, at, len(texts)) for at, text in enumerate(texts, start=1)]
