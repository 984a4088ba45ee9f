"""The first schema.

Written out rather than drawn from the tables: what a release did stays as it was.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", ID, nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("settings", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("consented_at", sa.BigInteger()),
        sa.Column("unreachable_since", sa.BigInteger()),
        sa.Column("last_nudged_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("telegram_id", name="uq_person_telegram_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "couple",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("group_chat", sa.BigInteger()),
        sa.Column("group_alone", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_couple"),
        sa.UniqueConstraint("group_chat", name="uq_couple_group_chat"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "member",
        sa.Column("couple_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("partner", sa.Text(), nullable=False),
        sa.Column("left_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("couple_id", "partner", name="pk_member"),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name="fk_member_couple_id_couple", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_member_person_id_person", ondelete="CASCADE"),
    )
    op.create_index("ix_member_person_id", "member", ["person_id"])
    op.create_index(
        "uq_member_person_id_active",
        "member",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("left_at IS NULL"),
        postgresql_where=sa.text("left_at IS NULL"),
    )
    op.create_table(
        "invitation",
        sa.Column("id", ID, nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger()),
        sa.Column("used_at", sa.BigInteger()),
        sa.Column("used_by", ID),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_invitation_person_id_person", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["used_by"], ["person.id"], name="fk_invitation_used_by_person", ondelete="SET NULL"),
        sa.UniqueConstraint("token_hash", name="uq_invitation_token_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_invitation_person_id", "invitation", ["person_id"])
    op.create_table(
        "session",
        sa.Column("id", ID, nullable=False),
        sa.Column("flow", sa.Text(), nullable=False),
        sa.Column("person_id", ID),
        sa.Column("couple_id", ID),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.BigInteger()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_session_person_id_person", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name="fk_session_couple_id_couple", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_session_couple_id_finished_at", "session", ["couple_id", "finished_at"])
    op.create_index("ix_session_person_id_finished_at", "session", ["person_id", "finished_at"])
    op.create_table(
        "answer",
        sa.Column("id", ID, nullable=False),
        sa.Column("session_id", ID, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("author", ID, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name="fk_answer_session_id_session", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["author"], ["person.id"], name="fk_answer_author_person", ondelete="CASCADE"),
        sa.UniqueConstraint("session_id", "n", name="uq_answer_session_id_n"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_answer_author", "answer", ["author"])
    op.create_table(
        "record",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID),
        sa.Column("couple_id", ID),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_record"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_record_person_id_person", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name="fk_record_couple_id_couple", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_record_couple_id_name", "record", ["couple_id", "name"])
    op.create_index("ix_record_person_id_name", "record", ["person_id", "name"])
    op.create_table(
        "timer",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("session_id", ID),
        sa.Column("person_id", ID),
        sa.Column("couple_id", ID),
        sa.Column("partner", sa.Text()),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_timer"),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_timer_session_id_session", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_timer_person_id_person", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name="fk_timer_couple_id_couple", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_timer_couple_id", "timer", ["couple_id"])
    op.create_index("ix_timer_due_at", "timer", ["due_at"])
    op.create_index("ix_timer_person_id", "timer", ["person_id"])
    op.create_index("ix_timer_session_id", "timer", ["session_id"])
    op.create_table(
        "shown",
        sa.Column("id", ID, nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("session_id", ID),
        sa.Column("partner", sa.Text()),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Integer()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("person_id", ID),
        sa.Column("couple_id", ID),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_shown"),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_shown_session_id_session", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_shown_person_id_person", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name="fk_shown_couple_id_couple", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_shown_chat_closed", "shown", ["chat", "closed"])
    op.create_index("ix_shown_chat_message_id", "shown", ["chat", "message_id"])
    op.create_index("ix_shown_couple_id", "shown", ["couple_id"])
    op.create_index("ix_shown_person_id", "shown", ["person_id"])
    op.create_index("ix_shown_session_id_partner_closed", "shown", ["session_id", "partner", "closed"])
    op.create_table(
        "outbox",
        sa.Column("id", ID, nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("person_id", ID),
        sa.Column("couple_id", ID),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("shown_id", ID),
        sa.Column("author", ID),
        sa.Column("together", sa.Boolean(), nullable=False),
        sa.Column("remove_after", sa.Integer()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_outbox_person_id_person", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name="fk_outbox_couple_id_couple", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["shown_id"], ["shown.id"], name="fk_outbox_shown_id_shown", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["author"], ["person.id"], name="fk_outbox_author_person", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_chat_state_id", "outbox", ["chat", "state", "id"])
    op.create_index("ix_outbox_expires_at", "outbox", ["expires_at"])
    op.create_index("ix_outbox_state_not_before", "outbox", ["state", "not_before"])
    op.create_index("ix_outbox_state_priority_id", "outbox", ["state", "priority", "id"])
    op.create_table(
        "seen_update",
        sa.Column("update_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name="pk_seen_update"),
    )
    op.create_index("ix_seen_update_at", "seen_update", ["at"])
    op.create_table(
        "note_update",
        sa.Column("update_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name="pk_note_update"),
    )
    op.create_table(
        "meta",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_meta"),
    )
