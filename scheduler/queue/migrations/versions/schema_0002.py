"""What a person does by hand is remembered with the post, undo knows more, and what was delivered leaves a trace."""

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
