"""Run the bot under cProfile, each of its threads: ``python -m bench.profile OUT run --config FILE``."""

from __future__ import annotations

import cProfile
import pstats
import sys
import threading
import time

from bot.cli import main


def profiled(path: str, arguments: list[str]) -> int:
    """Run the bot's command line; write what all its threads did together to the file."""
    profiles = [cProfile.Profile(time.thread_time)]  # CPU, not waiting
    run = threading.Thread.run

    def run_profiled(self: threading.Thread) -> None:
        profile = cProfile.Profile(time.thread_time)
        profiles.append(profile)
        profile.runcall(run, self)

    threading.Thread.run = run_profiled  # type: ignore[method-assign]  # the one door that every thread goes through
    try:
        return profiles[0].runcall(main, arguments)
    finally:
        stats = pstats.Stats(profiles[0])
        for profile in profiles[1:]:
            stats.add(profile)
        stats.dump_stats(path)


if __name__ == "__main__":
    sys.exit(profiled(sys.argv[1], sys.argv[2:]))
