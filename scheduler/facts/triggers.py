"""The words that make a date a release: verbs, nouns and places, as data; and which of them a sentence holds.

After research/facts.md section 4, "Release phrase" (read 2026-11-22).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Form(StrEnum):
    """The form a trigger stands in; it decides the tense together with the words before it."""

    BASE = "base"  # release: a verb after "will", or a noun
    PRESENT = "present"  # releases
    PAST = "past"  # released
    ING = "ing"  # releasing
    STATE = "state"  # in cinemas, out, available, due


@dataclass(frozen=True, slots=True)
class Verb:
    """A release verb by its forms. A weak one counts only beside a known subject or a place where things come out.

    `needs` and `never` are patterns for the words right behind it.
    """

    base: str
    present: str
    past: str
    ing: str
    strong: bool = False
    noun: bool = False
    status: str | None = None
    needs: re.Pattern[str] | None = None
    never: re.Pattern[str] | None = None


def _after(words: str) -> re.Pattern[str]:
    return re.compile(rf"\s(?:{words})(?!\w)", re.IGNORECASE)


PLACES: Final = (
    r"(?:(?:the|select|selected|limited|all|major|local|good|your|US|UK|U\.S\.|North American|Indian|American"
    r"|British)\s){0,2}"
    r"(?:theaters|theatres|cinemas|movie theaters|big screens?|screens|stores|bookstores|bookshops|shops"
    r"|shelves|IMAX|retailers"
    r"|streaming(?: services)?|newsstands|airwaves|stage)"
)
"""Where things come out, whatever they are called."""

_OUT_OR_PLACE: Final = _after(r"out|to|on|in|soon|this|next|back|exclusively|early|late|mid")
_NO_LICENCE: Final = _after(r"from|without|on bail|into the wild|him|her|them|pressure|funds|hostages")

VERBS: Final = (
    Verb("(?:re-?)?release", "(?:re-?)?releases", "(?:re-?)?released", "releasing", strong=True, noun=True,
         never=_NO_LICENCE),
    Verb("premi[eè]re", "premi[eè]res", "premi[eè]red", "premi[eè]ring", strong=True, noun=True),
    Verb("debut", "debuts", "debuted", "debuting", strong=True, noun=True),
    Verb("launch", "launches", "launched", "launching", strong=True, noun=True,
         never=_after(r"an? (?:\w+ )?(?:investigation|attack|appeal|probe|campaign|inquiry|career)|into")),
    Verb("open", "opens", "opened", "opening", noun=True, never=_after(r"up|fire|with|about|for business as")),
    Verb("arrive", "arrives", "arrived", "arriving"),
    Verb("drop", "drops", "dropped", "dropping",
         never=_after(r"by|to \d\S*|from|out|off|\d\S*|charges|below|in (?:price|value)")),
    Verb("land", "lands", "landed", "landing", never=_after(r"an?|the role")),
    Verb("stream", "streams", "streamed", "streaming"),
    Verb("air", "airs", "aired", "airing"),
    Verb("ship", "ships", "shipped", "shipping"),
    Verb("publish", "publishes", "published", "publishing"),
    Verb("return", "returns", "returned", "returning", never=_after("from|home")),
    Verb("begin", "begins", "began", "beginning"),
    Verb("start", "starts", "started", "starting"),
    Verb("kick off", "kicks off", "kicked off", "kicking off", strong=True),
    Verb("roll out", "rolls out", "rolled out", "rolling out", strong=True),
    Verb("take place", "takes place", "took place", "taking place", strong=True),
    Verb("go on sale", "goes on sale", "went on sale", "going on sale", strong=True),
    Verb("go live", "goes live", "went live", "going live", strong=True),
    Verb("hit", "hits", "hit(?!\\w)", "hitting", needs=re.compile(rf"\s(?:{PLACES}|[A-Z]|the road|digital)")),
    Verb("reach", "reaches", "reached", "reaching", needs=re.compile(rf"\s(?:{PLACES}|[A-Z])")),
    Verb("be screened", "is screened", "was screened", "being screened"),
    Verb("be shown", "is shown", "was shown", "being shown"),
    Verb("come out", "comes out", "came out", "coming out", strong=True,
         never=_after("as|of|against|in (?:support|favour)")),
    Verb("come", "comes", "came", "coming", needs=_OUT_OR_PLACE, never=_after("back to haunt|to terms|as|from")),
    Verb("run", "runs", "ran", "running", needs=re.compile(r"\s(?:from|until|through|till|[A-Z\d])")),
    Verb("be held", "is held", "was held|were held", "being held", strong=True),
    Verb("fall on", "falls on", "fell on", "falling on", strong=True),
    Verb("end", "ends", "ended", "ending", status="deadline"),
    Verb("close", "closes", "closed", "closing", status="deadline"),
    Verb("expire", "expires", "expired", "expiring", status="deadline"),
)  # fmt: skip
"""Release verbs. "may" is none of them, and "released footage" is judged by what was released."""

_STATES: Final = (
    rf"(?:in|into|to|at|on)\s{PLACES}|on\s(?:sale|shelves)|out(?=\s(?:on|now|this|next|in|[A-Z\d]))|available"
    rf"|due(?:\sout)?|slated"
    r"|scheduled|coming\ssoon|set\s(?=for)|planned\s(?=for)|pencilled\sin|release\sdate|opening\snight"
    r"|on\sview|on\sdisplay"
)
_NOUN_END: Final = r"(?:\s(?:date|day|night|weekend|party))?"

_GROUPS: Final = {
    Form.PAST: "|".join(verb.past for verb in VERBS),
    Form.PRESENT: "|".join(verb.present for verb in VERBS),
    Form.ING: "|".join(verb.ing for verb in VERBS),
    Form.STATE: _STATES,
    Form.BASE: "|".join(verb.base + (_NOUN_END if verb.noun else "") for verb in VERBS),
}
_ANY: Final = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{form}>{words})" for form, words in _GROUPS.items()) + r")(?![\w-])",
    re.IGNORECASE,
)
_VERB_OF: Final = tuple(
    (re.compile("|".join((verb.base + _NOUN_END, verb.present, verb.past, verb.ing)), re.IGNORECASE), verb)
    for verb in VERBS
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A release word at `text[start:end]`; `verb` is None for a state such as "in cinemas"."""

    start: int
    end: int
    form: Form
    verb: Verb | None

    @property
    def strong(self) -> bool:
        """Whether it makes a release by itself."""
        return self.verb is None or self.verb.strong


def find_triggers(text: str) -> tuple[Trigger, ...]:
    """Return the release words of a sentence, in order; linear in its length."""
    found = []
    for match in _ANY.finditer(text):
        form = Form(match.lastgroup or "")
        verb = None if form is Form.STATE else next((verb for own, verb in _VERB_OF if own.fullmatch(match[0])), None)
        after = text[match.end() : match.end() + 60]
        if verb and ((verb.needs and not verb.needs.match(after)) or (verb.never and verb.never.match(after))):
            continue
        found.append(Trigger(match.start(), match.end(), form, verb))
    return tuple(found)
