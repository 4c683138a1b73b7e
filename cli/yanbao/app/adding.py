"""Adds a report from a starter to a project that exists. What is there is kept, and what is missing is added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from yanbao import disk, layout
from yanbao.diagnostics import SetupError, printable
from yanbao.resources import agents

_LARGEST = 5_000_000
AGENTS = "AGENTS.md"
_NAME = re.compile(r"\w[\w.-]*")
_KEY = re.compile(r"^([a-z][a-z0-9_]*):", re.MULTILINE)
_LINE = re.compile(r"(?:#.*|\s.*|[a-z][a-z0-9_]*:.*)?")
"""A line of a file that can be added to: its keys begin lines."""


def add_report(root: Path, name: str, starter: Path) -> list[str]:
    """Add the report of a starter as ``name``, with its tables, sources and data as far as they are missing.

    Returns the files that were written, relative to the project. Raises SetupError, and has written nothing then.
    """
    folder = layout.report_folder(name)
    if not _NAME.fullmatch(name) or folder == layout.LEDGER:
        raise SetupError(printable(f"'{name}' is no name for a report"), "use letters, digits, '-', '_' and '.'")
    if disk.is_there(root, folder):
        raise SetupError(printable(f"there is {folder} already; nothing was written"), "choose another name")
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


def _files(root: Path, folder: str, starter: Path) -> Iterator[tuple[str, bytes]]:
    """The files to write, with what is in them."""
    for file in sorted(disk.walk(starter, layout.CONTENT)) + sorted(disk.walk(starter, layout.DATA)):
        data = disk.read(starter, file, _LARGEST)
        top, second, *rest = file.split("/")
        if top == layout.CONTENT and rest and f"{top}/{second}" != layout.LEDGER:
            yield "/".join((folder, *rest)), data
        elif not disk.is_there(root, file):
            yield file, data
        elif file.endswith(".yaml") and (added := _added(root, file, data.decode())):
            yield file, added.encode()


def _added(root: Path, file: str, new: str) -> str:
    """A file of the project with the entries that only the starter has; empty if there are none."""
    old = disk.read(root, file, _LARGEST).decode("utf-8-sig", "replace")
    known = set(_KEY.findall(old))
    starts = [match.start() for match in _KEY.finditer(new)]
    entries = [new[start:end] for start, end in zip(starts, [*starts[1:], len(new)], strict=True)]
    missing = [entry for entry in entries if entry.partition(":")[0] not in known]
    if missing and not all(map(_LINE.fullmatch, old.splitlines())):
        raise SetupError(f"{file} does not begin a line with each of its keys, and was left as it is", "write it so")
    return "\n".join((old.rstrip("\n"), "", *(entry.rstrip("\n") + "\n" for entry in missing))) if missing else ""
