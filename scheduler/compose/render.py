"""A template and a scene become the parts of a post, with the facts used and the claims made."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import jinja2

from scheduler.compose.faults import as_workspace_error
from scheduler.compose.filters import FILTERS, Voice
from scheduler.compose.languages import language
from scheduler.compose.ledger import Ledger
from scheduler.compose.reading import compiled
from scheduler.compose.sandbox import ALLOWED_FILTERS, SEPARATOR, Sandbox, allow
from scheduler.compose.scene import Rendered, RenderedPart, Scene
from scheduler.compose.words import NAMES, variables
from scheduler.errors import Place, WorkspaceError
from scheduler.model import Claim, Fact, Template
from scheduler.platforms import Platform

_BLANKS_AT_LINE_END = re.compile(r"[ \t]+(?=\n|\Z)")
_EMPTY_LINES = re.compile(r"\n{3,}")


def render(template: Template, scene: Scene, platform: Platform) -> Rendered:
    """Render a template for a platform, as if it were the moment the post is due.

    Raises WorkspaceError with one problem (its place is file, line and, where a word is to blame, column):
    template-syntax, template-block, template-undefined, template-refused, template-failed, fact-missing, link-missing,
    date-missing, date-coarse, date-unreadable, language-unsupported, countdown-over or post-empty. Raises ValueError
    where nobody knows the scene's language.
    """
    ledger = Ledger()
    spoken = language(scene.language)
    sandbox = Sandbox(Voice(language=spoken, platform=platform))
    try:
        code = compiled(template, platform.name)
        page = jinja2.Template.from_code(sandbox, code, sandbox.make_globals(None))
        parts = _parts(page.generate(**variables(scene, spoken, platform, ledger)), ledger)
    except Exception as error:  # noqa: BLE001 - a template can raise anything; each becomes one clear problem
        raise as_workspace_error(error, template, names=NAMES, filters=[*FILTERS, *ALLOWED_FILTERS]) from None
    if not parts:
        hint = "give the template a text for this case too"
        raise WorkspaceError.of("post-empty", "the template renders to nothing", hint, Place(file=template.file))
    return Rendered(parts=parts, facts_used=tuple(ledger.facts), fields_used=tuple(ledger.fields))


def _parts(chunks: Iterator[str], ledger: Ledger) -> tuple[RenderedPart, ...]:
    """Cut the stream of chunks into parts; what was claimed and used belongs to every part that its chunk touches."""
    pieces: list[str] = []
    noted: dict[int, _Noted] = defaultdict(_Noted)
    size = part = 0
    for chunk in chunks:
        pieces.append(chunk)
        allow(size := size + len(chunk))
        last = part + chunk.count(SEPARATOR)
        claims, facts = ledger.take_claims(), ledger.take_facts()
        for touched in range(part, last + 1):
            noted[touched].add(claims, facts)
        part = last
    noted[part].add(ledger.take_claims(), ledger.take_facts())
    return tuple(_without_empty(map(tidy, "".join(pieces).split(SEPARATOR)), noted))


@dataclass(slots=True)
class _Noted:
    """What the books say of one part."""

    claims: list[Claim] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def add(self, claims: list[Claim], facts: list[Fact]) -> None:
        self.claims += claims
        self.facts += facts


def _without_empty(texts: Iterator[str], noted: Mapping[int, _Noted]) -> Iterator[RenderedPart]:
    """Yield the parts that say something; what was noted where nothing is said passes to the next part."""
    waiting = _Noted()
    for number, text in enumerate(texts):
        waiting.add(noted[number].claims, noted[number].facts)
        if text:
            yield RenderedPart(text=text, claims=_once(waiting.claims), facts=_each_once(waiting.facts))
            waiting = _Noted()


def _once(claims: list[Claim]) -> tuple[Claim, ...]:
    return tuple(dict.fromkeys(claims))


def _each_once(facts: list[Fact]) -> tuple[Fact, ...]:
    """Return each fact once; they are told apart by identity, for two may say the same."""
    return tuple({id(fact): fact for fact in facts}.values())


def tidy(text: str) -> str:
    """Return a part without white space around it, blanks at line ends, and more than one empty line in a row."""
    return _EMPTY_LINES.sub("\n\n", _BLANKS_AT_LINE_END.sub("", text)).strip()
