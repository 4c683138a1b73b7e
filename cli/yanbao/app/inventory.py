"""Prints facts and datasets with their uses, as columns of text or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from yanbao.app.console import relative
from yanbao.app.places import as_object
from yanbao.compose.uses import Entry, Use
from yanbao.diagnostics import Mark

WIDEST = 44
"""Maximum width of a column in terminal columns: values are cropped, other texts push the rest of the row right."""


def show(console: Console, entries: Sequence[Entry], typed: Sequence[Use], root: Path, today: str) -> None:
    """Print one row per entry, and below it the places that use it, with the printed text where it differs.

    Below all are the places where the text is ``typed``.
    """
    rows = [(entry.path, _short(entry.text), ", ".join(entry.publishers), entry.as_of) for entry in entries]
    widths = [_width(column) for column in zip(*rows, strict=True)]
    used = _width(_place(use.mark, root) for entry in entries for use in entry.uses)
    for entry, row in zip(entries, rows, strict=True):
        _print(console, zip(row, widths, ("bold", "green", "", ""), strict=True), _remarks(entry, root, today))
        for use in entry.uses:
            text = _short(use.text) if use.text != entry.text else ""
            _print(console, [("", 0, ""), (_place(use.mark, root), used, ""), (text, 0, "green")])
    if typed:
        console.print("typed:", style="bold")
    for use in typed:
        width = _width(_place(one.mark, root) for one in typed)
        _print(console, [("", 0, ""), (_place(use.mark, root), width, ""), (use.text, 0, "")])
    console.print(_summary(entries, typed))


def _remarks(entry: Entry, root: Path, today: str) -> Iterator[tuple[str, int, str]]:
    yield _place(entry.mark, root), 0, "dim"
    if entry.valid_until:
        yield f"valid until {entry.valid_until}", 0, "bold yellow" if entry.is_stale(today) else ""
    if not entry.uses:
        yield "not used", 0, "yellow"


def _print(console: Console, *cells: Iterable[tuple[str, int, str]]) -> None:
    """Print a row of cells, each given as text, padded width and style."""
    line = Text("  ").join(_cell(*cell) for cell in chain(*cells))
    line.rstrip()
    console.print(line)


def _cell(text: str, width: int, style: str) -> Text:
    """A text padded to ``width`` terminal columns; a Chinese character takes two."""
    cell = Text(text, style)
    cell.pad_right(max(0, width - cell.cell_len))
    return cell


def _short(text: str) -> str:
    return text if cell_len(text) <= WIDEST else set_cell_size(text, WIDEST - 1).rstrip() + "…"


def _width(texts: Iterable[str]) -> int:
    return min(max(map(cell_len, texts), default=0), WIDEST)


def _place(mark: Mark, root: Path) -> str:
    return f"{relative(root / mark.file)}:{mark.line}:{mark.column}"


def _summary(entries: Sequence[Entry], typed: Sequence[Use]) -> str:
    """Counts in one line: 2 facts and 1 dataset, used in 5 places; typed in 1 place."""
    written = f"typed in {_count('place', len(typed))}" if typed else ""
    if not entries:
        return f"{written.capitalize() or 'Nothing found'}."
    counts = [(kind, sum(entry.kind == kind for entry in entries)) for kind in ("fact", "dataset")]
    found = " and ".join(_count(kind, count) for kind, count in counts if count)
    used = f"{found}, used in {_count('place', sum(len(entry.uses) for entry in entries))}"
    return f"{'; '.join(filter(None, (used, written)))}."


def _count(word: str, count: int) -> str:
    return f"{count} {word}{'s' * (count != 1)}"


def as_json(entries: Sequence[Entry], typed: Sequence[Use], root: Path, today: str) -> str:
    """A JSON array of objects with everything known of each entry, then the places of kind ``typed``."""
    listed = [
        {
            "kind": entry.kind,
            "path": entry.path,
            "names": entry.names,
            "value": entry.value,
            "unit": entry.unit,
            "text": entry.text,
            "sources": entry.sources,
            "publishers": entry.publishers,
            "as_of": entry.as_of,
            "valid_until": entry.valid_until,
            "stale": entry.is_stale(today),
            **as_object(entry.mark, root),
            "uses": [{**as_object(use.mark, root), "text": use.text} for use in entry.uses],
        }
        for entry in entries
    ]
    written = [{"kind": "typed", "text": use.text, **as_object(use.mark, root)} for use in typed]
    return json.dumps([*listed, *written], ensure_ascii=False, indent=2)
