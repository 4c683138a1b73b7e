"""The numbers of figures as files, for readers of the PDF: the same that the HTML lets them download."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from yanbao.compose.prose import plain_text
from yanbao.formatting import MINUS
from yanbao.model.document import Caption, Cell, ChartBlock, Document, TableBlock, walk
from yanbao.model.sheet import Attachment
from yanbao.model.theme import Messages
from yanbao.render.data import DataTable, data_table

_BYTE_ORDER_MARK = "\ufeff"
"""Tells spreadsheets that a file is UTF-8."""

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')
_NUMBER = re.compile(r"[+-]?\.?\d")


def attachments(document: Document, messages: Messages) -> Iterator[Attachment]:
    """A CSV file for each chart and table, in reading order."""
    for page in document.pages:
        for block in walk(page.blocks):
            if isinstance(block, ChartBlock):
                yield _file(block.caption, data_table(block.plot, messages))
            elif isinstance(block, TableBlock):
                yield _file(block.caption, DataTable(block.head, block.rows))


def _file(caption: Caption, table: DataTable) -> Attachment:
    title = " ".join(f"{caption.label} {plain_text(caption.title)} {plain_text(caption.unit)}".split())
    text = io.StringIO()
    csv.writer(text).writerows(_rows(table))
    name = _NOT_IN_NAMES.sub(" ", title)
    return Attachment(f"{name}.csv", title, (_BYTE_ORDER_MARK + text.getvalue()).encode())


def _rows(table: DataTable) -> Iterator[list[str]]:
    """Rows of values; one that stands beside a group of rows is in each of them."""
    yield [_text(cell) for cell in table.head]
    spans: list[tuple[str, int]] = [("", 0)] * len(table.head)  # what reaches down into a row, and how many rows more
    for row in table.rows:
        yield _row(row, spans)


def _row(row: Sequence[Cell], spans: list[tuple[str, int]]) -> list[str]:
    cells = iter(row)
    for column, (value, more) in enumerate(spans):
        if more:
            spans[column] = value, more - 1
        elif cell := next(cells, None):
            spans[column] = _value(cell), cell.span - 1
        else:
            spans[column] = "", 0
    return [value for value, _ in spans]


def _value(cell: Cell) -> str:
    """A cell for programs: numbers without separators of thousands and with a hyphen; nothing for a missing one."""
    text = _text(cell)
    if cell.kind != "number":
        return text
    number = text.replace(",", "").replace(MINUS, "-")
    return number if _NUMBER.match(number) else ""


def _text(cell: Cell) -> str:
    return " ".join(plain_text(cell.html).split())
