"""No table or chart of bars repeats what another one shows.

Bars of the numbers of a table, or a table that is part of another one, say nothing new: one of them is enough. Lines
over time and charts that relate two columns say more than the rows that they are drawn from, and are ignored, as are
exhibits with less than half of the numbers of the other one.

PASS::

    - table: {title: 估值表, data: peers, columns: [name, pe]}
    - chart: {type: scatter, title: 估值与增速, data: peers, x: growth, y: pe}

FAIL::

    - table: {title: 估值表, data: peers, columns: [name, pe]}
    - chart: {type: bar, title: 市盈率, data: peers, x: name, y: pe}
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.figures import EntityFigure
from yanbao.model.manuscript import FigureText, Manuscript
from yanbao.review.findings import Finding, on, where
from yanbao.review.reading.columns import numeric
from yanbao.rules import define

RULE = define("repeated-exhibit", __doc__, "review", Level.HINT)

_SHARE = 0.5
"""The least share of another exhibit's numbers that repeats it; what shows fewer of them shows them closer."""

_Number = tuple[str, str, object]


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at the caption of each exhibit whose numbers are all in another one; at the later one, if both are."""
    shown = [
        (figure, numbers) for figure in manuscript.figures if _is_compared(figure) and (numbers := _numbers(figure))
    ]
    having: dict[_Number, list[int]] = {}
    for at, (_, numbers) in enumerate(shown):
        for one in numbers:
            having.setdefault(one, []).append(at)
    for at, (figure, numbers) in enumerate(shown):
        for other_at in having[next(iter(numbers))]:
            other, others = shown[other_at]
            is_repeated = numbers < others or (numbers == others and other_at < at)
            if is_repeated and len(numbers) >= _SHARE * len(others):
                message = f"its numbers are those of {other.label} ({where(other.caption.origin.mark)})"
                remedy = "leave one of them out, or show in it what the other does not"
                yield on(figure.caption, 0, len(figure.caption.text), message, remedy)
                break


def _is_compared(figure: FigureText) -> bool:
    return figure.kind == "table" or (figure.plot is not None and figure.plot.is_compared)


def _numbers(figure: FigureText) -> set[_Number]:
    """Where each of its numbers comes from: a column and a row of a dataset, or a fact of an entity."""
    if isinstance(figure.spec, EntityFigure):
        return {("", str(entity), str(key)) for entity in figure.spec.entities for key in figure.spec.fact_keys}
    return {(dataset.name, column, row) for dataset, column in numeric(figure) for row in figure.rows}
