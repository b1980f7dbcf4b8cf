"""The release words that a sentence holds: one pattern made of every verb, noun and state."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, islice
from typing import Final, NamedTuple

from scheduler.facts.first_letters import by_letter, openings
from scheduler.facts.folding import lowered
from scheduler.facts.release_dates.release_verbs import PLACES, VERBS, Form, Verb
from scheduler.facts.subject.titles import names_in

_CAPITAL_OR_DIGIT: Final = r"(?-i:[A-Z\d])"
_LETTER_OR_DIGIT: Final = r"[a-z\d]"
_OUT_STATE: Final = (
    r"out(?=\s(?:(?:on|now|this|next|in|today|tomorrow|tonight|later|early|late|mid|from|via|worldwide|everywhere"
    rf"|digitally|exclusively)\b|{_CAPITAL_OR_DIGIT}))"
)
_STATES: Final = (
    rf"(?:in|into|to|at|on)\s{PLACES}|on\s(?:sale|shelves)|{_OUT_STATE}"
    r"|sold(?=\s(?:from|as\sof|starting)\b)|to\sbe\s(?:seen|had|heard|played|read|visited)(?=\s(?:on|in|at|from|as|for)\b)"
    r"|available|(?:with|upon)\sus(?=\s(?:on|from|in|this|next)\b)|in\s(?:your|our)\shands(?=\s(?:on|from|in)\b)"
    rf"|due(?:\sout)?(?!\sback)|slated|end[ -]of[ -]life(?:\sdate)?|generally\savailable"
    r"|dated(?=\s(?:for|\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
    r"|scheduled|coming\ssoon|release\swindow|set(?=\sfor)|planned(?=\sfor)|(?:confirmed|earmarked|slotted|lined\sup)(?=\sfor)"
    r"|pencilled\sin|(?:release|publication|on-sale|street)\sdate|new\sdate|(?:opening|press)\snight"
    r"|(?:final|last|opening|closing|first)\s(?:performance|show|concert|day|night)(?=\s(?:of|is|on|will"
    r"|falls))|on\sview|on\sdisplay|expected(?=\s(?:in|on|at|by|for|from|this|next|early|late)\b)"
    r"|previews(?=\s(?:from|on|starting|beginning)\b)|booking(?=\s(?:until|through|to)\b)"
    r"|pre-?order(?=\s(?:[\w’'-]+\s){0,4}(?:until|by|before)\s)"
)
_NOUN_END: Final = r"(?:\s(?:date|day|night|weekend|party))?"

_GROUPS: Final = {
    Form.PAST: "|".join(verb.past for verb in VERBS),
    Form.PRESENT: "|".join(verb.present for verb in VERBS),
    Form.ING: "|".join(verb.ing for verb in VERBS),
    Form.STATE: _STATES,
    Form.BASE: "|".join(verb.base + (_NOUN_END if verb.noun else "") for verb in VERBS),
}


_SMALL_GROUPS: Final = {
    form.value: words.replace(_CAPITAL_OR_DIGIT, _LETTER_OR_DIGIT).lower() for form, words in _GROUPS.items()
}


def _of_letter(letter: str, groups: Mapping[str, str]) -> str:
    """Return a pattern of the forms that begin with a letter; the group that matches bears the form's name."""
    return f"(?={letter})(?:" + "|".join(f"(?P<{form}_{letter}>{words})" for form, words in groups.items()) + ")"


_ANY: Final = re.compile(
    rf"\b(?=\w)(?<!-)(?={openings('|'.join(_GROUPS.values()))})(?:"
    + "|".join(_of_letter(letter, groups) for letter, groups in by_letter(_SMALL_GROUPS).items())
    + r")(?![\w-])"
)
"""All release words in lower case: a text is lowered once, which is faster than comparing without regard to case."""
_OUT: Final = re.compile(_OUT_STATE, re.IGNORECASE)
_VERB_OF: Final = tuple(
    (re.compile("|".join((verb.base + _NOUN_END, verb.present, verb.past, verb.ing)), re.IGNORECASE), verb)
    for verb in VERBS
)


class Trigger(NamedTuple):
    """A release word at `text[start:end]`; `verb` is None for a state such as "in cinemas"."""

    start: int
    end: int
    form: Form
    verb: Verb | None

    @property
    def strong(self) -> bool:
        """Whether it makes a release by itself."""
        return self.verb is None or self.verb.strong


_NOUNS_TOO: Final = frozenset({"ship", "air", "land", "stream", "screen", "play"})
_NOUN_HERE: Final = re.compile(
    r"\b(?:the|an?|this|that|his|her|its|their|of|in|on|at|by|with|assault|cruise|cargo|container|research|pirate|war"
    r"|sailing|rescue|hospital)\s$",
    re.IGNORECASE,
)
"""What stands before "ship" where it is a vessel, and before "air" and "stream" where nothing is broadcast."""
FEWEST_SMALL_WORDS: Final = 4
_SMALL_WORD: Final = re.compile(r"(?<![\w'’-])[a-z][a-z’'-]{2,}")
_CAPITAL_BEFORE: Final = re.compile(r"(?<![\w'’.-])[A-Z][\w.'’&-]*\s$")
_CAPITAL_BEHIND: Final = re.compile(r"\s[A-Z][a-z]")


def _in_name(text: str, found: re.Match[str]) -> bool:
    """Say whether a release word is part of a name: the Federal Open Market Committee opens nothing."""
    return bool(
        _CAPITAL_BEHIND.match(text, found.end())
        and _CAPITAL_BEFORE.search(text, max(0, found.start() - 30), found.start())
        and sum(1 for _ in islice(_SMALL_WORD.finditer(text[: 2 * LONGEST_NAME_LINE]), FEWEST_SMALL_WORDS))
        == FEWEST_SMALL_WORDS
    )


LONGEST_NAME_LINE: Final = 200


@lru_cache(maxsize=1024)
def _verb_of(word: str) -> Verb | None:
    """Return the verb that some words are a form of."""
    return next((verb for own, verb in _VERB_OF if own.fullmatch(word)), None)


def find_triggers(text: str) -> tuple[Trigger, ...]:
    """Return the release words of a sentence, in order; linear in its length."""
    found = []
    for match in _ANY.finditer(lowered(text)):
        form = Form((match.lastgroup or "").partition("_")[0])
        if match[0] == "out" and form is Form.STATE and not _OUT.match(text, match.start()):
            continue
        verb = None if form is Form.STATE else _verb_of(match[0])
        after = text[match.end() : match.end() + 60]
        noun = verb and form is Form.BASE and verb.base in _NOUNS_TOO
        if noun and _NOUN_HERE.search(text, max(0, match.start() - 12), match.start()):
            continue
        if text[match.start()].isupper() and _in_name(text, match):
            continue
        if verb and ((verb.needs and not verb.needs.match(after)) or (verb.never and verb.never.match(after))):
            continue
        found.append(Trigger(match.start(), match.end(), form, verb))
    return tuple(found)


def outside_titles(triggers: Sequence[Trigger], text: str, name: str | None) -> Sequence[Trigger]:
    """Return the release words that stand in no title: neither in the subject's own name nor between its marks."""
    if not triggers:
        return triggers
    spans = [(each.start, each.end) for each in names_in(text) if each.marked]
    at = text.find(name) if name else -1
    while name and at >= 0:
        spans.append((at, at + len(name)))
        at = text.find(name, at + len(name))
    if not spans:
        return triggers
    spans.sort()
    starts = [start for start, _ in spans]
    ends = list(accumulate((end for _, end in spans), max))  # a name may stand inside a title
    return [each for each in triggers if (at := bisect_right(starts, each.start)) == 0 or ends[at - 1] < each.end]
