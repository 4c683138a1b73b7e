"""Computed columns: the ``expr`` of a column, evaluated for each row over the fields of that row. Pure.

What is missing makes what is computed from it missing. Nothing is computed by halves: a division by zero, or a sum over
a column with a gap, is an error at its cell.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from jinja2 import nodes

from yanbao import rules
from yanbao.diagnostics import suggest
from yanbao.grammar import ExpressionError, read_formula
from yanbao.model.dataset import NUMERIC, Column, ColumnType
from yanbao.model.madeof import made_of_others, naming_column
from yanbao.model.measures import Amounts, measure

if TYPE_CHECKING:
    import pandas as pd

Fields = Mapping[str, tuple[Column, "pd.Series[Any]"]]
"""The columns that an expression may name, with their cells."""

AGGREGATES: Mapping[str, Callable[[pd.Series[float]], float]] = {
    "sum": lambda cells: float(cells.sum()),
    "mean": lambda cells: float(cells.mean()),
    "median": lambda cells: float(cells.median()),
    "highest": lambda cells: float(cells.max()),
    "lowest": lambda cells: float(cells.min()),
}
"""Functions over all rows, by name."""

_COMPARED: Mapping[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
}


class CellError(ExpressionError):
    """What cannot be computed from a cell: that of ``column`` in ``row``, if the column is named."""

    def __init__(self, message: str, row: int, column: str, remedy: str = "") -> None:
        super().__init__(message, remedy=remedy)
        self.row, self.column = row, column


def used_in(expression: str) -> tuple[str, ...]:
    """The columns that an expression names. Raises ExpressionError if it cannot be read."""
    tree = read_formula(expression)
    called = {id(call.node) for call in (tree, *tree.find_all(nodes.Call)) if isinstance(call, nodes.Call)}
    found = (node for node in (tree, *tree.find_all(nodes.Name)) if isinstance(node, nodes.Name))
    return tuple(dict.fromkeys(node.name for node in found if id(node) not in called))


def computed(expression: str, column: Column, fields: Fields, among: pd.Series[bool] | None = None) -> pd.Series[float]:
    """The cells of a column, in its unit. Raises ExpressionError.

    Functions such as ``sum`` are over the rows ``among``, all by default; ``fields`` has at least one column.
    """
    import numpy as np
    import pandas as pd

    index = next(iter(fields.values()))[1].index
    everywhere = pd.Series(data=True, index=index)
    formula = _Formula(fields, everywhere, everywhere if among is None else among)
    with np.errstate(all="ignore"):  # what is too large is told below
        made = formula.amounts(read_formula(expression))
        cells = made.within("%" if column.type is ColumnType.PERCENT else column.unit)
    endless = cells.abs() == float("inf")
    if endless.any():
        raise CellError("the result is too large", _first(endless), "")
    return cells


def _first(rows: pd.Series[bool]) -> int:
    """The first of the rows that are so."""
    return int(rows.index[rows][0])


def recomputed(columns: Mapping[str, Column], frame: pd.DataFrame) -> pd.DataFrame:
    """Some rows of a table whose columns could be computed: what is said over all rows is now said over these."""
    found = {name: column.expr for name, column in columns.items() if column.expr}
    frame = frame.copy() if found else frame
    for name in in_turn(found):
        fields = {key: (column, frame[key]) for key, column in columns.items()}
        try:
            frame[name] = computed(found[name], columns[name], fields)
        except CellError:  # a sum that was none over all rows may be 0 over some
            frame[name] = float("nan")
    return frame


def in_turn(expressions: Mapping[str, str]) -> Iterator[str]:
    """The names of computed columns, each after those that it is computed from; without those in a circle."""
    waiting = {name: used_in(expr) for name, expr in expressions.items()}
    while ready := [name for name, used in waiting.items() if waiting.keys().isdisjoint(used)]:
        yield from ready
        waiting = {name: used for name, used in waiting.items() if name not in ready}


@dataclass(frozen=True)
class _Formula:
    """Evaluates syntax nodes for the rows ``here``; in others nothing is wrong that is."""

    fields: Fields
    here: pd.Series[bool]
    among: pd.Series[bool]

    def amounts(self, node: nodes.Node) -> Amounts:
        match node:
            case nodes.Const():
                return self._written(node.value)
            case nodes.Name():
                return self._column(node.name)
            case nodes.Neg():
                return -self.amounts(node.node)
            case nodes.Add():
                return self.amounts(node.left).plus(self.amounts(node.right), 1, "added")
            case nodes.Sub():
                return self.amounts(node.left).plus(self.amounts(node.right), -1, "subtracted")
            case nodes.Mul():
                return self.amounts(node.left).times(self.amounts(node.right), 1)
            case nodes.Div():
                return self.amounts(node.left).times(self._divisor(node.right), -1)
            case nodes.Call():
                return self._over_rows(node)
            case nodes.CondExpr(expr2=nodes.Node() as otherwise):
                return self._chosen(node, otherwise)
            case nodes.CondExpr():
                raise ExpressionError("'if' needs an 'else': what it is otherwise, or none")
        raise ExpressionError("a comparison is no number", remedy="write a if … else b")

    def _written(self, value: Any) -> Amounts:
        import pandas as pd

        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise ExpressionError(f"'{value}' is no number", remedy="a column is named without quotes")
        try:
            number = float("nan") if value is None else float(value)
        except OverflowError:
            raise ExpressionError("this number is too large") from None
        return Amounts(pd.Series(number, index=self.here.index, dtype=float), is_plain=True)

    def _column(self, name: str) -> Amounts:
        if name not in self.fields:
            help_ = suggest(name, self.fields) or f"the columns of numbers are {', '.join(self._numbers)}"
            raise ExpressionError(f"no column '{name}'", rules.UNKNOWN_NAME, help_)
        column, cells = self.fields[name]
        if column.type not in NUMERIC:
            raise ExpressionError(f"column '{name}' holds {column.type}, not numbers")
        size, powers = measure("%" if column.type is ColumnType.PERCENT else column.unit)
        return Amounts(cells, size, powers, frozenset(base for base, _ in powers))

    @property
    def _numbers(self) -> list[str]:
        return [name for name, (column, _) in self.fields.items() if column.type in NUMERIC]

    def _divisor(self, node: nodes.Node) -> Amounts:
        made = self.amounts(node)
        zero = self.here & (made.cells == 0)
        if zero.any():
            count, name = int(zero.sum()), node.name if isinstance(node, nodes.Name) else ""
            more = f" (and in {count - 1} more row{'s' * (count > 2)})" if count > 1 else ""
            what = f"'{name}' is 0" if name else "what is divided by is 0"
            remedy = "leave the cell empty, or write a / b if b != 0 else none"
            at = next((one.name for one in (node, *node.find_all(nodes.Name)) if isinstance(one, nodes.Name)), "")
            raise CellError(f"division by zero: {what}{self._called(_first(zero))}{more}", _first(zero), at, remedy)
        return made

    def _over_rows(self, node: nodes.Call) -> Amounts:
        import pandas as pd

        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name not in AGGREGATES:
            help_ = suggest(name, AGGREGATES) or f"there is {', '.join(AGGREGATES)}"
            raise ExpressionError(f"no function '{name}' in a computed column", rules.UNKNOWN_NAME, help_)
        if len(node.args) != 1 or node.kwargs:
            raise ExpressionError(f"'{name}' is over one column", remedy=f"write {name}(column)")
        made = replace(self, here=self.among).amounts(node.args[0])
        rows = made.cells[self.among]
        lacking = rows.isna()
        column = node.args[0].name if isinstance(node.args[0], nodes.Name) else ""
        if lacking.any():
            at = _first(lacking)
            what = f"'{column}'" if column else "what is in it"
            remedy = "fill it in, or leave the row out"
            raise CellError(
                f"'{name}' needs a number in every row, and {what} is missing{self._called(at) or ' in one'}",
                at,
                column,
                remedy,
            )
        self._refuse_total(name)
        total = AGGREGATES[name](rows) if len(rows) else float("nan")
        return replace(made, cells=pd.Series(total, index=self.here.index, dtype=float))

    def _called(self, row: int) -> str:
        """How messages name a row: by its first text, if there is any."""
        naming = naming_column({name: column for name, (column, _) in self.fields.items()})
        cell = self.fields[naming][1].loc[row] if naming else None
        return f" in the row '{cell}'" if isinstance(cell, str) else ""

    def _refuse_total(self, function: str) -> None:
        """Raise CellError if one of the rows is made of the others."""
        naming = naming_column({name: column for name, (column, _) in self.fields.items()})
        cells = self.fields[naming][1][self.among] if naming else None
        if cells is not None and (twice := made_of_others(cells)):
            message = f"'{function}' would count row '{twice}' besides those that it is made of"
            raise CellError(message, _first(cells == twice), naming, "leave the row out, in a table by 'where'")

    def _chosen(self, node: nodes.CondExpr, otherwise: nodes.Node) -> Amounts:
        holds, known = self._truth(node.test)
        first = replace(self, here=self.here & holds & known).amounts(node.expr1)
        second = replace(self, here=self.here & ~holds & known).amounts(otherwise)
        one, two = first.meeting(second, "two cases of one column")
        made = replace(one, bases=one.bases | two.bases, is_plain=first.is_plain and second.is_plain)
        return replace(made, cells=one.cells.where(holds, two.cells).where(known))

    def _truth(self, node: nodes.Node) -> tuple[pd.Series[bool], pd.Series[bool]]:
        """In which rows a condition holds, and in which all that it compares is there."""
        match node:
            case nodes.Not():
                holds, known = self._truth(node.node)
                return ~holds, known
            case nodes.And() | nodes.Or():
                (first, known), (second, as_well) = self._truth(node.left), self._truth(node.right)
                return (first & second if isinstance(node, nodes.And) else first | second), known & as_well
            case nodes.Compare(ops=[operand]) if operand.op in _COMPARED:
                left, right = self.amounts(node.expr).meeting(self.amounts(operand.expr), "compared")
                known = left.cells.notna() & right.cells.notna()
                return _COMPARED[operand.op](left.cells, right.cells), known
        raise ExpressionError("a condition is needed here, such as a > b")
