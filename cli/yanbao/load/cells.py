"""Cells of tables as values of their column's type. Pure.

A cell comes in as text, whatever kind of file it is from. Out: text, a number (a percentage as a ratio), or an ISO
date; None if the cell is missing. Numbers may separate thousands (``1,234`` or ``1_234``) and have full-width digits.
Dates are ``2024-04-26`` or, as data terminals export them, ``20240426``; months are ``2024-04``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from yanbao.characters import IN_VALUE, describe
from yanbao.load.findings import shorten
from yanbao.model.dataset import ColumnType
from yanbao.model.tickers import is_ticker, likely_tickers

MAX_CELL = 3_000
"""Characters of a cell: more than a page has."""

Value = str | float | None

MISSING = frozenset({"-", "--", "–", "—", "——", "NA", "N/A", "N.A.", "NULL", "空", "暂无", "不适用"})
"""What stands in cells that have no value, in capitals and not full-width."""

_NOTHING = frozenset({"NAN", "NONE", "无", "未披露"})
"""What may mean that there is no value, or something else, such as 0."""

_EXCEL_ERROR = re.compile(
    r"#(N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|BUSY!|CONNECT!|UNKNOWN!|GETTING_DATA)"
)

_PLAIN = re.compile(r"-?[0-9]{1,20}(\.[0-9]+)?", re.ASCII)
_NUMBER = re.compile(
    r"[-+]?([0-9]{1,20}|[0-9]{1,3}(,[0-9]{3}){1,6}|[0-9]{1,3}(_[0-9]{3}){1,6})(\.[0-9]+)?([eE][-+]?[0-9]{1,2})?"
)
_COMPACT_DATE = re.compile(r"([0-9]{4})([0-9][0-9])([0-9][0-9])", re.ASCII)
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9][0-9]-[0-9][0-9]", re.ASCII)
_LOOSE_DATE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})(?:[-/.月]([0-9]{1,2})日?)?月?", re.ASCII)


class CellError(Exception):
    """A cell that is not of its column's type; ``remedy`` is how to write it, if that can be told."""

    def __init__(self, message: str, remedy: str = "") -> None:
        self.remedy = remedy
        super().__init__(message)


def read_cell(text: str, kind: ColumnType) -> Value:
    """The value of a cell. Raises CellError."""
    if len(text) > MAX_CELL:
        raise CellError(f"{len(text)} characters; {MAX_CELL} are the most", "shorten it, or write it as text of a page")
    text = text.strip()
    if not text or (kind is not ColumnType.TEXT and _narrow(text).upper() in MISSING):
        return None
    if _EXCEL_ERROR.fullmatch(text):
        raise CellError(f"the error {text} of a spreadsheet", "mend its formula, or empty the cell if it has no value")
    if text.startswith("="):
        raise CellError(
            f"a formula without its value: '{shorten(text)}'",
            "let the spreadsheet compute and save it, or write the value",
        )
    return _READERS[kind](text)


def _number(text: str) -> float:
    if _PLAIN.fullmatch(text):
        return float(text)
    if (value := _decimal(_narrow(text))) is None:
        raise CellError(f"expected a number, found '{shorten(text)}'", _number_remedy(_narrow(text)))
    return float(value)


def _number_remedy(plain: str) -> str:
    if plain.endswith("%"):
        return "declare the column as 'percent', or leave out the sign"
    if plain[:1] + plain[-1:] == "()" and _decimal(plain[1:-1]) is not None:
        return f"write -{plain[1:-1]}"
    return _EMPTY_IT if plain.upper() in _NOTHING else ""


_EMPTY_IT = "leave the cell empty if it has no value"


def _percent(text: str) -> float:
    plain = _narrow(text)
    value = _decimal(plain.removesuffix("%"))
    if value is None:
        remedy = _EMPTY_IT if plain.upper() in _NOTHING else ""
        raise CellError(f"expected a percentage such as 55%, found '{shorten(text)}'", remedy)
    if not plain.endswith("%"):
        ratio = f"{(value * 100).normalize():f}% or " if 0 < abs(value) <= 1 else ""
        raise CellError(
            f"expected a percentage with its sign, found '{shorten(text)}'", f"write {ratio}{text}%, if that is meant"
        )
    return float(value / 100)


def _narrow(text: str) -> str:
    """Full-width digits and signs as ASCII."""
    return unicodedata.normalize("NFKC", text).replace("\N{MINUS SIGN}", "-")


def _decimal(text: str) -> Decimal | None:
    return Decimal(text.replace(",", "").replace("_", "")) if _NUMBER.fullmatch(text) else None


def _date(text: str) -> str:
    plain = _narrow(text)
    compact = _COMPACT_DATE.fullmatch(plain)
    return _calendar("-".join(compact.groups()) if compact else plain, text, "2024-04-26")


def _month(text: str) -> str:
    return _calendar(f"{_narrow(text)}-01", text, "2024-04")


def _calendar(day: str, text: str, example: str) -> str:
    try:
        if _ISO_DATE.fullmatch(day):
            return date.fromisoformat(day).isoformat()
    except ValueError:
        raise CellError(f"'{shorten(text)}' is not in the calendar") from None
    remedy = _serial_remedy(day.removesuffix("-01"))
    if loose := _LOOSE_DATE.fullmatch(text):
        parts = [part for part in loose.groups() if part][: example.count("-") + 1]
        remedy = "write " + "-".join(part.zfill(2) for part in parts)
    raise CellError(f"expected a date such as {example}, found '{shorten(text)}'", remedy)


def _serial_remedy(plain: str) -> str:
    """What a number between 20000 and 80000 may be: Excel counts days so, and CSV has no more than the count."""
    if re.fullmatch(r"[2-7][0-9]{4}", plain, re.ASCII) is None:
        return ""
    day = date(1899, 12, 30) + timedelta(days=int(plain))
    return f"if it is a day as Excel counts them, it is {day.isoformat()}: format the cells as dates, and save again"


def _text(text: str) -> str:
    if "{{" in text:
        raise CellError("an expression in a table would be printed as it is written", "write the value out")
    if bad := IN_VALUE.search(text):
        raise CellError(*describe(bad[0]))
    return text


def _ticker(text: str) -> str:
    if is_ticker(text):
        return text
    likely = likely_tickers(_narrow(text).upper())
    raise CellError(
        f"'{shorten(text)}' is not a ticker such as 600088.SH", f"write {' or '.join(likely)}" if likely else ""
    )


_READERS: Mapping[ColumnType, Callable[[str], Value]] = {
    ColumnType.TICKER: _ticker,
    ColumnType.TEXT: _text,
    ColumnType.NUMBER: _number,
    ColumnType.PERCENT: _percent,
    ColumnType.DATE: _date,
    ColumnType.MONTH: _month,
}
