"""Makes notes one after the other, in one process: what they share is loaded once, and each fails alone."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Self

from yanbao.batches.job import Job, Made, Note, Status, Task
from yanbao.batches.whole import inputs_digest
from yanbao.checks import check
from yanbao.diagnostics import Diagnostic, SetupError, has_errors, in_order
from yanbao.load.project import load_project
from yanbao.memory import Memory
from yanbao.pipeline import BuildRequest, silent
from yanbao.pipeline.gathering import Composed, accepted, composed, told
from yanbao.pipeline.making import make_report
from yanbao.pipeline.pages import forget
from yanbao.pipeline.session import Session
from yanbao.pipeline.store import open_store
from yanbao.review import Settings, review, turn

_LARGE_ENTRY = 1 << 18
"""Bytes above which an entry is not kept: fonts, which no two notes share, would fill the cache."""

_SWEEP = 25
"""Notes after which all garbage is collected."""


class Notes:
    """Makes the notes of a job. A context manager; ``scratch`` is where its temporary files go.

    Raises SetupError if the project is not what it was when the batch was planned.
    """

    def __init__(self, job: Job, scratch: Path | None = None) -> None:
        request = job.request
        memory = Memory()
        loaded = load_project(request.root, (request.pattern,), memory, builtin_themes_only=request.builtin_themes_only)
        if inputs_digest(request) != job.inputs or not loaded.project.reports:
            message = "the project has changed since the batch began"
            raise SetupError(message, "start it again: notes that are made and unchanged are not made again")
        self._job, self._project = job, loaded.project
        [self._report] = loaded.project.reports
        self._wrong = list(check(self._project, self._report))
        self._settings = Settings(self._project.review, job.today)
        store = replace(open_store(request.root, wanted=request.store), largest=_LARGE_ENTRY)
        self._session = Session(store, 1, inside=scratch)
        self._session.memory = memory
        self._number = count(1)

    def __enter__(self) -> Self:
        self._session.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._session.__exit__()

    def make(self, task: Task) -> Made:
        """Make a note. It has no files if it has errors."""
        try:
            with self._session.for_one() as session:
                return self._made(task, session)
        finally:
            forget()
            gc.collect(2 if next(self._number) % _SWEEP == 0 else 0)

    def _made(self, task: Task, session: Session) -> Made:
        request, given = self._job.request, self._job.given(task)
        edition = task.edition(self._report)
        item, found = composed(self._project, edition, self._wrong, session.memory, given)
        diagnostics = told(found)
        if not has_errors(diagnostics, strict=request.strict):
            diagnostics += self._reviewed(item)
        if has_errors(diagnostics, strict=request.strict):
            return _failed(task, diagnostics)
        build = BuildRequest(request.root, Path(), formats=request.formats, archive=request.archive, jobs=1)
        made = make_report(item, build, session, silent)
        diagnostics += accepted(self._project, made.diagnostics, self._job.today)
        if has_errors(diagnostics, strict=request.strict) or len(made.outputs) < len(request.formats):
            return _failed(task, diagnostics)
        files = {file.name: data for file, data in made.outputs.items()}
        return Made(Note(task.name, task.own, Status.BUILT, (), made.pages, in_order(diagnostics)), files)

    def _reviewed(self, item: Composed) -> Iterable[Diagnostic]:
        turn()
        for found in review(replace(item.manuscript, today=self._job.today), self._settings):
            yield from found


def _failed(task: Task, found: Iterable[Diagnostic]) -> Made:
    return Made(Note(task.name, task.own, Status.FAILED, diagnostics=in_order(found)))
