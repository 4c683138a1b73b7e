"""Makes notes on a Dask cluster. The project goes to its workers as one bundle; one that dies costs only its notes."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import count
from typing import Any

from yanbao.batches.bundle import bundled
from yanbao.batches.job import Made, Note, Task
from yanbao.batches.outlet import Folder
from yanbao.batches.pool import DIED, Call, finished, unmade
from yanbao.diagnostics import SetupError, printable
from yanbao.model.fonts import Fonts

Client = Any
Future = Any
"""Of Dask, whose type hints are incomplete."""

_AHEAD = 4
"""Notes that the cluster has been given for each of its threads."""

_SENT = 4
"""How often the project is sent: again if all workers that had it have died."""

_PATIENCE = 30
"""Seconds to wait for a scheduler, and for its first worker."""


def make_on_cluster(call: Call, tasks: Sequence[Task], fonts: Fonts) -> Iterator[Note]:
    """Make notes on the cluster of a scheduler; yields each when it is made. Raises SetupError and OSError."""
    try:
        from distributed import Client as Connect
    except ImportError:
        raise SetupError("a cluster needs a package that is not installed", "pip install 'yanbao[cluster]'") from None
    if not tasks:
        return
    address = call.job.request.scheduler
    try:
        client: Client = Connect(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call] # of Dask
    except (OSError, ValueError) as error:
        remedy = "look at its address, such as tcp://10.0.0.5:8786, and whether it runs"
        raise SetupError(printable(f"no scheduler answers at {address}: {error}"), remedy) from None
    with client:
        errand = _errand(call, client, fonts)
        yield from _Cluster(client, call, errand, tasks).notes()


def _errand(call: Call, client: Client, fonts: Fonts) -> Any:
    """What the notes are made with. Raises SetupError if a worker would make other bytes."""
    from yanbao.batches.remote import Errand, about

    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError:
        raise SetupError(
            f"the cluster at {call.job.request.scheduler} has no worker", "start some: dask worker"
        ) from None
    own = about(fonts)
    for where, found in client.run(about, fonts, on_error="return").items():
        if isinstance(found, Exception):
            raise SetupError(printable(f"the worker {where} has no such yanbao: {found}"), _SAME)
        differing = [
            f"{name} {other}, here {mine}"
            for (name, mine), (_, other) in zip(own, found, strict=False)
            if mine != other
        ]
        if differing:
            raise SetupError(printable(f"the worker {where} has {'; '.join(differing)}"), _SAME)
    return Errand(call.job, fonts, own, None if isinstance(call.outlet, Folder) else call.outlet)


_SAME = "install the same yanbao, libraries and fonts on all machines, with the lock file of one image, say"


class _Cluster:
    """The notes that a cluster has been given. When workers die of a note, it is made again when nothing else is: if
    they die again, it is to blame.
    """

    def __init__(self, client: Client, call: Call, errand: Any, tasks: Sequence[Task]) -> None:
        self._client, self._call, self._errand = client, call, errand
        self._left, self._suspects = deque(tasks), deque[Task]()
        self._given: dict[Future, Task] = {}
        self._is_alone = False
        self._run, self._number = secrets.token_hex(8), count(1)
        self._sent = 0
        self._bundle = self._send()

    def notes(self) -> Iterator[Note]:
        """Each note when it is made."""
        from distributed import as_completed

        done: Any = as_completed(loop=self._client.loop)  # type: ignore[no-untyped-call] # of Dask
        try:
            while self._give(done) or self._given:
                future = next(done)
                task = self._given.pop(future)
                if (made := self._made(future, task)) is not None:
                    yield finished(made, self._call.outlet)
        finally:
            with suppress(Exception):  # the scheduler may be gone
                self._client.cancel(list(self._given))

    def _give(self, done: Any) -> bool:
        """Submit notes to the cluster, a suspect only while no other note is being made; False if none is left."""
        from yanbao.batches.remote import make

        if not self._left and (self._given or not self._suspects):
            return bool(self._suspects)
        self._is_alone = not self._left
        waiting, most = (self._suspects, 1) if self._is_alone else (self._left, self._room())
        while waiting and len(self._given) < most:
            task = waiting.popleft()
            key = f"{task.name}-{next(self._number)}-{self._run}"
            future = self._client.submit(make, self._errand, self._bundle, task, key=key, pure=False)
            self._given[future] = task
            done.add(future)
        return bool(waiting)

    def _send(self) -> Future:
        """The project, as a task whose result the workers hand on to one another."""
        from yanbao.batches.remote import same

        self._sent += 1
        if self._sent > _SENT:
            message = "workers of the cluster die as they take the project"
            raise SetupError(message, "give them more memory: it is loaded whole in each process")
        bundle = bundled(self._call.job.request.root)
        return self._client.submit(same, bundle, key=f"yanbao-{next(self._number)}-{self._run}", pure=False)

    def _room(self) -> int:
        threads: Mapping[str, int] = self._client.nthreads()
        return max(1, sum(threads.values())) * _AHEAD

    def _made(self, future: Future, task: Task) -> Made | None:
        """What became of a note; None if it is to be made again, alone. Raises SetupError and OSError."""
        from distributed import CancelledError, KilledWorker
        from distributed.comm.core import CommClosedError

        try:
            made: Made = future.result()
        except KilledWorker as killed:
            if killed.task != future.key:  # workers died as they took the project
                self._bundle = self._send()
                self._left.append(task)
            elif self._is_alone:
                return unmade(self._call.job, task, *DIED)
            else:
                self._suspects.append(task)
            return None
        except (CancelledError, CommClosedError):  # the latter if it goes while it hands the note over
            remedy = "start the batch again when it is back: notes that are made are not made again"
            raise SetupError(f"the scheduler at {self._call.job.request.scheduler} went away", remedy) from None
        return made
