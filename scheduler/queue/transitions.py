"""The one way to change a part's state: a statement that cannot say what `model.TRANSITIONS` does not allow."""

from sqlalchemy import Update, or_, update

from scheduler.model import TRANSITIONS, PartState
from scheduler.queue.database.tables import parts


def move(target: PartState, *sources: PartState) -> Update:
    """Return the UPDATE of parts from one of `sources` to `target`; the caller narrows it and adds what else changes.

    A part that is not in one of the sources is left alone. Leaving `sending` gives the lease back. A source equal to
    the target is a part that stays. Raises ValueError for a move the table of transitions does not have.
    """
    if not sources:
        raise ValueError(f"{target} is entered from somewhere")
    for source in sources:
        if source is not target and target not in TRANSITIONS[source]:
            raise ValueError(f"no part moves from {source} to {target}")
    among = or_(*(parts.c.state == source for source in sources))  # IN (...) cannot be sent for many rows at once
    statement = update(parts).where(among).values(state=target)
    return statement if target is PartState.SENDING else statement.values(owner=None, lease=None)
