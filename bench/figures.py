"""Figures out of many values."""

from __future__ import annotations

from collections.abc import Sequence


def percentile(ordered: Sequence[float], part: float) -> float:
    """Return the value that ``part`` in a hundred do not exceed; ``ordered`` rises and is not empty."""
    return ordered[min(int(len(ordered) * part / 100), len(ordered) - 1)]
