"""Sequences of dates: table columns, chart axes, list items, rows of fact tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from yanbao.diagnostics import Mark
from yanbao.model.charts import DataChart
from yanbao.model.dataset import CODES, TIME, ColumnType, Dataset, written
from yanbao.model.ledger import LocatedFact
from yanbao.model.manuscript import FigureText, Manuscript, PageText, Passage, Role
from yanbao.model.tables import FactTable, Table
from yanbao.review.findings import Finding
from yanbao.review.reading.dates import Written, leading, whole
from yanbao.review.reading.kept import kept_all

_SHARE = 0.6
"""Minimum share of date cells in a date column."""

_PARAGRAPHS = 3
"""So many paragraphs that begin with a date are a chronology."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A date that stands in a list, with its place. ``text`` is the date as it prints."""

    written: Written
    text: str
    mark: Mark
    width: int

    def finding(self, message: str, remedy: str = "") -> Finding:
        return Finding(self.mark, self.width, self.text, message, remedy)


@dataclass(frozen=True, slots=True)
class Listing:
    """A column or list of dates, in the order in which it prints.

    ``is_typed`` tells whether its dates print as they were written, ``is_sorted`` whether the tool puts them in order;
    ``is_timeline``, whether its rows are what happened on these dates.
    """

    name: str
    entries: tuple[Entry, ...]
    is_typed: bool
    is_sorted: bool = False
    is_timeline: bool = False


def listings(manuscript: Manuscript) -> Iterator[Listing]:
    """The listings of a report; a column that several figures show comes each time."""
    for page in manuscript.pages:
        yield from _lists(page)
        for figure in page.figures:
            if isinstance(figure.spec, FactTable):
                yield from _facts(figure.spec, manuscript)
            else:
                yield from _columns(figure)


def _lists(page: PageText) -> Iterator[Listing]:
    """Lists in prose of which every item begins with a date, and paragraphs in a row that do."""
    yield from _paragraphs(page)
    for _, group in groupby(page.passages, key=lambda passage: (passage.role is Role.ITEM, passage.block)):
        items = list(group)
        found = [(item, written) for item in items if item.role is Role.ITEM and (written := leading(item.text))]
        if 2 <= len(found) == len(items):
            entries = tuple(_entry(item, written) for item, written in found)
            yield Listing("this list", entries, True, is_timeline=True)


def _paragraphs(page: PageText) -> Iterator[Listing]:
    """Paragraphs one after the other that begin with a month or day of a year."""
    found = [(one, leading(one.text) if one.role is Role.PARAGRAPH else None) for one in page.passages]
    for is_dated, group in groupby(found, key=lambda one: one[1] is not None and len(one[1].first) > len("2024")):
        entries = tuple(_entry(passage, written) for passage, written in group if written and not written.joint)
        if is_dated and len(entries) >= _PARAGRAPHS:
            yield Listing("these paragraphs", entries, True, is_timeline=True)


def _entry(item: Passage, written: Written) -> Entry:
    mark, width = item.place(written.start, written.end)
    return Entry(written, item.text[written.start : written.end], mark, width)


def _facts(table: FactTable, manuscript: Manuscript) -> Iterator[Listing]:
    """Facts of one key that are dates."""
    ledger = manuscript.project.ledger
    for key in table.facts:
        found = [ledger.find(f"{entity}.{key}") for entity in table.entities]
        facts = [fact for fact in found if isinstance(fact, LocatedFact)]
        cells = [(str(fact.spec.value), partial(_key, fact, key)) for fact in facts]
        if entries := _dates(cells):
            yield Listing(f"the facts '{key}'", entries, True)


def _key(fact: LocatedFact, key: str) -> tuple[Mark, int]:
    """Where a fact stands in the ledger."""
    return fact.mark, len(key)


@kept_all
def _columns(figure: FigureText) -> Iterator[Listing]:
    """Columns of dates that a figure shows."""
    spec = figure.spec
    if isinstance(spec, Table):
        shown = [str(column.column) for column in spec.columns]
        yield from _of_dataset(figure.datasets[0], shown, figure.rows, bool(spec.sort or spec.group))
    elif isinstance(spec, DataChart):
        listed = [
            (one, dataset) for one, dataset in zip(spec.foreign, figure.datasets[1:], strict=True) if one.is_listed
        ]
        for one, dataset in listed:
            columns = [str(needed.column) for needed in one.columns]
            yield from _of_dataset(dataset, columns, range(len(dataset.frame)), True)
        if not listed:
            yield from _of_dataset(figure.datasets[0], [spec.x], figure.rows, True)


def _of_dataset(
    dataset: Dataset, shown: list[str], rows: range | tuple[int, ...], is_sorted: bool
) -> Iterator[Listing]:
    types = [dataset.spec.columns[column].type for column in shown]
    others = [kind for kind in types[1:] if kind not in TIME]
    is_timeline = ColumnType.TEXT in others and not {*CODES} & {*types}
    for number, (column, kind) in enumerate(zip(shown, types, strict=True)):
        is_events = is_timeline and number == 0
        if kind is not ColumnType.TEXT and (kind not in TIME or is_sorted or not is_events):  # the tool's own dates
            continue
        texts = _texts(dataset, column, kind)
        cells = [(texts[row], partial(dataset.place, row, column)) for row in rows]
        if entries := _dates(cells):
            name = f"column '{column}' of '{dataset.name}'"
            yield Listing(name, entries, kind not in TIME, is_sorted, is_events)


def _texts(dataset: Dataset, column: str, kind: ColumnType) -> list[str]:
    """The cells of a column as they print; what is missing is empty."""
    cells: list[Any] = dataset.frame[column].tolist()
    if kind in TIME:
        return [written(cell, kind) if cell == cell else "" for cell in cells]  # NaT is not itself
    return [cell if isinstance(cell, str) else "" for cell in cells]


def _dates(cells: Sequence[tuple[str, Callable[[], tuple[Mark, int]]]]) -> tuple[Entry, ...]:
    """The cells that are dates, if most of those that are filled are."""
    filled = [(text.strip(), place) for text, place in cells if text.strip()]
    found = [(text, place, written) for text, place in filled if (written := whole(text)) is not None]
    if len(found) < max(2, _SHARE * len(filled)):
        return ()
    return tuple(Entry(written, text, *place()) for text, place, written in found)
