"""The environment templates run in: a sandbox that also bounds what one rendering may cost.

Jinja's sandbox keeps a template away from the program. It does not stop one that is merely expensive
(`9**(9**9)`, `"a"*500000000`, nested loops, `center(500000000)`), so here: no `**`; products, sums and joined words are
bounded before they are made; loops, ranges and calls draw on one budget of steps; only filters and methods of strings
that cannot blow up are there; output is capped. What remains: one step may still cost as much as its input is long
(256 KiB), so a hostile template takes seconds at worst, not memory.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from scheduler.compose.done import Done
from scheduler.compose.filters import IN_TEMPLATES, Voice
from scheduler.compose.ledger import Spoken
from scheduler.compose.views import Absent, Unknown

MAX_TEXT = 256 * 1024  # characters a value, or the whole output, may have
MAX_ITEMS = 1000  # entries of a range or a repeated list
MAX_STEPS = 20_000  # passes through loops and calls of one rendering
MAX_NUMBER = 10**18
MAX_SOURCE = 64 * 1024

# fmt: off
ALLOWED_FILTERS = frozenset(
    {
        "abs", "capitalize", "count", "d", "default", "first", "float", "groupby", "int", "items", "join",
        "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace",
        "reverse", "round", "select", "selectattr", "sort", "string", "sum", "title", "trim", "truncate",
        "unique", "upper", "wordcount",
    },
)
STRING_METHODS = frozenset(
    {
        "capitalize", "casefold", "count", "endswith", "find", "index", "isalpha", "isdigit", "islower",
        "isnumeric", "isspace", "istitle", "isupper", "lower", "lstrip", "partition", "removeprefix",
        "removesuffix", "rfind", "rindex", "rpartition", "rsplit", "rstrip", "split", "splitlines",
        "startswith", "strip", "swapcase", "title", "upper",
    },
)
# fmt: on
_WIDE_FORMAT = re.compile(r"%[^a-zA-Z%]*(?:\d{3,}|\*)")


class DialectCodeGenerator(CodeGenerator):
    """Leaves the author's own constants as they are, and joins words where their length can be seen."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> str:
        del finalize
        value = node.as_const(frame.eval_ctx)
        return "" if value is None else str(value)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write a call of the environment's `join_words` for `a ~ b`."""
        self.write("environment.join_words((")
        for each in node.nodes:
            self.visit(each, frame)
            self.write(", ")
        self.write("))")


class Sandbox(ImmutableSandboxedEnvironment):
    """One rendering's environment: it writes in the dialect of the voice's platform, and in its language."""

    code_generator_class = DialectCodeGenerator
    intercepted_binops: ClassVar[frozenset[str]] = frozenset({"**", "*", "+", "%"})  # type: ignore[misc]

    def __init__(self, voice: Voice) -> None:
        super().__init__(
            undefined=Unknown,
            finalize=self.speak,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            cache_size=0,
        )
        self.voice = voice
        self._escape = voice.platform.escape
        self._steps = 0
        self.globals = {"range": self.range_of, "dict": dict, "namespace": self.globals["namespace"]}
        self.filters = {**_FILTERS, "join": self.join_bounded, "counted": self.counted}
        self.tests["none"] = lambda value: value is None or isinstance(value, Absent)

    def speak(self, value: object) -> str:
        """Return a value as it stands in the post: `finalize`, which a template cannot forget."""
        if isinstance(value, Done):
            return value
        if value is None:
            return ""
        return self._escape(str(value).replace(SEPARATOR, ""))

    @staticmethod
    def concat(pieces: Iterable[str]) -> Done:
        """Join what was spoken already."""
        return Done(bounded("".join(pieces)))

    def join_words(self, pieces: tuple[object, ...]) -> str:
        """Return `a ~ b`; beside text that is done already, the rest is made ready too."""
        if any(isinstance(piece, Done) for piece in pieces):
            return self.concat([self.speak(piece) for piece in pieces])
        return bounded("".join(map(str, pieces)))

    def join_bounded(self, value: Iterable[object], d: str = "", attribute: str | None = None) -> str:
        """Return the filter `join`, with an end to its length."""
        items = [self.getattr(item, attribute) for item in value] if attribute else list(value)
        pieces = [str(item) for item in items]
        allow(sum(map(len, pieces)) + len(str(d)) * len(pieces))
        return str(d).join(pieces)

    def step(self) -> None:
        """Take one step of the budget."""
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise SecurityError(f"more than {MAX_STEPS} steps")

    def counted(self, items: Iterable[Any]) -> Iterator[Any]:
        """Yield what a loop runs over, a step each."""
        if isinstance(items, Unknown | Spoken):
            items = iter(items)
        for item in items:
            self.step()
            yield item

    def range_of(self, *bounds: int) -> range:
        """Return a range of up to 1,000 numbers."""
        found = range(*bounds)
        allow(len(found), MAX_ITEMS, "numbers in a range")
        return found

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Jinja's signature
        """Call something, a step each."""
        self.step()
        return super().call(context, obj, *args, **kwargs)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 - Jinja's signature
        """Let through what the sandbox does, but of strings only methods whose result is no longer than they."""
        if isinstance(obj, str | Spoken) and attr not in STRING_METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:  # noqa: ANN401 - Jinja's signature
        """Offer no `"...".format()`: its widths have no bound."""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - Jinja's
        """Compute `**`, `*`, `+` and `%` where the result is of a sensible size."""
        if operator == "**":
            raise SecurityError("powers (**) are not available")
        left, right = (plain(each) for each in (left, right))
        if operator == "*" and not (isinstance(left, int | float) and isinstance(right, int | float)):
            count, sequence = (left, right) if isinstance(left, int) else (right, left)
            if isinstance(count, int) and hasattr(sequence, "__len__"):
                allow(len(sequence) * count, MAX_TEXT if isinstance(sequence, str) else MAX_ITEMS)
        if operator == "+" and hasattr(left, "__len__") and hasattr(right, "__len__"):
            allow(len(left) + len(right), MAX_TEXT if isinstance(left, str) else MAX_ITEMS)
        if operator == "%" and isinstance(left, str) and _WIDE_FORMAT.search(left):
            raise SecurityError("a width of three digits or more")
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, int) and abs(result) > MAX_NUMBER:
            raise SecurityError(f"a number beyond {MAX_NUMBER:,}")
        return result


SEPARATOR = "\x1e"
"""Stands for a template's `---` lines from reading to printing; no value can contain it."""


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever it wraps
    """Return a word of time as its value, noting its claim."""
    return value.read() if isinstance(value, Spoken) else value


def allow(size: int, most: int = MAX_TEXT, what: str = "characters") -> None:
    """Refuse what would be too large."""
    if size > most:
        raise SecurityError(f"more than {most:,} {what}")


def bounded(text: str) -> str:
    """Return a text, if it is no longer than a whole output may be."""
    allow(len(text))
    return text


def replace_bounded(value: object, old: str, new: str) -> str:
    """Return the filter `replace`, with an end to its length."""
    text, old, new = str(value), str(old), str(new)
    allow(len(text) + text.count(old) * max(0, len(new) - len(old)))
    return text.replace(old, new)


_FILTERS = {
    **{name: each for name, each in JINJA_FILTERS.items() if name in ALLOWED_FILTERS},
    **IN_TEMPLATES,
    "replace": replace_bounded,
}
