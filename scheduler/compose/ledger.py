"""What a rendering used, written down in the moment it is used: facts, fields of the article, words of time."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from scheduler.model import Claim, Fact


@dataclass(slots=True)
class Ledger:
    """The books of one rendering. `claims` and `fresh` hold what was spoken and used since it was last taken."""

    facts: list[Fact] = field(default_factory=list)
    fresh: list[Fact] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def use_fact(self, fact: Fact) -> None:
        """Note that one of a fact's attributes was read."""
        self.fresh.append(fact)
        if fact not in self.facts:
            self.facts.append(fact)

    def use_field(self, path: str) -> None:
        """Note that a field such as `article.headline` was read."""
        if path not in self.fields:
            self.fields.append(path)

    def take_claims(self) -> list[Claim]:
        """Return the claims spoken since the last call."""
        taken, self.claims = self.claims, []
        return taken

    def take_facts(self) -> list[Fact]:
        """Return the facts used since the last call."""
        taken, self.fresh = self.fresh, []
        return taken


class Spoken:
    """A word or number of time that notes its claim when it is printed or compared, and not before.

    A template's names are all looked up before its first branch is taken, so the look-up itself proves nothing. `read`
    notes the claim and returns the value, or raises TemplateFaultError where there is nothing true to say.
    """

    __slots__ = ("_read",)

    def __init__(self, read: Callable[[], int | str]) -> None:
        self._read = read

    def read(self) -> int | str:
        """Note the claim and return the value."""
        return self._read()

    def __str__(self) -> str:
        """Print the value."""
        return str(self._read())

    def __hash__(self) -> int:
        """Hash the value."""
        return hash(self._read())

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a method of the value, of whatever type
        """Return a method of the value."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._read(), name)


_UNARY: Mapping[str, Callable[[Any], object]] = {
    "__bool__": bool,
    "__len__": len,
    "__iter__": iter,
    "__neg__": operator.neg,
    "__abs__": abs,
    "__int__": int,
    "__index__": operator.index,
    "__float__": float,
}
_BINARY: Mapping[str, Callable[[Any, Any], object]] = {
    "__eq__": operator.eq,
    "__ne__": operator.ne,
    "__lt__": operator.lt,
    "__le__": operator.le,
    "__gt__": operator.gt,
    "__ge__": operator.ge,
    "__contains__": operator.contains,
    "__getitem__": operator.getitem,
    "__format__": format,
}
_ARITHMETIC: Mapping[str, Callable[[Any, Any], object]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "mod": operator.mod,
    "floordiv": operator.floordiv,
    "truediv": operator.truediv,
}


def _unary(function: Callable[[Any], object]) -> Callable[[Spoken], object]:
    return lambda spoken: function(spoken.read())


def _binary(function: Callable[[Any, Any], object]) -> Callable[[Spoken, Any], object]:
    return lambda spoken, other: function(spoken.read(), other)


def _reflected(function: Callable[[Any, Any], object]) -> Callable[[Spoken, Any], object]:
    return lambda spoken, other: function(other, spoken.read())


for _name, _one in _UNARY.items():
    setattr(Spoken, _name, _unary(_one))
for _name, _two in _BINARY.items():
    setattr(Spoken, _name, _binary(_two))
for _name, _two in _ARITHMETIC.items():
    setattr(Spoken, f"__{_name}__", _binary(_two))
    setattr(Spoken, f"__r{_name}__", _reflected(_two))
