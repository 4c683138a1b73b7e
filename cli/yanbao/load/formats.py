"""The kinds of files that tables come in, told by the end of their names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from yanbao.load.excel import excel_grid
from yanbao.load.files import as_text
from yanbao.load.findings import Findings, Rule
from yanbao.load.grids import Grid, csv_grid
from yanbao.load.parquet import parquet_grid
from yanbao.model.dataset import Column, DatasetSpec

_KNOWN = (".csv", ".xlsx", ".parquet")

_CHANGED = {
    ".xls": "open it in Excel and save it as .xlsx",
    ".xlsm": "save it as .xlsx, without macros",
    ".xlsb": "save it as .xlsx",
    ".et": "open it in WPS and save it as .xlsx",
    ".txt": "name it .csv, if commas separate its columns",
}
"""What to do with files of other kinds."""


def is_known(file: str, spec: DatasetSpec, found: Findings) -> bool:
    """Whether a table can be read from a file of this name; an error at the name if not."""
    kind = Path(file).suffix.lower()
    name, sheet = spec.file, spec.sheet
    if name is not None and kind not in _KNOWN:
        message = f"'{name}' is no table: it ends in none of {', '.join(_KNOWN)}"
        found.error(Rule.WRONG_VALUE, message, name.mark, _CHANGED.get(kind, ""), len(name.raw))
        return False
    if sheet is not None and kind != ".xlsx":
        message = "only an Excel file has sheets"
        found.error(Rule.WRONG_VALUE, message, sheet.mark, "leave the key 'sheet' out", len(sheet.raw))
        return False
    return True


def read_grid(data: bytes, file: str, spec: DatasetSpec, columns: Mapping[str, Column], found: Findings) -> Grid | None:
    """The rows of a file of the project as text; None, and errors, if it cannot be read.

    Raises SetupError if this kind of file needs a library that is not installed.
    """
    kind = Path(file).suffix.lower()
    if kind == ".csv":
        text = as_text(data, file, found)
        return None if text is None else csv_grid(text, file, list(columns), found)
    types = {key: column.type for key, column in columns.items()}
    if kind == ".xlsx":
        return excel_grid(data, file, spec.sheet, types, found)
    return parquet_grid(data, file, types, found)
