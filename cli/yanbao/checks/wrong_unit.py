"""A unit requested by a table is that of its column, up to a power of ten.

Numbers are converted from 百万元 to 亿元, but never between currencies or measures; percentages are not converted.

PASS::

    columns: [name, {column: revenue, unit: 亿元}]     # 百万元 in the dataset

FAIL::

    columns: [name, {column: revenue, unit: 亿美元}]
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao import units
from yanbao.checks.references import error, shown_tables
from yanbao.diagnostics import Diagnostic
from yanbao.load.unitnames import meant
from yanbao.model.dataset import ColumnType
from yanbao.model.project import LoadedReport, Project
from yanbao.rules import define

RULE = define("wrong-unit", __doc__, "checks")


def check(project: Project, report: LoadedReport) -> Iterator[Diagnostic]:
    """An error at each unit that the column's numbers cannot be converted to."""
    for table, dataset in shown_tables(project, report):
        for column in table.columns:
            spec = dataset.spec.columns.get(column.column)
            if not (column.unit and spec) or column.expr:
                continue
            if spec.type is ColumnType.PERCENT:
                yield error(RULE, f"column '{column.column}' is a percentage, which has no other unit", column.unit)
            elif spec.type is ColumnType.NUMBER and units.factor(spec.unit, column.unit) is None:
                message = f"column '{column.column}' cannot be printed in '{column.unit}'"
                _, base = units.split(spec.unit)
                known = f"it is in '{spec.unit}': any power of ten of '{base}' will do" if base else "it has no unit"
                likely = meant(column.unit)
                is_likely = likely and units.factor(spec.unit, likely) is not None
                yield error(RULE, message, column.unit, f"write {likely}" if is_likely else known)
