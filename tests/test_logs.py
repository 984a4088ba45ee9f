"""P4: what other libraries log of an error tells what it is and where, never what it says."""

from __future__ import annotations

import subprocess
import sys

WORDS = "camera4711"
SCRIPT = """
import asyncio
from bot import logs

async def fails():
    raise ValueError(bytes.fromhex("{}").decode())

async def main():
    asyncio.create_task(fails())
    await asyncio.sleep(0)
    await asyncio.sleep(0)

logs.set_up("json")
asyncio.run(main())
"""


def test_P4_an_error_that_nobody_caught_is_logged_without_its_words() -> None:
    script = SCRIPT.format(WORDS.encode().hex())

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stderr.splitlines() == ["ERROR asyncio", "ValueError <string>:6"]
