"""The queue's tables: the only truth about what goes out, when, and what became of it.

Instants are integer microseconds UTC, states and reasons are words, documents are JSON text: nothing in here is a
pickle or a BLOB, and every row can be read with the database's own shell. CHECK constraints refuse what no statement of
ours writes, so that a repair by hand cannot break what the daemon relies on.
"""

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    Enum,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from scheduler.model import Expiry, PartState, Phase
from scheduler.queue.database.columns import ID, KEY, Instant, flag, words

SCHEMA: Final = "0002"
"""The revision of this schema, as Alembic names it. Revisions are four digits and grow."""

OUTCOMES: Final = ("delivered", "retry", "rejected", "unknown")
"""What became of an attempt, as DESIGN section 10 writes it in the log."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    },
)

posts = Table(
    "posts",
    metadata,
    Column("id", ID, primary_key=True),
    Column("key", KEY, nullable=False, unique=True),
    Column("campaign", String, nullable=False),
    Column("step", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("platform", String, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("zone", String, nullable=False),
    Column("wall", String, nullable=False),
    Column("rule", String, nullable=False),  # the `when` of model.Post, a reserved word of SQL
    Column("expires_at", Instant),
    Column("held", flag("held"), nullable=False),
    # JSON lists: what was done by hand and holds; every approval ever given. How many approvals it takes.
    Column("overrides", Text, nullable=False, server_default="[]"),
    Column("approvals", Text, nullable=False, server_default="[]"),
    Column("approvals_required", Integer, nullable=False, server_default="0"),
    Column("claims", Text, nullable=False),
    Column("facts_used", Text, nullable=False),
    Column("file", String),
    Column("line", Integer),
    Column("column", Integer),
    Index("ix_posts_channel", "channel"),
    sqlite_autoincrement=True,  # an id that was deleted must never name another row
)

parts = Table(
    "parts",
    metadata,
    Column("id", ID, primary_key=True),
    Column("post_id", ID, ForeignKey(posts.c.id), nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", words(PartState), nullable=False),
    Column("content", Text, nullable=False),  # the JSON that content_hash is the SHA-256 of, to the byte
    Column("content_hash", String, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("not_after", Instant, nullable=False),
    Column("expiry", words(Expiry), nullable=False),
    Column("ready_at", Instant, nullable=False),
    Column("true_from", Instant),
    Column("true_until", Instant),
    Column("attempt", Integer, nullable=False),
    Column("receipt", String),
    Column("reason", String),
    Column("unsure_since", Instant),  # when the first attempt began that may have arrived, and is being repeated
    Column("owner", String),
    Column("lease", Instant),  # wall time; the other instants are campaign time
    UniqueConstraint("post_id", "number"),
    CheckConstraint("not_before <= due_at AND due_at < not_after", name="window"),
    CheckConstraint("ready_at >= not_before", name="ready"),
    CheckConstraint("true_from IS NULL OR true_until IS NULL OR true_from < true_until", name="truth"),
    CheckConstraint("(state = 'sending') = (lease IS NOT NULL)", name="leased"),
    CheckConstraint("(owner IS NULL) = (lease IS NULL)", name="owned"),
    CheckConstraint("number >= 1 AND attempt >= 0", name="counts"),
    CheckConstraint("length(content_hash) = 64", name="hash"),
    # Not partial on purpose: SQLite uses a partial index only where the state stands in the statement, not for a
    # parameter (research/queue.md section 3). Leases need no index: few parts are `sending`.
    Index("ix_parts_state_ready_at", "state", "ready_at"),
    Index("ix_parts_state_not_after", "state", "not_after"),
    sqlite_autoincrement=True,  # an id that was deleted must never name another row
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", ID, primary_key=True),
    Column("post_id", ID, ForeignKey(posts.c.id), nullable=False),
    Column("part_id", ID, nullable=False),  # no foreign key: a reworded post may have lost the part
    Column("number", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("owner", String, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("outcome", Enum(*OUTCOMES, name="outcome", native_enum=False, create_constraint=True, length=16)),
    Column("phase", words(Phase)),
    Column("status", Integer),
    Column("reason", String),
    UniqueConstraint("part_id", "attempt"),
    CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name="ended"),
    Index("ix_attempts_post_id", "post_id"),
    sqlite_autoincrement=True,  # an id that was deleted must never name another row
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("key", KEY, primary_key=True),  # of a post that was delivered, and is no longer kept
    Column("content_hash", String, nullable=False),
    Column("delivered_at", Instant, nullable=False),
)

applies = Table(
    "applies",
    metadata,
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("user", String, nullable=False),
    Column("action", String, nullable=False, server_default="applied"),  # or what was done by hand: paused, moved, ...
    Column("files", String, nullable=False),  # hash of the files the plan was made from; empty for a hand
    Column("attempts", ID, nullable=False, server_default="0"),  # the last one before it; a later one stops undo
    Column("undone_at", Instant),
    Column("before", Text, nullable=False),  # JSON {post key: the post's rows as they were, null: there was none}
)

events = Table(
    "events",
    metadata,
    Column("id", ID, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("user", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),  # a post key, a part key, `channel:NAME` or `queue`
    Column("detail", Text, nullable=False),  # a JSON object
    Index("ix_events_subject", "subject"),
    sqlite_autoincrement=True,  # an id that was deleted must never name another row
)

channels = Table(
    "channels",
    metadata,
    Column("name", String, primary_key=True),
    Column("open", flag("open"), nullable=False),  # a channel without a row is open
    Column("reason", String),
    Column("since", Instant, nullable=False),
    Column("quiet_until", Instant),  # its receiver asked to be left alone
    # The breaker (breaker.py): what the last attempts said of the receiver, how often it has rested in a row, until
    # when it rests, and when it was last well again.
    Column("signs", String, nullable=False, server_default=""),
    Column("rests", Integer, nullable=False, server_default="0"),
    Column("rests_until", Instant),
    Column("recovered_at", Instant),
    Column("told_at", Instant),  # the last notice about it (notices.py)
)

starts = Table(  # of attempts on channels with a rate, as far back as the rate looks
    "starts",
    metadata,
    Column("id", ID, primary_key=True),
    Column("channel", String, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_starts_channel_at", "channel", "at"),
)

troubles = Table(  # what somebody is to be told of a channel, until it is told
    "troubles",
    metadata,
    Column("channel", String, primary_key=True),
    Column("what", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("key", String),  # the first part that it befell
    Column("reason", String),
    Column("since", Instant, nullable=False),
)

meta = Table("meta", metadata, Column("name", String, primary_key=True), Column("value", Text, nullable=False))

beats = Table(
    "beats",
    metadata,
    Column("owner", String, primary_key=True),
    Column("pid", Integer, nullable=False),
    Column("at", Instant, nullable=False),  # wall time
)

alembic_version = Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))
