"""Nudges that are due, however many, are found apart from what moves a conversation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.drop_index("ix_timer_due_at", "timer")
    for name, which in (("nudges", "= 'nudge'"), ("others", "<> 'nudge'")):
        where = sa.text(f"kind {which}")
        op.create_index(f"ix_timer_due_at_{name}", "timer", ["due_at"], sqlite_where=where, postgresql_where=where)
