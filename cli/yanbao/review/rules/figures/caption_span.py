"""A caption that says 近20个交易日 stands over so many.

A first day that was typed stays where it is when rows are added, and the figure then shows more days than its caption
says. One more may be shown, from which changes are measured. The months of a table by months are counted alike.

PASS::

    chart: {title: 指数, unit: 近20个交易日, since: "{{ earlier(data.index, 'date', 20) }}", data: index, …}

FAIL::

    chart: {title: 指数, unit: 近20个交易日, since: 2024-03-21, data: index, …}    # of 2024-04-26: 26 days
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level, Marked
from yanbao.model.dataset import TIME, ColumnType
from yanbao.model.manuscript import FigureText, Manuscript, Role
from yanbao.review.findings import Finding, at, on
from yanbao.review.reading.chinese_numerals import HAN, value
from yanbao.rules import define

RULE = define("caption-span", __doc__, "review", Level.WARNING)

_RECENT = re.compile(rf"近(?P<count>[0-9]+|{HAN})个(?P<unit>交易日|月)")
_UNITS = {"交易日": ColumnType.DATE, "月": ColumnType.MONTH}


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding where a caption does not say how many days or months are shown: at their first day, or there."""
    for figure in manuscript.figures:
        for passage in figure.passages:
            if passage.role in (Role.CAPTION, Role.UNIT):
                for match in _RECENT.finditer(passage.text):
                    said, shown = value(match["count"]), _shown(figure, _UNITS[match["unit"]])
                    if said and shown and shown not in (said, said + 1):
                        message = f"{figure.label} says '{match[0]}', and shows {shown}"
                        remedy = f"let 'since' go back so many rows: {{{{ earlier(data.NAME, 'date', {said}) }}}}"
                        since = getattr(figure.spec, "since", None)
                        own = on(passage, match.start(), match.end(), message, remedy)
                        yield at(since, message, remedy) if isinstance(since, Marked) else own


def _shown(figure: FigureText, kind: ColumnType) -> int:
    """How many days or months a figure shows, if that is the kind of its one column of time; else 0."""
    if not figure.datasets:
        return 0
    dataset = figure.datasets[0]
    times = [name for name, column in dataset.spec.columns.items() if column.type in TIME]
    if len(times) != 1 or dataset.spec.columns[times[0]].type is not kind:
        return 0
    return int(dataset.frame[times[0]].iloc[list(figure.rows)].nunique())
