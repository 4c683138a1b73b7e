"""Makes notes in several processes of this machine. A process that dies costs only the note that it died of."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from yanbao import rules
from yanbao.batches.job import Job, Made, Note, Status, Task
from yanbao.batches.note import Notes
from yanbao.batches.outlet import Outlet
from yanbao.batches.shared import SharedStore
from yanbao.diagnostics import Diagnostic, Level, Mark, SetupError
from yanbao.disk import Scratch
from yanbao.layout import report_file
from yanbao.pipeline.session import CHARTS
from yanbao.pipeline.workers import Workers, cores

_AHEAD = 2
"""Notes that each process has been given: the one that it makes, and the next."""

_PRELOAD = (*CHARTS, "yanbao.batches.note", "yanbao.review")


@dataclass(frozen=True)
class Call:
    """What a process makes its notes with."""

    job: Job
    outlet: Outlet
    scratch: Path | None = None


def make_all(call: Call, tasks: Sequence[Task]) -> Iterator[Note]:
    """Make notes, as many at a time as wanted; yields each when it is made. Raises SetupError and OSError."""
    count = min(call.job.request.jobs or cores(), len(tasks))
    if count <= 1:
        with Notes(call.job) as notes:
            for task in tasks:
                yield finished(make_one(call.job, task, lambda: notes), call.outlet)
        return
    scratch = Scratch()
    try:
        with Workers(count, _PRELOAD) as workers:
            yield from _Crew(workers, replace(call, scratch=scratch.folder), tasks).notes()
    finally:
        scratch.close()


def finished(made: Made, outlet: Outlet) -> Note:
    """A note whose files are put where they belong. Raises OSError and SetupError."""
    return replace(made.note, files=outlet.put(made.files)) if made.files else made.note


def make_one(job: Job, task: Task, notes: Callable[[], Notes]) -> Made:
    """Take a note from the shared store, or make it; ``notes`` gives what makes it.

    A bug that shows with it is an error of this note alone. Raises SetupError and OSError.
    """
    store = _shared(job.request.shared)
    if store and (kept := store.get(task)):
        return kept
    made = _made(job, task, notes())
    if store:
        store.put(task, made)
    return made


@lru_cache(maxsize=1)
def _shared(where: str) -> SharedStore | None:
    return SharedStore(where) if where else None


def _made(job: Job, task: Task, notes: Notes) -> Made:
    try:
        return notes.make(task)
    except (SetupError, OSError, MemoryError):
        raise
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(at.filename).name}:{at.lineno}"
        why = f"{type(error).__name__}: {error} ({where}); this is a bug in yanbao"
        return unmade(job, task, why, "report it")


def unmade(job: Job, task: Task, why: str, remedy: str) -> Made:
    """A failed note whose content is not the reason."""
    mark = Mark(report_file(job.request.pattern))
    found = Diagnostic(Level.ERROR, rules.UNMADE_NOTE.id, f"'{task.name}' could not be made: {why}", mark, remedy)
    return Made(Note(task.name, task.own, Status.FAILED, diagnostics=(found,)))


class _Crew:
    """Worker processes, and the notes that they have been given. When one dies, the notes that were being made are
    made again, one at a time: the one with which a process dies again is to blame.
    """

    def __init__(self, workers: Workers, call: Call, tasks: Iterable[Task]) -> None:
        self._workers, self._call = workers, call
        self._left, self._suspects = deque(tasks), deque[Task]()
        self._given: dict[Future[Note], Task] = {}
        self._is_alone = False

    def notes(self) -> Iterator[Note]:
        """Each note when it is made."""
        while self._left or self._suspects or self._given:
            is_broken = self._give()
            done, _ = wait(self._given, return_when=ALL_COMPLETED if is_broken else FIRST_COMPLETED)
            if is_broken or any(isinstance(future.exception(), BrokenProcessPool) for future in done):
                done, _ = wait(self._given)
                self._workers.renew()
            lost = []
            for future in done:
                task = self._given.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    lost.append(task)
                else:
                    yield future.result()
            if lost and self._is_alone:
                yield unmade(self._call.job, lost.pop(), *DIED).note
            self._suspects += lost

    def _give(self) -> bool:
        """Submit notes to the processes; True if a process has died."""
        waiting, most = (self._suspects, 1) if self._suspects else (self._left, self._workers.jobs * _AHEAD)
        if self._suspects and self._given:
            return False
        self._is_alone = bool(self._suspects)
        while waiting and len(self._given) < most:
            try:
                future = self._workers.submit(_work, self._call, waiting[0])
            except BrokenProcessPool:
                return True
            self._given[future] = waiting.popleft()
        return False


DIED = (
    "the process that made it was killed twice, perhaps because memory ran out",
    "make fewer at a time: --jobs 1; or look at what is special about its row",
)

_at_work: list[tuple[Job, Notes]] = []
"""What this process makes notes with."""


def at_work(job: Job, scratch: Path | None) -> Notes:
    """What this process makes the notes of a job with; loaded once."""
    if not _at_work or _at_work[0][0] != job:
        notes = Notes(job, scratch)
        notes.__enter__()  # as long as the process lives; what it leaves is in a folder that another removes
        _at_work[:] = [(job, notes)]
    return _at_work[0][1]


def _work(call: Call, task: Task) -> Note:
    return finished(make_one(call.job, task, lambda: at_work(call.job, call.scratch)), call.outlet)
