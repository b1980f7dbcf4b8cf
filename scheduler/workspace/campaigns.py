"""config/campaigns/NAME.yaml: the shape, what it points to, then a Campaign if all of that is right."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from scheduler.errors import Place, Problem, Severity
from scheduler.model import NOTICES, Campaign, Event, Facts, Image, Moment, Recurrence, Step, Template, WallTime
from scheduler.plan.calendar import resolve
from scheduler.workspace.allowing import allow_problems
from scheduler.workspace.channels import utm_of
from scheduler.workspace.facts_links import linked_facts
from scheduler.workspace.fields import suggested_name
from scheduler.workspace.occurrences import recurrence_problem
from scheduler.workspace.problems import read_shape
from scheduler.workspace.references import Known, reference_problems
from scheduler.workspace.shapes.campaigns import CampaignShape, Posted, RecurrenceShape, StepShape
from scheduler.workspace.shapes.shape import Attached
from scheduler.workspace.tree import EACH, Document, Pattern, TextNode

RESERVED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "posts": "that is what the rows of config/posts belong to",
        NOTICES: "that is what the daemon's own notices belong to",
    }
)
"""The names that no campaign of a file can have, and why."""

_CHANNELS: Final[tuple[Pattern, ...]] = (
    ("channels", EACH),
    ("steps", EACH, "channels", EACH),
    ("recurring", EACH, "channels", EACH),
)
_TEMPLATES: Final[tuple[Pattern, ...]] = (
    ("steps", EACH, "template"),
    ("recurring", EACH, "template"),
    ("recurring", EACH, "rotate", EACH),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a campaign may refer to. `channels` is None where channels.yaml could not be read."""

    root: Path
    zone: str
    channels: frozenset[str] | None
    templates: Mapping[str, Template]
    read_facts: Callable[[Path], Facts]  # may raise WorkspaceError


def read_campaign(name: str, document: Document, around: Surroundings) -> tuple[Campaign | None, tuple[Problem, ...]]:
    """Return the campaign of a file, or None and every problem that keeps it from being one."""
    if document.root is None:
        return None, document.problems
    shape, found = read_shape(document, CampaignShape)
    facts, facts_problems = linked_facts(document, around.root, around.read_facts)
    problems = (
        *document.problems,
        *_file_name_problems(name, document),
        *found,
        *_references(document, around),
        *_double_names(document),
        *_without_channels(document),
        *allow_problems(document, (), ("steps", EACH), ("recurring", EACH)),
        *facts_problems,
        *(_recurrences(shape, document) if shape else ()),
    )
    if shape is None or any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    return _campaign(name, shape, document, facts, around.zone), problems


def _file_name_problems(name: str, document: Document) -> Iterator[Problem]:
    place = Place(file=document.file)
    suggested = suggested_name(name)
    if suggested != name:
        message = f'"{name}" is no name for a campaign: small letters, digits and dashes, at most 40'
        yield Problem(code="name-invalid", message=message, hint=f"rename the file to {suggested}.yaml", place=place)
    if name in RESERVED:
        message = f'A campaign cannot be named "{name}": {RESERVED[name]}'
        yield Problem(code="name-reserved", message=message, hint="rename the file", place=place)


def _references(document: Document, around: Surroundings) -> Iterator[Problem]:
    channels = Known("channel", around.channels, "add one to config/channels.yaml")
    templates = Known("template", around.templates, "add one to templates/, as templates/countdown.j2")
    rules = (*((each, channels) for each in _CHANNELS), *((each, templates) for each in _TEMPLATES))
    return reference_problems(document, rules)


def _names(document: Document) -> Iterator[tuple[tuple[str | int, ...], TextNode]]:
    yield from document.find("steps", EACH, "name")
    yield from document.find("recurring", EACH, "name")


def _double_names(document: Document) -> Iterator[Problem]:
    lines: dict[str | None, int] = {}
    for path, node in _names(document):
        if node.text in lines:
            hint = f"the first one is in line {lines[node.text]}; give this one another name"
            message = f'Two steps are named "{node.text}"'
            yield document.problem(document.value_span(path), "step-twice", message, hint)
        elif node.text:
            lines[node.text] = node.span.line
    for kind in ("steps", "recurring"):
        for path, node in document.find(kind, EACH, "was"):
            if node.text in lines:
                message = f'"{node.text}" was not renamed: a step of that name is in line {lines[node.text]}'
                hint = "remove was, or the old step"
                yield document.problem(document.value_span(path), "step-twice", message, hint)


def _without_channels(document: Document) -> Iterator[Problem]:
    if document.plain(("channels",)):
        return
    for path, node in _names(document):
        if not document.plain((*path[:-1], "channels")):
            message = f'"{node.text}" goes nowhere: neither it nor its campaign has channels'
            hint = "add a line such as  channels: [x, bluesky]"
            yield document.problem(document.key_span(path[:-1]), "key-missing", message, hint)


def _recurrences(shape: CampaignShape, document: Document) -> Iterator[Problem]:
    for number, each in enumerate(shape.recurring):
        if trouble := recurrence_problem(each.every, each.first, each.until, each.times):
            path = ("recurring", number, trouble.key)
            yield document.problem(document.value_span(path), trouble.code, trouble.message, trouble.hint)


def _campaign(name: str, shape: CampaignShape, document: Document, facts: Facts | None, zone: str) -> Campaign:
    event = None
    if shape.event:
        place = document.place(document.key_span(("event",)))
        event = Event(release=shape.event.release, time=shape.event.time, zone=shape.event.zone or zone, place=place)
    here = event.zone if event else zone
    return Campaign(
        name=name,
        steps=tuple(_step(each, _at(document, "steps", number), here) for number, each in enumerate(shape.steps)),
        recurring=tuple(
            _recurrence(each, _at(document, "recurring", number)) for number, each in enumerate(shape.recurring)
        ),
        channels=tuple(shape.channels),
        facts=facts,
        event=event,
        tags=tuple(shape.tags),
        language=shape.language,
        link=shape.link,
        image=image_of(shape),
        utm=utm_of(shape.utm),
        allow=MappingProxyType(shape.allow),
        place=Place(file=document.file, line=1, column=1),
    )


def _at(document: Document, kind: str, number: int) -> Place:
    return document.place(document.key_span((kind, number)))


def image_of(shape: Attached) -> Image | None:
    """Return the picture with what it shows, if there is one."""
    return Image(url=shape.image, alt=shape.alt) if shape.image else None


def _step(shape: StepShape, place: Place, zone: str) -> Step:
    return Step(
        when=shape.when,
        template=shape.template,
        true_from=_instant(shape.true_from, zone),
        true_until=_instant(shape.true_until, zone),
        **_posted(shape, place),
    )


def _recurrence(shape: RecurrenceShape, place: Place) -> Recurrence:
    return Recurrence(
        every=shape.every,
        templates=tuple(shape.rotate or [shape.template or ""]),
        first=shape.first,
        until=shape.until,
        times=shape.times,
        **_posted(shape, place),
    )


def _posted(shape: Posted, place: Place) -> dict[str, Any]:
    """Return the fields that steps and recurrences have in common."""
    return {
        "name": shape.name,
        "channels": tuple(shape.channels) if shape.channels else None,
        "thread": shape.thread is not None,
        "thread_number": shape.thread.number if shape.thread else None,
        "max_parts": shape.thread.max_parts if shape.thread else None,
        "expires": shape.expires,
        "link": shape.link,
        "image": image_of(shape),
        "was": shape.was,
        "allow": MappingProxyType(shape.allow),
        "place": place,
    }


def _instant(rule: WallTime | Moment | None, zone: str) -> datetime | None:
    match rule:
        case WallTime(local=local):
            return resolve(local, zone).instant
        case Moment(instant=instant):
            return instant
        case None:
            return None
