"""Writes each kind of difference as lines of styled runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from yanbao.app.places import path_of
from yanbao.comparison.difference import (
    FactChange,
    HeadChange,
    Kind,
    PageLook,
    PartChange,
    Place,
    TableChange,
    TextChange,
)
from yanbao.comparison.pairing import differing
from yanbao.diagnostics import Diagnostic, Mark, printable
from yanbao.layout import report_folder

Style = Literal["", "name", "old", "new", "place", "quiet"]
Run = tuple[Style, str]


@dataclass(frozen=True)
class Line:
    """A line of an outline; ``depth`` 0 begins an entry, 1 belongs to the one above."""

    depth: int
    runs: tuple[Run, ...]


MOST = 200
"""Rows and cells of a table that are listed; JSON has all."""

_AROUND = 24
"""Characters of a text that are shown before and after what differs."""


class Entries:
    """Writes each kind of difference as lines."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def place(self, mark: Mark) -> str:
        return f"{path_of(mark, self._root)}:{mark.line}:{mark.column}"

    @staticmethod
    def each(write: Callable[..., Iterator[Line]], changes: Sequence[object]) -> tuple[Line, ...]:
        return tuple(line for change in changes for line in write(change))

    def head(self, change: HeadChange) -> Iterator[Line]:
        name: Run = ("name", f"{change.report}: {change.key}")
        yield Line(0, (name, ("", "  "), *_change(change.old, change.new)))

    def fact(self, change: FactChange) -> Iterator[Line]:
        yield Line(0, (("name", change.path), ("quiet", f"  {change.name}  "), *_change(change.old, change.new)))
        if change.old_date != change.new_date and change.kind == "changed":
            yield Line(1, (("quiet", "as of "), *_change(change.old_date, change.new_date)))
        was, now = ", ".join(change.old_source), ", ".join(change.new_source)
        if was != now and change.kind == "changed":
            yield Line(1, (("quiet", "source "), *_change(was, now)))
        elif now or was:
            yield Line(1, (("quiet", f"source {now or was}"),))
        yield from self._places(change.places, change.kind)

    def _places(self, places: Sequence[Place], kind: Kind) -> Iterator[Line]:
        if not places and kind != "gone":
            yield Line(1, (("quiet", "printed nowhere"),))
        for one in places:
            runs: tuple[Run, ...] = (("place", self.place(one.mark)), *_of(one.of))
            if one.old and one.old != one.new:
                runs += (("", "  "), *_change(one.old, one.new))
            elif one.new:
                runs += (("", f"  {one.new}"),)
            yield Line(1, runs)

    def table(self, change: TableChange, *, with_places: bool = True) -> Iterator[Line]:
        told = {"added": "a new table", "gone": "is gone", "changed": ""}[change.kind]
        title = f"  {change.title}" if change.title else ""
        publishers = f"  source {', '.join(change.publishers)}" if change.publishers else ""
        yield Line(0, (("name", change.path), ("quiet", title + publishers), ("", f"  {told}" if told else "")))
        for what, was, now in change.declared:
            yield Line(1, (("quiet", f"{what}: "), *_change(was, now)))
        if change.kind == "changed":
            yield from self._rows(change)
            yield from _limited(list(_cell_lines(change)), "cells")
        if with_places:
            yield from self._places_of_table(change)

    def _places_of_table(self, change: TableChange) -> Iterator[Line]:
        """Places that print another text, and figures; others are counted, as they may be many."""
        told = [place for place in change.places if place.old or not place.new]
        if told or not change.places:
            yield from self._places(told, change.kind)
        if others := len(change.places) - len(told):
            count = "1 other place uses" if others == 1 else f"{others} other places use"
            yield Line(1, (("quiet", f"{count} it; --format json lists all"),))

    def _rows(self, change: TableChange) -> Iterator[Line]:
        if change.is_series:
            yield from _spans(change)
            return
        rows = [Line(1, (("new", f"+ {_row(change, key)}"),)) for key in change.added]
        rows += [Line(1, (("old", f"− {_row(change, key)}"),)) for key in change.gone]
        yield from _limited(rows, "rows")

    def part(self, change: PartChange) -> Iterator[Line]:
        label = f"{change.label} " if change.label else ""
        keys = f"  {', '.join(change.keys)}" if change.keys else ""
        runs: tuple[Run, ...] = (
            _SIGNS[change.kind],
            ("", f"{change.part} "),
            ("name", f"{label}{change.title}"),
            ("quiet", keys),
        )
        yield Line(0, (*runs, ("", "  "), ("place", self.place(change.mark))))

    def text(self, change: TextChange) -> Iterator[Line]:
        came: Mapping[Kind, str] = {"added": " is new", "gone": " is gone", "changed": ""}
        role: Run = ("quiet", f"  {change.role}{came[change.kind]}")
        yield Line(0, (("place", self.place(change.mark)), *_of(change.of), role))
        if change.kind == "changed":
            yield Line(1, tuple(_marked(change.old, change.new)))
        else:
            style: Style = "new" if change.kind == "added" else "old"
            yield Line(1, ((style, printable(change.new or change.old)),))

    def look(self, change: PageLook) -> Iterator[Line]:
        at = f"  page {change.number}  " if change.number else "  "
        report = "" if change.mark.file.startswith(f"{report_folder(change.report)}/") else f"{change.report}  "
        yield Line(0, (("name", printable(report + change.title)), ("", at), ("place", self.place(change.mark))))

    def finding(self, found: Diagnostic) -> Iterator[Line]:
        place: Run = ("place", self.place(found.mark))
        yield Line(0, (place, ("", f"  {found.level}[{found.rule}] {printable(found.message)}")))


_SIGNS: Mapping[Kind, Run] = {"added": ("new", "+ "), "gone": ("old", "− "), "changed": ("", "~ ")}


def _of(what: str) -> tuple[Run, ...]:
    return (("quiet", printable(f"  {what}")),) if what else ()


def _change(old: str, new: str) -> tuple[Run, ...]:
    if not old:
        return (("new", printable(new)), ("quiet", " is new"))
    if not new:
        return (("old", printable(old)), ("quiet", " is gone"))
    return (("old", printable(old)), ("", " → "), ("new", printable(new)))


def _cell_lines(change: TableChange) -> Iterator[Line]:
    for cell in change.cells:
        name = f"{_row(change, cell.key)}  {printable(cell.column)}  "
        yield Line(1, (("", name), *_change(cell.old or "—", cell.new or "—")))


def _row(change: TableChange, key: Sequence[str]) -> str:
    """A row's key, and the name that is not in it."""
    words = " ".join(key)
    return printable(" ".join(filter(None, (words, change.names.get(words, "")))))


def _spans(change: TableChange) -> Iterator[Line]:
    """Rows of a series that came or went: how many, and which dates; those before its newest one apart."""
    at = change.date_at or 0
    later = [key for key in change.added if change.since and key[at] > change.since]
    inserted = sorted(set(change.added) - set(later))
    told: Sequence[tuple[Sequence[tuple[str, ...]], Style, str]] = (
        (later, "new", "appended"),
        (inserted, "new", "inserted"),
        (change.gone, "old", "gone"),
    )
    for keys, style, word in told:
        if keys:
            first, last = min(key[at] for key in keys), max(key[at] for key in keys)
            count = "1 row" if len(keys) == 1 else f"{len(keys)} rows"
            span = first if first == last else f"{first} to {last}"
            yield Line(1, ((style, f"{count} {word}"), ("quiet", f"  {span}")))


def _limited(lines: Sequence[Line], what: str) -> Iterator[Line]:
    yield from islice(lines, MOST)
    if len(lines) > MOST:
        yield Line(1, (("quiet", f"and {len(lines) - MOST} more {what}, which --format json lists"),))


def _marked(old: str, new: str) -> Iterator[Run]:
    """A text with what was and is now, and so much of it around as is needed to find it."""
    runs = differing(old, new)
    for at, (same, was, now) in enumerate(runs):
        if same:
            before, after = at > 0, at < len(runs) - 1
            yield "", printable(_shortened(same, before=before, after=after))
        if was:
            yield "old", printable(was)
        if now:
            yield "new", printable(now)


def _shortened(text: str, *, before: bool, after: bool) -> str:
    """A run between changes, or on one side of them, without what is far from both."""
    if len(text) <= _AROUND * (before + after) + 2:
        return text
    return (text[:_AROUND] if before else "") + "…" + (text[-_AROUND:] if after else "")
