"""What consecutive builds share: the cache on disk, warm worker processes, and in-process memoization.

It never affects results: every build of a session gives the same bytes as a clean one.
"""

from __future__ import annotations

import gc
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from yanbao.disk import Scratch
from yanbao.memory import Memory
from yanbao.pipeline.store import Store
from yanbao.pipeline.workers import Workers, cores

CHARTS = ("yanbao.charts.drawing",)
"""The module that draws charts. Importing it takes as long as everything else that makes pages."""


class Session:
    """A context manager; leaving it ends the worker processes. They preload the chart library if ``draws``."""

    def __init__(self, store: Store, jobs: int | None = None, *, draws: bool = True) -> None:
        self.store = store
        self.workers = Workers(jobs or cores(), CHARTS if draws else ())
        self.memory = Memory()

    def __enter__(self) -> Self:
        with ExitStack() as context:
            self._scratch = Scratch()
            context.callback(self._scratch.close)
            context.push(self.workers)  # first, so that workers are ended even if starting them is interrupted
            self.workers.__enter__()
            self._context = context.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._context.close()
        self.store.sweep()

    def folder(self) -> Path:
        """A new temporary folder that lives as long as the session."""
        return self._scratch.new_folder()

    def stay(self) -> None:
        """Exempt what is loaded now from garbage collection, for a session that goes on."""
        gc.collect()
        gc.freeze()

    def rest(self) -> None:
        """Free what only helps while builds follow each other closely: worker processes, and unused memory."""
        self.workers.rest()
        self.store.sweep()
