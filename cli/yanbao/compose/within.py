"""A project as a report about a period sees it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from yanbao.memory import Memory, Same
from yanbao.model.dataset import Dataset
from yanbao.model.project import Project
from yanbao.model.timeline import up_to
from yanbao.periods import Span


def within_period(project: Project, days: Span | None, memory: Memory) -> Project:
    """The project with tables that grow ending with the period; itself, if the report is about none."""
    if days is None:
        return project
    end = days[1]

    def cut() -> dict[str, Dataset]:
        return {
            name: memory.recall(("within", end, name), Same(dataset), partial(up_to, dataset, end))
            for name, dataset in project.datasets.items()
        }

    return replace(project, datasets=memory.recall(("within", end), Same(project.datasets), cut))
