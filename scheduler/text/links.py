"""Links in running text, by the rule of twitter-text; Mastodon's differs in its schemes and its paths.

Sources: twitter/twitter-text js/src/extractUrlsWithIndices.js, version 3.1.0; mastodon/mastodon
config/initializers/twitter_regex.rb (both read 2026-11-22). The behaviour is theirs, the code is our own.
"""

import re
from dataclasses import dataclass

from scheduler.text.characters import DIRECTIONS, INVALID, LETTERS_OF_PATHS, SPACES
from scheduler.text.domains import (
    DOT,
    KNOWN,
    SIMPLE,
    Chain,
    Domain,
    Known,
    ascii_domains,
    is_registrable,
    run_end,
    run_start,
)
from scheduler.text.late import is_compiled, late
from scheduler.text.spans import Span

LONGEST_URL = 4096
LONGEST_SLUG = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRule:
    """How a platform tells a link: its schemes, whether a bare domain is one, and what may follow the domain.

    `plain_tail` is `tail` for a word of ASCII only, until that is compiled: its classes take long.
    """

    scheme: re.Pattern[str]
    bare: bool
    tail: re.Pattern[str]
    plain_tail: re.Pattern[str]
    known: Known = KNOWN

    def tail_at(self, text: str, at: int) -> re.Match[str]:
        """Return port, path and query behind a domain that ends at `at`; they end at a blank at the latest."""
        plain = not is_compiled(self.tail) and _PLAIN_WORD.match(text, at)
        found = (self.plain_tail if plain else self.tail).match(text, at)
        if found is None:  # pragma: no cover - every piece of a tail is optional
            raise AssertionError(self.tail)
        return found


def _tail(general: str, ends: str, query: str, query_end: str) -> re.Pattern[str]:
    """Return the pattern of port, path and query. `ends` are the ways a stretch of path may end."""
    path = rf"(?:[{general}]*(?:{_parens(general)}[{general}]*)*{ends}|@[{general}]+/)"
    return late(rf"(?::[0-9]+)?(?P<path>/{path}*)?(?:\?[{query}]*[{query_end}])?")


def _parens(inside: str) -> str:
    """Return the pattern of balanced parentheses, one of them nested at most."""
    return rf"\((?:[{inside}]+|[{inside}]*\([{inside}]+\)[{inside}]*)\)"


_BLANK = late(r"[ \n]")
_PLAIN_WORD = late(r"[!-~]{0,256}(?=[ \n]|\Z)")
_PLAIN_LETTERS = "a-zA-Z0-9"
_SIGNS = r"!*';:=+,.$/%#\[\]\-_~@|&"
_GENERAL = LETTERS_OF_PATHS + _SIGNS + r"\u2013"
_QUERY = r"a-zA-Z0-9!?*'@();:&=+$/%#\[\]\-_.,~|"


def _x_tail(letters: str, general: str) -> re.Pattern[str]:
    return _tail(general, rf"[+\-=_#/{letters}]|{_parens(general)}", _QUERY, r"a-zA-Z0-9\-_&=#/")


X_RULE = LinkRule(
    scheme=late(r"[hH][tT][tT][pP][sS]?://"),
    bare=True,
    tail=_x_tail(LETTERS_OF_PATHS, _GENERAL),
    plain_tail=_x_tail(_PLAIN_LETTERS, _PLAIN_LETTERS + _SIGNS),
)

_UCHARS = (
    r"\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\ue000-\uf8ff"
    + "".join(rf"\U{plane:04x}0000-\U{plane:04x}fffd" for plane in range(1, 14))
    + r"\U000e1000-\U000efffd\U000f0000-\U000ffffd\U00100000-\U0010fffd"
)
_NO_BLANK = SPACES.replace(r"\u180e", "")
_PLAIN_NO_BLANK = r"\t-\r "


def _mastodon_tail(no_blank: str, quotes: str, inside: str, uchars: str) -> re.Pattern[str]:
    return _tail(
        rf"^{no_blank}<>()?",
        rf"(?:[^{no_blank}()?!*\"'{quotes}<>;:=,.$%\[\]~&|@]|{_parens(inside)})",
        _QUERY + r"\^" + uchars,
        r"a-zA-Z0-9_&=#/\-" + uchars,
    )


MASTODON_RULE = LinkRule(
    scheme=late(r"(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini)://", re.IGNORECASE | re.ASCII),
    bare=False,
    tail=_mastodon_tail(_NO_BLANK, "「」", _GENERAL, _UCHARS),
    plain_tail=_mastodon_tail(_PLAIN_NO_BLANK, "", _PLAIN_LETTERS + _SIGNS, ""),
)

_SCHEME_BEFORE = late(r"[A-Za-z]+://\Z")
_LONGEST_SCHEME = len("gopher://")
_MAY_PRECEDE = late(rf"[^A-Za-z0-9@＠$#＃{INVALID}]|[{DIRECTIONS}]")
_NOT_BEFORE_BARE = "-_./"
_TAIL_STARTS = frozenset(":/?")
_T_CO = late(rf"[hH][tT][tT][pP][sS]?://[tT]\.[cC][oO]/([a-zA-Z0-9]+)(?:\?[{_QUERY}]*[a-zA-Z0-9\-_&=#/])?")


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


def link_stretches(text: str, rule: LinkRule) -> list[Stretch]:
    """Return where the links of a text stand. It looks closely only around dots that a top-level domain follows."""
    if "." not in text or not (rule.bare or "://" in text):
        return []
    return _Reader(text, rule).read()


class _Reader:
    """A text read from left to right; what stands before `after` belongs to an earlier link."""

    __slots__ = ("after", "found", "rule", "text")

    def __init__(self, text: str, rule: LinkRule) -> None:
        self.text = text
        self.rule = rule
        self.after = 0
        self.found: list[Stretch] = []

    def read(self) -> list[Stretch]:
        """Return where the links stand."""
        text = self.text
        if self.rule.bare:
            self._read(0, len(text))
            return self.found
        end, at = 0, text.find("://")
        while at >= 0:  # only words with a scheme: no link, and nothing that could hide one, reaches across a blank
            start = max(text.rfind(" ", end, at), text.rfind("\n", end, at), end - 1) + 1
            blank = _BLANK.search(text, at)
            end = blank.start() if blank else len(text)
            self._read(start, end)
            at = text.find("://", end)
        return self.found

    def _read(self, start: int, stop: int) -> None:
        """Read what lies between two blanks."""
        text, rule, known = self.text, self.rule, self.rule.known
        seen = start
        for dot in DOT.finditer(text, start, stop):
            at = dot.start()
            if at < seen:
                continue
            letters = dot[1]
            end = dot.end() if letters and letters.lower() in known.ascii else known.end(text, at + 1)
            if end is None:
                continue
            seen = run_end(text, end)
            if seen <= self.after:
                continue
            alone = not rule.bare and text[seen : seen + 1] not in _TAIL_STARTS  # without a scheme it is nothing
            if alone and text.rfind("://", self.after, at) < 0:
                continue
            start = run_start(text, at)
            scheme = self._scheme_before(start)
            if alone and scheme is None:
                continue
            if end == seen and (scheme is not None or self._is_free(start)) and SIMPLE.fullmatch(text, start, end):
                self._simple(start, end, scheme)
            else:
                self._closely(start, seen, scheme)

    def _simple(self, start: int, end: int, scheme: int | None) -> None:
        """Take a domain of plain labels that stands alone."""
        tail = self.rule.tail_at(self.text, end)
        before, self.after = self.after, tail.end()
        begin = start if scheme is None else scheme
        if self.after - begin > LONGEST_URL // 2 and not _is_valid(self.text, begin, self.after, Domain(start, end)):
            return
        if scheme is not None:
            self._with_scheme(scheme)
        elif self.rule.bare and (start == before or self.text[start - 1] not in _NOT_BEFORE_BARE):
            stop = end if tail["path"] is None else self.after
            self.found.append((start, stop, stop, True))

    def _closely(self, start: int, seen: int, scheme: int | None) -> None:
        """Take the domains of any other run of characters."""
        text, rule = self.text, self.rule
        chain = Chain.of(text, start, seen, rule.known)
        domain = chain.whole() if scheme is not None else None
        if domain is None:
            scheme, domain = None, chain.first(self.after)
        while domain:
            tail = rule.tail_at(text, domain.end)
            before, self.after = self.after, tail.end()
            if scheme is not None:
                if _is_valid(text, scheme, self.after, domain):
                    self._with_scheme(scheme)
            elif rule.bare and (domain.start == before or text[domain.start - 1] not in _NOT_BEFORE_BARE):
                self._bare(domain, tail)
            scheme, domain = None, chain.first(self.after) if self.after < seen else None

    def _is_free(self, start: int) -> bool:
        """Whether a boundary precedes `start` that belongs to no earlier link."""
        return start == 0 or (start > self.after and _MAY_PRECEDE.match(self.text, start - 1) is not None)

    def _scheme_before(self, start: int) -> int | None:
        """Return where the scheme right before `start` begins, if it is one and a boundary precedes it."""
        text, rule = self.text, self.rule
        if text[max(self.after, start - 3) : start] != "://":
            return None
        usual = start - len("https://")
        if usual >= self.after and text.startswith("https://", usual) and self._is_free(usual):
            return usual
        found = _SCHEME_BEFORE.search(text, max(self.after, start - _LONGEST_SCHEME), start)
        begin = found.start() if found else start
        return next(
            (at for at in range(begin, start) if self._is_free(at) and rule.scheme.fullmatch(text, at, start)), None
        )

    def _with_scheme(self, start: int) -> None:
        """Take a link with a scheme; a t.co link ends after its slug, and is none if that is too long."""
        t_co = _T_CO.match(self.text, start, self.after)
        if t_co and len(t_co[1]) > LONGEST_SLUG:
            return
        end = t_co.end() if t_co else self.after
        self.found.append((start, end, end, False))

    def _bare(self, domain: Domain, tail: re.Match[str]) -> None:
        """Take the domains of Latin letters in a domain without a scheme; the last one keeps the path."""
        text = self.text
        if not _is_valid(text, domain.start, self.after, domain, "https://"):
            return
        at = domain.start
        for start, end in list(ascii_domains(text, domain.start, domain.end, self.rule.known)):
            at = text.index(text[start:end], at)  # twitter-text looks for it anew, and may find an earlier copy
            self.found.append((at, at + end - start, at + end - start, True))
            at += end - start
        if at > domain.start and tail["path"] is not None:
            start, end, _, _ = self.found[-1]
            units = _units(text[start:end]) + _units(text[domain.end : self.after])
            self.found[-1] = start, self.after, start + _covered(text, start, units), True


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
