"""Preloaded by workers of a test cluster: they die of one note, each time."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from yanbao.batches import remote
from yanbao.batches.job import Job, Made, Task
from yanbao.batches.pool import make_one


def deadly(job: Job, task: Task, notes: Callable[[], Any]) -> Made:
    if task.name.startswith("300133"):
        os._exit(9)
    return make_one(job, task, notes)


def dask_setup(_worker: object) -> None:
    remote.make_one = deadly  # type: ignore[attr-defined]
