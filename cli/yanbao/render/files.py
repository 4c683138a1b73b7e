"""CSV files of figures' data, attached to the PDF and offered for download in the HTML."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import product

from yanbao.compose.prose import plain_text
from yanbao.formatting import MINUS
from yanbao.model.caption import Caption
from yanbao.model.document import Cell, ChartBlock, Document, TableBlock, walk
from yanbao.model.messages import Messages
from yanbao.model.sheet import Attachment
from yanbao.render.data import data_table

Cells = tuple[Cell, ...]

_BYTE_ORDER_MARK = "\ufeff"
"""Byte order mark, by which spreadsheets recognize UTF-8."""

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')
_NEGATIVE = re.compile(r"^\((.*)\)$")
_NUMBER = re.compile(r"[+-]?\.?[0-9]")
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n].", re.DOTALL)
_PLAIN_NUMBER = re.compile(r"[+-]?[\d,]*\.?\d+(?:[eE][+-]?\d+)?\s?%?", re.ASCII)


def attachments(document: Document, messages: Messages) -> Iterator[Attachment]:
    """A CSV file for each chart and table, in reading order."""
    for page in document.pages:
        for block in walk(page.blocks):
            if isinstance(block, ChartBlock):
                table = data_table(block.plot, messages)
                yield _file(block.caption, [table.head], table.rows)
            elif isinstance(block, TableBlock):
                rows = [row.cells for group in (*block.groups, block.totals) for row in group]
                yield _file(block.caption, block.heads, rows)


def _file(caption: Caption, heads: Sequence[Cells], rows: Sequence[Cells]) -> Attachment:
    title = " ".join(f"{caption.label} {plain_text(caption.title)} {plain_text(caption.unit)}".split())
    text = io.StringIO()
    csv.writer(text).writerows([defused(value) for value in row] for row in _grid(heads, rows))
    name = _NOT_IN_NAMES.sub(" ", title)
    return Attachment(f"{name}.csv", title, (_BYTE_ORDER_MARK + text.getvalue()).encode())


def _grid(heads: Sequence[Cells], rows: Sequence[Cells]) -> Iterator[list[str]]:
    """Rows of values; cells that span several rows or columns are repeated in each."""
    values: dict[tuple[int, int], str] = {}
    for y, row in enumerate((*heads, *rows)):
        x = 0
        for cell in row:
            while (y, x) in values:
                x += 1
            for down, over in product(range(cell.span), range(cell.across)):
                values[y + down, x + over] = (
                    "" if over and y >= len(heads) else (_text if y < len(heads) else _value)(cell)
                )
    width = 1 + max(x for _, x in values)
    return ([values.get((y, x), "") for x in range(width)] for y in range(len(heads) + len(rows)))


def defused(value: str) -> str:
    """Prevent CSV formula injection: prefix an apostrophe to values that look like a formula and are no number."""
    return f"'{value}" if _FORMULA.match(value) and not _PLAIN_NUMBER.fullmatch(value) else value


def _value(cell: Cell) -> str:
    """A cell for programs: no thousands separators, a hyphen as minus sign, empty if missing."""
    text = _text(cell)
    if cell.kind != "number":
        return text
    number = _NEGATIVE.sub(r"-\1", text.replace(",", "")).replace(MINUS, "-")
    return number if _NUMBER.match(number) else ""


def _text(cell: Cell) -> str:
    return cell.said or " ".join(plain_text(cell.html).split())
