"""A template's source, read into what is rendered for one platform."""

import re
from functools import lru_cache
from types import CodeType

from jinja2 import TemplateSyntaxError, meta, nodes

from scheduler import platforms
from scheduler.compose.faults import TemplateFaultError
from scheduler.compose.filters import Voice
from scheduler.compose.languages import DEFAULT, language
from scheduler.compose.sandbox import MAX_SOURCE, SEPARATOR, Sandbox
from scheduler.compose.words import NAMES
from scheduler.errors import did_you_mean
from scheduler.model import Template

DEFAULT_BLOCK = "post"
PART_LINE = re.compile(r"^[ \t]*---[ \t]*$", re.MULTILINE)
_ANY_VOICE = Voice(language=language(DEFAULT), platform=platforms.get("x"))
"""Reading is the same for all of them: nothing is spoken before a template is rendered."""
_OTHER_FILES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


_BLOCK_NAME = re.compile(r"\{%[-+]?\s*block\s+(\w+)")


def compiled(template: Template, platform: str) -> CodeType:
    """Return the code of a template as it is for a platform; raises what Jinja or we have against it."""
    named = _BLOCK_NAME.findall(template.source)
    shared = platform not in named and (DEFAULT_BLOCK in named or not named)
    return _code(template, DEFAULT_BLOCK if shared else platform)


@lru_cache(maxsize=256)
def _code(template: Template, block: str) -> CodeType:
    """Return the code with one of the blocks; platforms without a block of their own share it."""
    environment = Sandbox(_ANY_VOICE)
    code = environment.compile(_tree(template, block, environment), template.name, template.file)
    return code  # noqa: RET504 - named, because compile() is typed as one of two things


def variables_of(template: Template) -> frozenset[str]:
    """Return what a template asks of `facts` by name (`release`, `key_points`, ...), without rendering it."""
    tree = Sandbox(_ANY_VOICE).parse(template.source, template.name, template.file)
    return frozenset(
        node.attr
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name == "facts"
    )


def _tree(template: Template, platform: str, environment: Sandbox) -> nodes.Template:
    source = template.source.replace("\r\n", "\n").replace(SEPARATOR, "")
    if len(source) > MAX_SOURCE:
        raise TemplateSyntaxError(f"more than {MAX_SOURCE:,} characters", 1, template.name, template.file)
    tree = environment.parse(PART_LINE.sub(SEPARATOR, source), template.name, template.file)
    for other in tree.find_all(_OTHER_FILES):
        raise TemplateSyntaxError("it stands alone, so there is no include, import or extends", other.lineno)
    _refuse_unknown_names(tree)
    _count_loops(tree)
    _choose_block(tree, platform)
    return tree


def _refuse_unknown_names(tree: nodes.Template) -> None:
    """Refuse a variable that does not exist, also in a branch that is not taken today; `is defined` may ask for any."""
    asked = {test.node.name for test in tree.find_all(nodes.Test) if isinstance(test.node, nodes.Name)}
    names = list(tree.find_all(nodes.Name))
    known = NAMES | asked | {name.name for name in names if name.ctx != "load"}
    unknown = meta.find_undeclared_variables(tree) - known
    for name in names:
        if name.ctx == "load" and name.name in unknown:
            message = f'there is no variable "{name.name}"'
            raise TemplateFaultError("template-undefined", message, word=name.name, line=name.lineno)


def _count_loops(tree: nodes.Template) -> None:
    """Let every loop draw on the budget of steps."""
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.iter.lineno)


def _choose_block(tree: nodes.Template, platform: str) -> None:
    """Leave of the top level what sets something up, and the block of the platform or the block `post`.

    A template without blocks is a post as a whole. The blocks not chosen stay reachable as `self.NAME()`.
    """
    blocks = {node.name: node for node in tree.body if isinstance(node, nodes.Block)}
    if not blocks:
        return
    known = [DEFAULT_BLOCK, *platforms.names()]
    for name, block in blocks.items():
        if name not in known:
            hint = did_you_mean(name, known) or f"a block is called {', '.join(known)}"
            raise _block_fault(f'no platform is called "{name}"', hint, name, block.lineno)
    chosen = blocks.pop(platform, None) or blocks.pop(DEFAULT_BLOCK, None)
    if chosen is None:
        message = f'the template has neither a block "{DEFAULT_BLOCK}" nor a block "{platform}"'
        first = next(iter(blocks.values()))
        raise _block_fault(message, f"add {{% block {DEFAULT_BLOCK} %}}", first.name, first.lineno)
    setting_up = [node for node in tree.body if not isinstance(node, nodes.Output | nodes.Block)]
    never = nodes.If(nodes.Const(None), list(blocks.values()), [], [])
    tree.body = [*setting_up, chosen, never.set_lineno(chosen.lineno)]
    if tree.environment:
        tree.set_environment(tree.environment)


def _block_fault(message: str, hint: str, word: str, line: int) -> TemplateFaultError:
    return TemplateFaultError("template-block", message, hint=hint, word=word, line=line)
