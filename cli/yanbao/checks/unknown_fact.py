"""Every row of a fact table is a fact that one of its entities has.

An entity may lack a fact that another has: its cell is printed as missing. A row that none has is a mistake.

PASS::

    entities: [models.sora, models.kimi]   # models.kimi has a context_window
    facts: [context_window]

FAIL::

    entities: [models.sora, models.kimi]
    facts: [context_windw]
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.checks.references import figures, unknown
from yanbao.diagnostics import Diagnostic
from yanbao.model.blocks import FactTable
from yanbao.model.ledger import Entity
from yanbao.model.project import LoadedReport, Project

ID = "unknown-fact"


def check(project: Project, report: LoadedReport) -> Iterator[Diagnostic]:
    """An error at each key that no entity of its table has; none where an entity is unknown itself."""
    for table in figures(report, FactTable):
        entities = [project.ledger.find(path) for path in table.entities]
        if not all(isinstance(entity, Entity) for entity in entities):
            continue
        known = [key for entity in entities if isinstance(entity, Entity) for key in entity.facts]
        for key in table.facts:
            if key not in known:
                yield unknown(ID, "entity of this table has the fact", key, known)
