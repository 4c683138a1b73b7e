"""Reads JSON files and tables of SQLite databases as text, as the same table would be in CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from yanbao import rules
from yanbao.diagnostics import Mark, suggest
from yanbao.load.files import MAX_ROWS
from yanbao.load.findings import Findings, shorten
from yanbao.load.records import ListedRecords, Records
from yanbao.model.dataset import DatasetSpec

_STEPS = 1_000_000  # database steps between checks of the limit
_MAX_STEPS = 200
_MAX_COLUMNS = 5_000


class _TwiceError(ValueError):
    """An object has a key twice: no reader agrees with another on which counts."""


def _read(text: str) -> Any:
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_object)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _TwiceError(f"an object has '{shorten(next(key for key in keys if keys.count(key) > 1))}' twice")
    return made


class LineRecords(ListedRecords):
    """Rows of a .jsonl file: a row's number is its line."""

    def __init__(self, file: str, head: Sequence[str], rows: Sequence[Sequence[str]], lines: Sequence[int]) -> None:
        super().__init__(file, head, rows)
        self._lines = lines

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        return zip(self._lines, self._rows, strict=True)

    def place(self, number: int, column: int) -> tuple[Mark, int]:  # noqa: ARG002 - keys may stand in any order
        return Mark(self.file, number), 1


class ArrayRecords(ListedRecords):
    """Rows of a file without lines, such as .json: messages count rows, and point at the file."""

    def mark(self, number: int) -> Mark:  # noqa: ARG002 - rows have no lines of their own
        return Mark(self.file)

    def place(self, number: int, column: int) -> tuple[Mark, int]:  # noqa: ARG002 - rows have no lines of their own
        return Mark(self.file), 1


def json_records(text: str, file: str, spec: DatasetSpec, found: Findings) -> Records | None:
    """The objects of a JSON list, one per row; None, and an error, if there is none.

    The dialect's ``path`` leads to the list. A mapping with a list of names and a list of rows is accepted, too.
    """
    try:
        value = _read(text)
    except _TwiceError as error:
        found.error(rules.BAD_ROW, str(error), Mark(file), "leave the one that counts")
        return None
    except (json.JSONDecodeError, RecursionError) as error:
        line, column = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (1, 1)
        found.error(rules.BAD_ROW, "not JSON", Mark(file, line, column))
        return None
    path = spec.read.path
    for key in str(path).split(".") if path else ():
        if not isinstance(value, dict) or key not in value:
            keys = list(value) if isinstance(value, dict) else []
            mark, width = (path.mark, len(path.raw)) if path else (Mark(file), 1)
            advice = suggest(key, keys) or f"there is {', '.join(keys[:10])}"
            found.error(rules.WRONG_VALUE, f"no key '{key}' in {file}", mark, advice, width)
            return None
        value = value[key]
    if isinstance(value, dict) and (split := _split(value)):
        head, rows = split
        return ArrayRecords(file, head, rows)
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        lists = (
            [key for key, inner in value.items() if isinstance(inner, list | dict)] if isinstance(value, dict) else []
        )
        advice = f"declare where: `read: {{path: {lists[0]}}}`" if lists else 'each row is an object: {"date": …}'
        found.error(rules.BAD_HEADER, "no list of rows is here", Mark(file), advice)
        return None
    head = list(dict.fromkeys(key for row in value for key in row))
    return _listed(ArrayRecords(file, head, [[_text(row.get(key)) for key in head] for row in value]), found)


def json_path(data: bytes, depth: int = 3) -> str:
    """Path to the rows in a JSON file, unless they are at the top: keys separated by points; empty if not found."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return ""
    keys: list[str] = []
    while isinstance(value, dict) and not _split(value) and len(keys) < depth:
        inner = {key: part for key, part in value.items() if isinstance(part, dict) or _is_rows(part)}
        key = next((key for key, part in inner.items() if _is_rows(part)), next(iter(inner), None))
        if key is None or "." in key:
            return ""
        keys.append(key)
        value = inner[key]
    return ".".join(keys) if _is_rows(value) or (isinstance(value, dict) and _split(value)) else ""


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def lines_records(text: str, file: str, found: Findings) -> Records | None:
    """The objects of a text with one per line; None, and errors, if a line has none."""
    rows, lines = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = _read(line)
        except _TwiceError as error:
            found.error(rules.BAD_ROW, str(error), Mark(file, number), "leave the one that counts")
            return None
        except (json.JSONDecodeError, RecursionError):
            row = None
        if not isinstance(row, dict):
            found.error(rules.BAD_ROW, "this line is no JSON object", Mark(file, number), 'such as {"date": …}')
            return None
        rows.append(row)
        lines.append(number)
    head = list(dict.fromkeys(key for row in rows for key in row))
    return _listed(LineRecords(file, head, [[_text(row.get(key)) for key in head] for row in rows], lines), found)


def _listed(records: ListedRecords, found: Findings) -> Records | None:
    if len(records.head or ()) <= _MAX_COLUMNS:
        return records
    found.error(rules.TOO_LARGE, f"the rows have more than {_MAX_COLUMNS} keys", Mark(records.file))
    return None


def _split(value: Mapping[str, Any]) -> tuple[list[str], list[list[str]]] | None:
    """Names and rows that are stored separately, as by tushare and pandas."""
    for names, rows in (("fields", "items"), ("columns", "data")):
        head, listed = value.get(names), value.get(rows)
        if isinstance(head, list) and isinstance(listed, list) and all(isinstance(row, list) for row in listed):
            return [_text(name) for name in head], [[_text(cell) for cell in row] for row in listed]
    return None


def _text(value: Any) -> str:
    if value is None or value in ("NaN", "Infinity", "-Infinity"):
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def sqlite_records(data: bytes, file: str, spec: DatasetSpec, found: Findings) -> Records | None:
    """The rows of a table in an SQLite database; None, and an error, if they cannot be read.

    Only tables are allowed, since a view could run forever; ``sheet`` names the table if there are several.
    """
    import sqlite3

    with closing(sqlite3.connect(":memory:")) as database:
        steps = iter(range(_MAX_STEPS))
        database.set_progress_handler(lambda: next(steps, None) is None, _STEPS)
        try:
            database.deserialize(data)
            database.execute("PRAGMA trusted_schema = OFF")
            listed = database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
            )
            tables = [str(name) for (name,) in listed if not str(name).startswith("sqlite_")]
            if (table := _choose(tables, file, spec, found)) == "":
                return None
            quoted = table.replace('"', '""')
            cursor = database.execute(f'SELECT * FROM "{quoted}" LIMIT {MAX_ROWS + 1}')  # noqa: S608 - a quoted name of it
            head = [str(column[0]) for column in cursor.description]
            rows = [[_cell(value) for value in row] for row in cursor]
        except (sqlite3.Error, OverflowError, ValueError):
            message = "the file is damaged, or no SQLite database"
            found.error(rules.BAD_ENCODING, message, Mark(file), "write it again")
            return None
    return ListedRecords(file, head, rows, about=f"table '{table}': ")


def _choose(tables: Sequence[str], file: str, spec: DatasetSpec, found: Findings) -> str:
    """The name of the table to read; empty, and an error, if undetermined."""
    if spec.sheet is not None:
        if spec.sheet in tables:
            return str(spec.sheet)
        advice = suggest(spec.sheet, tables) or f"there is {', '.join(tables[:10])}"
        found.error(
            rules.WRONG_VALUE, f"no table '{spec.sheet}' in {file}", spec.sheet.mark, advice, len(spec.sheet.raw)
        )
    elif len(tables) == 1:
        return tables[0]
    else:
        message = f"the database has {len(tables)} tables" if tables else "the database has no table"
        advice = f"name one with `sheet`: {', '.join(tables[:10])}" if tables else ""
        found.error(rules.BAD_HEADER, message, Mark(file), advice)
    return ""


def _cell(value: object) -> str:
    if value is None:
        return ""
    return repr(value) if isinstance(value, float) else str(value)
