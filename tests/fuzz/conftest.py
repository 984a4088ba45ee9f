from __future__ import annotations

from tests.bot.conftest import commands, quiet_log, texts_once

__all__ = ["commands", "quiet_log", "texts_once"]
