"""The unit in a caption is the unit of the data.

A caption that says 百万元 over numbers in 亿元 makes each of them wrong by a factor of a hundred. A unit that stands
by itself in `unit`, as in 百万元，2024年4月, is compared with those of the columns shown: it is wrong if they differ
in the power of ten or in the currency, or if all are prices for something, as 元/件.

PASS::

    chart: {title: 营业收入, unit: 亿元, data: results, …}     # revenue: {type: number, unit: 亿元}

FAIL::

    chart: {title: 营业收入, unit: 百万元, data: results, …}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao import units
from yanbao.diagnostics import Level
from yanbao.model.dataset import ColumnType
from yanbao.model.manuscript import FigureText, Manuscript, Passage, Role
from yanbao.model.tables import Table
from yanbao.review.findings import Finding, on
from yanbao.rules import define

RULE = define("caption-unit", __doc__, "review", Level.WARNING)

_PART = re.compile(r"[^，,、；;。/（）()|：:\s]+")
_WHOLE = re.compile(_PART.pattern.replace("/", ""))  # 元/吨
_CURRENCY = re.compile(
    r"(?:人民币|美|港|欧|日|英镑|澳|加|新台币|台币)?元|人民币|美金|港币|欧元|英镑|日圆|RMB|USD|HKD|CNY"
)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each unit of a caption that none of the figure's numbers has."""
    for figure in manuscript.figures:
        shown = list(dict.fromkeys(_units(figure)))
        for passage in figure.passages:
            if passage.role is Role.UNIT and any(shown):
                yield from _read(figure, passage, shown)


def _read(figure: FigureText, passage: Passage, shown: list[str]) -> Iterator[Finding]:
    part = _WHOLE if any("/" in one for one in shown) else _PART
    written = [(match.span(), match[0]) for match in part.finditer(passage.text)]
    if any(units.ratio(text, one) == 1 for _, text in written for one in shown):  # USD is 美元
        return
    for span, text in written:
        power, base = units.split(text)
        alike = [unit for unit in shown if unit and units.split(unit)[1] == base]
        scaled = figure.plot is not None and any(units.split(unit)[0] == 1 for unit in alike)
        money = [unit for unit in shown if _CURRENCY.fullmatch(units.split(unit)[1])]
        if alike and not scaled and all(units.split(unit)[0] != power for unit in alike):
            found = alike
        elif not alike and _CURRENCY.fullmatch(base) and (money or all(map(_is_price, shown))):
            found = money or shown
        else:
            continue
        message = f"the caption of {figure.label} says '{text}', and its numbers are in '{found[0]}'"
        yield on(passage, *span, message, f"write {found[0]}, or correct the unit of the data")


def _is_price(unit: str) -> bool:
    paid, _, thing = unit.partition("/")
    return bool(thing) and _CURRENCY.fullmatch(units.split(paid)[1]) is not None


def _units(figure: FigureText) -> Iterator[str]:
    """The units that numbers of a figure are printed in, empty for numbers without one."""
    if figure.plot:
        yield from (series.unit for series in figure.plot.series)
    elif isinstance(figure.spec, Table) and figure.datasets:
        columns = figure.datasets[0].spec.columns
        for one in figure.spec.columns:
            spec = columns.get(one.column)
            unit = one.unit or (spec.unit if spec else "")
            if spec and spec.type is ColumnType.NUMBER and not one.change:
                yield str(unit)
