"""Alembic, which changes the schema. It takes memory, so it is only loaded where there is something to change."""

from __future__ import annotations

import logging

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def scripts() -> Config:
    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    return config


def migrate(connection: Connection, to: str) -> None:
    """Bring the schema to this revision."""
    config = scripts()
    config.attributes["connection"] = connection
    command.upgrade(config, to)
