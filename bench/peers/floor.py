"""The least that it takes: long polling with aiohttp, one SQLite transaction an update, one message sent."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

import aiohttp
import uvloop

from bench.peers import QUESTIONS, THANKS, TOKEN

SCHEMA = """
CREATE TABLE talk (chat INTEGER PRIMARY KEY, asked INTEGER NOT NULL);
CREATE TABLE answer (chat INTEGER NOT NULL, n INTEGER NOT NULL, words TEXT NOT NULL, PRIMARY KEY (chat, n));
CREATE TABLE seen (update_id INTEGER PRIMARY KEY);
"""


def opened(folder: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(folder / "floor.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.executescript(SCHEMA)
    return connection


def handle(database: sqlite3.Connection, update: dict[str, Any]) -> tuple[int, str]:
    """Write down one answer in one transaction, and return the chat and what is said next."""
    chat, text = update["message"]["chat"]["id"], update["message"]["text"]
    database.execute("BEGIN IMMEDIATE")
    database.execute("INSERT INTO seen VALUES (?)", (update["update_id"],))
    row = database.execute("SELECT asked FROM talk WHERE chat = ?", (chat,)).fetchone()
    asked = 0 if row is None else row[0]
    if row is not None:
        database.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", (chat, asked, text))
    database.execute("INSERT OR REPLACE INTO talk VALUES (?, ?)", (chat, asked + 1))
    database.execute("COMMIT")
    return chat, QUESTIONS[asked] if asked < len(QUESTIONS) else THANKS


async def main(url: str, folder: Path) -> None:
    database, offset = opened(folder), 0
    sending: set[asyncio.Task[None]] = set()
    connector = aiohttp.TCPConnector(limit=64)
    async with aiohttp.ClientSession(f"{url}/bot{TOKEN}/", connector=connector) as session:

        async def send(chat: int, text: str) -> None:
            async with session.post("sendMessage", data={"chat_id": chat, "text": text}) as response:
                await response.read()

        while True:
            async with session.post("getUpdates", data={"timeout": 50, "limit": 100, "offset": offset}) as response:
                updates = json.loads(await response.read())["result"]
            for update in updates:
                task = asyncio.create_task(send(*handle(database, update)))
                sending.add(task)
                task.add_done_callback(sending.discard)
                offset = update["update_id"] + 1
                await asyncio.sleep(0)


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1], Path(sys.argv[2])))
