"""Cells of tables as values of their column's type. Pure.

A cell comes in as text, whether from CSV or YAML. Out: text, a number (a percentage as a ratio), or an ISO date;
None if the cell is missing. Numbers may separate thousands (``1,234`` or ``1_234``) and have full-width digits. Dates
are ``2024-04-26`` or, as data terminals export them, ``20240426``; months are ``2024-04``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from yanbao.load.findings import shorten
from yanbao.model.dataset import ColumnType

Value = str | float | None

MISSING = frozenset({"", "-", "--", "—", "NA", "N/A", "null"})

_PLAIN = re.compile(r"-?\d{1,20}(\.\d+)?", re.ASCII)
_NUMBER = re.compile(r"[-+]?(\d{1,20}|\d{1,3}(,\d{3}){1,6}|\d{1,3}(_\d{3}){1,6})(\.\d+)?([eE][-+]?\d{1,2})?", re.ASCII)
_COMPACT_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_LOOSE_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?", re.ASCII)

_MARKETS = {
    "SH": re.compile(r"(600|601|603|605|688|689|900)\d{3}", re.ASCII),
    "SZ": re.compile(r"(000|001|002|003|300|301|200)\d{3}", re.ASCII),
    "BJ": re.compile(r"[48]\d{5}|92\d{4}", re.ASCII),
    "HK": re.compile(r"\d{5}", re.ASCII),
    "US": re.compile(r"[A-Z]+", re.ASCII),
    "O": re.compile(r"[A-Z]+", re.ASCII),
    "N": re.compile(r"[A-Z]+", re.ASCII),
}


class CellError(Exception):
    """A cell that is not of its column's type; ``remedy`` is how to write it, if that can be told."""

    def __init__(self, message: str, remedy: str = "") -> None:
        self.remedy = remedy
        super().__init__(message)


def read_cell(text: str, kind: ColumnType) -> Value:
    """The value of a cell. Raises CellError."""
    text = text.strip()
    if not text or (kind is not ColumnType.TEXT and text in MISSING):
        return None
    return _READERS[kind](text)


def _number(text: str) -> float:
    if _PLAIN.fullmatch(text):
        return float(text)
    if (value := _decimal(_narrow(text))) is None:
        remedy = "declare the column as 'percent', or leave out the sign" if text.endswith(("%", "％")) else ""
        raise CellError(f"expected a number, found '{shorten(text)}'", remedy)
    return float(value)


def _percent(text: str) -> float:
    plain = _narrow(text)
    value = _decimal(plain.removesuffix("%"))
    if value is None:
        raise CellError(f"expected a percentage such as 55%, found '{shorten(text)}'")
    if not plain.endswith("%"):
        raise CellError(
            f"expected a percentage with its sign, found '{shorten(text)}'", f"write {text}%, if that is meant"
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
    remedy = ""
    if loose := _LOOSE_DATE.fullmatch(text):
        parts = [part for part in loose.groups() if part][: example.count("-") + 1]
        remedy = "write " + "-".join(part.zfill(2) for part in parts)
    raise CellError(f"expected a date such as {example}, found '{shorten(text)}'", remedy)


def _text(text: str) -> str:
    if "{{" in text:
        raise CellError("an expression in a table would be printed as it is written", "write the value out")
    return text


def _ticker(text: str) -> str:
    if _is_ticker(text):
        return text
    remedy = next((f"write {guess}" for guess in _guesses(text) if _is_ticker(guess)), "")
    raise CellError(f"'{shorten(text)}' is not a ticker such as 600088.SH", remedy)


def _is_ticker(text: str) -> bool:
    code, _, market = text.rpartition(".")
    return market in _MARKETS and bool(_MARKETS[market].fullmatch(code))


def _guesses(text: str) -> list[str]:
    """What may be meant by a ticker in lower case, of the wrong market or of none, or with too few digits."""
    plain = _narrow(text).upper()
    code = plain.partition(".")[0]
    hong_kong = f"{code.zfill(5)}.HK" if plain.endswith(".HK") else ""
    return [plain, hong_kong, *(f"{code}.{market}" for market in ("SH", "SZ", "BJ"))]


_READERS: Mapping[ColumnType, Callable[[str], Value]] = {
    ColumnType.TICKER: _ticker,
    ColumnType.TEXT: _text,
    ColumnType.NUMBER: _number,
    ColumnType.PERCENT: _percent,
    ColumnType.DATE: _date,
    ColumnType.MONTH: _month,
}
