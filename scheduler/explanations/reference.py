"""The reference page of the problem codes, written from their own pages.

    python -m scheduler.explanations.reference > docs/reference/problems.md

prints it; a test says when the page is out of date.
"""

import sys
from collections.abc import Iterator

from scheduler.explanations.explanation import GROUPS, Explanation
from scheduler.explanations.table import explanation, names

HEAD = """\
# Problem codes

<!-- Written by: python -m scheduler.explanations.reference > docs/reference/problems.md -->

Everything that tminus finds wrong has a code, a place and a cure. `tminus explain CODE` prints what stands here. An
**error** stops the work; a **warning** is only said, and is an error with `--strict`. A problem that *may be allowed*
is silenced by a reason at the step, recurrence, channel or campaign it is met at, or in the column `allow` of a row:

```yaml
- {name: premiere, when: 2027-01-09 20:00, template: tonight, allow: {time-weekend: "premieres are on Saturdays"}}
```

A silenced problem is counted ("1 allowed"), and shown with its reason by `-v`.
"""


def page() -> str:
    """Return the page."""
    return "\n".join((HEAD, *(line for group in GROUPS for line in _group(group)))).rstrip()


def _group(group: str) -> Iterator[str]:
    yield f"## {group}\n"
    yield f"{GROUPS[group].capitalize()}.\n"
    for each in map(explanation, names()):
        if each.group == group:
            yield from _section(each)


def _section(each: Explanation) -> Iterator[str]:
    yield f"### {each.code}\n"
    yield f"*{each.severity.capitalize()}{', may be allowed' if each.allowable else ''}.* {each.meaning}\n"
    yield f"{each.example}\n"
    yield f"Cure: {each.cure}\n"


if __name__ == "__main__":
    sys.stdout.write(page() + "\n")
