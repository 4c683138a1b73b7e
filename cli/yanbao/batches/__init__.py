"""Batches: one note for each row of a table, made from one pattern.

What all notes share is loaded once in each process. A note never waits for another, and fails alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from yanbao import disk
from yanbao.batches.job import BatchRequest, BatchResult, Note, Status
from yanbao.pipeline import Progress, refuse_input, refuse_unlocked

if TYPE_CHECKING:
    from yanbao.batches.job import Task
    from yanbao.batches.outlet import Outlet
    from yanbao.batches.pool import Call
    from yanbao.batches.whole import Whole
    from yanbao.model.fonts import Fonts

__all__ = ["BatchRequest", "BatchResult", "Note", "Status", "batch"]


def batch(request: BatchRequest, progress: Progress) -> BatchResult:
    """Make the notes that are not there yet, or have changed. Raises ContentError for errors that all of them share
    (nothing is made then), SetupError and OSError.
    """
    from yanbao.batches.objects import is_address
    from yanbao.batches.outlet import open_outlet
    from yanbao.batches.record import record_name, told
    from yanbao.batches.whole import Whole, inputs_digest

    if request.locked:
        refuse_unlocked(request.root)
    if not is_address(request.output) and Path(request.output).is_relative_to(request.root):
        refuse_input(request.root, disk.follow(request.root, Path(request.output)))
    held = inputs_digest(request)
    whole, outlet, record = Whole(request, held), open_outlet(request.output), record_name(request)
    if known := whole.recall(outlet):
        outlet.tidy()
        result = BatchResult(known.notes, known.shared, known.refused, outlet.place(record))
    else:
        result = _anew(request, progress, held, outlet, whole)
    outlet.put({record: told(request, result)})
    return result


def _anew(request: BatchRequest, progress: Progress, held: str, outlet: Outlet, whole: Whole) -> BatchResult:
    """Make the notes that are not there yet, or have changed. Raises as ``batch`` does."""
    from yanbao.batches.kept import Kept
    from yanbao.batches.plan import plan
    from yanbao.batches.pool import Call
    from yanbao.batches.record import begun, record_name

    progress.step("", "load", 0, 1)
    planned = plan(request, held)
    record, total = record_name(request), len(planned.tasks)
    outlet.put({record: begun(request)})
    outlet.tidy()
    kept = Kept(planned.job, planned.fonts)
    tasks = [kept.keyed(task) for task in planned.tasks]
    notes: dict[str, Note] = {}
    for at, task in enumerate(tasks):
        progress.step("", "compare", at, total)
        if note := kept.unchanged(task, outlet):
            notes[note.name] = note
    left = {task.name: task for task in tasks if task.name not in notes}
    try:
        for note in _made(Call(planned.job, outlet), list(left.values()), planned.fonts):
            notes[note.name] = note
            kept.keep(left[note.name], note)
            progress.step("", "notes", len(notes), total)
    finally:
        outlet.tidy()
    made = tuple(notes[task.name] for task in tasks)
    whole.keep(planned, made)
    kept.sweep()
    return BatchResult(made, planned.warnings, planned.refused, outlet.place(record))


def _made(call: Call, tasks: Sequence[Task], fonts: Fonts) -> Iterator[Note]:
    """The notes as they are made, on this machine or on a cluster."""
    from yanbao.batches.pool import make_all

    if call.job.request.scheduler:
        from yanbao.batches.cluster import make_on_cluster

        return make_on_cluster(call, tasks, fonts)
    return make_all(call, tasks)
