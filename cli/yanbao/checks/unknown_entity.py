"""Every entity that a figure compares is in the ledger.

PASS::

    entities: [models.gemini_1_5_pro]      # gemini_1_5_pro in content/ledger/models.yaml

FAIL::

    entities: [models.gemini_15]
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.checks.references import figures, unknown
from yanbao.diagnostics import Diagnostic
from yanbao.model.figures import EntityFigure
from yanbao.model.ledger import Entity
from yanbao.model.project import LoadedReport, Project
from yanbao.rules import define

RULE = define("unknown-entity", __doc__, "checks")


def check(project: Project, report: LoadedReport) -> Iterator[Diagnostic]:
    """An error at each path that is not an entity."""
    ledger = project.ledger
    known = [entity.path for group in ledger.namespaces.values() for entity in group.values()]
    for figure in figures(report, EntityFigure):
        for path in figure.entities:
            if not isinstance(ledger.find(path), Entity):
                yield unknown(RULE, "entity", path, known, project.lost)
