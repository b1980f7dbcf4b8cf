"""Patterns of many words that are tried by their first letters: of three hundred words twenty begin with an "s"."""

from collections.abc import Iterator, Mapping

CONDITIONS = ("(?<!", "(?<=", "(?=", "(?!")


def openings(forms: str) -> str:
    """Return a pattern of the two letters that each form begins with: few words do, and only at those is more tried.

    `forms` is a pattern of alternatives in lower case, each of which begins with two plain letters.
    """
    seconds: dict[str, set[str]] = {}
    for pair in _pairs(forms):
        seconds.setdefault(pair[0], set()).add(pair[1])
    return "|".join(f"{first}[{''.join(sorted(each))}]" for first, each in sorted(seconds.items()))


def by_first_letter(forms: str) -> str:
    """Return a pattern that matches what some alternatives match, at each place only those of its letter being tried.

    Where several match, the first of them does, as before.
    """
    return "|".join(f"(?={letter})(?:{own['']})" for letter, own in by_letter({"": forms}).items())


def by_letter(groups: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the alternatives of each group by the letter they begin with, or by each that they may begin with."""
    found: dict[str, dict[str, list[str]]] = {}
    for name, forms in groups.items():
        for form in alternatives(forms):
            for letter in dict.fromkeys(_firsts(form)):
                found.setdefault(letter, {}).setdefault(name, []).append(form)
    return {letter: {name: "|".join(own) for name, own in each.items()} for letter, each in sorted(found.items())}


def alternatives(forms: str) -> Iterator[str]:
    """Yield the parts of a pattern between the bars that stand in no bracket."""
    depth = begin = 0
    for at, sign in enumerate(forms):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            yield forms[begin:at]
            begin = at + 1
    yield forms[begin:]


def _firsts(form: str) -> Iterator[str]:
    """Yield the letters that an alternative may begin with; none for one that never matches."""
    if form.startswith("(?!)"):
        return
    while form.startswith(CONDITIONS):
        form = _bracket(form)[1]
    if form.startswith("(?:"):
        inner, rest = _bracket(form)
        for each in alternatives(inner[2:]):
            yield from _firsts(each)
        if rest.startswith("?"):
            yield from _firsts(rest[1:])
    elif form[:1].isalpha():
        yield form[0]
        if form[1:2] in {"?", "*"}:
            yield from _firsts(form[2:])
    else:
        raise ValueError(form)


def _pairs(forms: str) -> Iterator[str]:
    """Yield the first two letters of every form: of each one in a bracket, and of what follows one that may miss."""
    for form in alternatives(forms):
        if form.startswith("(?:"):
            inner, rest = _bracket(form)
            yield from _pairs(inner[2:])
            if rest.startswith("?"):
                yield from _pairs(rest[1:])
        elif not form.startswith("(?!)"):
            if not form[:2].isalpha() or form[2:3] in {"?", "*", "{"}:
                raise ValueError(form)
            yield form[:2]


def _bracket(form: str) -> tuple[str, str]:
    """Return what stands in the bracket that a form begins with, and what behind it."""
    depth = 0
    for at, sign in enumerate(form):
        depth += (sign == "(") - (sign == ")")
        if not depth:
            return form[1:at], form[at + 1 :]
    raise ValueError(form)
