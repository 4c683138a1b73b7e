"""Worker processes that make pages. They start before loading begins, so that they are ready when pages are."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import cached_property, partial
from itertools import count
from queue import SimpleQueue
from threading import Event, Thread
from typing import ParamSpec, Self, TypeVar

from yanbao.diagnostics import SetupError
from yanbao.pipeline.pages import MadePage, PageJob, Press, forget

P = ParamSpec("P")
T = TypeVar("T")

_START = "forkserver" if sys.platform == "linux" else "spawn"
"""On Linux one server process imports what all workers need and forks them; elsewhere forking is unsafe."""

_SWEEP = 50
"""Pages after which a worker runs a full garbage collection. It collects the young generation after each page, and
nothing while it makes one: a page makes many objects, and nearly all of them live as long as the page.
"""


_PATIENCE = 5.0
"""Timeout, in seconds, for joining a thread or process."""
_STARTING = 60.0
"""The same for one process that begins, on a machine with much else to do."""

_SAFE_PATH = "PYTHONSAFEPATH"

_NEVER_BEGAN = (
    "the processes that make pages ended as they began: memory ran out, or a script that builds is run anew by each",
    "try --jobs 1; a script builds below `if __name__ == '__main__':`, or with jobs=1",
)


def cores() -> int:
    """The number of pages that this machine can make in parallel."""
    with suppress(AttributeError):  # missing on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """Makes pages in ``jobs`` processes, or in this process if 1. A context manager, which ends the processes.

    ``preload`` names modules that all workers will need, besides those that every page needs.
    """

    def __init__(self, jobs: int, preload: Sequence[str] = ()) -> None:
        self.jobs = jobs
        self.meanwhile: Callable[[], bool] = lambda: False
        """Callback while workers are busy: does one step of other work, returns False if there is none."""
        self._preload = preload
        self._starter: Thread | None = None
        self._resting = Event()
        self._begun = False
        self._safe_path = os.environ.get(_SAFE_PATH)

    def __enter__(self) -> Self:
        if self.jobs > 1:
            pool = self._pool  # starts a process that unblocks Ctrl-C
            with _uninterrupted():
                self._starter = Thread(target=self._start, args=[pool], daemon=True)
                self._starter.start()
        return self

    def _start(self, pool: ProcessPoolExecutor) -> None:
        """Start the processes in a thread, since their imports take a while.

        Errors are reported when the first pages are to be made.
        """
        with suppress(Exception):
            for _ in range(self.jobs):
                if not self._resting.is_set():  # else one that begins later would never be ended
                    pool.submit(_warm).add_done_callback(self._has_begun)

    def _has_begun(self, ready: Future[None]) -> None:
        self._begun = self._begun or not (ready.cancelled() or ready.exception())

    def __exit__(self, *_: object) -> None:
        if self.jobs == 1:
            forget()
        elif self._starter:
            self.rest()
            _restore(_SAFE_PATH, self._safe_path)

    def rest(self) -> None:
        """End the processes until pages are to be made again. On Linux the server that forks them stays."""
        self._resting.set()
        if self._starter:
            self._starter.join(_STARTING)  # a process that has only half started would miss the handles it inherits
        if pool := self.__dict__.pop("_pool", None):
            _end(pool)

    def sleep(self) -> None:
        """End the server that forks the processes, too. It takes as much memory as one, and a second to begin again."""
        self.rest()
        if _START == "forkserver" and self.jobs > 1:
            from multiprocessing import forkserver

            forkserver._forkserver._stop()  # type: ignore[attr-defined]  # noqa: SLF001 - nothing public does

    def make(self, press: Press, jobs: Sequence[PageJob]) -> Iterator[tuple[int, MadePage]]:
        """Make pages in parallel; yields each as it is finished, with its position in ``jobs``.

        Raises SetupError if a worker dies.
        """
        if self.jobs == 1 or not jobs:
            return ((index, press.make(job)) for index, job in enumerate(jobs))
        with self._alive():
            return self._made({self._pool.submit(_make, press, job): index for index, job in enumerate(jobs)})

    def _made(self, futures: Mapping[Future[MadePage], int]) -> Iterator[tuple[int, MadePage]]:
        done = SimpleQueue[Future[MadePage]]()
        for future in futures:
            future.add_done_callback(done.put)
        with self._alive():
            for _ in futures:
                while done.empty() and self.meanwhile():
                    pass
                future = done.get()
                yield futures[future], future.result()

    def begin(self, work: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> Callable[[], T]:
        """Schedule a call in a worker process, if there are any; returns a function that waits for its result."""
        if self.jobs == 1:
            return partial(work, *arguments, **named)
        with self._alive():
            future = self._pool.submit(work, *arguments, **named)

        def result() -> T:
            with self._alive():
                while not future.done() and self.meanwhile():
                    pass
                return future.result()

        return result

    def submit(self, work: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> Future[T]:
        """Schedule a call in a worker process. If one dies, this or the future raises BrokenProcessPool."""
        return self._pool.submit(work, *arguments, **named)

    def renew(self) -> None:
        """Replace the processes, one of which has died, by new ones. Raises SetupError if none has ever begun.

        They have begun when this returns: the death of one that is only beginning would not be noticed.
        """
        if not self._begun:
            raise SetupError(*_NEVER_BEGAN)
        del self._pool
        with self._alive():
            for ready in [self._pool.submit(_warm) for _ in range(self.jobs)]:
                ready.result()

    @contextmanager
    def _alive(self) -> Iterator[None]:
        """Context that raises SetupError if a worker dies, and replaces the pool for the next call."""
        try:
            yield
        except BrokenProcessPool:
            del self._pool
            if not self._begun:
                raise SetupError(*_NEVER_BEGAN) from None
            message = "a process that makes pages was killed, perhaps because memory ran out"
            raise SetupError(message, "try again with fewer at a time: --jobs 1") from None

    @cached_property
    def _pool(self) -> ProcessPoolExecutor:
        # Python would search the current directory for modules first, which may be an untrusted project.
        os.environ[_SAFE_PATH] = "1"
        context = multiprocessing.get_context(_START)
        if _START == "forkserver":
            multiprocessing.set_forkserver_preload(["yanbao.pipeline.worker", *self._preload])
        return ProcessPoolExecutor(self.jobs, mp_context=context, initializer=_begin)


def _restore(variable: str, value: str | None) -> None:
    """Restore an environment variable to the value it had."""
    if value is None:
        os.environ.pop(variable, None)
    else:
        os.environ[variable] = value


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Context that blocks Ctrl-C. Threads and processes started inside keep it blocked: the parent ends them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(pool: ProcessPoolExecutor) -> None:
    """Kill the processes at once.

    One may be killed while it sends a page; its reader would wait for the rest forever, unless the pipe is closed.
    """
    processes = list((pool._processes or {}).values())  # noqa: SLF001 - public from Python 3.14 on
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(_PATIENCE)
        if process.exitcode is None:
            process.kill()
    manager: Thread | None = pool._executor_manager_thread  # type: ignore[assignment]  # noqa: SLF001
    pool._result_queue._writer.close()  # type: ignore[attr-defined]  # noqa: SLF001
    pool.shutdown(wait=False, cancel_futures=True)
    if manager:
        manager.join(_PATIENCE)


def _begin() -> None:
    """Initialize a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGHUP"):  # the terminal was closed; missing on Windows
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    gc.disable()
    gc.freeze()  # loaded modules need no garbage collection, and their memory stays shared between processes


def _end_with_parent() -> None:
    """End this worker when its parent process has died, even if the parent was killed."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _warm() -> None:
    import yanbao.pipeline.worker  # noqa: F401 - what pages are made with


_made = count(1)


def _make(press: Press, job: PageJob) -> MadePage:
    """Make a page, then free what making it has left over."""
    try:
        return press.make(job)
    finally:
        gc.collect(2 if next(_made) % _SWEEP == 0 else 0)
