"""A column that a reader sees by name has a label.

The name of a column is for expressions and files: `code`, `pct_chg`. Where a column without `label` is the head of a
table or the name of a series or axis, this name prints. Names in Chinese and abbreviations, PE or ROE, may print as
they are.

PASS::

    columns: {code: {type: ticker, label: 代码}, ytd: {type: percent, label: 今年以来}}

FAIL::

    columns: {code: ticker, ytd: {type: percent, label: 今年以来}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level, Marked
from yanbao.model.charts import DataChart
from yanbao.model.dataset import Dataset
from yanbao.model.manuscript import FigureText, Manuscript
from yanbao.model.tables import Table
from yanbao.review.findings import Finding, at
from yanbao.rules import define

RULE = define("raw-label", __doc__, "review", Level.WARNING)

_RAW = re.compile(r"[a-z_]")
"""What a name for machines has, and an abbreviation has not."""

_NAMED = 4
"""So many columns of a figure are named."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each figure that is the first to print names of columns."""
    told: set[tuple[str, str]] = set()
    for figure in manuscript.figures:
        found: list[Marked] = []
        for column, dataset in _printed(figure):
            spec = dataset.spec.columns.get(column)
            key = dataset.name, str(column)
            if spec and not spec.label and key not in told and _RAW.search(column):
                told.add(key)
                found.append(column)
        if found:
            dataset = figure.datasets[0]
            named = "', '".join(found[:_NAMED]) + "'" + (f" and {len(found) - _NAMED} more" if found[_NAMED:] else "")
            have, names = ("have", "names are") if len(found) > 1 else ("has", "name is")
            message = f"'{named} of '{dataset.name}' {have} no label, so the {names} printed"
            remedy = f"give a 'label' here, or where '{dataset.name}' is declared ({dataset.mark.file})"
            yield at(found[0], message, remedy)


def _printed(figure: FigureText) -> Iterator[tuple[Marked, Dataset]]:
    """The columns whose labels are read, where the figure gives them none."""
    spec = figure.spec
    if not figure.datasets:
        return
    names: list[Marked] = []
    if isinstance(spec, Table):
        names = [one.column for one in spec.columns if not (one.label or one.change or one.column == spec.group)]
        names += [spec.group] if spec.group and spec.group_head == "cell" else []
    elif isinstance(spec, DataChart):
        names = list(spec.printed_names)
    yield from ((name, figure.datasets[0]) for name in names)
