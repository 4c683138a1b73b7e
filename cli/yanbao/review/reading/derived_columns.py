"""Columns of a table that follow from two others, or from one and the row a period or a year before.

Nothing says so in the table: it is so if it holds in most rows, more exactly than chance would have it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import permutations, product
from operator import add, mul, sub, truediv
from typing import NamedTuple

from yanbao import periods, units
from yanbao.formatting import decimals_of
from yanbao.model.dataset import NUMERIC, TEXT, TIME, ColumnType, Dataset, written
from yanbao.periods import Span

_MOST_ROWS, _MOST_COLUMNS = 200, 10
_CHANCE = 1e-4
"""Greatest probability that numbers which have nothing to do with each other look derived."""


class _Form(NamedTuple):
    """An operation on two columns, the power of ten of its result from those of their units, and words in its label."""

    of: Callable[[float, float], float]
    power: Callable[[float, float], float]
    likely: str


_FORMS = {
    "{0} / {1} - 1": _Form(lambda a, b: a / b - 1, lambda _, __: 1.0, "涨|跌|变动|增|同比|环比|空间|溢价|超预期"),
    "{0} / {1}": _Form(truediv, truediv, "(?i:率|比|P[EBS]|倍|每股|单价|均价)"),
    "{0} * {1}": _Form(mul, mul, "市值|额|收入"),
    "{0} - {1}": _Form(sub, lambda a, _: a, "差|变动|增|净|超预期"),
    "{0} + {1}": _Form(add, lambda a, _: a, "合计|总"),
}
_KNOWN = 1e3
"""How much more likely a word in the label makes a form."""


@dataclass(frozen=True, slots=True)
class Underived:
    """A cell that ``formula`` does not give, though it gives ``others`` other cells of its column.

    ``value`` is what it gives, in the unit of the column; ``wrong`` is how many cells it does not give.
    """

    row: int
    column: str
    formula: str
    value: float
    others: int
    wrong: int


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers of a column as written, NaN where there are none; ``power`` of its unit, and the unit without it."""

    name: str
    label: str
    cells: Sequence[float]
    step: float
    power: float
    base: str
    is_percent: bool
    is_typed: bool


def underived(dataset: Dataset) -> Iterator[Underived]:
    """The cells of a dataset that do not follow from others as the rest of their column does."""
    columns = list(_columns(dataset))
    if not 2 < len(dataset.frame) <= _MOST_ROWS or not 1 < len(columns) <= _MOST_COLUMNS:
        return
    related = set[frozenset[str]]()
    chance = _CHANCE / (len(columns) ** 3)
    for result in reversed(columns):
        if not result.is_typed:
            continue
        for one, other in permutations([column for column in columns if column is not result], 2):
            group = frozenset((result.name, one.name, other.name))
            rows = list(zip(range(len(one.cells)), one.cells, other.cells, strict=True))
            for form in _forms(result, one, other):
                if group in related:
                    break
                if (found := _failing(result, one, other, form, rows, chance)) is not None:
                    related.add(group)
                    yield from _told(found, result, form.format(one.label, other.label))
    yield from _over_time(dataset, columns, chance)


def _columns(dataset: Dataset) -> Iterator[_Numbers]:
    for name, spec in dataset.spec.columns.items():
        if spec.type in NUMERIC:
            cells = [float(cell) for cell in dataset.frame[name].tolist()]
            places = max((decimals_of(cell, 6) for cell in cells if math.isfinite(cell)), default=0)
            power, base = units.split(spec.unit)
            is_percent = spec.type is ColumnType.PERCENT
            is_typed = spec.expr is None and spec.lookup is None
            yield _Numbers(name, dataset.label(name), cells, 10.0**-places, power, base, is_percent, is_typed)


def _forms(result: _Numbers, one: _Numbers, other: _Numbers) -> Iterator[str]:
    """The operations whose result may have the kind of number and the unit that a column has."""
    are_alike = (one.is_percent, one.power, one.base) == (other.is_percent, other.power, other.base)
    if result.is_percent and are_alike and not one.is_percent:
        yield from ("{0} / {1} - 1", "{0} / {1}")
    if not result.is_percent and not one.is_percent:
        if not other.is_percent:
            yield "{0} / {1}"
        if other.is_percent or one.name < other.name:
            yield "{0} * {1}"
    if are_alike and (result.is_percent, result.base) == (one.is_percent, one.base):
        yield "{0} - {1}"
        if one.name < other.name:
            yield "{0} + {1}"


_Rows = Sequence[tuple[int, float, float]]


@dataclass(frozen=True, slots=True)
class _Failing:
    """Rows that an operation does not give, each with what it gives; how many it gives, and the chance that it does."""

    rows: Sequence[tuple[int, float]]
    held: int
    chance: float


def _told(failing: _Failing, result: _Numbers, formula: str) -> Iterator[Underived]:
    for row, value in failing.rows:
        yield Underived(row, result.name, formula, value, failing.held, len(failing.rows))


def _failing(
    result: _Numbers, one: _Numbers, other: _Numbers, form: str, rows: _Rows, chance: float
) -> _Failing | None:
    """The rows where an operation does not give the column; None if it is no such column.

    The two numbers are taken as exact; if that does not give most rows, as rounded to the decimals of their columns.
    """
    likely = chance * _KNOWN if re.search(_FORMS[form].likely, result.label) else chance
    for is_exact in (True, False):
        found = _compared(result, one, other, form, rows, is_exact=is_exact)
        if found and found.held >= max(2, 2 * len(found.rows)) and found.chance <= likely:
            return found
    return None


def _compared(
    result: _Numbers, one: _Numbers, other: _Numbers, form: str, rows: _Rows, *, is_exact: bool
) -> _Failing | None:
    """None if more than a third of the rows fail."""
    operation, power, _ = _FORMS[form]
    scale = power(one.power, other.power) / result.power
    held, likely, wrong = 0, 1.0, list[tuple[int, float]]()
    for row, a, b in rows:
        cell = result.cells[row]
        if not all(map(math.isfinite, (cell, a, b))) or _says_nothing(form, a, b):
            continue
        ends = ((a, b),) if is_exact else tuple(product(_ends(a, one.step), _ends(b, other.step)))
        values = [scale * operation(x, y) for x, y in ends if y]
        low, high = min(values) - result.step / 2, max(values) + result.step / 2
        slack = 1e-9 * max(abs(low), abs(high)) + is_exact * result.step / 2
        if low - slack <= cell <= high + slack:
            held += 1
            likely *= min(1.0, (high - low) / abs(cell)) if cell else 1.0
        else:
            wrong.append((row, sum(values) / len(values)))
            if 3 * len(wrong) > len(rows):
                return None
    return _Failing(wrong, held, likely)


def _ends(cell: float, step: float) -> tuple[float, float]:
    return cell - step / 2, cell + step / 2


def _says_nothing(form: str, a: float, b: float) -> bool:
    """Whether the result is one of the two numbers, or zero, whatever the column is."""
    return not a or not b or (b == 1 and form in ("{0} / {1}", "{0} * {1}")) or (a == 1 and form == "{0} * {1}")


def _over_time(dataset: Dataset, columns: Sequence[_Numbers], chance: float) -> Iterator[Underived]:
    """Percentages that are the change of another column since the row a year, or a period, before."""
    spans = _spans(dataset)
    if spans is None:
        return
    rows = {span: row for row, span in enumerate(spans)}
    for result in columns:
        if not result.is_percent or not result.is_typed:
            continue
        for one in columns:
            if one.is_percent or one is result:
                continue
            for back, when in ((_year_before, "a year before"), (_period_before, "the period before")):
                pairs = [(row, back(span, rows)) for span, row in rows.items()]
                both = [(row, one.cells[row], one.cells[then]) for row, then in pairs if then is not None]
                found = _failing(result, one, one, "{0} / {1} - 1", both, chance)
                if found is not None:
                    yield from _told(found, result, f"the change of {one.label} since {when}")
                    break


def _spans(dataset: Dataset) -> list[Span] | None:
    """The first and last day of each row's period; None if rows have none, or not one each."""
    for name, spec in dataset.spec.columns.items():
        if spec.type not in (*TIME, *TEXT):
            continue
        cells = dataset.frame[name].tolist()
        if spec.type in TIME and any(cell != cell for cell in cells):
            return None
        texts = [written(cell, spec.type) if spec.type in TIME else str(cell) for cell in cells]
        found = [periods.moment(text) for text in texts]
        spans = [periods.days_of(one) for one in found if one is not None]
        if len(spans) == len(cells):
            return spans if len(set(spans)) == len(spans) else None
    return None


def _year_before(span: Span, known: Mapping[Span, int]) -> int | None:
    before = periods.year_before(span)
    return known.get(before) if before else None


def _period_before(span: Span, known: Mapping[Span, int]) -> int | None:
    return next((row for one, row in known.items() if one[1] == span[0] - timedelta(days=1)), None)
