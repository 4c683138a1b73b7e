"""Fuzz runs: a few cases beside the other tests, always the same; many, new each time, with ``make fuzz``.

A case that takes too long fails.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import HealthCheck, settings

EXPLORING = "FUZZ_CASES" in os.environ
CASES = int(os.environ.get("FUZZ_CASES", "40"))
SECONDS = 20

many = settings(
    max_examples=CASES,
    deadline=None,
    derandomize=not EXPLORING,
    suppress_health_check=[HealthCheck.too_slow],
)
"""Every fuzz test runs so many cases."""


@contextmanager
def in_time() -> Iterator[None]:
    """Raises TimeoutError in what takes more than SECONDS; not on Windows, which has no such alarm."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
