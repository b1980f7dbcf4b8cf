"""Links in running text, by the rule of twitter-text; Mastodon's differs in its schemes and its paths.

Sources: twitter/twitter-text js/src/extractUrlsWithIndices.js, version 3.1.0; mastodon/mastodon
config/initializers/twitter_regex.rb (both read 2026-11-22). The behaviour is theirs, the code is our own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.text.characters import CYRILLIC, DIRECTIONS, INVALID, LATIN_ACCENTS, LETTERS_OF_PATHS, SPACES
from scheduler.text.domains import DOT_BEFORE_LETTER, KNOWN, RUN, Chain, ascii_domains, is_registrable
from scheduler.text.spans import Span

LONGEST_URL = 4096
LONGEST_SLUG = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRule:
    """How a platform tells a link: its schemes, whether a bare domain is one, and what may follow the domain."""

    scheme: re.Pattern[str]
    bare: bool
    tail: re.Pattern[str]
    known: tuple[frozenset[str], ...] = KNOWN


def _tail(general: str, ends: str, query: str, query_end: str) -> re.Pattern[str]:
    """Return the pattern of port, path and query. `ends` are the ways a stretch of path may end."""
    path = rf"(?:[{general}]*(?:{_parens(general)}[{general}]*)*{ends}|@[{general}]+/)"
    return re.compile(rf"(?::[0-9]+)?(?P<path>/{path}*)?(?:\?[{query}]*[{query_end}])?")


def _parens(inside: str) -> str:
    """Return the pattern of balanced parentheses, one of them nested at most."""
    return rf"\((?:[{inside}]+|[{inside}]*\([{inside}]+\)[{inside}]*)\)"


_GENERAL = LETTERS_OF_PATHS + r"!*';:=+,.$/%#\[\]\-\u2013_~@|&"
_QUERY = r"a-zA-Z0-9!?*'@();:&=+$/%#\[\]\-_.,~|"

_ENDING = r"+\-a-zA-Z0-9=_#/" + CYRILLIC + LATIN_ACCENTS

X_RULE = LinkRule(
    scheme=re.compile(r"[hH][tT][tT][pP][sS]?://"),
    bare=True,
    tail=_tail(_GENERAL, f"[{_ENDING}]|{_parens(_GENERAL)}", _QUERY, r"a-zA-Z0-9\-_&=#/"),
)

_UCHARS = (
    r"\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\ue000-\uf8ff"
    + "".join(rf"\U{plane:04x}0000-\U{plane:04x}fffd" for plane in range(1, 14))
    + r"\U000e1000-\U000efffd\U000f0000-\U000ffffd\U00100000-\U0010fffd"
)
_NO_BLANK = SPACES.replace(r"\u180e", "")

MASTODON_RULE = LinkRule(
    scheme=re.compile(r"(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini)://", re.IGNORECASE | re.ASCII),
    bare=False,
    tail=_tail(
        rf"^{_NO_BLANK}<>()?",
        rf"(?:[^{_NO_BLANK}()?!*\"'「」<>;:=,.$%\[\]~&|@]|{_parens(_GENERAL)})",
        _QUERY + r"\^" + _UCHARS,
        r"a-zA-Z0-9_&=#/\-" + _UCHARS,
    ),
)

_SCHEME_BEFORE = re.compile(r"[A-Za-z]+://\Z")
_LONGEST_SCHEME = len("gopher://")
_MAY_PRECEDE = re.compile(rf"[^A-Za-z0-9@＠$#＃{INVALID}]|[{DIRECTIONS}]")
_NOT_BEFORE_BARE = "-_./"
_T_CO = re.compile(rf"[hH][tT][tT][pP][sS]?://[tT]\.[cC][oO]/([a-zA-Z0-9]+)(?:\?[{_QUERY}]*[a-zA-Z0-9\-_&=#/])?")


def links(text: str, rule: LinkRule = X_RULE) -> list[Span]:
    """Return the links of a text, in order and never overlapping."""
    if not DOT_BEFORE_LETTER.search(text):
        return []
    return list(_links(text, rule))


def _links(text: str, rule: LinkRule) -> Iterator[Span]:
    after = 0  # what stands before it belongs to an earlier link
    for run in RUN.finditer(text):
        chain = "." in run[0] and run.end() > after and Chain.of(text, *run.span(), rule.known)
        if not chain:
            continue
        scheme = _scheme_before(text, run.start(), after, rule)
        domain_end = chain.whole() if scheme is not None else None
        if scheme is not None and domain_end is not None:
            tail = _match(rule.tail, text, domain_end)
            after = tail.end()
            if _is_valid(text[scheme:after], text[run.start() : domain_end], ""):
                yield from _with_scheme(text, scheme, after)
        while found := chain.first(after):
            tail = _match(rule.tail, text, found[1])
            free = found[0] == after or text[found[0] - 1] not in _NOT_BEFORE_BARE
            after = tail.end()
            if rule.bare and free:
                yield from _bare(text, found, tail, rule)


def _scheme_before(text: str, start: int, after: int, rule: LinkRule) -> int | None:
    """Return where the scheme right before `start` begins, if it is one and a boundary precedes it."""
    found = _SCHEME_BEFORE.search(text, max(after, start - _LONGEST_SCHEME), start)
    if not found:
        return None
    for at in range(found.start(), start):
        free = at == 0 or (at > after and _MAY_PRECEDE.match(text, at - 1))
        if free and rule.scheme.fullmatch(text, at, start):
            return at
    return None


def _with_scheme(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a link with a scheme; a t.co link ends after its slug, and is none if that is too long."""
    t_co = _T_CO.match(text, start, end)
    if t_co and len(t_co[1]) > LONGEST_SLUG:
        return
    end = t_co.end() if t_co else end
    yield Span(kind="link", text=text[start:end], start=start, end=end, url=text[start:end], counted=end - start)


def _bare(text: str, domain: tuple[int, int], tail: re.Match[str], rule: LinkRule) -> Iterator[Span]:
    """Yield the domains of Latin letters in a domain without a scheme; the last one keeps the path."""
    if not _is_valid(text[domain[0] : tail.end()], text[slice(*domain)], "https://"):
        return
    found = list(ascii_domains(text, *domain, rule.known))
    for start, end in found:
        with_path = tail["path"] is not None and (start, end) == found[-1]
        counted = end - start
        if with_path:
            counted = _covered(text, start, _units(text[start:end]) + _units(text[domain[1] : tail.end()]))
        stop = tail.end() if with_path else end
        yield Span(
            kind="link",
            text=text[start:stop],
            start=start,
            end=stop,
            url=f"https://{text[start:stop]}",
            counted=counted,
        )


def _is_valid(url: str, domain: str, scheme: str) -> bool:
    """Whether a link is short enough, and its domain one that could be registered."""
    return len(scheme) + _units(url) <= LONGEST_URL and is_registrable(domain)


def _units(text: str) -> int:
    """Return the length in UTF-16 units, in which twitter-text counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _covered(text: str, start: int, units: int) -> int:
    """Return how many whole code points from `start` lie in that many UTF-16 units."""
    at = start
    while units > 0 and (units := units - 1 - (text[at] > "\uffff")) >= 0:
        at += 1
    return at - start


def _match(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str]:
    """Match a pattern that also matches nothing."""
    found = pattern.match(text, at)
    if found is None:  # pragma: no cover - every piece of a tail is optional
        raise AssertionError(pattern)
    return found
