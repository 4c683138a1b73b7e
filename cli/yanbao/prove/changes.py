"""What differs between two versions of an input: cells of a table, lines of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from yanbao.diagnostics import SetupError, printable
from yanbao.load.encodings import unzipped
from yanbao.load.files import MAX_UNPACKED
from yanbao.load.findings import Findings, shorten
from yanbao.load.formats import kind_of, known, open_records
from yanbao.model.dataset import DatasetSpec
from yanbao.prove.verdict import Reason

MOST = 10
"""Differences of one file that are told."""

_ALIGNED = 2_000
"""Rows between the first and the last that differ, up to which those that were put in or taken out are told apart."""

Rows = list[tuple[int, tuple[str, ...]]]


def changes(name: str, old: bytes, new: bytes, spec: DatasetSpec | None) -> list[Reason]:
    """What makes a file another than it was, at least one reason; ``spec`` declares the table that is in it."""
    found: list[Reason] = []
    try:
        if spec and kind_of(name) in known():
            found = list(_cells(name, old, new, spec))
        elif b"\0" not in old + new:
            found = list(_lines(name, old, new))
    except (SetupError, ValueError, LookupError):  # an old version may not fit what is declared now
        found = []
    if len(found) > MOST:
        rest = len(found) - MOST
        found[MOST:] = [Reason("input", f"{printable(name)}: and {rest} more differences", file=name)]
    return found or [Reason("input", f"{printable(name)} is another than it was", file=name)]


def _cells(name: str, old: bytes, new: bytes, spec: DatasetSpec) -> Iterator[Reason]:
    before, after = (_rows(name, data, spec) for data in (old, new))
    if before is None or after is None:
        return
    heads = _heads(after, spec)
    for old_row, new_row in _pairs(before, after):
        if old_row is None or new_row is None:
            row = new_row or old_row or (0, ())
            what = "is new" if old_row is None else "is gone"
            message = f"{printable(name)}: row {row[0]} {what}: {_quoted(','.join(row[1]))}"
            yield Reason("cell", message, file=name, row=row[0])
            continue
        number, cells = new_row
        for at, (was, is_now) in enumerate(zip_longest(old_row[1], cells, fillvalue="")):
            if was != is_now:
                column = heads[at] if at < len(heads) and heads[at] else str(at + 1)
                message = f"{printable(name)}: row {number}, column {_quoted(column)}: {_was(was, is_now)}"
                yield Reason("cell", message, file=name, row=number, column=column)


def _rows(name: str, data: bytes, spec: DatasetSpec) -> Rows | None:
    """The rows of a file; the names of its columns first, where they are no row of it. None if it cannot be read."""
    found = Findings()
    content = unzipped(data, name, found) if name.lower().endswith(".gz") else data
    records = None if content is None or len(content) > MAX_UNPACKED else open_records(content, name, spec, found)
    if records is None:
        return None
    rows = [(number, tuple(cells)) for number, cells in records.rows()]
    return [(0, tuple(records.head)), *rows] if records.head is not None else rows


def _heads(rows: Rows, spec: DatasetSpec) -> Sequence[str]:
    head = spec.read.head
    if head == "none" or not rows:
        return ()
    number = head[-1] if head else rows[0][0]
    return next((cells for at, cells in rows if at == number), ())


def _pairs(
    before: Rows, after: Rows
) -> Iterator[tuple[tuple[int, tuple[str, ...]] | None, tuple[int, tuple[str, ...]] | None]]:
    """Rows that belong together, of those that differ."""
    old, new = [cells for _, cells in before], [cells for _, cells in after]
    for start, end, first, last in _differing(old, new):
        yield from zip_longest(before[start:end], after[first:last])


def _lines(name: str, old: bytes, new: bytes) -> Iterator[Reason]:
    before, after = (data.decode("utf-8", "replace").replace("\r\n", "\n").split("\n") for data in (old, new))
    for start, end, first, last in _differing(before, after):
        for at, (was, is_now) in enumerate(zip_longest(before[start:end], after[first:last])):
            line = min(first + at, max(last - 1, first)) + 1
            message = f"{printable(name)}:{line}: {_was(was, is_now)}"
            yield Reason("line", message, file=name, row=line)


def _differing(old: Sequence[object], new: Sequence[object]) -> Iterator[tuple[int, int, int, int]]:
    """Where two sequences differ: the ranges of both."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    ends = 0
    while ends < min(len(old), len(new)) - start and old[-1 - ends] == new[-1 - ends]:
        ends += 1
    end, last = len(old) - ends, len(new) - ends
    if max(end, last) - start > _ALIGNED:
        yield from ((at, at + 1, at, at + 1) for at in range(start, min(end, last)) if old[at] != new[at])
        if end != last:
            yield min(end, last), end, min(end, last), last
        return
    for what, a, b, c, d in SequenceMatcher(None, old[start:end], new[start:last], autojunk=False).get_opcodes():
        if what != "equal":
            yield start + a, start + b, start + c, start + d


def _was(was: str | None, is_now: str | None) -> str:
    """Both versions of a cell or line: of long ones what differs."""
    if was is None:
        return f"{_quoted(is_now or '')} is new"
    if is_now is None:
        return f"{_quoted(was)} is gone"
    same = 0
    while same < min(len(was), len(is_now)) and was[same] == is_now[same]:
        same += 1
    from_here = max(0, same - 10) if max(len(was), len(is_now)) > 30 else 0
    return f"is {_quoted(is_now[from_here:])} here, and was {_quoted(was[from_here:])}"


def _quoted(text: str) -> str:
    return f"'{printable(shorten(text))}'"
