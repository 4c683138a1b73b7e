"""Distances between the columns of a table that has more room than its content needs.

CSS gives every column a part of the surplus, so that a table of three short columns has its numbers far from one
another. Here a distance has a limit, and like columns that stand side by side are equally wide. What is left is shared:
like columns of text have equal parts of the table; among numbers and several columns of text, all distances grow alike;
beside a single column of names, or sentences, it stands behind them, so that numbers stay together.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any

from yanbao.typeset.boxes import MM, Box

WIDEST = 12 * MM
"""Greatest distance between two columns, padding included (px)."""

_LIKE = 1.35
"""Neighbouring columns of numbers whose widths differ by no more than this factor are made equal."""

_LIKE_TEXT = 2
"""The same, for columns of text after the first: names differ more in length."""

_SHORT = 5
"""Em up to which it makes no difference how short a column of text is."""

_FEW = 2
"""Columns that are only a name and what is said of it."""

_RIGHT = frozenset({"right", "end"})
_CENTRE = frozenset({"center"})

Key = tuple[int, tuple[bool, ...]]
above: ContextVar[dict[Key, list[float]] | None] = ContextVar("above", default=None)
"""The columns of tables above, by their place on the page and their alignments; None outside of a layout."""


def spaced(wrapper: Box, natural: Sequence[float], cells: Sequence[Sequence[Any]]) -> list[float] | None:
    """Widths of columns that need ``natural`` ones and have more room; None if they have not."""
    table = wrapper.get_wrapped_table()
    surplus = sum(table.column_widths) - sum(natural)
    if surplus <= 0 or len(natural) < 2:
        return None
    if any(centred := [_is_set(column, _CENTRE) for column in cells]) and not all(centred):
        return _shared(natural, centred, surplus)
    numbers = [_is_set(column, _RIGHT) for column in cells]
    key = (round(wrapper.position_x), tuple(numbers))
    known = above.get()
    if known is not None and (shared := known.get(key)) and _fits(shared, natural, table):
        return shared
    most = WIDEST - table.style["font_size"]
    widths = _alike(natural, numbers, surplus - most / 2 * (len(natural) - 1))
    surplus = sum(table.column_widths) - sum(widths)
    gap = max(0.0, min(most, surplus / (len(widths) - 1)))
    wider = [at + numbers[at] for at in range(len(widths) - 1) if not numbers[at] or numbers[at + 1]]
    for at in wider:
        widths[at] += gap
    rest = sum(table.column_widths) - sum(widths)
    if not any(numbers) and len(widths) > _FEW and _are_like(natural[1:], table.style["font_size"]):
        widths[1:] = _equal(widths[1:], sum(widths[1:]) + rest)
    else:
        _share_rest(widths, numbers, wider, rest)
    if known is not None:
        known[key] = widths
    return widths


def _are_like(natural: Sequence[float], em: float) -> bool:
    """True for columns of text of about the same width."""
    return max(natural) <= max(min(natural), _SHORT * em) * _LIKE_TEXT


def _share_rest(widths: list[float], numbers: Sequence[bool], wider: Sequence[int], rest: float) -> None:
    """Add the ``rest`` of a table's width to columns; ``wider`` are those that have a distance to their neighbour."""
    texts = [at for at, is_right in enumerate(numbers) if not is_right]
    if _FEW <= len(texts) < len(widths):
        for at in wider:
            widths[at] += rest / len(wider)
    else:
        widths[max(texts, default=0)] += rest


def _is_set(column: Sequence[Any], sides: frozenset[str]) -> bool:
    """True for a column whose cells are mostly aligned at one of these sides."""
    cells = [cell for cell in column if cell and cell.colspan == 1]
    there = [cell for cell in cells if cell.style["text_align_all"] in sides]
    return len(there) * 2 > len(cells)


def _shared(natural: Sequence[float], centred: Sequence[bool], surplus: float) -> list[float]:
    """Widths of a table of marks: its centred columns share all room, as equally as their content allows."""
    widths = list(natural)
    among = [at for at, is_centred in enumerate(centred) if is_centred]
    equal = _equal([natural[at] for at in among], sum(natural[at] for at in among) + surplus)
    for at, width in zip(among, equal, strict=True):
        widths[at] = width
    return widths


def _equal(natural: Sequence[float], room: float) -> list[float]:
    """Widths that fill the room, as equal as their content allows."""
    widths = list(natural)
    for left, at in zip(
        range(len(widths), 0, -1), sorted(range(len(widths)), key=lambda at: -natural[at]), strict=True
    ):
        widths[at] = max(natural[at], room / left)
        room -= widths[at]
    return widths


def _fits(widths: Sequence[float], natural: Sequence[float], table: Box) -> bool:
    is_same = abs(sum(widths) - sum(table.column_widths)) < 1
    return is_same and all(width >= need for width, need in zip(widths, natural, strict=True))


def _alike(natural: Sequence[float], numbers: Sequence[bool], surplus: float) -> list[float]:
    """Widths with those of like neighbours among numbers raised to their widest, as far as the surplus allows.

    In a tight table, equal distances are worth more than equal columns.
    """
    widths = list(natural)
    for among in _neighbours(natural, numbers):
        widest = max(natural[at] for at in among)
        lack = sum(widest - natural[at] for at in among)
        if lack <= surplus:
            surplus -= lack
            for at in among:
                widths[at] = widest
    return widths


def _neighbours(natural: Sequence[float], numbers: Sequence[bool]) -> list[list[int]]:
    """Columns of numbers that stand side by side and are about equally wide; not the first column, a rank."""
    found: list[list[int]] = []
    for at in range(1, len(natural)):
        if not numbers[at]:
            continue
        run = [natural[each] for each in found[-1]] if found and found[-1][-1] == at - 1 else []
        if run and max(*run, natural[at]) <= min(*run, natural[at]) * _LIKE:
            found[-1].append(at)
        else:
            found.append([at])
    return found
