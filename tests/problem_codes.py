"""Every problem code that the source can raise, found by reading the source.

A code is a text handed to something that calls it `code`: `Problem(code=...)`, `SomeError.of(...)`, `refuse(...)`, a
room's own function with a parameter of that name, or a row of a table that begins with an error's class.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "scheduler"
ONE_WORD = frozenset({"usage", "system", "internal", "interrupted", "holiday"})
A_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
SPELT: Mapping[str, tuple[str, ...]] = {
    "f'not-{state}'": ("not-unknown", "not-failed"),
    "f'post-{name}'": ("post-unknown", "post-failed"),
    "f'{most.kind}s-over'": ("links-over", "mentions-over", "hashtags-over"),
    "f'{known.kind}-unknown'": ("channel-unknown", "template-unknown"),
}
"""The codes that are put together from pieces."""


@dataclass(frozen=True)
class _Taker:
    """Something that takes a code: its name, the module that defines it (None: a method), and which argument it is."""

    name: str
    module: str | None
    position: int


def _modules() -> dict[str, ast.Module]:
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): ast.parse(path.read_text("utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
    }


def _parameters(function: ast.AST) -> list[str]:
    if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
        return []
    return [each.arg for each in (*function.args.posonlyargs, *function.args.args) if each.arg not in {"self", "cls"}]


def _takers(modules: Mapping[str, ast.Module]) -> Iterator[_Taker]:
    for module, tree in modules.items():
        methods = {each for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for each in node.body}
        for node in ast.walk(tree):
            names = _parameters(node)
            if "code" in names and isinstance(node, ast.FunctionDef):
                yield _Taker(node.name, None if node in methods else module, names.index("code"))
            if isinstance(node, ast.ClassDef):
                fields = [
                    each.target.id
                    for each in node.body
                    if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
                ]
                made = next(
                    (_parameters(each) for each in node.body if getattr(each, "name", "") == "__init__"), fields
                )
                if "code" in made:
                    yield _Taker(node.name, module, made.index("code"))


def _texts(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)) if A_CODE.fullmatch(text) or text in ONE_WORD:
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from _texts(body)
            yield from _texts(orelse)
        case ast.JoinedStr() if " " not in ast.unparse(node) and "-" in ast.unparse(node):
            yield from SPELT[ast.unparse(node)]


def _argument(call: ast.Call, position: int) -> Iterator[str]:
    named = [each.value for each in call.keywords if each.arg == "code"]
    for node in named or call.args[position : position + 1]:
        yield from _texts(node)


def _of_call(call: ast.Call, module: str, imported: Mapping[str, str], takers: set[_Taker]) -> Iterator[str]:
    if any(each.arg == "code" for each in call.keywords):
        yield from _argument(call, 0)
    match call.func:
        case ast.Name(id=name):
            places = [
                each.position for each in takers if each.name == name and each.module in {module, imported.get(name)}
            ]
        case ast.Attribute(attr=name):
            places = [each.position for each in takers if each.name == name and each.module is None]
        case _:
            places = []
    for position in places:
        yield from _argument(call, position)


def _of_table(row: ast.Tuple) -> Iterator[str]:
    """Yield the code of a row such as `(WorkspaceError, "queue-unreadable", ...)`."""
    match row.elts:
        case [ast.Name(id=name), code, *_] if name.endswith("Error"):
            yield from _texts(code)


def codes() -> dict[str, set[str]]:
    """Return every code, and the modules it stands in."""
    modules = _modules()
    takers = set(_takers(modules))
    found: dict[str, set[str]] = {}
    for module, tree in modules.items():
        imported = {
            each.asname or each.name: str(node.module)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for each in node.names
        }
        for node in ast.walk(tree):
            texts: Iterator[str] = iter(())
            if isinstance(node, ast.Call):
                texts = _of_call(node, module, imported, takers)
            elif isinstance(node, ast.Tuple):
                texts = _of_table(node)
            elif isinstance(node, ast.Assign | ast.AnnAssign | ast.Return) and isinstance(node.value, ast.IfExp):
                texts = _of_choice(node.value)
            for code in texts:
                found.setdefault(code, set()).add(module)
    return found


def _of_choice(choice: ast.IfExp) -> Iterator[str]:
    """Yield the codes of `code, why = ("day-missing", ...) if ... else ("month-short", ...)`."""
    for each in (choice.body, choice.orelse):
        match each:
            case ast.Tuple(elts=[first, *_]):
                yield from _texts(first)


def files_of(code: str) -> list[Path]:
    """Return the files that can raise a code, for a message of a test."""
    return [ROOT / (module.replace(".", "/") + ".py") for module in sorted(codes().get(code, ()))]
