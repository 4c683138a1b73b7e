"""What builds one after another share: the store, warm worker processes, and what was read and made before.

Nothing in it decides what a build gives: the first and the hundredth give what a clean one gives.
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
"""What draws charts. Loading it takes as long as all else that makes pages."""


class Session:
    """A context manager; leaving it ends the processes. They preload the chart library if ``draws``."""

    def __init__(self, store: Store, jobs: int | None = None, *, draws: bool = True) -> None:
        self.store = store
        self.workers = Workers(jobs or cores(), CHARTS if draws else ())
        self.memory = Memory()

    def __enter__(self) -> Self:
        with ExitStack() as context:
            self._scratch = Scratch()
            context.callback(self._scratch.close)
            context.push(self.workers)  # to be ended also if they are interrupted while they begin
            self.workers.__enter__()
            self._context = context.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._context.close()
        self.store.sweep()

    def folder(self) -> Path:
        """A new folder for files, which is there as long as the session."""
        return self._scratch.new_folder()

    def stay(self) -> None:
        """Exempt what is loaded now from garbage collection: a session that goes on keeps it."""
        gc.collect()
        gc.freeze()
