"""Tasks of a Dask worker: it reports the versions that it would make notes with, and makes notes."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from distributed import get_worker

from yanbao.batches.bundle import unpack
from yanbao.batches.job import Job, Made, Task
from yanbao.batches.note import Notes
from yanbao.batches.outlet import Outlet
from yanbao.batches.pool import at_work, finished, make_one
from yanbao.diagnostics import SetupError
from yanbao.model.fonts import Fonts
from yanbao.pipeline.versions import code, program, program_key, shaping
from yanbao.typography.fontsources import identity

_one_at_a_time = Lock()
"""Held while a note is made: libraries that draw and typeset keep their state in the process."""


@dataclass(frozen=True)
class Errand:
    """What the notes of a batch are made with on a cluster.

    ``about`` is what the client would make them with; ``outlet`` is where a worker puts them, or None if their bytes go
    back to the client.
    """

    job: Job
    fonts: Fonts
    about: tuple[tuple[str, str], ...]
    outlet: Outlet | None


def about(fonts: Fonts) -> tuple[tuple[str, str], ...]:
    """The versions that decide the bytes of a note besides the project, by name."""
    versions = {"Python": platform.python_version(), "yanbao": program(), **shaping()}
    try:
        versions["the theme's font"] = identity(fonts)[:12]
    except SetupError:
        versions["the theme's font"] = "not installed"
    return (*versions.items(), ("the code of yanbao", code()[:12]), ("all libraries", program_key()[:12]))


def make(errand: Errand, bundle: bytes, task: Task) -> Made:
    """Make a note, or take it from the shared store. Raises SetupError if this worker would make another one."""
    with _one_at_a_time:
        if about(errand.fonts) != errand.about:
            raise SetupError(f"the worker on {platform.node()} has other versions", "install the same everywhere")
        job = replace(errand.job, request=replace(errand.job.request, store=False))
        made = make_one(job, task, lambda: _notes(job, bundle))
        return Made(finished(made, errand.outlet)) if errand.outlet else made


def _notes(job: Job, bundle: bytes) -> Notes:
    """What this process makes notes with: the project as it is unpacked here, once."""
    folder = Path(get_worker().local_directory) / f"yanbao-{os.getpid()}-{job.inputs[:16]}"
    if not folder.exists():
        (folder / "scratch").mkdir(parents=True)
        unpack(bundle, folder / "project")
    here = replace(job, request=replace(job.request, root=folder / "project"))
    return at_work(here, folder / "scratch")


def same(bundle: bytes) -> bytes:
    """Identity: makes the bundle the result of a task, which is run again if the worker that holds it dies."""
    return bundle
