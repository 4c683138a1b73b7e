"""The file formats of tables, recognized by extension and signature."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from yanbao import rules
from yanbao.diagnostics import Mark
from yanbao.load.cells import CellReader
from yanbao.load.declared import Declared
from yanbao.load.delimited import TextRecords
from yanbao.load.encodings import guess, guess_separator, table_text, unzipped
from yanbao.load.excel import excel_records, other_records
from yanbao.load.findings import Findings
from yanbao.load.grids import Grid
from yanbao.load.layout import lay_out
from yanbao.load.parquet import parquet_records
from yanbao.load.plugged import readers as installed
from yanbao.load.records import Records
from yanbao.load.reshaped import reshaped
from yanbao.load.structured import json_records, lines_records, sqlite_records
from yanbao.model.dataset import DatasetSpec
from yanbao.model.reading import SEPARATORS

TEXT_KINDS = (".csv", ".tsv", ".txt")
_SHEETS = (".xlsx", ".xls", ".xlsb", ".ods")
_JSON = (".json", ".jsonl")
_DATABASES = (".sqlite", ".sqlite3", ".db")
_BUILTIN = (*TEXT_KINDS, *_SHEETS, ".parquet", *_JSON, *_DATABASES)

_CHANGED = {
    ".xlsm": "save it as .xlsx, without macros",
    ".et": "open it in WPS and save it as .xlsx",
    ".dat": "name it .txt, if it is text",
    ".zip": "unpack it",
    ".7z": "unpack it",
    ".rar": "unpack it",
    ".html": "open it in Excel, and save it as .xlsx",
    ".htm": "open it in Excel, and save it as .xlsx",
    ".feather": "write it as Parquet",
    ".dta": "write it as CSV or Parquet",
    ".sas7bdat": "write it as CSV or Parquet",
    ".pkl": "write it as Parquet: `DataFrame.to_parquet`",
    ".pdf": "copy the table into a spreadsheet, and save that",
    ".docx": "copy the table into a spreadsheet, and save that",
}
"""Remedies for unsupported formats."""

_OF = {
    "encoding": (*TEXT_KINDS, ".xls", *_JSON),
    "separator": (*TEXT_KINDS, ".xls"),
    "decimal": (*TEXT_KINDS, ".xls"),
    "head": (*TEXT_KINDS, *_SHEETS),
    "range": _SHEETS,
    "hidden": (".xlsx",),
    "path": (".json",),
}
"""File extensions to which a key of ``read`` applies, if not to all."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def known() -> tuple[str, ...]:
    """The extensions of files that tables are read from. Raises SetupError for a plug-in that cannot be used."""
    return (*_BUILTIN, *installed(_BUILTIN))


def kind_of(file: str) -> str:
    """The extension that identifies a file's format; for a compressed file, that of its content."""
    return Path(file.lower().removesuffix(".gz")).suffix


def is_known(file: str, item: Declared, found: Findings) -> bool:
    """True if a table can be read from a file of this name as declared; otherwise errors."""
    kind, spec = kind_of(file), item.spec
    name, sheet = spec.file, spec.sheet
    is_packed = file.lower().endswith(".gz")
    if name is not None and (kind not in known() or (is_packed and kind not in (*TEXT_KINDS, *_JSON))):
        message = f"'{name}' is no table: it ends in none of {', '.join(known())}"
        found.error(rules.WRONG_VALUE, message, name.mark, _CHANGED.get(kind, ""), len(name.raw))
        return False
    before = len(found)
    if sheet is not None and kind not in (*_SHEETS, *_DATABASES):
        message = "only a workbook has sheets, and a database tables"
        found.error(rules.WRONG_VALUE, message, sheet.mark, "leave the key 'sheet' out", len(sheet.raw))
    for key, kinds in _OF.items():
        node = item.node.find(("read", key))
        if getattr(spec.read, key) is not None and kind not in kinds:
            at = node.key or node
            message = f"a {kind} file has no '{key}'"
            found.error(rules.WRONG_VALUE, message, at.mark, "leave the key out", len(key))
    return len(found) == before


def read_grid(
    data: bytes, file: str, item: Declared, readers: Mapping[str, CellReader], found: Findings
) -> Grid | None:
    """The rows of a file as text; None, and errors, if it cannot be read.

    Raises SetupError if the format needs a library that is not installed.
    """
    content = unzipped(data, file, found) if file.lower().endswith(".gz") else data
    records = None if content is None else open_records(content, file, item.spec, found)
    if records is not None and (item.spec.wide or item.spec.read.transpose):
        records = reshaped(records, item, found)
    return None if records is None else lay_out(records, item, readers, found)


def open_records(data: bytes, file: str, spec: DatasetSpec, found: Findings) -> Records | None:
    """The records of a file, before its header is known."""
    kind = kind_of(file)
    if reader := installed(_BUILTIN).get(kind):
        return reader.records(data, file, found)
    if kind in _DATABASES:
        return sqlite_records(data, file, spec, found)
    if kind == ".parquet":
        own = {str(column.from_ or name): column for name, column in spec.columns.items() if column.has_cells}
        return parquet_records(data, file, own if not spec.long else {}, found)
    if kind == ".xlsx" or (kind in _SHEETS and kind != ".ods" and data.startswith(_ZIP) and b"xl/workbook.xml" in data):
        return excel_records(data, file, spec, found)
    if kind in _SHEETS and (kind != ".xls" or data.startswith((_OLE, _ZIP))):
        return other_records(data, file, spec, found)
    if kind == ".xls" and not _is_told(data, file, spec, found):
        return None
    text = table_text(data, file, spec.read.encoding, found)
    if text is None:
        return None
    if kind == ".json":
        return json_records(text, file, spec, found)
    if kind == ".jsonl":
        return lines_records(text, file, found)
    return TextRecords(text, file, _separator(kind, spec), found)


def _separator(kind: str, spec: DatasetSpec) -> str:
    return SEPARATORS[spec.read.separator or ("tab" if kind == ".tsv" else "comma")]


def _is_told(data: bytes, file: str, spec: DatasetSpec, found: Findings) -> bool:
    """True if options for reading text are declared, for a file whose extension is a workbook's; otherwise an error."""
    if (
        data[:200]
        .lstrip(b"\xef\xbb\xbf \r\n\t")
        .lower()
        .startswith((b"<html", b"<!doctype", b"<table", b"<meta", b"<?xml"))
    ):
        message = "this .xls file is a web page, not an Excel file"
        found.error(rules.BAD_ENCODING, message, Mark(file), "open it in Excel, and save it as .xlsx")
        return False
    if spec.read.separator:
        return True
    encoding = guess(data) if _is_not_utf8(data) else "utf-8"
    text = data.decode(encoding or "latin-1", "replace")
    separator = guess_separator(text) or "tab"
    how = f"separator: {separator}" if encoding == "utf-8" else f"encoding: {encoding or '…'}, separator: {separator}"
    name = "" if encoding == "utf-8" else f" in {encoding.upper() or 'an unknown encoding'}"
    message = f"this .xls file is text{name}, with {separator}s between columns, not an Excel file"
    found.error(rules.BAD_ENCODING, message, Mark(file), f"declare `read: {{{how}}}`")
    return False


def _is_not_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return True
    return False
