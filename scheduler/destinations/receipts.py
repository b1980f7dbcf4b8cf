"""Receipts: the receiver's id of a part, and what the next part of a thread needs of those before it.

A receipt is one text. Some platforms want the first part of a thread in every reply beside the one before (Bluesky's
`root`, Slack's `thread_ts`); there it reads `OWN ROOT`: the part's own id, a space, and the id of the first part, which
the first part itself leaves out. Ids have no spaces in them.
"""

from scheduler.destinations.destination import Context, Unbuildable


def chained(own: str, before: str | None) -> str:
    """Return the receipt of a part whose predecessor's is `before`: its own id and the root's."""
    return f"{own} {root_of(before)}" if before else own


def own_of(receipt: str) -> str:
    """Return the id of the part itself."""
    return receipt.partition(" ")[0]


def root_of(receipt: str) -> str:
    """Return the id of the first part of its thread."""
    return receipt.rpartition(" ")[2]


def replied_to(context: Context) -> str | None:
    """Return the receipt of the part before, None for the first part.

    Raises Unbuildable where there should be one and is none: sent all the same, the part would stand alone.
    """
    if context.part > 1 and not context.in_reply_to:
        raise Unbuildable("the part before it left no id to reply to; note it with  tminus queue resolve KEY sent --id")
    return context.in_reply_to if context.part > 1 else None
