"""Filter conditions on a column's cells: a value, one of several, a comparison or a range. Pure.

Written ``游戏``, ``[游戏, 影视]``, ``"> 10%"``, ``"!= 游戏"``, ``"2024-01..2024-03"``, and ``"!= none"`` of what is not
missing.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from yanbao import formatting, units

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["text", "number", "percent", "time"]
"""How the cells of a column are compared."""

_COMPARISON = re.compile(r"(>=|<=|!=|>|<)\s*(\S.*)")
_RANGE = re.compile(r"(\S.*?)\s*\.\.\s*(\S.*)")
_MOMENT = re.compile(r"[0-9]{4}(-[0-9][0-9](-[0-9][0-9])?|Q[1-4])?", re.ASCII)
_WIDE = str.maketrans("＞＜≥≤≠！＝％", "><≥≤≠!=%")
_NOTHING = "none"
"""``!= none`` of numbers and dates: there is one."""

_SIGNS = {"≥": ">=", "≤": "<=", "≠": "!="}
_OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
_SUCH_AS: dict[Kind, str] = {
    "text": '"!= 游戏"',
    "number": '"> 100", "> 100亿元" or "100..200"',
    "percent": '"> 10%" or "10%..20%"',
    "time": '">= 2024-03" or "2024-01..2024-03"',
}


class ConditionError(ValueError):
    """A condition that does not apply to the column's cells; its text says how to write one."""


def is_bound(wanted: object) -> bool:
    """True if a value contains an expression, which is evaluated when the report is composed."""
    if isinstance(wanted, Sequence) and not isinstance(wanted, str):
        return any(map(is_bound, wanted))
    return isinstance(wanted, str) and "{{" in wanted


def is_comparison(wanted: object) -> bool:
    """True if a text is a comparison or range: it starts with an operator, or contains ``..``."""
    return isinstance(wanted, str) and bool(_COMPARISON.fullmatch(_plain(wanted)) or _RANGE.fullmatch(wanted))


def holds(cells: pd.Series[Any], kind: Kind, wanted: object, unit: str = "") -> pd.Series[bool]:
    """Mask of the cells that meet a condition: a value, any of several values, a comparison or a range.

    A year, quarter, month or day matches the cells within it. ``unit`` is that of numbers, for conditions with another.
    Missing cells never match. Raises ConditionError.
    """
    if isinstance(wanted, Sequence) and not isinstance(wanted, str):
        found = _none_of(cells)
        for one in wanted:
            if is_comparison(one) and not (kind == "text" and _RANGE.fullmatch(str(one))):
                raise ConditionError(f"a list has values, and '{one}' is a comparison: write one, without a list")
            found |= _equal(cells, kind, one, unit)
        return found
    if not isinstance(wanted, str):
        return _equal(cells, kind, wanted, unit)
    if compared := _COMPARISON.fullmatch(_plain(wanted)):
        return _compared(cells, kind, compared[1], compared[2], unit)
    if kind != "text" and (ends := _RANGE.fullmatch(_plain(wanted))):
        if _limit(kind, ">=", ends[1], unit) > _limit(kind, "<=", ends[2], unit):
            raise ConditionError(f"the range '{wanted}' ends before it begins: write \"{ends[2]}..{ends[1]}\"")
        return _compared(cells, kind, ">=", ends[1], unit) & _compared(cells, kind, "<=", ends[2], unit)
    return _equal(cells, kind, wanted, unit)


def _plain(text: str) -> str:
    """A condition with ASCII operators."""
    plain = text.translate(_WIDE).strip()
    return _SIGNS[plain[0]] + plain[1:] if plain[:1] in _SIGNS else plain


def _none_of(cells: pd.Series[Any]) -> pd.Series[bool]:
    return cells.isna() & cells.notna()


def _equal(cells: pd.Series[Any], kind: Kind, wanted: object, unit: str) -> pd.Series[bool]:
    if kind == "time":
        span = _span(str(wanted))
        return _none_of(cells) if span is None else (cells >= span[0]) & (cells <= span[1])
    if kind != "text" and isinstance(wanted, str):
        return cells == _number(wanted, kind, unit)
    return cells == wanted


def _compared(cells: pd.Series[Any], kind: Kind, sign: str, wanted: str, unit: str) -> pd.Series[bool]:
    if sign == "!=" and kind != "text" and wanted == _NOTHING:
        return cells.notna()
    if sign == "!=":
        return ~_equal(cells, kind, wanted, unit) & cells.notna()
    if kind == "text":
        raise _error(kind, f"{sign} {wanted}")
    limit = _limit(kind, sign, wanted, unit)
    found: pd.Series[bool] = _OPERATORS[sign](cells, limit)
    return found


def _limit(kind: Kind, sign: str, wanted: str, unit: str) -> Any:
    if kind != "time":
        return _number(wanted, kind, unit)
    if (span := _span(wanted)) is None:
        raise _error(kind, f"{sign} {wanted}")
    return span[sign in (">", "<=")]


def _span(text: str) -> tuple[Any, Any] | None:
    """The first and last day of a year, quarter, month or day; None for any other text."""
    import pandas as pd

    if not _MOMENT.fullmatch(text):
        return None
    try:
        period = pd.Period(text)
    except ValueError:  # 2023-02-30
        return None
    return period.start_time, period.end_time


def _number(text: str, kind: Kind, unit: str) -> float:
    """A number, of a percentage the ratio, in the unit of the cells; its own may have another power of ten."""
    plain = _plain(text)
    amount = units.AMOUNT.fullmatch("0" + plain if plain.startswith(".") else plain)
    value = float(amount[1].replace(",", "").replace("−", "-")) if amount else None
    if amount and value == 0 and amount[2] is None:
        return 0.0  # of any unit
    if value is None or not amount or (amount[2] == "%") != (kind == "percent"):
        raise _error(kind, text)
    if kind == "percent" or amount[2] is None:
        return value / 100 if kind == "percent" else value
    factor = units.ratio(amount[2], unit)
    if factor is None:
        own = f"in {unit}" if unit else "without unit"
        raise ConditionError(f"'{text}' cannot be compared with numbers {own}: write \"> 100{unit}\"")
    return float(formatting.as_written(value) * factor)


def _error(kind: Kind, text: str) -> ConditionError:
    what = {"text": "text", "number": "numbers", "percent": "percentages", "time": "dates"}[kind]
    return ConditionError(f"'{text}' cannot be compared with {what}: write {_SUCH_AS[kind]}")
