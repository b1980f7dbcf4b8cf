"""What a guide prints: its commands, and what each says, line by line in order; `…` stands for anything."""

import re

CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"`(?P<path>(?:scheduler|config)/[\w/.-]+)`:\n\n```\w+\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


def files(guide: str) -> dict[str, str]:
    """Return the files that a guide prints, by their path."""
    return {found["path"]: found["text"] for found in FILE.finditer(guide)}


def steps(guide: str) -> list[tuple[str, list[str]]]:
    """Return the commands of a guide, each with the lines printed under it."""
    parts = re.split(r"^\$ ", "\n".join(CONSOLE.findall(guide)), flags=re.MULTILINE)[1:]
    return [(command, [line for line in said if line]) for command, *said in map(str.splitlines, parts)]


def says(printed: str, expected: list[str]) -> None:
    """Fail unless each line is found in what was printed, in their order."""
    lines = iter(printed.splitlines())
    for line in expected:
        wanted = re.compile(".*".join(map(re.escape, line.split("…"))))
        assert any(wanted.search(each) for each in lines), f"no {line!r} in\n{printed}"
