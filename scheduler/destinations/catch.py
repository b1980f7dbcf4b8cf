"""The built-in receiver (`tminus catch`): the generic webhook's protocol, on this machine, with nothing to set up.

It drops repeats by `webhook-id`, so an attempt nobody knows about is simply sent again.
"""

from dataclasses import replace

from scheduler.destinations import webhook
from scheduler.destinations.destination import Dedupe
from scheduler.model import OnUnknown

DESTINATION = replace(
    webhook.DESTINATION,
    name="catch",
    label="Built-in receiver",
    dedupe=Dedupe.RECEIVER,
    on_unknown=OnUnknown.RESEND,
    required=(),
    optional=("url", "secret"),
    default_url="http://127.0.0.1:8787/{channel}",
    allow_private=("127.0.0.0/8", "::1/128"),
)
