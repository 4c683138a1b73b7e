"""Every source that is named is registered.

Source lines are composed from the registry, ``content/ledger/sources.yaml``. A source that is not in it cannot be
printed, and nobody could trace the number to its origin. Checks figures, datasets and facts.

PASS::

    source: google_gemini_1_5      # with google_gemini_1_5: {publisher: 谷歌, kind: company} in sources.yaml

FAIL::

    source: google_gemini_15
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.checks.references import figures, unknown
from yanbao.diagnostics import Diagnostic, Marked
from yanbao.model.figures import Figure
from yanbao.model.project import LoadedReport, Project
from yanbao.rules import define

RULE = define("unknown-source", __doc__, "checks")


def check(project: Project, report: LoadedReport) -> Iterator[Diagnostic]:
    """An error at each source that is not registered."""
    registered = project.ledger.sources
    for name in _named(project, report):
        if name not in registered:
            yield unknown(RULE, "source", name, registered, project.lost)


def _named(project: Project, report: LoadedReport) -> Iterator[Marked]:
    for figure in figures(report, Figure):
        yield from figure.source
    for dataset in project.datasets.values():
        yield from dataset.spec.source
        for column in dataset.spec.columns.values():
            yield from column.source
    for entities in project.ledger.namespaces.values():
        for entity in entities.values():
            for fact in entity.facts.values():
                yield from fact.spec.source
