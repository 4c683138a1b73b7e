"""What plug-ins add to loading: kinds of table files, and kinds of connections."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from yanbao import rules
from yanbao.diagnostics import Mark, printable
from yanbao.extensions import CONNECTIONS, TABLES, Extension, named
from yanbao.load.files import MAX_ROWS
from yanbao.load.findings import Findings
from yanbao.load.records import Records
from yanbao.load.structured import ArrayRecords
from yanbao.model.pulling import KINDS, Connection


class TableError(Exception):
    """Raised by a plug-in's reader: the file is no table of its kind. ``line`` is where, counted from 1."""

    def __init__(self, message: str, remedy: str = "", line: int = 1) -> None:
        super().__init__(message)
        self.remedy = remedy
        self.line = line


@dataclass(frozen=True)
class Reader:
    """Reads one kind of table file. ``read`` gives the rows of a file's bytes as text, the names of columns first."""

    extension: Extension
    read: Callable[[bytes], Iterable[Sequence[str]]]

    def records(self, data: bytes, file: str, found: Findings) -> Records | None:
        """The rows of a file; None, and an error, if it cannot be read. Raises SetupError for a bug of the plug-in."""
        try:
            with self.extension.running(f"'{file}'", TableError):
                rows = [_texts(row) for row in islice(self.read(data), MAX_ROWS + 2)]
        except TableError as error:
            found.error(rules.BAD_ROW, printable(str(error)), Mark(file, error.line), printable(error.remedy))
            return None
        if not rows:
            found.error(rules.BAD_HEADER, "the file has no rows", Mark(file))
            return None
        return ArrayRecords(file, rows[0], rows[1:])


def _texts(row: Sequence[str]) -> list[str]:
    """A row whose cells are texts. Raises TypeError."""
    if isinstance(row, str):
        raise TypeError("a row is a list of cells, not one text")
    for cell in row:
        if not isinstance(cell, str):
            raise TypeError(f"a cell is text, not {type(cell).__name__}")
    return list(row)


@cache
def readers(builtin: Collection[str]) -> Mapping[str, Reader]:
    """The readers of plug-ins by the extension of their files, such as ``.wnd``. Raises SetupError."""
    found = named(TABLES, [kind.removeprefix(".") for kind in builtin])
    for name, extension in found.items():
        if not name.isalnum() or name != name.lower():
            raise extension.refused(f"is no end of a file's name: '{name}'; small letters and digits, without the dot")
    return {f".{name}": Reader(extension, extension.load("read").read) for name, extension in found.items()}


@cache
def connections() -> Mapping[str, type[Connection]]:
    """The models of connections by kind: the built-in ones, and those of plug-ins. Raises SetupError."""
    models = dict(KINDS)
    for name, extension in named(CONNECTIONS, KINDS).items():
        model = extension.load("Connection", "answer").Connection
        if not isinstance(model, type) or not issubclass(model, Connection) or "kind" not in model.model_fields:
            raise extension.refused("has a 'Connection' that is no model of a connection with a 'kind'")
        models[name] = model
    return models
