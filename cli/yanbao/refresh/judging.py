"""Compares an answer with the last snapshot: what is suspicious about it, and whether it may replace it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from yanbao.load.declared import Declared
from yanbao.model.dataset import ColumnType
from yanbao.model.pulling import Change
from yanbao.refresh.canonical import Row, newest, own_columns, time_column
from yanbao.refresh.comparing import Changes, Revision
from yanbao.trading import TradingDays

_ROUND = {100 * factor * 10**power for factor in (1, 2, 3, 5, 6, 8) for power in range(4)}
"""Numbers of rows at which sources cut their answers off."""

_SHOWN = 3


@dataclass(frozen=True)
class Doubt:
    """Something odd: ``change`` is what ``allow`` and ``refuse`` call it, if they can decide about it."""

    message: str
    is_refused: bool
    change: Change | None = None


def round_number(rows: int) -> Iterator[Doubt]:
    """True if a number of rows is one at which sources truncate their answers."""
    if rows in _ROUND:
        yield Doubt(f"{rows:,} rows is a round number: the source may have cut them off", is_refused=False)


def doubts(
    item: Declared, old: Sequence[Row] | None, new: Sequence[Row], changes: Changes, days: TradingDays
) -> Iterator[Doubt]:
    """What is odd about an answer, beside the last snapshot if there is one."""
    yield from round_number(len(new))
    yield from _of_gaps(item, old, new, days)
    if old is None:
        return
    if changes.gone:
        named = _listed([" ".join(key) for key in changes.gone])
        yield _refused(item, "fewer", f"{_count(len(changes.gone), 'row')} of the last snapshot are gone: {named}")
    was, now = newest(item, old), newest(item, new)
    if now < was:
        yield _refused(item, "older", f"the newest row was of {was}, and is of {now}")
    if changes.emptied:
        cells = _listed([_cell(one) for one in changes.emptied])
        yield _refused(item, "emptied", f"{_count(len(changes.emptied), 'cell')} that had a value have none: {cells}")
    revised = [one for one in changes.revised if one.new]
    if revised:
        cells = _listed([_cell(one) for one in revised])
        yield _told(item, "revised", f"{_count(changes.revised_rows, 'row')} revised: {cells}")


def _of_gaps(item: Declared, old: Sequence[Row] | None, new: Sequence[Row], days: TradingDays) -> Iterator[Doubt]:
    """Trading days that are missing, and were not missing before."""
    at = time_column(item)
    if at is None or list(own_columns(item).values())[at].type is not ColumnType.DATE:
        return
    missing = days.missing(_days(new, at))
    if old is not None:
        known = set(days.missing(_days(old, at)))
        missing = [day for day in missing if day not in known]
    if missing:
        named = _listed([day.isoformat() for day in missing])
        yield _told(item, "gaps", f"{_count(len(missing), 'trading day')} without a row: {named}")


def _days(rows: Sequence[Row], at: int) -> set[date]:
    return {date.fromisoformat(text) for text in {row[at] for row in rows} if text}


def _refused(item: Declared, change: Change, message: str) -> Doubt:
    return Doubt(message, change not in (item.spec.pull.allow if item.spec.pull else ()), change)


def _told(item: Declared, change: Change, message: str) -> Doubt:
    return Doubt(message, change in (item.spec.pull.refuse if item.spec.pull else ()), change)


def _cell(one: Revision) -> str:
    return f"{' '.join(one.key)} {one.column} {one.old or 'nothing'} → {one.new or 'nothing'}"


def _listed(items: Sequence[str]) -> str:
    return ", ".join(items[:_SHOWN]) + (f" and {len(items) - _SHOWN:,} more" if len(items) > _SHOWN else "")


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'s' * (number != 1)}"
