"""What a person can do about a receiver that does not take a post: by how it answered, or by what is in the way."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from scheduler.model import Channel
from scheduler.workspace import Workspace
from scheduler.workspace.secret_use import Kind

AGAIN = "tminus trigger {channel}"
COPY = "copy {address} from the receiver again, then  " + AGAIN

BY_STATUS: Mapping[range, str] = MappingProxyType(
    {
        range(200, 300): "put right what its answer says, then  " + AGAIN,
        range(300, 400): "write the new address into {address}, then  " + AGAIN,
        range(401, 402): "compare {key} with what the receiver has, then  " + AGAIN,
        range(403, 404): "let the receiver allow this sender, or compare {key} with what it has",
        range(404, 405): COPY,
        range(410, 411): COPY,
        range(429, 430): "wait for as long as it asks, then  " + AGAIN,
        range(400, 500): "its own words say what it does not take; look at its documentation",
        range(500, 600): "whoever runs the receiver has to look into its log; tminus has no part in it",
    }
)
"""The first range that holds a status decides."""

BY_REASON: Sequence[tuple[str, str]] = (
    ("the host name is not known", "look for a typing error in the host of {address}"),
    ("the connection was refused", "start the receiver, or put right the host and port of {address}"),
    ("not valid yet", "set this machine's clock:  timedatectl set-ntp true"),
    ("it has expired", "have whoever runs the receiver renew its certificate"),
    ("belongs to another", "put right the host of {address}, or the certificate at the receiver"),
    ("self-signed", "have the receiver get a certificate from an authority, or name it in SSL_CERT_FILE"),
    ("authority that is not trusted", "have the receiver send its whole chain, or name the authority in SSL_CERT_FILE"),
    ("the certificate is not valid", "have whoever runs the receiver renew its certificate"),
    ("does not speak TLS", "write http:// in place of https:// in {address}, if the receiver is in your own network"),
    ("too old", "have whoever runs the receiver switch on TLS 1.2 or 1.3"),
    ("allow_private on the channel", "if the receiver is yours, give the channel  allow_private  with its network"),
    ("blocked address", "write an address that the internet knows into {address}"),
    ("no connection within", "see whether the receiver is up, and whether the host and port of {address} are right"),
    ("there is no way to the host", "see whether this machine is online, and the host of {address} right"),
    ("address", "put right {address}"),
)
"""The first words that a reason contains decide."""

OTHERWISE = "see whether the receiver is up and well, then  " + AGAIN


def cure(workspace: Workspace, channel: Channel, *, status: int | None, reason: str) -> str:
    """Return what to do about an answer, or its absence; names of secrets stand in it, and no values."""
    if status is not None:
        words = next((words for statuses, words in BY_STATUS.items() if status in statuses), OTHERWISE)
    else:
        words = next((words for part, words in BY_REASON if part in reason), OTHERWISE)
    return words.format(
        channel=channel.name,
        address=_named(workspace, channel, Kind.ADDRESS) or "the channel's address",
        key=_named(workspace, channel, Kind.KEY, Kind.TOKEN, Kind.ADDRESS) or "the channel's secret",
    )


def _named(workspace: Workspace, channel: Channel, *kinds: Kind) -> str:
    """Return the names behind which a channel has its secrets, of the first of these kinds of which it has any."""
    for kind in kinds:
        uses = (use.name for use in workspace.secrets if use.channel == channel.name and use.kind is kind)
        if names := list(dict.fromkeys(uses)):
            return " and ".join(names)
    return ""
