"""Whose work a claim is about: "Night Shift, starring Jane Lee" says nothing of Salt Road, though the article does.

An article on one film names the others of its people and of the calendar. A claim belongs to another work where a title
stands right before its form, or right behind, that is neither the subject's nor in the headline.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from scheduler.facts.people.cast import Cast
from scheduler.facts.people.claims import WORK, Claimed
from scheduler.facts.people.name_words import PLACES
from scheduler.facts.people.person_names import Mention, fold_words, is_organisation
from scheduler.facts.people.roles import ROLE_WORD, SCREEN_ROLES

_UP_TO_FORM: Final = re.compile(
    r"(?: \d{1,2}| I{2,3})?(?: \([^()\n]{1,40}\))?,?"
    r"(?: (?:the|an?|his|her|their|another|(?:[A-Z][\w’'-]+ )?[A-Z][\w-]+['’]s?) [^,.;:_\n]{1,70}?)?,?"
    r"(?: (?:which|that|and|also|is|was|will|be|both|who|from|co|featuring the))* ?$"
)
_UP_TO_TITLE: Final = re.compile(
    rf"(?: (?:in|of|on|the|an?|his|her|its|hit|both|cult|classic|acclaimed|[a-z-]+-winning|(?:[a-z][\w-]* )?"
    rf"(?:{WORK})s?)){0, 12} (?=[A-Z_])"
)
_PLACED: Final = re.compile(r"\b(?:at|to|via|from|by|with|as|starring|stars) $")
_CLOSES: Final = re.compile(r"(?:[,.;:)\n]| (?:and|with|as|which|where|in|on|alongside|for|but|before|at)\b|$)")
_MARKS: Final = " \n\"“”‘’'.,"
_PLAYED: Final = re.compile(r"(?:played|voiced|portrayed)\b|.*\)$")
_EPITHET: Final = re.compile(rf"(?:[a-z]+[ -])?(?:{ROLE_WORD})s?\b")
_GOES_ON: Final = re.compile(r",?(?: and)?,? ?|, [A-Z][\w’'-]+ [A-Z][\w’'-]+(?: and [A-Z][\w’'-]+ [A-Z][\w’'-]+)?,? ?")
_NAMED_IN: Final = re.compile(
    r",? (?:which|that) (?:also )?(?:sees|has|finds|stars|features|follows|reunites) $|, (?:in which|where) $"
)
_OF_YEAR: Final = re.compile(
    rf"(?:\bthe|\boriginal|['’]s?) (?:original |hit |classic )?(?P<year>(?:19|20)\d\d) (?:[a-z]+ )?(?:{WORK})s?\b"
    rf"(?:,? (?:which|that|it))?,?(?: also)?(?: (?:{ROLE_WORD}|starred|starring|directed|helmed|stars"
    rf"|featured)\b[^.]*)?$"
)
_IN_YEAR: Final = re.compile(
    rf" in (?:the|his|her) (?:original |hit |classic )?(?P<year>(?:19|20)\d\d) (?:[a-z]+ )?(?:{WORK})s?\b"
)
SHORT_WAY: Final = 48
MENTIONS_BACK: Final = 3
LONGEST_GAP: Final = 120
SHORTEST_TOLD: Final = 4  # letters of a word that two titles of one series share
_WHERE: Final = frozenset(
    {"netflix", "hulu", "hbo", "max", "peacock", "showtime", "starz", "paramount", "disney", "apple"}
)


@dataclass(frozen=True)
class OwnWork:
    """The work an article is about, as far as others must be told from it."""

    name: str
    headline: str
    text: str
    cast: Cast
    year: int = 0  # of the article, as far as it is known

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_telling(self.name))

    @cached_property
    def _often(self) -> Counter[str]:
        """How often each name and each quoted title stands in the article."""
        quoted = (self.text[each.first : each.last].strip(_MARKS) for each in self.cast.quotes)
        return Counter((*(mention.text for mention in self.cast.mentions), *quoted))

    @cached_property
    def _own(self) -> int:
        return self.text.count(self.name)

    def is_other(self, title: str) -> bool:
        """Say whether a title is that of another work: no word of the subject's, not in the headline, named less."""
        telling = _telling(title)
        return (
            bool(telling)
            and self._words.isdisjoint(telling)
            and title.casefold() not in self.headline.casefold()
            and self._often[title] <= self._own
        )

    def claims(self, claims: Sequence[Claimed]) -> Sequence[Claimed]:
        """Return the claims about the article's own work; where all of one role seem to be about others, all of them.

        What an article is about is not always read aright; only a name that the headline gives is taken for certain.
        """
        elsewhere: list[bool] = []
        for number, claim in enumerate(claims):
            goes_on = (
                bool(elsewhere)
                and elsewhere[-1]
                and _GOES_ON.fullmatch(self.cast.prose, claims[number - 1].end, claim.start)
            )
            elsewhere.append(claim.role in SCREEN_ROLES and (bool(goes_on) or self._belongs_elsewhere(claim)))
        if not any(elsewhere):
            return claims
        if self.name.casefold() in self.headline.casefold():
            return [claim for claim, other in zip(claims, elsewhere, strict=True) if not other]
        filled = {claim.role for claim, other in zip(claims, elsewhere, strict=True) if not other}
        return [claim for claim, other in zip(claims, elsewhere, strict=True) if not other or claim.role not in filled]

    def _belongs_elsewhere(self, claim: Claimed) -> bool:
        """Say whether the title of another work stands right before or behind what a claim is read from."""
        prose = self.cast.prose
        if claim.role not in {"author", "writer"} and self._of_past_year(prose, claim):
            return True
        if claim.name.start == claim.start:
            title = self._title_behind(claim.end) or self._title_before(claim.start, _NAMED_IN)
        elif not prose[claim.start].islower() or _PLAYED.match(prose, claim.start, claim.end):
            title = None
        else:
            title = self._title_before(claim.start)
        return title is not None and self.is_other(title)

    def _of_past_year(self, prose: str, claim: Claimed) -> bool:
        """Say whether a claim is about "the 1987 film", in an article that is younger."""
        begin = max(0, claim.start - SHORT_WAY)
        near = prose[begin : claim.end + SHORT_WAY]
        if " 19" not in near and " 20" not in near:
            return False
        found = _OF_YEAR.search(prose, begin, claim.end) or _IN_YEAR.match(prose, claim.end)
        return found is not None and int(found["year"]) < self.year

    def _title_before(self, at: int, between: re.Pattern[str] = _UP_TO_FORM) -> str | None:
        prose = self.cast.prose
        if _EPITHET.match(prose, at) and prose[at - 2 : at - 1] not in {",", "m"}:
            return None  # "Night Clerk showrunner Jane Lee" made this one too; "Night Clerk, director Jane Lee" not
        close = prose.rfind("_", max(0, at - LONGEST_GAP), at) + 1
        if close and between.fullmatch(prose, close, at):
            return self._quoted(close - 1)
        for mention in self.cast.mentions_before(at, MENTIONS_BACK):
            if mention.end < close or at - mention.end > LONGEST_GAP:
                return None
            if between.fullmatch(prose, mention.end, at):
                placed = _PLACED.search(prose, max(0, mention.start - 10), mention.start)
                return None if placed or not _may_be_title(self.cast, mention) else mention.text
        return None

    def _title_behind(self, at: int) -> str | None:
        prose = self.cast.prose
        found = _UP_TO_TITLE.match(prose, at)
        if not found:
            return None
        begin = found.end()
        if prose[begin] == "_":
            return self._quoted(begin)
        mention = self.cast.mention_at(begin)
        closed = mention is not None and _CLOSES.match(prose, mention.end)
        return mention.text if mention and closed and _may_be_title(self.cast, mention) else None

    def _quoted(self, at: int) -> str | None:
        """Return the words in whose quotation marks a place is."""
        number = bisect_right(self.cast.quotes, at, key=lambda each: each.start) - 1
        quoted = self.cast.quotes[number] if number >= 0 else None
        return self.text[quoted.first : quoted.last].strip(_MARKS) if quoted and at < quoted.end else None


def _telling(title: str) -> tuple[str, ...]:
    """Return the words by which a title is known: the long ones, or all where none is."""
    words = fold_words(re.sub(r"[^\w\s’'-]", " ", title))
    return tuple(word for word in words if len(word) >= SHORTEST_TOLD) or words


def _may_be_title(cast: Cast, name: Mention) -> bool:
    return not (
        cast.is_person(name)
        or is_organisation(name.text)
        or name.text.isupper()
        or any(word in PLACES or word in _WHERE for word in fold_words(name.text))
    )
