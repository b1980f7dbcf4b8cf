"""One page of the table of problem codes: what a code means, an example, its cure.

A page is text, not code, so that adding a problem is adding a file that a writer can read and mend:

    severity: warning
    group: Times
    allow: yes

    What it means, in a paragraph or two.

    ## Example

    What causes it.

    ## Cure

    What to do.

`severity` is `error`, `warning` or `error or warning`. `allow` is `yes` where a reason may silence it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Self

GROUPS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "YAML": "what keeps a file from being read as YAML",
        "Files": "files that are missing, or cannot be read or written",
        "Keys and values": "what stands in config/ and is not what it should be",
        "Spreadsheets": "rows of config/posts/*.csv",
        "Secrets": "addresses and passwords, and where they stand",
        "Articles": "articles that give no facts",
        "Facts": "facts that may not be spoken, and facts files",
        "Templates": "templates that cannot be rendered",
        "Size and media": "posts that do not fit their platform, or travel badly",
        "Times": "when posts go out",
        "Truth": "words of time and what proves them",
        "Command line": "commands that were typed in another way than they work",
        "Queue": "the queue and what is in it",
        "Daemon": "what sends, and what receives",
    },
)
"""The groups in which pages are listed, and what each is about."""

SEVERITIES: Final = ("error", "warning", "error or warning")
_KEYS: Final = {"severity", "group", "allow"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A page. `severity` says how it is said; `allowable`, whether `allow:` may silence it as a warning."""

    code: str
    severity: str
    group: str
    meaning: str
    example: str
    cure: str
    allowable: bool = False

    @property
    def summary(self) -> str:
        """The first sentence of its meaning, for lists."""
        return re.split(r"(?<=[.!?])\s", " ".join(self.meaning.split()), maxsplit=1)[0]

    @classmethod
    def read(cls, code: str, page: str) -> Self:
        """Return the explanation that a page is; raises ValueError where it is not written as one: a fault of ours."""
        head, _, body = page.partition("\n\n")
        keys = dict(line.split(": ", 1) for line in head.splitlines())
        meaning, *sections = re.split(r"(?m)^## (Example|Cure)\n", body)
        told = dict(zip(sections[::2], sections[1::2], strict=True))
        if (
            set(keys) - _KEYS
            or keys.get("severity") not in SEVERITIES
            or keys.get("group") not in GROUPS
            or keys.get("allow", "yes") != "yes"
            or not meaning.strip()
            or set(told) != {"Example", "Cure"}
        ):
            raise ValueError(f"the page of {code} is not written as pages are")
        return cls(
            code=code,
            severity=keys["severity"],
            group=keys["group"],
            meaning=meaning.strip(),
            example=told["Example"].strip("\n"),
            cure=told["Cure"].strip(),
            allowable="allow" in keys,
        )
