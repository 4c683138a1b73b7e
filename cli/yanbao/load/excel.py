"""The rows of a sheet of an Excel file, as the text that the same table has in CSV.

Only the sheet is read, with the values that Excel has saved: no formula is computed, no link to another file followed.
A library opens the workbook; the sheet's own cells are walked here, because a reader of values does not tell an empty
cell from a formula that was never computed, nor merged cells from empty ones.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING

from yanbao.diagnostics import Mark, Marked, SetupError, suggest
from yanbao.load.excel_sheet import ExcelGrid, SheetReader, TooLongError
from yanbao.load.findings import Findings, Rule
from yanbao.load.packages import DAMAGED, problem
from yanbao.model.dataset import ColumnType

if TYPE_CHECKING:
    from yanbao.load.excel_cells import Workbook


def excel_grid(
    data: bytes, file: str, sheet: Marked | None, columns: Mapping[str, ColumnType], found: Findings
) -> ExcelGrid | None:
    """The rows of a sheet, of the first if none is named; None, and errors, if they cannot be read.

    The first row that is not empty names the columns, in any order. Raises SetupError if the library is missing.
    """
    try:
        from yanbao.load.excel_cells import Workbook
    except ImportError:
        raise SetupError(f"{file}: reading Excel files needs openpyxl", "pip install 'yanbao[excel]'") from None
    if refused := problem(data):
        rule, message, advice = refused
        found.error(rule, message, Mark(file), advice)
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts that are of no interest here
        try:
            book = Workbook(io.BytesIO(data))
            name = _choose(book, file, sheet, found)
            return SheetReader(book, file, name, columns, found).grid() if name else None
        except TooLongError as error:
            found.error(Rule.TOO_LARGE, str(error), Mark(file, error.row))
        except Exception:  # the library raises whatever it runs into in a damaged file
            found.error(Rule.BAD_ENCODING, DAMAGED[0], Mark(file), DAMAGED[1])
    return None


def _choose(book: Workbook, file: str, sheet: Marked | None, found: Findings) -> str:
    """The name of the sheet to read; empty, and an error, if there is none."""
    if sheet is None and book.sheets:
        return next(iter(book.sheets))
    if sheet is None:
        found.error(Rule.BAD_HEADER, "the file has no sheet of cells", Mark(file))
    elif sheet in book.sheets:
        return str(sheet)
    else:
        advice = suggest(sheet, book.sheets) or f"there is {', '.join(book.sheets)}"
        found.error(Rule.WRONG_VALUE, f"no sheet '{sheet}' in {file}", sheet.mark, advice, len(sheet.raw))
    return ""
