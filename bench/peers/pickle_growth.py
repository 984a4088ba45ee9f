"""How long PicklePersistence takes to write its file: ``python -m bench.peers.pickle_growth FOLDER COUNT...``.

Prints one JSON object a line: conversations, seconds of one write (the best of three), bytes of the file.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from telegram.ext import PicklePersistence

WORDS = "An answer of some length, such as people give in a talk like this one."


async def measure(folder: Path, count: int) -> dict[str, float]:
    path = folder / f"{count}.pickle"
    persistence: PicklePersistence[Any, Any, Any] = PicklePersistence(filepath=path)
    persistence.user_data = {chat: {"answers": [f"{WORDS} {n}" for n in range(5)]} for chat in range(count)}
    persistence.conversations = {"talk": {(chat, chat): 5 for chat in range(count)}}
    times = []
    for n in range(3):
        began = perf_counter()
        await persistence.update_conversation("talk", (0, 0), 6 + n)  # one answer of one person: all is written
        times.append(perf_counter() - began)
    return {"conversations": count, "seconds": min(times), "bytes": path.stat().st_size}


if __name__ == "__main__":
    for number in sys.argv[2:]:
        sys.stdout.write(json.dumps(asyncio.run(measure(Path(sys.argv[1]), int(number)))) + "\n")
