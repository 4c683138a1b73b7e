"""An .xlsx workbook opened by openpyxl, with cells as Excel shows them, except ISO dates and unrounded numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import IO, TYPE_CHECKING

from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.xml.functions import iterparse

from yanbao.model.dataset import TIME, ColumnType

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

_CHINESE_FORMATS = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 30, 31, 51, 53, 54, 58), 'yyyy"年"m"月"d"日"'),
}
"""Chinese Excel's built-in date formats (ECMA-376 part 1, 18.8.30), which openpyxl does not know."""

_NO_CODE = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')
"""Parts of a number format that are literals, or set a colour or language."""

_FIRST_DAY, _LAST_DAY = 18264, 73050  # 1950 and 2100 in the 1900 date system; 1954 and 2104 in the 1904 one


class Workbook:
    """An open workbook. ``sheets`` are the names of its worksheets: those that are shown, then the hidden ones."""

    def __init__(self, stream: IO[bytes]) -> None:
        reader = ExcelReader(stream, read_only=True, data_only=True, keep_links=False)
        reader.read()
        self._archive = reader.archive
        self._strings: list[str] = reader.shared_strings
        self._book = reader.wb
        self._formats: dict[str, str] = {}
        self.merged: dict[tuple[int, int, int, int], str] = {}
        self.hidden: set[int] = set()
        paths = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
        shown_first = sorted(self._book.worksheets, key=lambda sheet: bool(sheet.sheet_state != "visible"))
        self.sheets: dict[str, str] = {sheet.title: paths[sheet.title] for sheet in shown_first}

    def rows(self, sheet: str) -> Iterator[tuple[int, dict[int, Element]]]:
        """The rows of a sheet, with cells by column number, from 1.

        ``hidden`` are the rows that are hidden or filtered out. ``merged``, complete after the last row, are the merged
        cells, such as B3:B5, as column and row of the first and last cell.
        """
        self.merged.clear()
        self.hidden.clear()
        number = 0
        with self._archive.open(self.sheets[sheet]) as stream:
            for _, element in iterparse(stream):
                if element.tag == f"{_NAMESPACE}row":
                    number = int(element.get("r", number + 1))
                    cells: dict[int, Element] = {}
                    for cell in element:
                        address = cell.get("r")
                        at = coordinate_to_tuple(address)[1] if address else max(cells, default=0) + 1
                        cells[at] = cell
                    if element.get("hidden") in ("1", "true") or element.get("ht") == "0":
                        self.hidden.add(number)
                    yield number, cells
                    element.clear()
                elif element.tag == f"{_NAMESPACE}mergeCell":
                    self.merged[range_boundaries(element.get("ref", ""))] = element.get("ref", "")

    def text(self, cell: Element, kind: ColumnType) -> str:
        """A cell as text, for a column of a type. A formula without a stored value gives the formula."""
        form = cell.get("t", "n")
        if form == "inlineStr":
            inline = cell.find(f"{_NAMESPACE}is")
            return "" if inline is None else str(Text.from_tree(inline).content)
        value, formula = cell.findtext(f"{_NAMESPACE}v") or "", cell.find(f"{_NAMESPACE}f")
        if not value:
            return "=" + (formula.text or "…") if formula is not None and form != "str" else ""
        if form == "s":
            return self._strings[int(value)]
        if form == "b":
            return "TRUE" if value == "1" else "FALSE"
        if form == "d":
            return _day(from_ISO8601(value), "yyyy-mm-dd", kind)
        return self._number(float(value), cell.get("s", "0"), kind) if form == "n" else value

    def _number(self, number: float, style: str, kind: ColumnType) -> str:
        shown = f"{number:.15g}"  # Excel's own precision
        code = self._format(style)
        bare = _NO_CODE.sub("", code)
        if is_date_format(code) and not is_timedelta_format(code):
            return _day(self._moment(number), bare, kind)
        if "%" in bare:
            return f"{(Decimal(shown) * 100).normalize():f}%"
        if kind in TIME and _FIRST_DAY <= number <= _LAST_DAY:
            return _day(self._moment(number), "yyyy-mm-dd", kind)
        if bare.strip("0") == "" and number == int(number):  # 000000 shows 1 with leading zeros
            return shown.zfill(len(bare))
        return shown

    def _moment(self, number: float) -> object:
        try:
            return from_excel(number, self._book.epoch) if number >= 0 else f"{number:.15g}"
        except (OverflowError, ValueError):
            return f"{number:.15g}"

    def _format(self, style: str) -> str:
        if style not in self._formats:
            cell = ReadOnlyCell(self._book.worksheets[0], 1, 1, None, "n", int(style))
            code = _CHINESE_FORMATS.get(cell.style_array.numFmtId) or cell.number_format
            self._formats[style] = str(code).split(";")[0]
        return self._formats[style]


def _day(moment: object, code: str, kind: ColumnType) -> str:
    """A date from a cell with format ``code``, without the time of day if that is midnight.

    For a month column, the day is dropped if it is the first, or if the cell does not show it.
    """
    if not isinstance(moment, date):
        return str(moment)  # a time of day, or a number out of range
    if isinstance(moment, datetime) and (moment.hour, moment.minute, moment.second) != (0, 0, 0):
        return moment.isoformat(" ", "seconds")
    if kind is ColumnType.MONTH and (moment.day == 1 or "d" not in code.lower()):
        return f"{moment:%Y-%m}"
    return f"{moment:%Y-%m-%d}"
