"""The request to a source for one table, and its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from yanbao import disk, layout, rules
from yanbao.diagnostics import Diagnostic, Level, Marked, suggest
from yanbao.load.declared import Declared
from yanbao.load.files import as_text, locate_file, read_bytes
from yanbao.load.findings import Findings
from yanbao.load.yaml import Node
from yanbao.model.pulling import Connection, Pull
from yanbao.refresh.queries import Query, digest
from yanbao.refresh.secrets import Secrets
from yanbao.refresh.trouble import UnusableError

MAX_QUERY = 200_000

C = TypeVar("C", bound=Connection)


@dataclass(frozen=True)
class Answer:
    """The bytes of a file, of the kind that its name says. ``versions`` are those of the programs that gave it.

    ``is_renamed`` says that columns have their declared names already, and not those of the source.
    """

    chunks: Iterator[bytes]
    name: str
    versions: Mapping[str, str] = field(default_factory=dict)
    is_renamed: bool = False


@dataclass(frozen=True)
class Ask:
    """``asked`` is the query, path or command in words, ``digest`` that of it and its parameters."""

    root: Path
    item: Declared
    pull: Pull
    connection: Connection
    kind: str
    secrets: Secrets
    query: Query | None
    asked: str
    digest: str

    def of(self, model: type[C]) -> C:
        """The connection, which is of this kind."""
        if not isinstance(self.connection, model):
            raise TypeError(f"a connection of kind {self.kind} is no {model.__name__}")
        return self.connection

    @property
    def statement(self) -> Query:
        """The query, which tables from databases have."""
        if self.query is None:
            raise TypeError(f"a table of kind {self.kind} has no query")
        return self.query


def make_ask(root: Path, item: Declared, connections: Mapping[str, tuple[Connection, Node]]) -> Ask:
    """The request for a table. Raises UnusableError with findings if its declaration is invalid."""
    found = Findings()
    pull = item.spec.pull
    if pull is None:
        raise TypeError(f"'{item.name}' is not pulled")
    name = pull.connection
    if name not in connections:
        remedy = suggest(name, list(connections)) or f"there is {', '.join(connections) or 'none'}"
        _tell(found, name, f"no connection '{name}' in {layout.CONNECTIONS}", remedy)
        raise UnusableError("its declaration is wrong", found=found)
    connection, _ = connections[name]
    kind: str = getattr(connection, "kind", "")
    needed = connection.needs
    for key, value in (("query", pull.query), ("path", pull.path)):
        if value is None and key == needed:
            _tell(found, name, f"'{name}' is of kind {kind}, and needs a '{key}'", f"write pull: {{{key}: …}}")
        if value is not None and key != needed:
            _tell(found, value, f"'{name}' is of kind {kind}, and takes no '{key}'", "leave it out")
    if found:
        raise UnusableError("its declaration is wrong", found=found)
    text = _query_text(root, pull.query, found) if pull.query else ""
    if text is None:
        raise UnusableError("its query cannot be read", found=found)
    try:
        query = Query(text, pull.params) if pull.query else None
    except UnusableError as error:
        _tell(found, pull.query or name, str(error), error.remedy)
        raise UnusableError("its query is no good", found=found) from None
    asked = str(pull.query or pull.path or " ".join(getattr(connection, "command", ())))
    said = digest(text or asked, pull.params)
    return Ask(root, item, pull, connection, kind, Secrets(str(name)), query, asked, said)


def _tell(found: Findings, at: Marked, message: str, remedy: str) -> None:
    found.append(Diagnostic(Level.ERROR, rules.WRONG_VALUE.id, message, at.mark, remedy, len(at.raw or at)))


def _query_text(root: Path, name: Marked, found: Findings) -> str | None:
    file = locate_file(root, layout.DATA, name, found)
    data = read_bytes(root, file, MAX_QUERY, found) if file else None
    return None if data is None else as_text(data, file or "", found)


def beside(root: Path, name: Marked) -> Path:
    """The path of a file below ``data/``, to be opened by a library. Raises UnusableError."""
    try:
        return disk.openable(root, layout.data_file(name))
    except disk.RefusedError as refused:
        raise UnusableError(
            f"{layout.data_file(name)}: {refused.message}", "name it in data/connections.yaml"
        ) from None
