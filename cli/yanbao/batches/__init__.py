"""Batches: one note for each row of a table, made from one pattern.

What all notes share is loaded once in each process. A note never waits for another, and fails alone.
"""

from __future__ import annotations

from yanbao import disk
from yanbao.batches.job import BatchRequest, BatchResult, Note, Status
from yanbao.diagnostics import in_order
from yanbao.pipeline import Progress, refuse_unlocked

__all__ = ["BatchRequest", "BatchResult", "Note", "Status", "batch"]


def batch(request: BatchRequest, progress: Progress) -> BatchResult:
    """Make the notes that are not there yet, or have changed. Raises ContentError for errors that all of them share
    (nothing is made then), SetupError and OSError.
    """
    from yanbao.batches.kept import Kept
    from yanbao.batches.outlet import Folder
    from yanbao.batches.plan import plan
    from yanbao.batches.pool import Call, make_all
    from yanbao.batches.record import begun, record_name, told

    if request.locked:
        refuse_unlocked(request.root)
    if request.output.absolute().is_relative_to(request.root):
        disk.follow(request.root, request.output.absolute())
    progress.step("", "load", 0, 1)
    planned = plan(request)
    outlet = Folder(request.output.absolute())
    record = disk.make_folder(outlet.path) / record_name(request)
    disk.sweep(outlet.path)
    outlet.put({record.name: begun(request)})
    kept = Kept(planned.job, planned.font)
    notes: dict[str, Note] = {}
    left = []
    total = len(planned.tasks)
    for task in planned.tasks:
        if note := kept.unchanged(task, outlet):
            notes[task.name] = note
        else:
            left.append(task)
        progress.step("", "compare", len(notes) + len(left), total)
    by_name = {task.name: task for task in left}
    try:
        for note in make_all(Call(planned.job, outlet), left, request.jobs):
            notes[note.name] = note
            kept.keep(by_name[note.name], note)
            progress.step("", "notes", len(notes), total)
    finally:
        disk.sweep(outlet.path)
    made = tuple(notes[task.name] for task in planned.tasks)
    result = BatchResult(made, planned.warnings, in_order(planned.refused), record)
    outlet.put({record.name: told(request, result)})
    return result
