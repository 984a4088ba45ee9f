"""``insert(...).on_conflict_do_...``: PostgreSQL's construct, which SQLAlchemy renders alike for SQLite."""

from sqlalchemy.dialects.postgresql import insert

__all__ = ["insert"]
