"""Facts as a template sees them: read-only, noting what is read, and clear about what is not there."""

import dataclasses
from collections.abc import Hashable, Iterator
from enum import Enum
from functools import cache
from typing import Any, cast

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import SecurityError
from jinja2.utils import missing

from scheduler.compose.faults import TemplateFaultError, too_few
from scheduler.compose.ledger import Ledger
from scheduler.errors import did_you_mean
from scheduler.model import Fact, Facts, Release, Review

BOOKKEEPING = frozenset(
    {"place", "extracted", "stale", "review", "confidence", "blocks", "file", "sha256", "places", "kinds"}
)
"""Fields that serve the program: a template has no business with them."""


class Unknown(StrictUndefined):
    """A name that does not exist anywhere: a slip of the pen, reported with the name it may have meant."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: object = missing, name: Any = None, exc: Any = None) -> None:  # noqa: ANN401
        refused = exc is SecurityError
        super().__init__(hint, obj, name, lambda _message: self._fault(refused=refused))  # type: ignore[arg-type]

    def _fault(self, *, refused: bool) -> TemplateFaultError:
        owner, word = self._undefined_obj, str(self._undefined_name)
        if refused:
            message = f'the template may not use "{word}" here'
            return TemplateFaultError("template-refused", message, word=word)
        if isinstance(owner, View | Listing):
            message = f'the template asks for a fact that is not there: "{word}"'
            return TemplateFaultError("fact-missing", message, hint=owner.hint_for(word), word=word)
        if self._undefined_hint:
            message = f"the template asks for something that is not there: {self._undefined_hint.rstrip('.')}"
            return TemplateFaultError("fact-missing", message)
        message = f'the template uses a name that does not exist: "{word}"'
        return TemplateFaultError("template-undefined", message, word=word)


class Absent(Undefined):
    """Something that may be missing and is: false where it is tested, a problem where it is printed."""

    __slots__ = ()

    def __init__(self, problem: TemplateFaultError) -> None:
        super().__init__(exc=lambda _message: problem)  # type: ignore[arg-type]

    def __str__(self) -> str:
        """Raise the problem."""
        return str(self._fail_with_undefined_error())

    def __eq__(self, other: object) -> bool:
        """Equal none."""
        return other is None or isinstance(other, Undefined)

    def __hash__(self) -> int:
        """Hash as none does."""
        return hash(None)


def absent(code: str, message: str, *, hint: str | None = None, word: str | None = None) -> Absent:
    """Return what stands for a missing value."""
    return Absent(TemplateFaultError(code, message, hint=hint, word=word))


class View:
    """A value of the vocabulary, by its fields; `path` is how the template got here."""

    __slots__ = ("_extra", "_fact", "_ledger", "_path", "_value")

    def __init__(self, value: Any, path: str, ledger: Ledger, fact: Fact | None = None, **extra: Any) -> None:  # noqa: ANN401
        self._value = value
        self._path = path
        self._ledger = ledger
        self._fact = value if isinstance(value, Fact) else fact
        self._extra = extra

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a field, of whatever type
        """Return a field, and note that it was read."""
        if name.startswith("_") or name not in self._names():
            raise AttributeError(name)
        value = self._extra[name] if name in self._extra else self._raw(name)
        path = f"{self._path}.{name}"
        if isinstance(value, View | Listing | Absent):
            return value
        if self._fact is not None:
            self._ledger.use_fact(self._fact)
        elif not isinstance(self._value, Facts):
            self._ledger.use_field(path.removeprefix("facts."))
        return seen(value, path, self._ledger, self._fact)

    def __str__(self) -> str:
        """Return the name or the text, for what has one."""
        for name in ("name", "text"):
            if name in self._names():
                return str(getattr(self, name))
        message = f'"{self._path}" is a group of facts: say which of them to print'
        raise TemplateFaultError(
            "fact-missing", message, hint=f"one of {', '.join(sorted(self._names()))}", word=self._word()
        )

    def is_usable(self) -> bool:
        """Whether nobody rejected this fact and, of a quotation, there is a whole sentence with its speaker."""
        return not self.flaw()

    def flaw(self) -> str:
        """Return what keeps this fact from being used, in words that follow a number; "" where nothing does."""
        if self._fact is None:
            return ""
        if self._fact.review is Review.REJECTED:
            return "rejected"
        if hasattr(self._value, "speaker") and self._value.speaker is None:
            return "without a speaker"
        return "only a fragment" if getattr(self._value, "fragment", False) else ""

    def bears(self, name: str) -> bool:
        """Whether this is its name."""
        return bool(getattr(self._value, "name", None) == name)

    def hint_for(self, name: str) -> str:
        """Return what a wrong name may have meant."""
        known = sorted(self._names())
        return did_you_mean(name, known) or f"there is {', '.join(known)}"

    def _word(self) -> str:
        return self._path.rsplit(".", 1)[-1]

    def _raw(self, name: str) -> Any:  # noqa: ANN401 - the same
        return (
            self._value.kinds[name]
            if isinstance(self._value, Facts) and name in self._value.kinds
            else getattr(self._value, name)
        )

    def _names(self) -> frozenset[str]:
        kinds = self._value.kinds if isinstance(self._value, Facts) else ()
        return _fields(cast("Hashable", type(self._value))).union(self._extra, kinds)


@cache
def _fields(kind: Hashable) -> frozenset[str]:
    """Return the fields of a type that are a template's business."""
    return frozenset(field.name for field in dataclasses.fields(cast("Any", kind))) - BOOKKEEPING


class Listing:
    """A list of facts. Asking past its end gives something absent, which a template can test.

    `flaws` are those of the facts that were left out of it.
    """

    __slots__ = ("_flaws", "_items", "_ledger", "_path")

    def __init__(
        self,
        items: tuple[Any, ...],
        path: str,
        ledger: Ledger,
        fact: Fact | None = None,
        flaws: tuple[str, ...] = (),
    ) -> None:
        self._path = path
        self._ledger = ledger
        self._flaws = flaws
        self._items = tuple(seen(item, f"{path}[{at}]", ledger, fact) for at, item in enumerate(items))

    def __getitem__(self, at: int | slice) -> Any:  # noqa: ANN401 - a fact, of whatever kind
        """Return an entry."""
        if isinstance(at, str):
            raise TypeError(at)
        try:
            return self._items[at]
        except IndexError:
            word = self._path.rsplit(".", 1)[-1]
            count = len(self._items)
            message = f"the template asks for a fact that is not there: {word}[{at}]"
            hint = f"the article has {count}, counted from 0" if count else "type one into the facts file"
            if self._flaws:
                message, hint = too_few(f"{word}[{at}]", word, count, self._flaws)
            return absent("fact-missing", message, hint=hint, word=word)

    def __iter__(self) -> Iterator[Any]:
        """Run over the entries."""
        return iter(self._items)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def __str__(self) -> str:
        """Raise the problem that a list is no text."""
        word = self._path.rsplit(".", 1)[-1]
        message = f'"{self._path}" is a list: print its entries one by one'
        raise TemplateFaultError("fact-missing", message, hint=f"{self._path}[0], or a loop over it", word=word)

    def usable(self) -> "Listing":
        """Return the entries that nobody rejected and, of quotations, the whole ones; none of them counts as used."""
        flaws = [each.flaw() if isinstance(each, View) else "" for each in self._items]
        usable = tuple(each for each, flaw in zip(self._items, flaws, strict=True) if not flaw)
        return Listing(usable, self._path, self._ledger, flaws=tuple(filter(None, flaws)))

    def named(self, name: str) -> Any:  # noqa: ANN401 - a fact, of whatever kind
        """Return the usable entry of that name, or None; the others do not count as used."""
        views = (each for each in self._items if isinstance(each, View))
        return next((each for each in views if each.is_usable() and each.bears(name)), None)

    def hint_for(self, name: str) -> str:
        """Return what to write instead of a name after a list."""
        return f"it is a list: {self._path}[0].{name}, or a loop over it"


def seen(value: Any, path: str, ledger: Ledger, fact: Fact | None = None) -> Any:  # noqa: ANN401 - any field's value
    """Return a field's value as a template may have it."""
    match value:
        case None:
            word = path.rsplit(".", 1)[-1]
            message = f'the template asks for a fact that is not there: "{word}"'
            return absent(
                "fact-missing", message, hint=f"write it into the facts file, or test it: {{% if {path} %}}", word=word
            )
        case Enum():
            return str(value.value)
        case tuple() | list():
            return Listing(tuple(value), path, ledger, fact)
        case _ if dataclasses.is_dataclass(value):
            return View(value, path, ledger, fact)
        case _:
            return value


def facts_view(facts: Facts | None, release: Release | None, ledger: Ledger) -> Any:  # noqa: ANN401 - a View or an Absent
    """Return the variable `facts`; `facts.release` is the campaign's release."""
    if facts is None:
        return absent(
            "fact-missing",
            "the template uses facts, and there are none",
            hint="name a facts file in the campaign",
            word="facts",
        )
    return View(facts, "facts", ledger, release=seen(release, "facts.release", ledger))
