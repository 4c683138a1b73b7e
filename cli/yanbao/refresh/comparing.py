"""What differs between two snapshots of a table: rows added, gone and revised, by the key. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from yanbao.load.declared import Declared
from yanbao.refresh.canonical import Row, own_columns, sort_key


@dataclass(frozen=True)
class Revision:
    """A cell whose value has changed. ``key`` are the cells of the key."""

    key: tuple[str, ...]
    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Changes:
    """``added`` and ``gone`` are the keys of rows; ``emptied`` are the revisions to nothing."""

    added: Sequence[tuple[str, ...]] = ()
    gone: Sequence[tuple[str, ...]] = ()
    revised: Sequence[Revision] = ()
    revised_rows: int = 0
    columns_added: Sequence[str] = ()
    columns_gone: Sequence[str] = ()

    @property
    def emptied(self) -> Sequence[Revision]:
        return [one for one in self.revised if not one.new]

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.revised or self.columns_added or self.columns_gone)


NO_CHANGES = Changes()


@dataclass
class _Merged:
    added: list[tuple[str, ...]] = field(default_factory=list)
    gone: list[tuple[str, ...]] = field(default_factory=list)
    revised: list[Revision] = field(default_factory=list)
    rows: int = 0


def aligned(item: Declared, rows: Sequence[Row], head: Sequence[str]) -> list[Row]:
    """Rows of a snapshot with the columns that are declared now. Raises ValueError if it lacks one of the key."""
    own = list(own_columns(item))
    if not {str(name) for name in item.spec.key} <= set(head):
        raise ValueError("it has another key")
    positions = [head.index(name) if name in head else -1 for name in own]
    whole = ([row[at] if at >= 0 else "" for at in positions] for row in rows if len(row) == len(head))
    return sorted(whole, key=sort_key(item))


def compare(item: Declared, old: Sequence[Row], new: Sequence[Row], old_head: Sequence[str] = ()) -> Changes:
    """The changes from one snapshot to the next, both aligned; ``old_head`` are the columns that the old one had."""
    own = list(own_columns(item))
    head = list(old_head) or own
    merged = _Merged()
    _merge(item, old, new, [(at, name) for at, name in enumerate(own) if name in head], merged)
    come, gone = [name for name in own if name not in head], [name for name in head if name not in own]
    return Changes(merged.added, merged.gone, merged.revised, merged.rows, come, gone)


def _merge(item: Declared, old: Sequence[Row], new: Sequence[Row], columns: list[tuple[int, str]], to: _Merged) -> None:
    place, names = sort_key(item), list(own_columns(item))
    parts = [names.index(str(name)) for name in item.spec.key]

    def key(row: Row) -> tuple[str, ...]:
        return tuple(row[at] for at in parts)

    before, after = _Rows(old), _Rows(new)
    while before.row is not None or after.row is not None:
        if before.row is not None and before.row == after.row:
            before.step()
            after.step()
        elif before.row is None or (after.row is not None and place(after.row) < place(before.row)):
            to.added.append(key(after.row or ()))
            after.step()
        elif after.row is None or place(before.row) < place(after.row):
            to.gone.append(key(before.row))
            before.step()
        else:
            was, now = before.row, after.row
            found = [Revision(key(now), name, was[at], now[at]) for at, name in columns if was[at] != now[at]]
            to.revised += found
            to.rows += bool(found)
            before.step()
            after.step()


class _Rows:
    """An iterator over rows that can be peeked at."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows: Iterator[Row] = iter(rows)
        self.row: Row | None = None
        self.step()

    def step(self) -> None:
        self.row = next(self._rows, None)
