"""Reads a sheet of a workbook as text, as the same table would be in CSV.

Only stored values are read: no formulas are computed, no external links followed. A library opens .xlsx workbooks, but
the sheet's cells are parsed here, because libraries that return values do not distinguish an empty cell from a formula
that was never computed, or a merged cell from an empty one. Other formats are opened by another library.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable

from yanbao import rules
from yanbao.diagnostics import Mark, Marked, SetupError, suggest
from yanbao.load.excel_sheet import SheetRecords
from yanbao.load.findings import Findings
from yanbao.load.packages import DAMAGED, mended, problem
from yanbao.load.records import Records
from yanbao.model.dataset import DatasetSpec


def excel_records(data: bytes, file: str, spec: DatasetSpec, found: Findings) -> Records | None:
    """The rows of a sheet, by default the first; None, and errors, if they cannot be read.

    Raises SetupError if the library is missing.
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
        warnings.simplefilter("ignore")  # about parts that are not used here
        try:
            book = Workbook(io.BytesIO(mended(data)))
        except Exception:  # a damaged file can make the library raise anything
            found.error(rules.BAD_ENCODING, DAMAGED[0], Mark(file), DAMAGED[1])
            return None
    name = choose(book.sheets, file, spec.sheet, found)
    return SheetRecords(book, file, name, spec.read, found, is_named=spec.sheet is not None) if name else None


def other_records(data: bytes, file: str, spec: DatasetSpec, found: Findings) -> Records | None:
    """The rows of a sheet of an .xls, .xlsb or .ods file; None, and errors, if they cannot be read.

    Raises SetupError if the library is missing.
    """
    try:
        from yanbao.load.other_workbooks import OtherWorkbook, is_bomb
    except ImportError:
        what = "reading .xls, .xlsb and .ods files needs python-calamine"
        raise SetupError(f"{file}: {what}", "pip install 'yanbao[excel]', or save it as .xlsx") from None
    if refused := problem(data, is_old=True):
        rule, message, advice = refused
        found.error(rule, message, Mark(file), advice)
        return None
    try:
        if is_bomb(data):
            message = "unpacked, the sheets have more cells than a table can have"
            found.error(rules.TOO_LARGE, message, Mark(file), "leave only the table in it, or save it as CSV")
            return None
        book = OtherWorkbook(data)
    except Exception:  # a damaged file can make the library raise anything
        found.error(rules.BAD_ENCODING, "the file is damaged, or no workbook", Mark(file), DAMAGED[1])
        return None
    name = choose(book.sheets, file, spec.sheet, found)
    return SheetRecords(book, file, name, spec.read, found, is_named=spec.sheet is not None) if name else None


def choose(sheets: Iterable[str], file: str, sheet: Marked | None, found: Findings) -> str:
    """The name of the sheet to read; empty, and an error, if it does not exist."""
    names = list(sheets)
    if sheet is None and names:
        return names[0]
    if sheet is None:
        found.error(rules.BAD_HEADER, "the file has no sheet of cells", Mark(file))
    elif sheet in names:
        return str(sheet)
    else:
        advice = suggest(sheet, names) or f"there is {', '.join(names)}"
        found.error(rules.WRONG_VALUE, f"no sheet '{sheet}' in {file}", sheet.mark, advice, len(sheet.raw))
    return ""
