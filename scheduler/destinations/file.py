"""A file of JSON lines on this machine: one line a part, with the generic webhook's fields.

Nothing travels by HTTP: `url` is a `file:` address, and delivery appends the body (sending is its business, not this
room's), writes it through to the disk, and answers with the statuses of HTTP. A key that stands in the file already is
not written again, so an attempt nobody knows about is simply repeated.
"""

from collections.abc import Sequence
from dataclasses import replace

from scheduler.destinations import webhook
from scheduler.destinations.destination import Context, Dedupe
from scheduler.destinations.outcomes import id_in, of_status
from scheduler.destinations.wire import Request, Response
from scheduler.model import Content, OnUnknown, Outcome


def build(content: Content, context: Context) -> Sequence[Request]:
    """Return the line of a part."""
    (posted,) = webhook.build(content, context)
    headers = (("content-type", "application/jsonl"), ("webhook-id", context.key))
    return (replace(posted, headers=headers, body=posted.body + b"\n"),)


def read(response: Response) -> Outcome:
    """Any 2xx is success; the key is the receipt."""
    return of_status(response, receipt=id_in(response))


DESTINATION = replace(
    webhook.DESTINATION,
    name="file",
    label="File of JSON lines",
    build=build,
    read=read,
    dedupe=Dedupe.RECEIVER,
    on_unknown=OnUnknown.RESEND,
    required=("path",),
    optional=(),
)
