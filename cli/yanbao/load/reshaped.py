"""Records in another shape: rows as columns, or a long table as a wide one. Small tables only, kept in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from yanbao import rules
from yanbao.diagnostics import Mark, suggest
from yanbao.load.declared import Declared
from yanbao.load.findings import Findings
from yanbao.load.records import Records, Row
from yanbao.model.reading import WideForm

_MOST = 5_000
"""Maximum rows of a table that is reshaped."""

Place = tuple[int, int]
"""The number of a row of the file, and its column from 0."""

Located = tuple[str, Place]
"""A cell, and where it is."""


class Reshaped(Records):
    """Rows made of cells of other records; ``places`` are those of the cells."""

    is_ragged = True

    def __init__(self, inner: Records, rows: Sequence[Sequence[str]], places: Sequence[Sequence[Place]]) -> None:
        super().__init__(inner.file)
        self.about = inner.about
        self._inner = inner
        self._rows = rows
        self._places = places

    def rows(self) -> Iterator[Row]:
        return ((number, row) for number, row in enumerate(self._rows, 1) if any(cell.strip() for cell in row))

    def mark(self, number: int) -> Mark:
        return self.place(number, 0)[0]

    def place(self, number: int, column: int) -> tuple[Mark, int]:
        places = self._places[number - 1] if number <= len(self._places) else ()
        return self._inner.place(*places[column]) if column < len(places) else (Mark(self.file, 1), 1)

    def title(self, number: int, ordinal: int, column: int, name: str) -> str:  # noqa: ARG002 - the place says where
        head = next((cell for cell in self._rows[number - 1] if cell.strip()), "")
        return f"'{name}' of '{head}'"

    def finish(self, first: int, last: int, columns: Collection[int]) -> None:  # noqa: ARG002 - all that was read counts
        numbers = [number for row in self._places for number, _ in row]
        if numbers:
            width = max(column for row in self._places for _, column in row) + 1
            self._inner.finish(min(numbers), max(numbers), range(width))


def reshaped(records: Records, item: Declared, found: Findings) -> Records | None:
    """The records in the shape that the declaration wants; None, and errors, if they cannot have it."""
    made: Records | None = records
    if made and item.spec.read.transpose:
        made = _turned(made, item, found)
    if made and item.spec.wide:
        made = _spread(made, item.spec.wide, item, found)
    return made


def _few(records: Records, found: Findings) -> list[Row] | None:
    """All rows; None, and an error, if there are too many."""
    rows = list(islice(records.rows(), _MOST + 1))
    if len(rows) <= _MOST:
        return rows
    message = f"{records.about}a table of more than {_MOST} rows is not reshaped"
    found.error(rules.TOO_LARGE, message, records.mark(rows[_MOST][0]))
    return None


def _turned(records: Records, item: Declared, found: Findings) -> Records | None:
    """Rows as columns."""
    if records.head is not None:
        node = item.node.find(("read", "transpose"))
        message = "a file whose columns have names of their own cannot be turned"
        found.error(rules.WRONG_VALUE, message, (node.key or node).mark, "leave 'transpose' out", len("transpose"))
        return None
    rows = _few(records, found)
    if not rows:
        return records if rows is not None else None
    width = max(len(cells) for _, cells in rows)
    turned = [[cells[at] if at < len(cells) else "" for _, cells in rows] for at in range(width)]
    return Reshaped(records, turned, [[(number, at) for number, _ in rows] for at in range(width)])


def _spread(records: Records, wide: WideForm, item: Declared, found: Findings) -> Records | None:
    """One row for each combination of the cells of other declared columns, and one column for each name."""
    rows = _few(records, found)
    if rows is None or (not rows and records.head is None):
        return None if rows is None else records
    (at, head), body = ((1, records.head), rows) if records.head is not None else (rows[0], rows[1:])
    heads = [name.strip() for name in head]
    for key, name in (("names", wide.names), ("values", wide.values)):
        if name not in heads:
            message = f"{records.about}the head has no column '{name}'"
            mark = item.node.find(("wide", key)).mark
            found.error(rules.BAD_HEADER, message, mark, suggest(name, heads), len(name.raw))
            return None
    names, values = heads.index(wide.names), heads.index(wide.values)
    declared = {str(column.from_ or name) for name, column in item.spec.columns.items() if column.has_cells}
    kept = [column for column, name in enumerate(heads) if name in declared and column not in (names, values)]
    return _grouped(records, body, [(heads[column], (at, column)) for column in kept], names, values, found)


def _grouped(
    records: Records, body: Sequence[Row], kept: Sequence[Located], names: int, values: int, found: Findings
) -> Records | None:
    """One row for each combination of the cells below the heads ``kept``."""
    columns = [column for _, (_, column) in kept]
    width = max((names, values, *columns)) + 1
    items: dict[str, Located] = {}
    groups: dict[tuple[str, ...], tuple[list[Located], dict[str, Located]]] = {}
    for number, cells in body:
        padded = [*cells, *[""] * (width - len(cells))]
        group, called = tuple(padded[column].strip() for column in columns), padded[names].strip()
        _, own = groups.setdefault(group, ([(padded[column], (number, column)) for column in columns], {}))
        if called in own:
            mark, length = records.place(number, names)
            message = f"{records.about}'{called}' of '{', '.join(group)}' is there twice"
            found.error(rules.BAD_ROW, message, mark, "delete one, or declare what tells them apart", length)
            return None
        items.setdefault(called, (called, (number, names)))
        own[called] = padded[values], (number, values)
    table = [[*kept, *items.values()]]
    for first, own in groups.values():
        lacking = "", next(iter(own.values()))[1]
        table.append([*first, *(own.get(called, lacking) for called in items)])
    places = [[place for _, place in row] for row in table]
    return Reshaped(records, [[text for text, _ in row] for row in table], places)
