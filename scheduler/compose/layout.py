"""From texts to the contents that are frozen, hashed and sent."""

from collections.abc import Sequence

from scheduler.compose.counters import numbered
from scheduler.compose.reading import PART_LINE
from scheduler.compose.render import tidy
from scheduler.compose.split import split_further
from scheduler.errors import Place, Problem, WorkspaceError
from scheduler.model import Content, Image
from scheduler.platforms import Platform


def literal(text: str, platform: Platform, link: str | None = None) -> tuple[str, ...]:
    """Return literal text (of a spreadsheet) as parts in the platform's dialect; a line `---` starts the next part.

    `link` travels beside the text; where the platform shows no card for it, it is appended to the first part, unless
    the text has it already.
    """
    parts = [tidy(part) for part in PART_LINE.split(platform.normalise(text))]
    if link and not platform.shows_card and not any(link in part for part in parts):
        first = next((at for at, part in enumerate(parts) if part), 0)
        parts[first] = f"{parts[first]}\n\n{link}".strip()
    return tuple(platform.escape(part) for part in parts if part)


def lay_out(  # noqa: PLR0913 - what makes a thread of it, and what travels with it
    parts: Sequence[str],
    platform: Platform,
    *,
    can_thread: bool,
    splits: bool = True,
    number: str | None = None,
    max_parts: int | None = None,
    link: str | None = None,
    image: Image | None = None,
    place: Place | None = None,
) -> tuple[Content, ...]:
    """Return the contents of a post, each within the platform's limit, ready to be frozen.

    What is too long for one part becomes several where `splits` allows it, and platform and destination can; parts
    get their counters if `number` says how they look. Where nothing can thread, parts are joined by an empty line.
    `link` and `image` travel with the first part. Raises WorkspaceError `length-over` (one problem a part),
    `cannot-thread`, `cannot-split`, or `too-many-parts` where there are more than `max_parts`.
    """
    first = platform.with_media() if image else platform  # some platforms bound a text that goes with a picture closer
    threads = can_thread and platform.threads
    normal = [platform.normalise(part) for part in parts]
    texts = (
        _threaded(normal, first, number, max_parts, place, splits=splits) if threads else _joined(normal, first, place)
    )
    problems = [
        _too_long(text, counted, place, f"part {at} of {len(texts)}" if len(texts) > 1 else "the post")
        for at, text in enumerate(texts, start=1)
        if (counted := first if at == 1 else platform).over(text)
    ]
    if problems:
        raise WorkspaceError(*problems)
    return tuple(
        Content(
            text=text,
            entities=platform.find_entities(text),
            link=None if at else link,
            image=None if at else image,
        )
        for at, text in enumerate(texts)
    )


def _joined(parts: list[str], platform: Platform, place: Place | None) -> list[str]:
    """Return the parts as one text, for a destination that cannot thread."""
    joined = "\n\n".join(parts)
    if len(parts) > 1 and platform.over(joined):
        message = (
            f"the {len(parts)} parts cannot go out as a thread on {platform.label} here, and joined they are "
            f"{_amount(joined, platform)}"
        )
        own = f"add {{% block {platform.name} %}} to the template with one short text"
        hint = f"shorten it, or {own if place and place.file.endswith('.j2') else 'take the line --- out'}"
        raise WorkspaceError.of("cannot-thread", message, hint, place)
    return [joined]


def _threaded(
    parts: list[str],
    platform: Platform,
    number: str | None,
    max_parts: int | None,
    place: Place | None,
    *,
    splits: bool,
) -> list[str]:
    """Return the parts with their counters; each that is too long as several, where `splits` allows it."""
    if not splits:
        return numbered(parts, number)
    try:
        return split_further(parts, platform, number, max_parts=max_parts)
    except WorkspaceError as error:
        if len(parts) > 1 and any(problem.code == "cannot-split" for problem in error.problems):
            return numbered(parts, number)  # which part is too long says more than which word is
        placed = (each if each.code == "too-many-parts" else each.at(place) for each in error.problems)
        raise WorkspaceError(*placed) from None  # how many parts there may be is no matter of the template


def _too_long(text: str, platform: Platform, place: Place | None, what: str) -> Problem:
    notes = [note for note in platform.explain(text) if "count" in note]
    hint = "shorten it" + (f" ({'; '.join(notes)})" if notes else "") + ", or split it with a line ---"
    return Problem(code="length-over", message=f"{what} is {_amount(text, platform)}", hint=hint, place=place)


def _amount(text: str, platform: Platform) -> str:
    """Return by how much a text is too long, as in "12 weighted characters too long for X (292 of 280)"."""
    over, length = platform.over(text), platform.length(text)
    if length > platform.limit:
        return f"{over:,} {platform.unit} too long for {platform.label} ({length:,} of {platform.limit:,})"
    return f"{over:,} bytes too long for {platform.label} ({platform.byte_length(text):,} of {platform.byte_limit:,})"
