"""The part of a project that a section is composed from: the entities and tables that it names."""

from __future__ import annotations

from collections.abc import Iterable

from yanbao.compose.uses import DATA, Use
from yanbao.memory import Same
from yanbao.model.figures import EntityFigure
from yanbao.model.project import Project

Paths = frozenset[str] | None
"""Paths of entities, facts and tables; None for all of them: what is wrong is told with names that may be meant."""


def paths_of(uses: Iterable[Use], blocks: Iterable[object]) -> frozenset[str]:
    """Where a section without diagnostics looks, by its uses; and by its figures, which also look for facts that an
    entity lacks."""
    figures = (block for block in blocks if isinstance(block, EntityFigure))
    return frozenset((*(use.path for use in uses), *(str(path) for figure in figures for path in figure.entities)))


def held(project: Project, paths: Paths) -> object:
    """What a project holds at some paths, to be compared with another: entities and tables by identity."""
    if paths is None:
        return Same(project.ledger), Same(project.datasets)
    return {path: Same(_found(project, path)) for path in paths}


def _found(project: Project, path: str) -> object:
    """The entity or table at a path, or of the fact at it."""
    namespace, name, *_ = *path.split("."), ""
    return project.datasets.get(name) if namespace == DATA else project.ledger.namespaces.get(namespace, {}).get(name)
