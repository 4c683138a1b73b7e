"""Every dataset that a chart or table shows exists.

Datasets are declared in ``data/catalog.yaml`` or are tables of the ledger. Datasets named in expressions must exist
too.

PASS::

    data: media_gainers            # a table in content/ledger/stocks.yaml

FAIL::

    data: media_gainer
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.checks.references import figures, unknown
from yanbao.diagnostics import Diagnostic
from yanbao.model.charts import DataChart
from yanbao.model.diagrams import Diagram
from yanbao.model.figures import Figure
from yanbao.model.project import LoadedReport, Project
from yanbao.model.tables import Table
from yanbao.rules import define

RULE = define("unknown-dataset", __doc__, "checks")


def check(project: Project, report: LoadedReport) -> Iterator[Diagnostic]:
    """An error at each unknown dataset."""
    for figure in figures(report, Figure):
        names = figure.datasets if isinstance(figure, DataChart) else ()
        for name in (figure.data,) if isinstance(figure, Table | Diagram) else names:
            if name and name not in project.datasets:
                yield unknown(RULE, "dataset", name, project.datasets, project.lost)
