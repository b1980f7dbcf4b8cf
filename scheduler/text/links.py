"""Links in running text, by the rule of twitter-text; Mastodon's differs in its schemes and its paths.

Sources: twitter/twitter-text js/src/extractUrlsWithIndices.js, version 3.1.0; mastodon/mastodon
config/initializers/twitter_regex.rb (both read 2026-11-22). The behaviour is theirs, the code is our own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.text.characters import CYRILLIC, DIRECTIONS, INVALID, LATIN_ACCENTS, LETTERS_OF_PATHS, SPACES
from scheduler.text.domains import (
    DOT_BEFORE_LETTER,
    KNOWN,
    SIMPLE,
    Chain,
    Domain,
    Known,
    ascii_domains,
    is_registrable,
    run_around,
)
from scheduler.text.spans import Span

LONGEST_URL = 4096
LONGEST_SLUG = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRule:
    """How a platform tells a link: its schemes, whether a bare domain is one, and what may follow the domain."""

    scheme: re.Pattern[str]
    bare: bool
    tail: re.Pattern[str]
    known: Known = KNOWN


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
_TAIL_STARTS = frozenset(":/?")
_T_CO = re.compile(rf"[hH][tT][tT][pP][sS]?://[tT]\.[cC][oO]/([a-zA-Z0-9]+)(?:\?[{_QUERY}]*[a-zA-Z0-9\-_&=#/])?")


Stretch = tuple[int, int, int, bool]
"""Where a link starts and ends, to where a platform counts it as the link, and whether it has no scheme."""


def links(text: str, rule: LinkRule = X_RULE) -> list[Span]:
    """Return the links of a text, in order and never overlapping."""
    return [
        Span(
            kind="link",
            text=text[start:end],
            start=start,
            end=end,
            url=f"https://{text[start:end]}" if bare else text[start:end],
            counted=counted - start,
        )
        for start, end, counted, bare in link_stretches(text, rule)
    ]


def link_stretches(text: str, rule: LinkRule) -> Iterator[Stretch]:
    """Yield where the links of a text stand. It looks closely only around dots that a top-level domain follows."""
    if "." not in text or not (rule.bare or "://" in text):
        return
    after = 0  # what stands before it belongs to an earlier link
    seen = 0  # what stands before it was looked at
    for dot in DOT_BEFORE_LETTER.finditer(text):
        at = dot.start()
        if at < seen or rule.known.end(text, at + 1) is None:
            continue
        start, seen = run_around(text, at)
        scheme = _scheme_before(text, start, after, rule)
        if seen <= after or (scheme is None and not rule.bare and text[seen : seen + 1] not in _TAIL_STARTS):
            continue
        simple = SIMPLE.fullmatch(text, start, seen) and rule.known.end(text, text.rfind(".", start, seen) + 1) == seen
        if simple and (scheme is not None or _is_free(text, start, after)):
            chain, domain = None, Domain(start, seen)
        else:
            chain = Chain.of(text, start, seen, rule.known)
            domain = chain.whole() if scheme is not None else None
            if domain is None:
                scheme, domain = None, chain.first(after)
        while domain:
            tail = _match(rule.tail, text, domain.end)
            before, after = after, tail.end()
            if scheme is not None:
                yield from _with_scheme(text, scheme, domain, after)
            elif rule.bare and (domain.start == before or text[domain.start - 1] not in _NOT_BEFORE_BARE):
                yield from _bare(text, domain, tail, None if simple else rule.known)
            scheme, domain = None, chain.first(after) if chain and after < seen else None


def _is_free(text: str, start: int, after: int) -> bool:
    """Whether a boundary precedes `start` that belongs to no earlier link."""
    return start == 0 or (start > after and _MAY_PRECEDE.match(text, start - 1) is not None)


def _scheme_before(text: str, start: int, after: int, rule: LinkRule) -> int | None:
    """Return where the scheme right before `start` begins, if it is one and a boundary precedes it."""
    if text[max(after, start - 3) : start] != "://":
        return None
    found = _SCHEME_BEFORE.search(text, max(after, start - _LONGEST_SCHEME), start)
    begin = found.start() if found else start
    return next(
        (at for at in range(begin, start) if _is_free(text, at, after) and rule.scheme.fullmatch(text, at, start)), None
    )


def _with_scheme(text: str, start: int, domain: Domain, end: int) -> Iterator[Stretch]:
    """Yield a link with a scheme; a t.co link ends after its slug, and is none if that is too long."""
    if not _is_valid(text, start, end, domain):
        return
    t_co = _T_CO.match(text, start, end)
    if t_co and len(t_co[1]) > LONGEST_SLUG:
        return
    end = t_co.end() if t_co else end
    yield start, end, end, False


def _bare(text: str, domain: Domain, tail: re.Match[str], known: Known | None) -> Iterator[Stretch]:
    """Yield the domains of Latin letters in a domain without a scheme; the last one keeps the path.

    Without `known` it is one such domain as a whole.
    """
    if not _is_valid(text, domain.start, tail.end(), domain, "https://"):
        return
    found = list(ascii_domains(text, domain.start, domain.end, known)) if known else [(domain.start, domain.end)]
    for start, end in found:
        if tail["path"] is None or (start, end) != found[-1]:
            yield start, end, end, True
        else:
            units = _units(text[start:end]) + _units(text[domain.end : tail.end()])
            yield start, tail.end(), start + _covered(text, start, units), True


def _is_valid(text: str, start: int, end: int, domain: Domain, scheme: str = "") -> bool:
    """Whether a link is short enough, and its domain one that could be registered."""
    name = text[domain.start : domain.end]
    if domain.halved:
        name = chr(0xDC00 + (ord(name[0]) & 0x3FF)) + name[1:]
    return len(scheme) + _units(text[start:end]) - domain.halved <= LONGEST_URL and is_registrable(name)


def _units(text: str) -> int:
    """Return the length in UTF-16 units, in which twitter-text counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _covered(text: str, start: int, units: int) -> int:
    """Return how many whole code points from `start` lie in that many UTF-16 units."""
    if text[start : start + units].isascii():
        return min(units, len(text) - start)
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
