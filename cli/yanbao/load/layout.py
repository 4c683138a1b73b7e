"""Turns a file's records into a table: finds its header, its declared columns, and its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from yanbao import rules
from yanbao.load.bodies import Body
from yanbao.load.cells import CellReader
from yanbao.load.declared import Declared
from yanbao.load.findings import Findings, shorten
from yanbao.load.grids import FileGrid, Grid, LongGrid
from yanbao.load.heads import Head, better_head, looks_like_data, match, wanted
from yanbao.load.headunits import check_units
from yanbao.load.records import Records, Row

_NAMED = 4  # other sheets that a message names
_LOOKED_AT = 30  # rows searched for a header


def lay_out(records: Records, item: Declared, readers: Mapping[str, CellReader], found: Findings) -> Grid | None:
    """The declared columns of the records; None, and errors, if the header lacks them."""
    return _Layout(records, item, readers, found).grid()


@dataclass
class _Layout:
    records: Records
    item: Declared
    readers: Mapping[str, CellReader]
    found: Findings
    names: Sequence[str] = ()
    positions: Mapping[str, int] = field(default_factory=dict)
    head_number: int = 1

    def grid(self) -> Grid | None:
        spec, reading = self.item.spec, self.item.spec.read
        own = {name: reader.column for name, reader in self.readers.items()}
        long = spec.long
        looked_for = wanted(
            {name: column for name, column in own.items() if not long or name not in (long.names, long.values)}
        )
        rows = iter(self.records.rows())
        if reading.head == "none":
            self.positions = {
                name: at - 1 if isinstance(at, int) else index for index, (name, at) in enumerate(looked_for.items())
            }
            self.names = [""] * (max(self.positions.values(), default=-1) + 1)
        elif self.records.head is not None:
            self.names = [name.strip() for name in self.records.head]
            if not self._match(looked_for, ()):
                return None
        else:
            first = self._find_head(rows, looked_for)
            if first is None or not self._match(looked_for, first):
                return None
        self.records.kinds = {at: own[name].type for name, at in self.positions.items()}
        if long:
            return self._long(list(own), str(long.names), str(long.values), rows)
        positions = [self.positions[name] for name in own]
        return FileGrid(list(own), self.records, positions, self._body(rows))

    def _body(self, rows: Iterator[Row], times: int = 1) -> Body:
        return Body(self.records, self.item.spec, self.readers, self.names, self.positions, rows, times, self.found)

    def _long(self, own: Sequence[str], names: str, values: str, rows: Iterator[Row]) -> Grid | None:
        wide = [at for at, name in enumerate(self.names) if name and at not in self.positions.values()]
        if not wide:
            mark = self.item.node.children["long"].mark
            self.found.error(rules.BAD_HEADER, "no column is left to be read long", mark, "all are declared")
            return None
        if len({self.names[at] for at in wide}) < len(wide):
            at = next(at for at in wide if self.names.index(self.names[at]) < at)
            mark = self.records.place(self.head_number, at)[0]
            message = f"column '{shorten(self.names[at])}' is there twice, and both would be read long"
            self.found.error(rules.BAD_HEADER, message, mark, "mend the head, or delete one")
            return None
        kind = self.readers[values].column.type
        self.records.kinds |= dict.fromkeys(wide, kind)
        positions = [self.positions.get(name, wide[0]) for name in own]
        heads = [self.names[at] for at in wide]
        return LongGrid(
            list(own),
            self.records,
            positions,
            self._body(rows, times=len(wide)),
            names=own.index(names),
            values=own.index(values),
            wide=wide,
            heads=heads,
            head=self.head_number,
        )

    def _find_head(self, rows: Iterator[Row], looked_for: Mapping[str, str | int]) -> Sequence[Row] | None:
        """The header rows, stored in ``names``, and a few following rows; None, and an error, if there is no header."""
        numbers = self.item.spec.read.head
        if not isinstance(numbers, tuple):
            first = list(islice(rows, 1))
            if not first:
                advice = self._elsewhere() or f"write {', '.join(map(str, looked_for.values()))}"
                message = f"{self.records.about}it is empty" if self.records.about else "the file has no header"
                self.found.error(rules.BAD_HEADER, message, self.records.mark(1), advice)
                return None
            self.names = [name.strip() for name in first[0][1]]
            self.head_number = first[0][0]
            return [*first, *islice(self.records.rows(), 1, _LOOKED_AT)] if self._is_doubtful(looked_for) else first
        head = [row for row in _until(rows, max(numbers)) if row[0] in numbers]
        if len(head) < len(set(numbers)):
            at = self.item.node.find(("read", "head"))
            missing = ", ".join(str(number) for number in numbers if number not in [row[0] for row in head])
            self.found.error(rules.BAD_HEADER, f"no row of cells begins at line {missing}", at.mark, "", at.width)
            return None
        self.names = _joined([cells for _, cells in head])
        self.head_number = head[-1][0]
        return head

    def _is_doubtful(self, looked_for: Mapping[str, str | int]) -> bool:
        return not {name for name in looked_for.values() if isinstance(name, str)} <= set(self.names)

    def _match(self, looked_for: Mapping[str, str | int], rows: Sequence[Row]) -> bool:
        """Find the declared columns in ``names``; if they are missing, report it and suggest a declaration."""
        records, reading = self.records, self.item.spec.read
        about, mark = records.about, records.mark(self.head_number)
        if len(rows) > 1 and reading.head is None and (number := better_head(rows, looked_for)):
            message = f"{about}the head is not the first row: row {number} names the columns"
            self.found.error(rules.BAD_HEADER, message, mark, f"declare `read: {{head: {number}}}`")
            return False
        if rows and reading.head is None and looks_like_data(self.names, looked_for):
            message = f"{about}the first row is data, and names no column"
            self.found.error(rules.BAD_HEADER, message, mark, "declare `read: {head: none}`, and the columns in order")
            return False
        named = [name for name in looked_for.values() if isinstance(name, str)]
        cells = [name for name in self.names if name or not records.is_ragged]
        if rows and len(cells) == 1 < len(named):
            self._lonely(looked_for)
            return False
        head = Head(self.names, mark, lambda index: records.place(self.head_number, index)[0], about)
        others = "leave" if reading.columns or self.item.spec.long else ""
        positions = match(head, looked_for, others, self.found)
        if positions:
            check_units(head, {name: reader.column for name, reader in self.readers.items()}, positions, self.found)
        self.positions = positions or {}
        return positions is not None

    def _elsewhere(self) -> str:
        """Help that names the other sheets of a workbook; empty if there are none, or one was asked for."""
        names = " or ".join(f"`sheet: {shorten(name)}`" for name in self.records.others[:_NAMED])
        return names and f"if the table is on another sheet, declare {names}"

    def _lonely(self, looked_for: Mapping[str, str | int]) -> None:
        """Report a header of a single cell."""
        at = next(index for index, name in enumerate(self.names) if name)
        name, mark = self.names[at], self.records.place(self.head_number, at)[0]
        columns = list(map(str, looked_for.values()))
        other = next((word for word, sign in _SEPARATED.items() if name.count(sign) >= len(columns) - 1), "")
        if self.records.about:
            message = f"{self.records.about}the first row has one cell, '{shorten(name)}'"
            advice = f"name the row of the head, {', '.join(columns)}: `read: {{head: 2}}`"
            advice = ", or ".join(filter(None, (self._elsewhere(), advice)))
        else:
            message = "the header has one column; commas separate columns"
            advice = f"declare `read: {{separator: {other}}}`" if other else f"write {','.join(columns)}"
        self.found.error(rules.BAD_HEADER, message, mark, advice)


_SEPARATED = {"tab": "\t", "semicolon": ";", "pipe": "|", "comma": ","}


def _until(rows: Iterator[Row], last: int) -> Iterator[Row]:
    """Rows up to a row number, without consuming the next one."""
    for row in rows:
        yield row
        if row[0] >= last:
            return


def _joined(rows: Sequence[Sequence[str]]) -> list[str]:
    """Join several header rows into one; an empty cell of an upper row continues the one to its left."""
    width = max(map(len, rows))
    parts: list[list[str]] = []
    for number, row in enumerate(rows):
        cells = [cell.strip() for cell in row] + [""] * (width - len(row))
        if number < len(rows) - 1:
            before = ""
            for at, cell in enumerate(cells):
                before = cells[at] = cell or before
        parts.append(cells)
    return [" ".join(filter(None, chain(column))) for column in zip(*parts, strict=True)]
