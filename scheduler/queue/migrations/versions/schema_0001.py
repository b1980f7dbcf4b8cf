"""The first schema: posts and their parts, attempts, applies, events, channels, heartbeats.

It repeats what `tables.py` said then, for what that file says today is another schema.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
INSTANT = sa.BigInteger()


def words(name: str, *values: str) -> sa.Enum:
    """Return the type of a column of words, CHECKed."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=16)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "applies",
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("files", sa.String(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("revision", name=op.f("pk_applies")),
    )
    op.create_table(
        "beats",
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("owner", name=op.f("pk_beats")),
    )
    op.create_table(
        "channels",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("open", sa.Boolean(name="open", create_constraint=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("since", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_channels")),
    )
    op.create_table(
        "events",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_events_subject", "events", ["subject"], unique=False)
    op.create_table(
        "meta",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
    )
    op.create_table(
        "posts",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("campaign", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("wall", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=True),
        sa.Column("held", sa.Boolean(name="held", create_constraint=True), nullable=False),
        sa.Column("claims", sa.Text(), nullable=False),
        sa.Column("facts_used", sa.Text(), nullable=False),
        sa.Column("file", sa.String(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("column", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint("key", name=op.f("uq_posts_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "attempts",
        sa.Column("id", ID, nullable=False),
        sa.Column("post_id", ID, nullable=False),
        sa.Column("part_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("outcome", words("outcome", "delivered", "retry", "rejected", "unknown"), nullable=True),
        sa.Column("phase", words("phase", "not-sent", "partial", "sent", "answered"), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name=op.f("ck_attempts_ended")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_attempts_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
        sa.UniqueConstraint("part_id", "attempt", name=op.f("uq_attempts_part_id_attempt")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_attempts_post_id", "attempts", ["post_id"], unique=False)
    op.create_table(
        "parts",
        sa.Column("id", ID, nullable=False),
        sa.Column("post_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            words(
                "partstate",
                "awaiting",
                "scheduled",
                "sending",
                "delivered",
                "failed",
                "unknown",
                "expired",
                "cancelled",
            ),
            nullable=False,
        ),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("not_before", INSTANT, nullable=False),
        sa.Column("not_after", INSTANT, nullable=False),
        sa.Column("expiry", words("expiry", "untrue", "expires", "late"), nullable=False),
        sa.Column("ready_at", INSTANT, nullable=False),
        sa.Column("true_from", INSTANT, nullable=True),
        sa.Column("true_until", INSTANT, nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("lease", INSTANT, nullable=True),
        sa.CheckConstraint("(state = 'sending') = (lease IS NOT NULL)", name=op.f("ck_parts_leased")),
        sa.CheckConstraint("(owner IS NULL) = (lease IS NULL)", name=op.f("ck_parts_owned")),
        sa.CheckConstraint("length(content_hash) = 64", name=op.f("ck_parts_hash")),
        sa.CheckConstraint("not_before <= due_at AND due_at < not_after", name=op.f("ck_parts_window")),
        sa.CheckConstraint("number >= 1 AND attempt >= 0", name=op.f("ck_parts_counts")),
        sa.CheckConstraint("ready_at >= not_before", name=op.f("ck_parts_ready")),
        sa.CheckConstraint(
            "true_from IS NULL OR true_until IS NULL OR true_from < true_until", name=op.f("ck_parts_truth")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_parts_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parts")),
        sa.UniqueConstraint("post_id", "number", name=op.f("uq_parts_post_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_parts_state_not_after", "parts", ["state", "not_after"], unique=False)
    op.create_index("ix_parts_state_ready_at", "parts", ["state", "ready_at"], unique=False)
