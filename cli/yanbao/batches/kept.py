"""The cache of finished notes: one whose inputs and files are unchanged is not made again."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

from yanbao import disk, layout
from yanbao.batches.job import Job, Note, Task
from yanbao.batches.outlet import Outlet
from yanbao.batches.whole import note_of
from yanbao.model.fonts import Fonts
from yanbao.pipeline.store import Store, digest
from yanbao.pipeline.versions import program_key
from yanbao.typography.fontsources import identity


class Kept:
    """The notes made before, by a cache key of everything that they are made from."""

    def __init__(self, job: Job, fonts: Fonts) -> None:
        request = job.request
        wanted = request.store
        folder = disk.refuse_link(request.root, layout.NOTES) if wanted else None
        self._store = Store(folder)
        self._job = job
        asked = (request.pattern, request.table, *sorted(request.formats), str(request.archive), str(request.strict))
        self._shared = digest("note", program_key(), identity(fonts), job.inputs, job.today.isoformat(), *asked)

    def keyed(self, task: Task) -> Task:
        """The note with its key: equal for equal bytes and findings, on every machine."""
        given = [part for item in sorted(self._job.given(task).items()) for part in item]
        return replace(task, key=digest(self._shared, task.name, *given))

    def unchanged(self, task: Task, outlet: Outlet) -> Note | None:
        """A note as it was made, if its files are still there."""
        note = self._store.recall(task.key, unpack)
        return note if note and note.files and all(map(outlet.holds, note.files)) else None

    def keep(self, task: Task, note: Note) -> None:
        """Remember a note that was made."""
        if note.files:
            self._store.put(task.key, pack(note))

    def sweep(self) -> None:
        """Keep the cache of notes within its limit."""
        self._store.sweep()


def pack(note: Note) -> bytes:
    return json.dumps(asdict(note), ensure_ascii=False).encode("utf-8", "surrogatepass")


def unpack(data: bytes) -> Note:
    """Unpack a note. Raises ValueError and the like if the data is malformed."""
    return note_of(json.loads(data))
