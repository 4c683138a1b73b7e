"""What consecutive builds share: the cache on disk, warm worker processes, and in-process memoization.

It never affects results: every build of a session gives the same bytes as a clean one.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from copy import copy
from pathlib import Path
from typing import Self

from yanbao.disk import Scratch
from yanbao.memory import Memory
from yanbao.pipeline.store import Store
from yanbao.pipeline.workers import Workers, cores

CHARTS = ("yanbao.charts.drawing",)
"""The module that draws charts. Importing it takes as long as everything else that makes pages."""


class Session:
    """A context manager; leaving it ends the worker processes. They preload the chart library if ``draws``.

    Temporary files are in ``inside``, if it is a folder of another process.
    """

    def __init__(
        self, store: Store, jobs: int | None = None, *, draws: bool = True, inside: Path | None = None
    ) -> None:
        self.store = store
        self._inside = inside
        self.workers = Workers(jobs or cores(), CHARTS if draws else ())
        self.memory = Memory()

    def __enter__(self) -> Self:
        with ExitStack() as context:
            self._scratch = Scratch(self._inside)
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

    @contextmanager
    def for_one(self) -> Iterator[Session]:
        """The session for one of very many reports: what it remembers and its temporary files go when it is made."""
        one = copy(self)
        one.memory = self.memory.copy()
        one._scratch = Scratch(self._scratch.folder)  # noqa: SLF001 - its own class
        try:
            yield one
        finally:
            one._scratch.close()  # noqa: SLF001

    def stay(self) -> None:
        """Exempt what is loaded now from garbage collection, for a session that goes on."""
        gc.collect()
        gc.freeze()

    def rest(self) -> None:
        """End the worker processes, which only help while builds follow each other closely, and tidy the cache."""
        self.workers.rest()
        self.store.sweep()

    def sleep(self) -> None:
        """Give back all memory but that of what is loaded and composed."""
        self.workers.sleep()
