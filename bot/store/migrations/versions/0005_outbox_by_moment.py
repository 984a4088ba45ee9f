"""A call that waits for no moment, as nearly all do, is not looked for by one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.drop_index("ix_outbox_state_not_before", "outbox")
    where = sa.text("state IN ('held', 'later')")
    op.create_index(
        "ix_outbox_state_not_before", "outbox", ["state", "not_before"], sqlite_where=where, postgresql_where=where
    )
