"""``make soak``: couples talk through the real bot while it is killed hundreds of times; prints what came of it."""

from __future__ import annotations

import argparse
import asyncio
import logging
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import structlog

from tests import databases
from tests.bot.deadly import Mode, soak


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=150, help="for each database and mode")
    parser.add_argument("--couples", type=int, default=4)
    parser.add_argument("--minutes", type=float, default=20, help="for each database and mode at most")
    parser.add_argument("--database", choices=(*databases.KINDS, "both"), default="both")
    parser.add_argument("--mode", choices=(*get_args(Mode), "both"), default="both")
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    kinds = databases.KINDS if options.database == "both" else (options.database,)
    modes = get_args(Mode) if options.mode == "both" else (options.mode,)
    most = {"kills": options.kills, "couples": options.couples, "seconds": 60 * options.minutes}
    try:
        for kind, mode in product(kinds, modes):
            with databases.using(kind), TemporaryDirectory() as folder:
                work = soak(Path(folder), mode=mode, **most)
                print(asyncio.run(work), flush=True)  # noqa: T201 -- what it is for
    finally:
        databases.stop()


if __name__ == "__main__":
    main()
