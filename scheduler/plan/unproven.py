"""Words of time in a part that no claim covers: they prove nothing, and block a campaign (DESIGN section 7)."""

import re
from collections.abc import Iterable
from typing import Final

from scheduler.errors import Place, Problem, Severity
from scheduler.model import Claim, Fact, Facts, Release
from scheduler.plan.gates import name_of
from scheduler.plan.time_words import of_time
from scheduler.plan.truth import words_of

HARMLESS: Final = re.compile(
    r"\b(?:until|till|by|for|from|even|just|ever|every)\s+now\b|\bnow and (?:then|again)\b"
    r"|\b(?:\w+ed|written|shot|made|built|sold|sold out|won|drawn|done|sewn) in \w+ (?:minutes?|hours?|days?|weeks?)\b",
    re.IGNORECASE,
)
"""Words of time that claim nothing about the day the post goes out: "until now", "filmed in 40 days"."""

STEP_SAYS: Final = "give the step true_from and true_until"
RECURRENCE_SAYS: Final = "give the recurrence `expires`"
"""How a person says when such words are true, where no variable does."""


def unproven(text: str, claims: Iterable[Claim], language: str = "en") -> tuple[str, ...]:
    """Return the words of time in a part that no claim covers: English ones, and those of its language."""
    harmless = [found.span() for found in HARMLESS.finditer(text)]
    proven = [found.span() for claim in claims for found in re.finditer(re.escape(claim.words), text, re.IGNORECASE)]
    left = (
        found[0].lower()
        for found in of_time(language).finditer(text)
        if not any(start < found.end() and found.start() < end for start, end in harmless)
        and not any(
            start <= _said_from(found) < end and (found.end() <= end or _counts(found)) for start, end in proven
        )
    )
    return tuple(dict.fromkeys(left))


def _said_from(found: re.Match[str]) -> int:
    """Return where a claim has to begin that says these words: of "in 7 days", `days_left` says "7 days"."""
    preposition = re.match(r"in\s+(?!\d)|\D+(?=\d)", found[0], re.IGNORECASE)
    return found.start() + (preposition.end() if preposition else 0)


def _counts(found: re.Match[str]) -> bool:
    """Whether the words count something: the noun then bends as its language wants, "in 7 Tagen" for "7 Tage"."""
    return bool(re.search(r"\d", found[0]))


def unproven_in(fact: Fact, text: str, language: str = "en") -> tuple[str, ...]:
    """Return the words of time that a part took over from a fact: what they count from is the article's day.

    A claim of the template does not cover them, though it may say the same word.
    """
    if isinstance(fact, Release):
        return ()
    said = set(unproven(text, (), language))
    return tuple(word for word in unproven(words_of(fact), (), language) if word in said)


def unproven_facts(facts: Iterable[tuple[Fact, tuple[str, ...]]], known: Facts) -> tuple[Problem, ...]:
    """Return a problem for each fact that speaks such words itself: there they are put right, not in the template."""
    return tuple(
        Problem(
            code="claim-unproven",
            message=f"{name_of(fact, known)} says {_quoted(said)}, and nothing proves when that is true",
            hint="edit its text, reject it, or give the step true_from and true_until",
            place=fact.place,
        )
        for fact, said in facts
        if said
    )


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)


def unproven_problem(step: str, words: Iterable[str], place: Place | None, cure: str = STEP_SAYS) -> Problem:
    """Return what is said of such words in a campaign: they block until something says when they are true."""
    hint = f"use {{{{ countdown }}}}, {{{{ tomorrow }}}}, {{{{ today }}}} or {{{{ out_now }}}}, or {cure}"
    return Problem(code="claim-unproven", message=_unproven(step, words), hint=hint, place=place)


def unproven_warning(row: str, words: Iterable[str], place: Place | None) -> Problem:
    """Return what is said of such words in the literal text of a spreadsheet: it is a person's own, and warned of."""
    hint = "fill in the column `expires`, so that it is not sent later than that"
    message = _unproven(row, words)
    return Problem(code="claim-unproven", message=message, hint=hint, severity=Severity.WARNING, place=place)


def _unproven(who: str, words: Iterable[str]) -> str:
    return f"{who} says {_quoted(words)}, and nothing proves when that is true"
