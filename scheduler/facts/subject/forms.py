"""The forms of one name: what a headline adds to it, how the text writes it, and what of it is only a season."""

import re
from collections.abc import Sequence
from typing import Final

from scheduler.facts.sentences import Sentence
from scheduler.facts.subject.titles import Name

PART_OF_HEADLINE: Final = re.compile(r"[^\W_]+")
_SEASON_AT_END: Final = re.compile(
    r"(?<=\w)[,:]?\s(?:Season|Series)\s(?:\d{1,2}|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)$"
)
_LED_BY: Final = re.compile(
    r"(?<![\w’'&.-])[A-Z][\w’'-]*\s(?:[A-Z][\w’'-]*\s){0,2}(?:as|or|but|than|like|into|x|vs\.?|my|your|not|upon)\s(?:the\s|a\s)?$"
)
LATER_PART: Final = re.compile(r"[:,]?\s(?:Part|Volume|Vol\.?|Chapter|Book)\s(?:Two|Three|Four|[2-9]|II|III|IV)$")
"""What makes another work of a name that the article's subject has without it."""
LOUD: Final = re.compile(r"[A-Z]{3,}(?: [A-Z]{2,}){1,5}")
_TOLD_OF: Final = re.compile(
    r"(?<=\w)\s(?:Preview|Review|Trailer|Teaser|Interview|Hands-[Oo]n|Recap|Guide|Explained|Release Date|Premiere Date"
    r"|Update|News|First Look|Spoilers)$"
)
"""What a headline adds to a name to say what is told of it: “Salt Road Preview”."""


def whole_series(name: str) -> str:
    """Cut the season of a series: what comes out is the series, whichever season of it."""
    return _SEASON_AT_END.sub("", name)


def joined(name: str, headline: str, prose: Sequence[Sentence]) -> str:
    """Return a name with what a small word joins it to where headline and text both write it so: “Dead as Salt”."""
    at = headline.find(name)
    led = _LED_BY.search(headline[:at]) if at > 0 else None
    if led is None:
        return name
    whole = f"{led[0]}{name}"
    told = any(whole in sentence.text for sentence in prose if sentence.block.kind != "heading")
    return whole if told else name


def without_additions(name: Name, prose: Sequence[Sentence]) -> Name:
    """Cut what a headline adds to a name, and the body never does: "Salt: Netflix confirms", "Salt Preview"."""
    text = name.text.partition(": ")[0]
    text = text if name.marked else _TOLD_OF.sub("", text)
    if text == name.text or any(name.text in sentence.text for sentence in prose if sentence.block.kind != "heading"):
        return name
    return name._replace(text=text, end=name.start + len(text))


def words_of(name: str) -> list[str]:
    """Return the words of a name in small letters, without an article."""
    return PART_OF_HEADLINE.findall(name.lower().removeprefix("the "))


def as_told(loud: str, prose: Sequence[Sentence]) -> str | None:
    """Return a name that the headline has in capitals as the text writes it: "STRANGE TIDE" is “Strange tide” there."""
    bodies = (sentence.text for sentence in prose if sentence.block.kind != "heading")
    found = next((text[at : at + len(loud)] for text in bodies if (at := text.lower().find(loud.lower())) >= 0), None)
    return found if found is None or found.isupper() else " ".join(word[0].upper() + word[1:] for word in found.split())
