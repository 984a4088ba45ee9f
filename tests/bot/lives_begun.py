"""Imported only by the process that lives are forked from: there all that a start makes is made before any begins."""

from __future__ import annotations

import gc

from tests.bot.lives import texts

texts()
gc.freeze()  # a start looks for cycles among all that there is
