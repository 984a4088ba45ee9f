"""``insert(...).on_conflict_do_...`` for either database.

SQLite's construct, which SQLAlchemy renders alike for PostgreSQL once it can tell that no constraint is named.
PostgreSQL's own would take 2 MB where the database is SQLite as well.
"""

from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.dialects.sqlite.dml import OnConflictClause

OnConflictClause.constraint_target = None  # type: ignore[attr-defined]  # what PostgreSQL's compiler looks at first

__all__ = ["insert"]
