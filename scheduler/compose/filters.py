"""The filters of templates, each bound to the audience's language and to the platform a post is for.

The first line of each function is what docs/reference/templates.md says of it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from jinja2 import pass_context

from scheduler.compose.atoms import entity_stretches
from scheduler.compose.cldr import ENGLISH
from scheduler.compose.cuts import SENTENCE, Cut, cuts
from scheduler.compose.dates import DATE_FILTERS
from scheduler.compose.done import Done
from scheduler.compose.faults import TemplateFaultError
from scheduler.compose.languages import Language
from scheduler.compose.views import Listing
from scheduler.platforms import Platform

ELLIPSIS: Final = "…"
_SENTENCES_ENOUGH: Final = 0.4  # of the room: with less left of a text, half a sentence more says more
_HANGING: Final = " \t\n,;:–—-([{“‘«„"

_LEFT_HANGING: Final = re.compile(
    r"(?<=\w)(?:[\s,;:–—-]+(?:an?|the|and|or|but|nor|of|to|in|on|at|by|for|with|from|into|as|that|which|who|its|his|her"
    r"|their|our|your|my|is|are|was|were))+$",
    re.IGNORECASE,
)
"""English words that lead to something: a text is not cut behind them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who is spoken to, and where."""

    language: Language
    platform: Platform


def days(voice: Voice, value: object) -> str:
    """Return a number of days with its noun."""
    return voice.language.days(_whole(value, "days"))


def hours(voice: Voice, value: object) -> str:
    """Return a number of hours with its noun."""
    return voice.language.hours(_whole(value, "hours"))


def number(voice: Voice, value: object) -> str:
    """Return a number with the separators and digits of the language."""
    return voice.language.number(_whole(value, "number"))


def plural(voice: Voice, value: object, one: str, many: str | None = None) -> str:
    """Return a number with the right one of two nouns, `one` and `many`; English may leave `many` to an s."""
    count = _whole(value, "plural")
    if many is None and voice.language.name != ENGLISH:
        message = f"the plural of {one} in {voice.language.label} has to be given"
        hint = f'write  plural("{one}", "...")  with the plural'
        raise TemplateFaultError("language-unsupported", message, hint=hint, word="plural")
    noun = one if voice.language.is_one(count) else (many or f"{one}s")
    return f"{voice.language.number(count)} {noun}"


def shorten(voice: Voice, value: object, room: object) -> str:
    """Return a text cut to so many units of the platform: after a sentence, else after a word and with an ellipsis."""
    text, most = str(value).strip(), _whole(room, "shorten")
    length = _measured(voice.platform)
    if length(text) <= most:
        return text
    places = cuts(text, entity_stretches(text, voice.platform), ())
    sentences = [place for place in places if place.penalty <= SENTENCE]
    whole = _longest(text, sentences, lambda kept: length(kept) <= most)
    if whole and length(whole) >= most * _SENTENCES_ENOUGH:
        return whole
    begun = _longest(text, places, lambda kept: length(_trailing(kept)) <= most)
    return _trailing(begun or text[: places[0].end if places else None])


def size(voice: Voice, value: object) -> int:
    """Return the length of a text in the platform's units, to keep room for it beside a shortened one."""
    return voice.platform.length(value if isinstance(value, Done) else voice.platform.escape(str(value)))


def quoted(voice: Voice, value: object) -> str:
    """Return a text in the quotation marks of the language; marks inside it become inner ones."""
    return voice.language.quoted(str(value).strip())


def _measured(platform: Platform) -> Callable[[str], int]:
    return lambda text: platform.length(platform.escape(text))


def _trailing(text: str) -> str:
    return _LEFT_HANGING.sub("", text.rstrip(_HANGING)).rstrip(f"{_HANGING}.") + ELLIPSIS


def _longest(text: str, places: Sequence[Cut], fits: Callable[[str], bool]) -> str | None:
    """Return the longest beginning of a text that ends at a cut and fits."""
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) // 2
        if fits(text[: places[middle].end]):
            low = middle + 1
        else:
            high = middle
    return text[: places[low - 1].end] if low else None


def usable(_voice: Voice, value: object) -> object:
    """Return facts without those that a person rejected; of quotations, the whole ones with a known speaker."""
    return value.usable() if isinstance(value, Listing) else value


def pick(_voice: Voice, value: object, turn: object) -> object:
    """Return the entry of a list whose turn it is: the first for 1, and from the start again after the last."""
    items = value if isinstance(value, Listing) else list(value) if isinstance(value, list | tuple) else None
    if items is None:
        hint = "write  facts.key_points | pick(occurrence)"
        raise TemplateFaultError("template-failed", "pick takes an entry of a list", hint=hint, word="pick")
    if isinstance(items, list) and not items:
        raise TemplateFaultError("fact-missing", "the template picks an entry of an empty list", word="pick")
    return items[(_whole(turn, "pick") - 1) % len(items) if len(items) else 0]


def named(_voice: Voice, value: object, name: object) -> object:
    """Return the entry of a list of facts that has a name, as one of `facts.people`, or nothing."""
    return value.named(str(name)) if isinstance(value, Listing) else None


def _whole(value: object, word: str) -> int:
    try:
        return int(value)  # type: ignore[call-overload, no-any-return]
    except (TypeError, ValueError):
        message = f'the filter {word} needs a number, and "{value}" is none'
        raise TemplateFaultError("template-failed", message, word=word) from None


FILTERS: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {
        **DATE_FILTERS,
        "days": days,
        "hours": hours,
        "number": number,
        "plural": plural,
        "shorten": shorten,
        "size": size,
        "quoted": quoted,
        "usable": usable,
        "pick": pick,
        "named": named,
    }
)
"""The filters by the names templates call them; those of dates take a language first, the others a voice."""


def _in_voice(function: Callable[..., Any]) -> Callable[..., Any]:
    @pass_context  # so that Jinja computes none of them when it compiles: that code serves every language
    def call(context: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - a filter's own values
        return function(context.environment.voice, *given, **named)

    return call


def _in_language(function: Callable[..., Any]) -> Callable[..., Any]:
    return _in_voice(lambda voice, *given, **named: function(voice.language, *given, **named))


IN_TEMPLATES: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {name: (_in_language if name in DATE_FILTERS else _in_voice)(each) for name, each in FILTERS.items()}
)
"""The filters as templates call them: each speaks with the voice of the environment it is called in."""
