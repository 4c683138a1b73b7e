"""Adds a report from a starter to a project that exists. What is there is kept, and what is missing is added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from yanbao import disk, layout
from yanbao.diagnostics import SetupError, printable
from yanbao.load.declared import by_name, load_catalog
from yanbao.load.findings import Findings
from yanbao.load.ledger import load_ledger
from yanbao.model.dataset import Column, DatasetSpec
from yanbao.resources import agents

_LARGEST = 5_000_000
AGENTS = "AGENTS.md"
_TAKEN = (layout.LEDGER, layout.report_folder(layout.SHARED), layout.INSTITUTION, layout.RULES)
_NAME = re.compile(r"\w[\w.-]*")
_FILE = re.compile(rb'^file: "(?:[a-z-]+-)?(?=\{\{)', re.MULTILINE)
"""How the key that names the files of a starter's report begins."""
_KEY = re.compile(r"^([a-z][a-z0-9_]*):", re.MULTILINE)
_LINE = re.compile(r"(?:#.*|\s.*|[a-z][a-z0-9_]*:.*)?")
"""A line of a file that can be added to: its keys begin lines."""


def add_report(root: Path, name: str, starter: Path) -> list[str]:
    """Add the report of a starter as ``name``, with its tables, sources and data as far as they are missing.

    Returns the files that were written, relative to the project. Raises SetupError, and has written nothing then.
    """
    folder = layout.report_folder(name)
    if folder in _TAKEN:
        raise SetupError(f"content/{name} is for what reports share; nothing was written", "choose another name")
    if not _NAME.fullmatch(name):
        raise SetupError(printable(f"'{name}' is no name for a report"), "use letters, digits, '-', '_' and '.'")
    if disk.is_there(root, folder):
        raise SetupError(printable(f"there is {folder} already; nothing was written"), "choose another name")
    _refuse_other_tables(root, starter)
    made = dict(_files(root, folder, starter))
    for file in made:
        disk.refuse_link(root, file)
    for file, data in made.items():
        disk.write(root, file, data)
    return [*made, *add_agents(root)]


def add_agents(root: Path) -> list[str]:
    """Write ``AGENTS.md``, which tells programs how to work on a project, unless there is one. Returns its name."""
    if disk.is_there(root, AGENTS):
        return []
    disk.write(root, AGENTS, disk.read(agents(), AGENTS, _LARGEST))
    return [AGENTS]


def _refuse_other_tables(root: Path, starter: Path) -> None:
    """Raise SetupError if tables of the project have names or files of the starter's, but not their columns."""
    here = _tables(root)
    others = []
    for name, spec in _tables(starter).items():
        own = here.get(name)
        if own is None and spec.file and disk.is_there(root, layout.data_file(spec.file)):
            others.append(f"{layout.data_file(spec.file)} (there is such a file already)")
        elif own and (lacking := [column for column, one in spec.columns.items() if not _is_like(one, own, column)]):
            others.append(f"the table '{name}' (column {', '.join(lacking)})")
    if others:
        message = f"the project has others than the report needs: {'; '.join(others)}; nothing was written"
        raise SetupError(printable(message), "rename yours, or make the report in a project of its own")


def _tables(root: Path) -> Mapping[str, DatasetSpec]:
    found = Findings()
    _, tables = load_ledger(root, found)
    return {name: table.spec for name, table in by_name([*tables, *load_catalog(root, found)], found).items()}


def _is_like(column: Column, own: DatasetSpec, name: str) -> bool:
    """Whether a table has a column of that name, type and unit."""
    other = own.columns.get(name)
    return other is not None and (other.type, other.unit) == (column.type, column.unit)


def _files(root: Path, folder: str, starter: Path) -> Iterator[tuple[str, bytes]]:
    """The files to write, with what is in them."""
    for file in sorted(disk.walk(starter, layout.CONTENT)) + sorted(disk.walk(starter, layout.DATA)):
        data = disk.read(starter, file, _LARGEST)
        top, second, *rest = file.split("/")
        if top == layout.CONTENT and rest and f"{top}/{second}" != layout.LEDGER:
            yield "/".join((folder, *rest)), _renamed(data, folder) if rest == [layout.REPORT] else data
        elif not disk.is_there(root, file):
            yield file, data
        elif file.endswith(".yaml") and (added := _added(root, file, data.decode())):
            yield file, added.encode("utf-8", "surrogateescape")


def _renamed(data: bytes, folder: str) -> bytes:
    """A ``report.yaml`` whose files begin with the name of its folder: so two of a kind are told apart."""
    name = folder.removeprefix(f"{layout.CONTENT}/")
    return _FILE.sub(lambda _: f'file: "{name}-'.encode(), data)


def _added(root: Path, file: str, new: str) -> str:
    """A file of the project with the entries that only the starter has; empty if there are none.

    Line ends are those that the file has.
    """
    old = disk.read(root, file, _LARGEST).decode("utf-8", "surrogateescape")
    written = old.removeprefix("\ufeff")
    known = set(_KEY.findall(written))
    starts = [match.start() for match in _KEY.finditer(new)]
    entries = [new[start:end] for start, end in zip(starts, [*starts[1:], len(new)], strict=True)]
    missing = [entry.rstrip("\n") for entry in entries if entry.partition(":")[0] not in known]
    if missing and not all(map(_LINE.fullmatch, written.splitlines())):
        raise SetupError(f"{file} does not begin a line with each of its keys, and was left as it is", "write it so")
    added = "".join(f"\n{entry}\n" for entry in missing)
    end = "\r\n" if "\r\n" in old else "\n"
    return old.rstrip("\r\n") + f"\n{added}".replace("\n", end) if missing else ""
