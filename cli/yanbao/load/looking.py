"""Inspects a table file and writes the catalog entry that reads it (``report data look``)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from yanbao import layout
from yanbao.chinese import HAN
from yanbao.diagnostics import Diagnostic, Mark, Marked
from yanbao.load.declared import declare
from yanbao.load.encodings import guess, guess_separator, unzipped
from yanbao.load.exports import Export, recognise
from yanbao.load.findings import Findings
from yanbao.load.formats import TEXT_KINDS, kind_of, open_records
from yanbao.load.guesses import footer_of, guess_column, head_at, missing_marks, skipped, usual_rows, wide_type
from yanbao.load.records import Row
from yanbao.load.structured import json_path
from yanbao.load.tables import read_table
from yanbao.load.yaml import parse
from yanbao.model.dataset import TIME, DatasetSpec, spoken_of

_LOOKED_AT = 2_000  # rows used for guesses; the entry is tried on all
_TOLD = 5
_DOUBT = "  # if it is a percentage: {type: percent, cells: points} or ratio"
_BARE = re.compile(rf"[A-Za-z_{HAN}][\w{HAN}.()（）-]*")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


@dataclass(frozen=True)
class Look:
    """The result: the entry as YAML, and what does not fit it. ``rows`` is the number of rows read."""

    entry: str
    export: str
    rows: int
    problems: Sequence[Diagnostic]


def look(data: bytes, file: str, found: Findings) -> Look | None:
    """The entry for a file; None, and errors, if nothing can be read from it. Raises SetupError."""
    reading = _reading_of_text(data, file)
    spec = DatasetSpec.model_validate({"source": "x", "as_of": "2024", "columns": {"x": "text"}, "read": reading})
    if kind_of(file) == ".json" and (path := json_path(data)):
        reading["path"] = path
        spec = spec.model_copy(update={"read": spec.read.model_copy(update={"path": Marked(path, Mark(file), path)})})
    content = unzipped(data, file, found) if file.lower().endswith(".gz") else data
    records = None if content is None else open_records(content, file, spec, found)
    if records is None:
        return None
    rows = list(islice(records.rows(), _LOOKED_AT))
    if not rows:
        return None
    if records.head is None:
        at = head_at(rows)
        head = [cell.strip() for cell in rows[at][1]] if at >= 0 else []
        reading |= {"head": "none"} if at < 0 else {"head": rows[at][0]} if at else {}
        below = rows[at + 1 :]
    else:
        head, below = list(records.head), rows
    export = recognise(head, [cells for _, cells in [*rows[:8], *rows[-3:]]])
    entry = _entry(file, head, below, reading, export)
    return _tried(entry, data, file, export, found)


def _reading_of_text(data: bytes, file: str) -> dict[str, Any]:
    """Encoding and separator of a text file, where they are not the defaults."""
    kind = kind_of(file)
    is_text = kind in TEXT_KINDS or (kind == ".xls" and not data.startswith((b"PK", b"\xd0\xcf")))
    if not is_text:
        return {}
    reading: dict[str, Any] = {}
    content = unzipped(data, file, Findings()) or b"" if file.lower().endswith(".gz") else data
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding = guess(content)
        if encoding != "utf-16" or not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            reading["encoding"] = encoding or "windows-1252"
        text = content.decode(encoding or "windows-1252", "replace")
    separator = guess_separator(text)
    usual = "tab" if kind == ".tsv" else "comma"
    if separator and (separator != usual or kind == ".xls") and not text.lower().startswith("sep="):
        reading["separator"] = separator
    return reading


def _entry(
    file: str, head: Sequence[str], below: Sequence[Row], reading: dict[str, Any], export: Export | None
) -> dict[str, Any]:
    width = len(head) or max((len(cells) for _, cells in below), default=0)
    footer = footer_of(below, width) if len(below) > 1 else []
    names = [*head, *[""] * (width - len(head))]
    usual = usual_rows(below[: len(below) - len(footer)])
    columns = []
    for at, name in enumerate(names):
        cells = [cells[at] for cells in usual if at < len(cells)]
        columns.append(guess_column(name, cells, export.percent.get(name, "") if export else ""))
    if count := skipped(below, columns):
        reading["skip"] = count
        units = next((cells for _, cells in below[:count] if cells[0].strip() == "单位"), ())
        for column, unit in zip(columns, units, strict=False):
            column |= {"unit": unit.strip()} if column["type"] == "number" and unit.strip() else {}
    if footer:
        reading["footer"] = [json.loads(word) if word.startswith('"') else word for word in footer]
    marks = missing_marks([cell for row in usual for cell in row])
    if marks:
        reading["missing"] = marks
    entry: dict[str, Any] = {"file": file, "read": reading}
    return entry | _columns(names, columns, reading, export, [cells for _, cells in below])


def _columns(
    names: Sequence[str],
    columns: Sequence[Mapping[str, Any]],
    reading: dict[str, Any],
    export: Export | None,
    rows: Sequence[Sequence[str]],
) -> dict[str, Any]:
    """The columns of an entry; for a wide table, with names for its unpivoted columns."""
    least = 1 if export and export.long else 3
    kinds = [wide_type([name for name in names[at:] if name], least) for at in range(len(names))]
    first = next((at for at, kind in enumerate(kinds) if at and kind), 0)
    if first and reading.get("head") != "none":
        kind = kinds[first]
        value = export.long[1] if export and export.long else "value"
        own: dict[str, Any] = {name or f"column_{at + 1}": dict(columns[at]) for at, name in enumerate(names[:first])}
        for at, name in enumerate(names[:first]):
            if not name:
                own[f"column_{at + 1}"]["from"] = at + 1
        key = "code" if kind in ("ticker", "security") else kind
        own |= {key: {"type": kind}, value: {"type": "number"}}
        return {"long": {"names": key, "values": value}, "columns": own}
    own = {}
    for at, name in enumerate(names):
        cells = [row[at].strip() for row in rows if at < len(row)]
        has_no_head = reading.get("head") == "none"
        if not name and not has_no_head and (not any(cells) or cells == list(map(str, range(len(cells))))):
            if any(cells):  # the index column of a pandas export
                reading["columns"] = "declared"
            continue
        key = name if name and name not in own else f"column_{at + 1}"
        own[key] = dict(columns[at]) | ({"from": at + 1} if key != name and not has_no_head else {})
    return {"columns": own}


def _tried(entry: dict[str, Any], data: bytes, file: str, export: Export | None, found: Findings) -> Look | None:
    """The entry as YAML, tried on the whole file, with the newest date in it."""
    name = re.sub(r"[^a-z0-9]+", "_", file.rpartition("/")[2].partition(".")[0].lower()).strip("_") or "table"
    name = name if name[0].isalpha() else f"t_{name}"
    source = export.source if export else ""
    as_of, rows = "", 0
    problems = Findings()
    text = ""
    for _ in range(2):  # the second time with the newest date that the first one found
        text = _written(name, entry, source, as_of)
        problems = Findings()
        node = parse(text, layout.CATALOG, problems)
        child = node.children.get(name) if node else None
        item = declare(child.key, child, problems, rows_in="file") if child and isinstance(child.key, Marked) else None
        if item is None:
            found.extend(problems)
            return None
        loaded = read_table(item, file, data, problems)
        if loaded is None:
            break
        rows = len(loaded[0])
        times = [key for key, column in item.spec.columns.items() if column.type in TIME]
        newest = loaded[0][times[0]].max() if times else None
        if newest is None or newest != newest:
            break
        as_of = spoken_of(newest, item.spec.columns[times[0]].type)
    return Look(text, export.name if export else "", rows, problems)


def _written(name: str, entry: Mapping[str, Any], source: str, as_of: str) -> str:
    """An entry as YAML, formatted as one would type it."""
    lines = [f"{name}:"]
    lines.append(f"  source: {source or 'source'}  # an id of content/ledger/sources.yaml")
    lines.append(f"  as_of: {as_of or '2000  # the date that the numbers speak of'}")
    lines.append(f"  file: {_scalar(entry['file'].rpartition('/')[2])}")
    if entry["read"]:
        lines.append(f"  read: {_flow(entry['read'])}")
    if "long" in entry:
        lines.append(f"  long: {_flow(entry['long'])}")
    lines.append("  columns:")
    for key, column in entry["columns"].items():
        short = column["type"] if len(column) == 1 else _flow(column)
        lines.append(f"    {_scalar(key)}: {short}{_DOUBT if _is_doubtful(key, column) else ''}")
    return "\n".join(lines) + "\n"


def _is_doubtful(name: str, column: Mapping[str, Any]) -> bool:
    """True if a number column may hold percentages."""
    return column["type"] == "number" and bool(re.search(r"%|率|幅|pct|percent|yield|ratio|chg", name, re.IGNORECASE))


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return _flow(value[0]) if len(value) == 1 else "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _scalar(value: object) -> str:
    text = str(value)
    is_bare = isinstance(value, int) or (_BARE.fullmatch(text) and text.lower() not in _WORDS)
    return text if is_bare else json.dumps(text, ensure_ascii=False)
