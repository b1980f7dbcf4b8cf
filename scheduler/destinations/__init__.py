"""Where posts travel: one file a destination, each a pure `build`, a pure `read`, and its abilities as data.

Adding a destination is adding a file with a `DESTINATION` constant (and its cases); there is no list to edit.
"""

from functools import cache

from scheduler.destinations.destination import Context, Dedupe, Destination, Endpoint, Option, Unbuildable
from scheduler.destinations.outcomes import Fault, of_status, without_answer
from scheduler.destinations.receipts import chained
from scheduler.destinations.retry_after import used_up
from scheduler.destinations.wire import Request, Response
from scheduler.discovery import discover
from scheduler.errors import WorkspaceError, did_you_mean

__all__ = [
    "Context",
    "Dedupe",
    "Destination",
    "Endpoint",
    "Fault",
    "Option",
    "Request",
    "Response",
    "Unbuildable",
    "chained",
    "get",
    "names",
    "of_status",
    "used_up",
    "without_answer",
]


@cache
def _known() -> dict[str, Destination]:
    return dict(discover(__name__, "DESTINATION", Destination))


def names() -> list[str]:
    """Return the names a channel can give as its `destination`."""
    return sorted(_known())


def get(name: str) -> Destination:
    """Return the destination of that name; raise WorkspaceError `destination-unknown` if there is none."""
    try:
        return _known()[name]
    except KeyError:
        hint = did_you_mean(name, names()) or f"known destinations: {', '.join(names())}"
        raise WorkspaceError.of("destination-unknown", f'There is no destination "{name}"', hint) from None
