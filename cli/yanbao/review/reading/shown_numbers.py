"""The numbers that a report alone shows by a name of their own: columns that its tables compute, statements by year."""

from __future__ import annotations

import math
from collections.abc import Iterator

from yanbao import periods
from yanbao.model.dataset import NUMERIC, TIME, ColumnType, Dataset, written
from yanbao.model.manuscript import FigureText, Manuscript
from yanbao.model.statements import Statement
from yanbao.model.tablerows import name_column
from yanbao.model.tables import Table, TableColumn
from yanbao.review.reading.held_numbers import Held, Holding
from yanbao.review.reading.sentences import once
from yanbao.review.reading.units import family
from yanbao.review.reading.words import words_of


@once
def shown_by(manuscript: Manuscript) -> Held:
    """The index of these numbers, built once; a statement has those of a year under 2023年."""
    found = {
        (holding.path, holding.subject, holding.measures): holding
        for figure in manuscript.figures
        for holding in _of_table(figure)
    }
    return Held(manuscript.project.ledger, words_of(manuscript.project), found.values())


def _of_table(figure: FigureText) -> Iterator[Holding]:
    spec = figure.spec
    if not isinstance(spec, Table) or not figure.datasets:
        return
    dataset = figure.datasets[0]
    key = name_column(spec, dataset)
    if key is None:
        return
    kind = dataset.spec.columns[key].type
    cells = dict(zip(dataset.frame.index, dataset.frame[key].tolist(), strict=True))
    texts = {row: written(cells[row], kind) if kind in TIME else str(cells[row]) for row in figure.rows}
    is_statement = isinstance(spec, Statement)
    subjects = {row: _year(text) if is_statement else text for row, text in texts.items()}
    items = [one for one in spec.columns if (one.expr or is_statement) and not one.change]
    for item in items:
        for row, subject in subjects.items():
            if subject:
                where = f'{key}="{texts[row]}"'
                yield from _holding(dataset, item, row, subject, where)


def _year(period: str) -> str:
    """A period as prose says it, 2023年 of 2023A; empty if it is no whole year."""
    moment = periods.moment(period)
    if moment is None:
        return ""
    first, last = periods.days_of(moment)
    return f"{first.year}年" if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) else ""


def _holding(dataset: Dataset, item: TableColumn, row: int, subject: str, where: str) -> Iterator[Holding]:
    column = str(item.column)
    spec, value = dataset.spec.columns[column], float(dataset.frame[column].loc[row])
    if spec.type not in NUMERIC or math.isnan(value):
        return
    size, name = (1.0, "%") if spec.type is ColumnType.PERCENT else family(spec.unit)
    yield Holding(
        path=f"data.{dataset.name}",
        subject=subject,
        names=(subject,),
        measures=(str(item.label or dataset.label(column)),),
        value=value * size,
        family=name,
        unit=spec.unit,
        as_of=subject.removesuffix("年") if periods.moment(subject) else dataset.spec.as_of,
        mark=dataset.place(row, column)[0],
        expression="" if item.expr else f'value(data.{dataset.name}, "{column}", {where})',
    )
