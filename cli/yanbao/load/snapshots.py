"""Snapshots: the files of tables that are pulled, in canonical form, and the lock that says what they hold.

Canonical is UTF-8 CSV, or Parquet whose cells are the same text, with the declared columns by their names, sorted by
the key: dates as ISO has them, numbers with every digit of the source. So a snapshot is read without the dialect of
what the source answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from yanbao import disk, layout, rules
from yanbao.diagnostics import Diagnostic, Level, Marked
from yanbao.load.declared import Declared, load_catalog
from yanbao.load.documents import load_model, read_document
from yanbao.load.files import MAX_TABLE
from yanbao.load.findings import Findings
from yanbao.load.names import is_name
from yanbao.load.plugged import connections
from yanbao.load.schema import validate
from yanbao.load.yaml import Node
from yanbao.model.dataset import Column
from yanbao.model.pulling import Connection, Lock, LockedTable
from yanbao.model.reading import Reading

_DIALECT = {"from_": None, "market": None, "dates": None, "zone": None}


def as_snapshot(item: Declared) -> Declared:
    """A table that is pulled as its snapshot is declared: without the dialect of its source."""
    if item.spec.pull is None:
        return item
    columns: dict[str, Column] = {name: one.model_copy(update=_DIALECT) for name, one in item.spec.columns.items()}
    changes = {"read": Reading(), "long": None, "wide": None, "sheet": None, "columns": columns}
    return Declared(item.name, item.spec.model_copy(update=changes), item.node)


def digest_of(data: bytes, file: str) -> str:
    """The digest of a snapshot. A checkout of text on Windows may have other line ends: they are no change."""
    is_text = file.lower().endswith(".csv")
    return sha256(data.replace(b"\r\n", b"\n") if is_text else data).hexdigest()


def load_connections(root: Path, found: Findings) -> Mapping[str, tuple[Connection, Node]]:
    """The connections of a project by name, each with its node; none if it has no file of them."""
    node = read_document(root, layout.CONNECTIONS, found) if disk.is_there(root, layout.CONNECTIONS) else None
    entries = [] if node is None else [entry for entry in node.children.values() if entry.key is not None]
    read = [
        (entry.key, _connection(entry, found), entry)
        for entry in entries
        if is_name(entry.key or Marked("", entry.mark), found)
    ]
    return {str(name): (connection, entry) for name, connection, entry in read if connection}


def _connection(node: Node, found: Findings) -> Connection | None:
    kind, known = node.children.get("kind"), connections()
    if not isinstance(node.value, dict) or kind is None:
        key = node.key or Marked("", node.mark)
        found.error(
            rules.MISSING_KEY, f"missing key 'kind' in '{key}'", key.mark, f"one of {', '.join(known)}", len(key)
        )
        return None
    model = known.get(str(kind.value))
    if model is None:
        message = f"'{kind.value}' is not one of {', '.join(known)}"
        found.error(rules.WRONG_CHOICE, message, kind.mark, width=kind.width)
        return None
    return validate(model, node, found)


def load_lock(root: Path, found: Findings) -> Lock | None:
    """What was pulled, nothing if nothing was; None, and errors, if the lock cannot be read."""
    if not disk.is_there(root, layout.LOCK):
        return Lock(version=1, tables={})
    loaded = load_model(Lock, root, layout.LOCK, found)
    return loaded[0] if loaded else None


def current(root: Path, locked: LockedTable) -> str:
    """The digest of the file of a locked table as it is now; nothing if it cannot be read."""
    try:
        return digest_of(disk.read(root, layout.data_file(locked.file), MAX_TABLE), locked.file)
    except disk.RefusedError:
        return ""


def unlocked(root: Path) -> Iterator[Diagnostic]:
    """An error for each table that is pulled and is not what the lock says."""
    found = Findings()
    declared = [item for item in load_catalog(root, found) if item.spec.pull]
    lock = load_lock(root, found)
    yield from found
    for item in declared if lock else ():
        locked = lock.tables.get(str(item.name)) if lock else None
        if locked is None or locked.file != item.spec.file:
            yield _unlocked(item.name, f"'{item.name}' has not been pulled", f"report data pull {item.name}")
        elif (now := current(root, locked)) != locked.sha256:
            what = "was changed since it was pulled" if now else "is missing"
            remedy = f"git checkout data/{locked.file}, or report data pull {item.name} --accept {item.name}"
            yield _unlocked(
                item.name, f"{layout.data_file(locked.file)} {what}: it is not what {layout.LOCK} says", remedy
            )


def _unlocked(name: Marked, message: str, remedy: str) -> Diagnostic:
    return Diagnostic(Level.ERROR, rules.NOT_LOCKED.id, message, name.mark, remedy, len(name.raw or name))
