"""How long is fuzzed: briefly in ``make test``; ``REKNIT_FUZZ=200`` tries 200 times as much, by chance."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

TIMES = int(os.environ.get("REKNIT_FUZZ", "1"))


def tries(examples: int, *, shrinks: bool = True) -> settings:
    """Return the bounds of a test that makes so many tries in a short run: the same ones each time there.

    Not where ``shrinks`` is False: each try is a bot of its own, and a shorter one is found sooner by hand.
    """
    return settings(
        max_examples=examples * TIMES,
        deadline=None,  # a shared machine stalls longer than the default 200 ms
        derandomize=TIMES == 1,
        phases=(Phase.explicit, Phase.reuse, Phase.generate, *((Phase.shrink,) if shrinks else ())),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
    )
