"""Every row of a fact table is a fact of at least one of its entities; the fact of a chart, of all of them.

If an entity of a table lacks a fact that another has, its cell is printed as missing. A row that no entity has is a
mistake, and so is a bar without a value. Entities and facts named in expressions must be in the ledger too.

PASS::

    entities: [models.sora, models.kimi]   # models.kimi has a context_window
    facts: [context_window]

FAIL::

    entities: [models.sora, models.kimi]
    facts: [context_windw]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from yanbao.checks.references import error, figures, unknown
from yanbao.diagnostics import Diagnostic, suggest
from yanbao.model.figures import EntityFigure
from yanbao.model.ledger import Entity
from yanbao.model.project import LoadedReport, Project, is_lost
from yanbao.rules import define

RULE = define("unknown-fact", __doc__, "checks")


def check(project: Project, report: LoadedReport) -> Iterator[Diagnostic]:
    """An error at each key that no entity has, unless an entity is itself unknown."""
    for figure in figures(report, EntityFigure):
        found = [project.ledger.find(path) for path in figure.entities]
        entities = [entity for entity in found if isinstance(entity, Entity)]
        if len(entities) < len(found):
            continue
        known = [key for entity in entities for key in entity.facts]
        for key in figure.fact_keys:
            if not figure.needs_all_facts and key not in known:
                yield unknown(RULE, "entity of this table has the fact", key, known, project.lost)
            for path, entity in zip(figure.entities, entities, strict=True) if figure.needs_all_facts else ():
                if key not in entity.facts:
                    missing = error(RULE, f"'{path}' has no fact '{key}'", path, suggest(key, entity.facts))
                    yield replace(missing, follows=is_lost(key, project.lost))
