"""What people do by hand is remembered, what was delivered leaves a trace, a channel's troubles outlive a daemon."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
INSTANT = sa.BigInteger()


def upgrade() -> None:
    """Add columns to posts and applies, and the table of tombstones."""
    op.add_column("posts", sa.Column("overrides", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("posts", sa.Column("approvals", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("posts", sa.Column("approvals_required", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_posts_channel", "posts", ["channel"])
    op.add_column("applies", sa.Column("action", sa.String(), nullable=False, server_default="applied"))
    op.add_column("applies", sa.Column("attempts", ID, nullable=False, server_default="0"))
    op.add_column("applies", sa.Column("undone_at", INSTANT))
    # When the old applies were made is not known by attempts: none of them is undone past what was begun since.
    op.execute("UPDATE applies SET attempts = (SELECT coalesce(max(id), 0) FROM attempts)")
    op.create_table(
        "tombstones",
        sa.Column("key", KEY, nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("delivered_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_tombstones")),
    )
    op.add_column("parts", sa.Column("unsure_since", INSTANT))
    op.add_column("channels", sa.Column("quiet_until", INSTANT))
    op.add_column("channels", sa.Column("signs", sa.String(), nullable=False, server_default=""))
    op.add_column("channels", sa.Column("rests", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("channels", sa.Column("rests_until", INSTANT))
    op.add_column("channels", sa.Column("recovered_at", INSTANT))
    op.add_column("channels", sa.Column("told_at", INSTANT))
    op.create_table(
        "starts",
        sa.Column("id", ID, nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_starts")),
    )
    op.create_index("ix_starts_channel_at", "starts", ["channel", "at"])
    op.create_table(
        "troubles",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String()),
        sa.Column("reason", sa.String()),
        sa.Column("since", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("channel", "what", name=op.f("pk_troubles")),
    )
