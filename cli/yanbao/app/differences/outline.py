"""Differences as an outline of parts and lines of styled runs, which text, Markdown and HTML write each in its way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from yanbao.app.differences.entries import Entries, Line, Run, Style
from yanbao.comparison import Difference
from yanbao.comparison.difference import TableChange
from yanbao.comparison.facts import is_first
from yanbao.comparison.heads import FIRST
from yanbao.diagnostics import printable
from yanbao.model.manuscript import Role

__all__ = ["Line", "Part", "Run", "Style", "headline", "outline"]


@dataclass(frozen=True)
class Part:
    """A titled part of an outline; ``count`` is how many differences are in it."""

    title: str
    count: int
    lines: tuple[Line, ...]


def outline(found: Difference, root: Path) -> list[Part]:
    """All differences, those first that a reader asks about first."""
    put = Entries(root)
    heads, others = _parted(found.heads, lambda head: head.key in FIRST)
    titles, texts = _parted(found.texts, lambda text: text.role == Role.TITLE)
    first, facts = _parted(found.facts, lambda fact: fact.is_first)
    asked = [(one, _rest_of(table)) for table in found.tables if (one := _first_of(table))]
    tables = [one for table in found.tables if (one := _rest_of(table))]
    series, lists = _parted(tables, lambda table: table.is_series)
    parts = [
        Part(
            "Rating, targets, forecasts and the title page",
            len(heads) + len(titles) + len(first) + sum(len(one.cells) + len(one.declared) for one, _ in asked),
            (
                *put.each(put.head, heads),
                *put.each(put.text, titles),
                *put.each(put.fact, first),
                *(line for one, rest in asked for line in put.table(one, with_places=rest is None)),
            ),
        ),
        Part("Facts", len(facts), put.each(put.fact, facts)),
        Part("Tables", len(lists), put.each(put.table, lists)),
        Part("Series", len(series), put.each(put.table, series)),
        Part("Labels and sources", len(found.shared), put.each(put.head, found.shared)),
        Part(
            "Pages and figures",
            len(found.parts) + len(others),
            put.each(put.head, others) + put.each(put.part, found.parts),
        ),
        Part("Wording", len(texts), put.each(put.text, texts)),
        Part("Findings that are new", len(found.failing), put.each(put.finding, found.failing)),
        Part("Findings that are gone", len(found.silent), put.each(put.finding, found.silent)),
        Part(
            "Pages that look different",
            len(found.looks) + len(found.restyled),
            (*_restyled(found), *put.each(put.look, found.looks)),
        ),
    ]
    return [part for part in parts if part.lines]


def headline(found: Difference) -> str:
    """What was compared, in one line."""
    return printable(f"From {found.old} to {found.new}")


T = TypeVar("T")


def _parted(changes: Sequence[T], is_asked: Callable[[T], bool]) -> tuple[list[T], list[T]]:
    return [one for one in changes if is_asked(one)], [one for one in changes if not is_asked(one)]


def _is_asked(declared: tuple[str, str, str]) -> bool:
    """Whether what a declaration says otherwise is about a target, a rating or a forecast."""
    what, *labels = declared
    return is_first(what, *labels) if what.startswith("column ") else is_first(what)


def _first_of(table: TableChange) -> TableChange | None:
    """What a reader asks about first in a table."""
    cells = tuple(cell for cell in table.cells if cell.is_first)
    declared = tuple(filter(_is_asked, table.declared))
    is_told = table.kind == "changed" and (cells or declared)
    return replace(table, added=(), gone=(), cells=cells, declared=declared) if is_told else None


def _rest_of(table: TableChange) -> TableChange | None:
    """What else is told of a table."""
    cells = tuple(cell for cell in table.cells if not cell.is_first)
    declared = tuple(one for one in table.declared if not _is_asked(one))
    is_told = table.kind != "changed" or table.added or table.gone or cells or declared
    return replace(table, cells=cells, declared=declared) if is_told else None


def _restyled(found: Difference) -> Iterator[Line]:
    for slug in found.restyled:
        yield Line(0, (("name", slug), ("", "  every page: the theme has changed")))
