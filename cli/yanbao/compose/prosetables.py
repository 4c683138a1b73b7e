"""Tables in prose: a column of numbers is set as one, at the right and aligned at the decimal point.

Numbers keep the decimals that they were typed with. A column that the author has centred stays so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from yanbao.compose.alignment import pads
from yanbao.model.html import Html

_TABLE = re.compile(r"<table>\n.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr>\n.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(?P<tag>t[hd])(?P<keys>[^>]*)>(?P<inside>.*?)</(?P=tag)>", re.DOTALL)
_MARK = re.compile(r'<sup class="mark">.*?</sup>|<[^>]*>', re.DOTALL)
_NUMBER = re.compile(r"[+\-−<>≥≤约]?[0-9][0-9,]*(?:\.[0-9]+)?\s?[^\s0-9|~—–]{0,6}")
_NONE = frozenset({"", "-", "—", "–", "——", "--", "NM", "NA", "n.a.", "不适用"})
_RIGHT = ' class="to-right"'


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: its element's name and attributes, its HTML and its text without footnote marks."""

    tag: str
    keys: str
    inside: Html
    text: str

    def as_number(self, pad: str) -> Html:
        padding = f'<span class="pad" data-pad="{pad}"></span>' if pad else ""
        return f'<{self.tag}{self.keys.replace(_RIGHT, "")} class="number">{self.inside}{padding}</{self.tag}>'

    @property
    def html(self) -> Html:
        return f"<{self.tag}{self.keys}>{self.inside}</{self.tag}>"


def with_numbers_aligned(html: Html) -> Html:
    """Rendered prose with the number columns of its tables aligned."""
    return _TABLE.sub(lambda table: _aligned(table[0]), html) if "<table>" in html else html


def _aligned(table: Html) -> Html:
    rows = [[_cell(found) for found in _CELL.finditer(row[0])] for row in _ROW.finditer(table)]
    columns = [list(column) for column in zip(*rows, strict=True)] if rows else []
    made = [_column(column, is_first=not at) for at, column in enumerate(columns)]
    lines = iter(zip(*made, strict=True))
    return _ROW.sub(lambda _: "<tr>\n" + "\n".join(next(lines)) + "\n</tr>", table)


def _cell(found: re.Match[str]) -> _Cell:
    text = unescape(_MARK.sub("", found["inside"])).strip()
    return _Cell(found["tag"], found["keys"], found["inside"], text)


def _column(cells: Sequence[_Cell], *, is_first: bool) -> list[Html]:
    """The cells of a column, its head first; in the first one numbers are names, such as years, unless set right."""
    head, *body = cells
    numbers = [cell for cell in body if cell.text not in _NONE]
    stays = "to-center" in head.keys or (is_first and _RIGHT not in head.keys)
    if not numbers or stays or not all(_NUMBER.fullmatch(cell.text) for cell in numbers):
        return [cell.html for cell in cells]
    padding = pads([cell.text if cell in numbers else "" for cell in body])
    return [head.as_number(""), *(cell.as_number(pad) for cell, pad in zip(body, padding, strict=True))]
