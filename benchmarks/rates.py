"""How often a second something can be done."""

import time
from collections.abc import Callable, Sequence

RUNS = 5


def rate(act: Callable[[str], object], texts: Sequence[str], seconds: float = 0.2) -> float:
    """Return texts per second: all of them over and over for that long, the best of five runs."""
    best = 0.0
    for _ in range(RUNS):
        started, count, took = time.perf_counter(), 0, 0.0
        while took < seconds:
            for text in texts:
                act(text)
            count += len(texts)
            took = time.perf_counter() - started
        best = max(best, count / took)
    return best
