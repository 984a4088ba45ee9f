"""``rekey``: puts every data key under the first of [privacy] keys, while the bot runs, so that the others can go."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from bot.app import random_bytes
from bot.host.line import Stopped, configured, tell
from bot.store import UNSCRUBBED, Store, look
from bot.vault import Vault

KEYS_AT_ONCE = 200
"""In one transaction: a few milliseconds, in which the bot cannot write."""
PAUSE_SECONDS = 0.02
"""Between two of them: whoever waits for SQLite only looks again after a while."""


def rekey(path: Path) -> int:
    """Rewrap what other keys hold, and say how much that was.

    Raises:
        Stopped: the bot has not been started with the first key, or a start would upgrade the database.
        StoreError: the database cannot be used.
        WrongKey: a key that is needed is not listed.
    """
    config = configured(path)
    vault = Vault(config.privacy.master_keys(), random_bytes)
    found = look(config.storage.url, vault)
    if found.before != found.after:
        raise Stopped("storage.url: the database waits for its upgrade; start the bot once with both keys first")
    store = Store(config.storage.url, vault)  # what is still to be listed is left to the bot, which knows where
    try:
        done = _rewrap(store)
        if done:  # the old wrappings are not to stay in the write-ahead log; else the bot tries again, within a day
            store.transact(lambda tx: tx.meta.set(UNSCRUBBED, "rekey"))
        asyncio.run(store.scrub())
    finally:
        store.close()
    tell(f"{done} data keys were put under the first key; now all are.")
    tell("The other keys can go from [privacy] keys; then start the bot again.")
    tell("Keep them elsewhere for as long as you keep backups from before: those open only with them.")
    return 0


def _rewrap(store: Store) -> int:
    if not store.transact(lambda tx: tx.keys.announced()):
        raise Stopped(
            "privacy.keys: the running bot does not know the first key; start the bot once with both keys first"
        )
    done = 0
    while some := store.transact(lambda tx: tx.keys.rewrap(KEYS_AT_ONCE)):
        done += some
        time.sleep(PAUSE_SECONDS)
    return done
