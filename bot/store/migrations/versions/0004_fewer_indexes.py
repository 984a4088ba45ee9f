"""A message on somebody's screen is in fewer indexes, and is not moved in them when it is closed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for name, table in (
        ("ix_outbox_expires_at", "outbox"),
        ("ix_shown_chat_closed", "shown"),
        ("ix_shown_session_id_partner_closed", "shown"),
        ("ix_shown_couple_id", "shown"),
    ):
        op.drop_index(name, table)
    op.create_index("ix_shown_session_id_partner_turn", "shown", ["session_id", "partner", "turn"])
    in_group = sa.text("couple_id IS NOT NULL")
    op.create_index("ix_shown_couple_id", "shown", ["couple_id"], sqlite_where=in_group, postgresql_where=in_group)
    op.create_index(
        "ix_shown_chat_words",
        "shown",
        ["chat"],
        sqlite_where=sa.text("closed = 0 AND words = 1"),
        postgresql_where=sa.text("closed = false AND words = true"),
    )
