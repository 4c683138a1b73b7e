"""From the rows of a file to a table: which row is the head, which columns are declared, where the table ends."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from yanbao.load.cells import CellError, CellReader
from yanbao.load.declared import Declared
from yanbao.load.files import MAX_ROWS
from yanbao.load.findings import Findings, Rule, shorten
from yanbao.load.grids import FileGrid, Grid, LongGrid, count_cells, wide_comma
from yanbao.load.heads import Head, better_head, looks_like_data, match, wanted
from yanbao.load.records import Records
from yanbao.model.dataset import ColumnType

_PART = 8192  # rows of a usual width, handed on together
_LOOKED_AT = 30  # rows, for a head
_AT_MOST = 5  # odd rows reported

FOOTER = re.compile(
    r"[\s#*＊※（(【\[]*(数据来源|资料来源|来源|注释?|备注|说明|单位|更新时间|制表|(?i:data )?(?i:source|note)s?)\s*\d{0,2}\s*[:：、.)）]"
)
"""What rows below a table begin with."""


def lay_out(records: Records, item: Declared, readers: Mapping[str, CellReader], found: Findings) -> Grid | None:
    """The declared columns of the rows; None, and errors, if the head does not name them."""
    return _Layout(records, item, readers, found).grid()


def footer_word(cell: str) -> str:
    """What of a footer to declare, as YAML."""
    word = re.split(r"[:：]", cell.strip(), maxsplit=1)[0].strip()[:12]
    return word if re.fullmatch(r"[\w（）]+", word) and not word.isdigit() else json.dumps(word, ensure_ascii=False)


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
        return FileGrid(list(own), self.records, positions, lambda grid: self._body(grid, rows))

    def _long(
        self, own: Sequence[str], names: str, values: str, rows: Iterator[tuple[int, Sequence[str]]]
    ) -> Grid | None:
        wide = [at for at, name in enumerate(self.names) if name and at not in self.positions.values()]
        if not wide:
            mark = self.item.node.children["long"].mark
            self.found.error(Rule.BAD_HEADER, "no column is left to be read long", mark, "all are declared")
            return None
        kind = self.readers[values].column.type
        self.records.kinds |= dict.fromkeys(wide, kind)
        positions = [self.positions.get(name, wide[0]) for name in own]
        heads = [self.names[at] for at in wide]
        return LongGrid(
            list(own),
            self.records,
            positions,
            lambda grid: self._body(grid, rows, times=len(wide)),
            names=own.index(names),
            values=own.index(values),
            wide=wide,
            heads=heads,
            head=self.head_number,
        )

    def _find_head(
        self, rows: Iterator[tuple[int, Sequence[str]]], looked_for: Mapping[str, str | int]
    ) -> Sequence[tuple[int, Sequence[str]]] | None:
        """The rows of the head, which become ``names``, and some that follow; None, and an error, if there is none."""
        numbers = self.item.spec.read.head
        if not isinstance(numbers, tuple):
            first = list(islice(rows, 1))
            if not first:
                advice = f"write {', '.join(map(str, looked_for.values()))}"
                message = f"{self.records.about}it is empty" if self.records.about else "the file has no header"
                self.found.error(Rule.BAD_HEADER, message, self.records.mark(1), advice)
                return None
            self.names = [name.strip() for name in first[0][1]]
            self.head_number = first[0][0]
            return [*first, *islice(self.records.rows(), 1, _LOOKED_AT)] if self._is_doubtful(looked_for) else first
        head = [row for row in _until(rows, max(numbers)) if row[0] in numbers]
        if len(head) < len(set(numbers)):
            at = self.item.node.find(("read", "head"))
            missing = ", ".join(str(number) for number in numbers if number not in [row[0] for row in head])
            self.found.error(Rule.BAD_HEADER, f"no row of cells begins at line {missing}", at.mark, "", at.width)
            return None
        self.names = _joined([cells for _, cells in head])
        self.head_number = head[-1][0]
        return head

    def _is_doubtful(self, looked_for: Mapping[str, str | int]) -> bool:
        return not {name for name in looked_for.values() if isinstance(name, str)} <= set(self.names)

    def _match(self, looked_for: Mapping[str, str | int], rows: Sequence[tuple[int, Sequence[str]]]) -> bool:
        """Find the declared columns among ``names``; errors, and what to declare, if they are not there."""
        records, reading = self.records, self.item.spec.read
        about, mark = records.about, records.mark(self.head_number)
        if len(rows) > 1 and reading.head is None and (number := better_head(rows, looked_for)):
            message = f"{about}the head is not the first row: row {number} names the columns"
            self.found.error(Rule.BAD_HEADER, message, mark, f"declare `read: {{head: {number}}}`")
            return False
        if rows and reading.head is None and looks_like_data(self.names, looked_for):
            message = f"{about}the first row is data, and names no column"
            self.found.error(Rule.BAD_HEADER, message, mark, "declare `read: {head: none}`, and the columns in order")
            return False
        if rows and len([name for name in self.names if name]) == 1 < len(looked_for):
            self._lonely(looked_for)
            return False
        head = Head(self.names, mark, lambda index: records.place(self.head_number, index)[0], about)
        others = "leave" if reading.columns or self.item.spec.long else ""
        positions = match(head, looked_for, others, self.found)
        self.positions = positions or {}
        return positions is not None

    def _lonely(self, looked_for: Mapping[str, str | int]) -> None:
        """An error for a head of one cell."""
        at = next(index for index, name in enumerate(self.names) if name)
        name, mark = self.names[at], self.records.place(self.head_number, at)[0]
        columns = list(map(str, looked_for.values()))
        other = next((word for word, sign in _SEPARATED.items() if name.count(sign) >= len(columns) - 1), "")
        if self.records.about:
            message = f"{self.records.about}the first row has one cell, '{shorten(name)}'"
            advice = f"name the row of the head, {', '.join(columns)}: `read: {{head: 2}}`"
        else:
            message = "the header has one column; commas separate columns"
            advice = f"declare `read: {{separator: {other}}}`" if other else f"write {','.join(columns)}"
        self.found.error(Rule.BAD_HEADER, message, mark, advice)

    def _body(
        self, grid: FileGrid, rows: Iterator[tuple[int, Sequence[str]]], times: int = 1
    ) -> Iterator[Sequence[Sequence[str]]]:
        """The cells of all columns below the head, some rows at a time."""
        reading, width = self.item.spec.read, len(self.names)
        footer = tuple(map(str, reading.footer))
        size = max(1, _PART // times)
        buffer: list[Sequence[str]] = []
        ordinal = 0
        unnamed = self._unnamed()
        rows = islice(rows, reading.skip, None)
        for number, cells in rows:
            ordinal += 1
            if footer and next(filter(None, map(str.strip, cells)), "").startswith(footer):
                break
            if len(cells) != width:
                if (fitted := self._fit(number, ordinal, cells)) is None:
                    continue
                cells = fitted
            if unnamed and (at := next((at for at in unnamed if cells[at].strip()), None)) is not None:
                self._beside(number, ordinal, at)
                unnamed.remove(at)
            if not all(map(str.strip, cells)) and self._is_odd(number, ordinal, cells):
                continue
            if (len(grid.numbers) + 1) * times > MAX_ROWS:
                message = f"{self.records.about}there are more than {MAX_ROWS} rows"
                self.found.error(Rule.TOO_LARGE, message, self.records.mark(number), "leave only those that are shown")
                break
            grid.numbers.append(number)
            grid.ordinals.append(ordinal)
            buffer.append(cells)
            if len(buffer) == size:
                yield list(zip(*buffer, strict=True))
                buffer.clear()
        if buffer:
            yield list(zip(*buffer, strict=True))
        for _ in rows:  # so that what stands below the rows, such as merged cells, is known
            pass
        first, last = (grid.numbers[0], grid.numbers[-1]) if grid.numbers else (0, -1)
        self.records.finish(first, last, grid.positions)

    def _fit(self, number: int, ordinal: int, cells: Sequence[str]) -> Sequence[str] | None:
        """A row of another length than the head as long as that; None, and an error, if it cannot be."""
        width = len(self.names)
        beyond = next((at for at in range(width, len(cells)) if cells[at].strip()), None)
        if self.item.spec.read.head == "none" and self.item.spec.read.columns and len(cells) > width:
            return cells[:width]
        if len(cells) < width and self.records.is_ragged:
            return [*cells, *[""] * (width - len(cells))]
        if len(cells) > width and beyond is None:
            return cells[:width]
        if self.records.is_ragged:
            self._beside(number, ordinal, beyond or 0)
            return None
        advice = wide_comma(cells)
        filled = [cell for cell in cells if cell.strip()]
        if not advice and (len(filled) == 1 < width or FOOTER.match(filled[0])):
            advice = f"if the table ends above, declare `read: {{footer: {footer_word(filled[0])}}}`"
        if self._tells():
            title = self.records.row_title(number, ordinal)
            message = f"{title} has {count_cells(len(cells))} for {width} columns"
            self.found.error(Rule.BAD_ROW, message, self.records.mark(number), advice)
        return None

    def _is_odd(self, number: int, ordinal: int, cells: Sequence[str]) -> bool:
        """Whether a row with empty cells is none of the table, such as a footer; an error if so."""
        filled = [at for at, cell in enumerate(cells) if cell.strip()]
        if not filled:
            return False
        at = filled[0]
        named = sum(map(bool, self.names)) or len(self.names)
        if self.records.head is not None:  # other columns have not been read
            named = len(self.positions)
        is_footer = FOOTER.match(cells[at]) and len(filled) < named
        is_alone = len(filled) == 1 and named > 2 and not self.item.spec.long and not self._is_value(at, cells[at])
        if not (is_footer or is_alone):
            return False
        if self._tells():
            title = self.records.row_title(number, ordinal)
            message = f"{title} has {count_cells(len(filled))} of {named}: '{shorten(cells[at])}'"
            word = footer_word(cells[at])
            advice = f"if the table ends above it, declare `read: {{footer: {word}}}`; for what is missing, write -"
            self.found.error(Rule.BAD_ROW, message, self.records.place(number, at)[0], advice, len(cells[at]))
        return True

    def _is_value(self, at: int, cell: str) -> bool:
        """Whether the only cell of a row is one that rows of missing values begin with, such as a date."""
        name = next((name for name, position in self.positions.items() if position == at), "")
        if not name or self.readers[name].column.type is ColumnType.TEXT:
            return False
        try:
            self.readers[name](cell)
        except CellError:
            return False
        return True

    def _unnamed(self) -> list[int]:
        """Columns that have no name and are not declared to be left out: cells in them are none of the table."""
        if self.item.spec.read.columns or self.item.spec.read.head == "none":
            return []
        return [at for at, name in enumerate(self.names) if not name and at not in self.positions.values()]

    def _beside(self, number: int, ordinal: int, column: int) -> None:
        if self._tells():
            title = self.records.cell_title(number, ordinal, column)
            message = f"{title}: no column of the header is above it"
            advice = "name the column, keep remarks elsewhere, or declare `read: {columns: declared}`"
            self.found.error(Rule.BAD_ROW, message, self.records.place(number, column)[0], advice)

    _odd = 0

    def _tells(self) -> bool:
        """Whether one more odd row is told; all of many would hide the rest."""
        self._odd += 1
        return self._odd <= _AT_MOST


_SEPARATED = {"tab": "\t", "semicolon": ";", "pipe": "|", "comma": ","}


def _until(rows: Iterator[tuple[int, Sequence[str]]], last: int) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows up to a number; the next one is not taken."""
    for row in rows:
        yield row
        if row[0] >= last:
            return


def _joined(rows: Sequence[Sequence[str]]) -> list[str]:
    """One head of several rows; an empty cell of an upper row goes on with what stands to its left."""
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
