"""Updates that could not be handled are kept, sealed, where there was only a note of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    parked = op.create_table(
        "parked_update",
        sa.Column("id", ID, nullable=False),
        sa.Column("update_id", sa.BigInteger()),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("sender", sa.BigInteger()),
        sa.Column("chat", sa.BigInteger()),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_parked_update"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_parked_update_at", "parked_update", ["at"])
    # A note had no body. One of an update that was merely of no use is not kept: there is nothing to look into.
    noted = sa.table("note_update", sa.column("update_id"), sa.column("at"), sa.column("reason"))
    copied = sa.select(noted.c.update_id, noted.c.at, noted.c.reason, sa.literal(b"", sa.LargeBinary()))
    copied = copied.where(noted.c.reason.in_(("bug", "malformed"))).order_by(noted.c.update_id)
    op.execute(parked.insert().from_select(["update_id", "at", "reason", "body"], copied))
    op.drop_table("note_update")
