"""Parses table cells into values of their column's type. Pure.

Input: text, whatever the file format. Output: text, a number (a percentage as a ratio), or an ISO date; None if the
cell is missing. Numbers may have thousands separators (``1,234`` or ``1_234``) and full-width digits. Only full-width
forms are normalized: Unicode's NFKC would also turn ² and ② into digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from yanbao import units
from yanbao.characters import IN_VALUE, describe, is_digits
from yanbao.load.findings import shorten
from yanbao.load.likely import number_remedy, percent_remedy
from yanbao.load.moments import read_moment
from yanbao.load.trouble import CellError
from yanbao.model.dataset import TIME, Column, ColumnType
from yanbao.model.tickers import in_market, is_security, is_ticker, likely_securities, likely_tickers

__all__ = ["CellError", "CellReader", "Value", "read_cell"]

MAX_CELL = 3_000
"""Maximum characters of a cell: more than a page holds."""

Value = str | float | None

MISSING = frozenset({"-", "--", "–", "—", "——", "NA", "N/A", "N.A.", "NULL", "空", "暂无", "不适用"})
"""Markers of missing values, in capitals and half-width."""

_NOTHING = frozenset({"NAN", "NONE", "无", "未披露"})
"""Ambiguous markers, which mean a missing value or something else, such as 0."""

_DOTS = frozenset({".", "..", "...", "…", "*", "#"})
"""Missing-value markers of some providers, which must be declared."""

_EXCEL_ERROR = re.compile(
    r"#(N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|BUSY!|CONNECT!|UNKNOWN!|GETTING_DATA)"
)
_KEPT_TEXT = re.compile(r'="([^"]*)"')
"""The formula by which a CSV file makes spreadsheets keep leading zeros."""

UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_PLAIN = re.compile(r"-?\d{1,20}(\.\d+)?", re.ASCII)
_NUMBER = re.compile(r"[-+]?(\d{1,20}|\d{1,3}(,\d{3}){1,6}|\d{1,3}(_\d{3}){1,6})(\.\d+)?([eE][-+]?\d{1,2})?", re.ASCII)
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x2212: "-"}
_SHARES_ONLY = "mend the code; of indices, bonds, futures and other markets, declare the column as 'security'"


@dataclass(frozen=True)
class CellReader:
    """Parses the cells of one column. ``missing`` are additional missing-value markers that the dataset declares."""

    column: Column
    missing: Collection[str] = ()
    decimal: str = ""
    commas_are_plain: bool = field(default=True)

    def __call__(self, text: str) -> Value:
        """The value of a cell. Raises CellError."""
        if len(text) > MAX_CELL:
            remedy = "shorten it, or write it as text of a page"
            raise CellError(f"{len(text)} characters; {MAX_CELL} are the most", remedy)
        text = text.strip().replace("\r\n", "\n")  # line breaks inside cells of Windows files
        kind = self.column.type
        if not text or text in self.missing or (kind is not ColumnType.TEXT and _narrow(text).upper() in MISSING):
            return None
        if kept := _KEPT_TEXT.fullmatch(text):
            text = kept[1].strip()
            if not text:
                return None
        _refuse_leftovers(text)
        if kind is not ColumnType.TEXT:
            _refuse_marks(text)
        if kind in TIME:
            return read_moment(_narrow(text), kind, self.column.dates or "", str(self.column.zone or ""))
        return _READERS[kind](self, text)

    def number(self, text: str) -> float:
        if _PLAIN.fullmatch(text) and self.decimal != "comma":
            value = Decimal(text) if self.column.cells == "units" else None
            return float(text) if value is None else self._in_unit(value, 1.0)
        plain = _narrow(text)
        self._refuse_comma(plain)
        value = self._decimal(plain)
        if self.column.cells == "units":
            return self._with_word(plain, text)
        if value is None:
            right = f"-{plain[1:-1]}" if _is_negative(plain) else ""
            raise CellError(
                f"expected a number, found '{shorten(text)}'", *_number_remedy(plain, self.column.unit), right=right
            )
        return float(value)

    def exact(self, text: str) -> str:
        """A number or percentage that can be read, with a decimal point and every digit that it was written with."""
        plain = _narrow(text.strip())
        if _PLAIN.fullmatch(plain) and self.decimal != "comma":
            return plain
        value = self._decimal(plain.removesuffix("%").rstrip())
        return plain if value is None else f"{value:f}{'%' * plain.endswith('%')}"

    def percent(self, text: str) -> float:
        plain = _narrow(text)
        self._refuse_comma(plain)
        value = self._decimal(plain.removesuffix("%").rstrip())
        if value is None:
            remedy, declares = _remedy_if_missing(plain)
            message = f"expected a percentage such as 55%, found '{shorten(text)}'"
            raise CellError(message, remedy or percent_remedy(plain), declares)
        if plain.endswith("%") or self.column.cells == "points":
            return float(value / 100)
        if self.column.cells == "ratio":
            return float(value)
        ratio = f"{(value * 100).normalize():f}"
        raise CellError(
            f"expected a percentage with its sign, found '{shorten(text)}'",
            f"declare the column `cells: points` if this is {plain}%, or `cells: ratio` if it is {ratio}%",
            "cells",
        )

    def text(self, text: str) -> str:
        if "{{" in text:
            raise CellError("an expression in a table would be printed as it is written", "write the value out")
        if bad := IN_VALUE.search(text) or UNSEEN.search(text):
            right = UNSEEN.sub("", text)
            raise CellError(*describe(bad[0]), right="" if IN_VALUE.search(right) else right)
        return text

    def ticker(self, text: str) -> str:
        if is_ticker(text):
            return text
        market = self.column.market
        plain = _narrow(text).upper()
        if market and is_ticker(code := in_market(plain, market)):
            return code
        likely = likely_tickers(plain)
        message = f"'{shorten(text)}' is not a ticker such as 600088.SH"
        if is_digits(plain) and not market:
            write = f"write {' or '.join(likely)}, or " if likely else ""
            raise CellError(message, f"{write}declare the column's market, such as `market: cn`", "market")
        if likely:
            raise CellError(message, f"write {' or '.join(likely)}", right=likely[0] if len(likely) == 1 else "")
        raise CellError(message, _SHARES_ONLY, "type" if is_security(plain) else "")

    def security(self, text: str) -> str:
        market = self.column.market
        code = in_market(text, market) if market and not is_security(text) else text
        if is_security(code):
            return code
        likely = likely_securities(_narrow(text).upper())
        message = f"'{shorten(text)}' is no code of a security with its market, such as 000300.SH"
        if text.isascii() and text.isalnum() and not market:
            raise CellError(message, "declare the column's market, such as `market: SH`", "market")
        raise CellError(message, f"write {' or '.join(likely)}" if likely else "write code and market: 881001.WI")

    def _decimal(self, text: str) -> Decimal | None:
        if self.decimal == "comma":
            text = text.translate({ord("."): ",", ord(","): "."})
        return Decimal(text.replace(",", "").replace("_", "")) if _NUMBER.fullmatch(text) else None

    def _refuse_comma(self, text: str) -> None:
        if not self.commas_are_plain and not self.decimal and "," in text:
            message = f"the comma in '{shorten(text)}' may be the decimal sign, or separate thousands"
            raise CellError(message, "declare `read: {decimal: comma}` or `read: {decimal: point}`", "decimal")

    def _with_word(self, plain: str, text: str) -> float:
        """A number with a power-of-ten word in the cell, in the unit of the column."""
        found = re.fullmatch(rf"(.*?)\s*({units.POWER}?)({re.escape(units.split(self.column.unit)[1])})?", plain)
        value = self._decimal(found[1]) if found else None
        if found is None or value is None:
            raise CellError(f"expected a number such as 12.3亿, found '{shorten(text)}'", *_remedy_if_missing(plain))
        return self._in_unit(value, units.POWERS[found[2]])

    def _in_unit(self, value: Decimal, power: float) -> float:
        return float(value * Decimal(power) / Decimal(units.split(self.column.unit)[0]))


def read_cell(text: str, kind: ColumnType) -> Value:
    """The value of a cell in a column declared by type only. Raises CellError."""
    return CellReader(Column(type=kind))(text)


def _refuse_leftovers(text: str) -> None:
    if _EXCEL_ERROR.fullmatch(text):
        raise CellError(f"the error {text} of a spreadsheet", "mend its formula, or empty the cell if it has no value")
    if text.startswith("="):
        raise CellError(
            f"a formula without its value: '{shorten(text)}'",
            "let the spreadsheet compute and save it, or write the value",
        )


def _refuse_marks(text: str) -> None:
    """Reject footnote marks and invisible characters beside a value."""
    if text.isascii():
        return
    if bad := UNSEEN.search(text):
        message = f"an invisible character U+{ord(bad[0]):04X} in '{shorten(text)}'"
        raise CellError(message, "delete it", right=UNSEEN.sub("", text))
    if mark := next((char for char in text if unicodedata.category(char) == "No" and char not in "¼½¾"), ""):
        message = f"the small or circled digit '{mark}' in '{shorten(text)}'"
        raise CellError(message, "if it is the mark of a footnote, take it out of the cell; a power, write out")


def _is_negative(plain: str) -> bool:
    """True for a number in brackets, by which accountants write a negative one."""
    return plain[:1] + plain[-1:] == "()" and _NUMBER.fullmatch(plain[1:-1]) is not None


def _number_remedy(plain: str, unit: str) -> tuple[str, str]:
    if plain.endswith("%"):
        return "declare the column as 'percent', or leave out the sign", ""
    if _is_negative(plain):
        return f"write -{plain[1:-1]}", ""
    word = re.fullmatch(rf"[-+]?[0-9,.]+\s*{units.POWER}\S{{0,4}}", plain, re.ASCII)
    if word:
        return "declare the column `cells: units`, with the unit that the report prints", "units"
    remedy, declares = _remedy_if_missing(plain)
    return remedy or number_remedy(plain, unit), declares


def _remedy_if_missing(plain: str) -> tuple[str, str]:
    if plain.upper() in _DOTS:
        return f'if it is no value, declare `read: {{missing: "{plain}"}}`', "missing"
    if plain.upper() in _NOTHING:
        return f'leave the cell empty if it has no value, or declare `read: {{missing: "{plain}"}}`', ""
    return "", ""


def _narrow(text: str) -> str:
    """Normalize full-width forms to ASCII."""
    return text if text.isascii() else text.translate(_NARROW)


_READERS: Mapping[ColumnType, Callable[[CellReader, str], Value]] = {
    ColumnType.TICKER: CellReader.ticker,
    ColumnType.SECURITY: CellReader.security,
    ColumnType.TEXT: CellReader.text,
    ColumnType.NUMBER: CellReader.number,
    ColumnType.PERCENT: CellReader.percent,
}
