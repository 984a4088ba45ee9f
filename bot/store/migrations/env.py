"""Alembic's entry: runs the migrations over the connection that ``bot.store.migrate`` hands in."""

from alembic import context

from bot.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
    transactional_ddl=True,  # all migrations or none: the transaction is the caller's
)
context.run_migrations()
