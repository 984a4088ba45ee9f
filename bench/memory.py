"""How quick the machine's memory is just now: neighbours on the same processor can take the cache that it shares."""

from __future__ import annotations

from array import array
from time import perf_counter

LINE = 64
"""Bytes that a processor fetches at once."""
NEAR, FAR = 64 * 1024, 4 * 1024 * 1024
"""Bytes that every core keeps by itself, and that only a cache shared by all can."""
STEPS = 200_000


def look() -> float:
    """Return how many nanoseconds longer a look somewhere into 4 MB takes than into 64 KB: below 40 is quick."""
    return (_walk(_cycle(FAR)) - _walk(_cycle(NEAR))) * 1e9


def _cycle(size: int) -> array[int]:
    """Return so many bytes, in each line of which stands where the next is: once around through all, without order.

    That they are a power of two, the factor one more than a multiple of four, and the summand odd, makes it one round.
    """
    cycle, lines = array("I", bytes(size)), size // LINE
    for line in range(lines):
        cycle[line * LINE // 4] = (1_103_515_245 * line + 12_345) % lines * LINE // 4
    return cycle


def _walk(cycle: array[int]) -> float:
    """Return the seconds for a step, once the whole was seen."""
    place = 0
    for _ in range(len(cycle) * 4 // LINE):
        place = cycle[place]
    began = perf_counter()
    for _ in range(STEPS):
        place = cycle[place]
    return (perf_counter() - began) / STEPS
