"""Events are listed in chronological or reverse chronological order.

An unordered chronology hides cause and effect. The rule checks tables of events whose first column is a date, and
lists whose items begin with dates. Where most are in order, those that are not are reported. Where there is no order
at all, where the dates have no years, and in lists of three, it is a hint. Price series, tables about stocks and what
the tool sorts itself (``sort``, ``group``, charts of events) are ignored.

PASS::

    rows:
      - [2023-03-15, OpenAI发布GPT-4]
      - [2023-03-16, 百度发布文心一言]
      - [2023-04-17, 昆仑万维发布天工]
      - [2023-05-25, 英伟达业绩超预期]

FAIL::

    rows:
      - [2023-03-15, OpenAI发布GPT-4]
      - [2023-05-25, 英伟达业绩超预期]
      - [2023-03-16, 百度发布文心一言]
      - [2023-04-17, 昆仑万维发布天工]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from yanbao.diagnostics import Level, Mark
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding
from yanbao.review.reading.date_lists import Entry, listings
from yanbao.review.reading.dates import agree
from yanbao.rules import define

RULE = define("unordered-events", __doc__, "review", Level.WARNING)

_HALF_A_YEAR = 6

_FEWEST, _MOST = 3, 200
"""Events of a list that is long enough to have an order, and short enough to be a chronology."""

_IN_ORDER = 2 / 3
"""From this share on a list is one in order, with exceptions."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at each event that stands out of order; a hint at a list in no order."""
    seen: set[Mark] = set()
    for listing in listings(manuscript):
        entries = listing.entries
        if listing.is_sorted or not listing.is_timeline or not _FEWEST <= len(entries) <= _MOST:
            continue
        if entries[0].mark in seen or not _is_comparable(entries):
            continue
        seen.add(entries[0].mark)
        rising, falling = _longest_run(entries), _longest_run(entries[::-1])
        kept = rising if len(rising) >= len(falling) else {len(entries) - 1 - index for index in falling}
        direction = "oldest" if len(rising) >= len(falling) else "latest"
        if len(kept) < _IN_ORDER * len(entries) or len(kept) < len(entries) == _FEWEST:
            message = f"the {len(entries)} events of {listing.name} are in no order"
            yield replace(entries[0].finding(message, "list them from the oldest to the latest"), level=Level.HINT)
            continue
        for index, entry in enumerate(entries):
            if index not in kept:
                where = _where(entries, kept, entry, rising=direction == "oldest")
                message = f"'{entry.text}' is out of order: {listing.name} begins with the {direction}"
                level = None if entry.written.has_year else Level.HINT
                yield replace(entry.finding(message, where), level=level)


def _is_comparable(entries: Sequence[Entry]) -> bool:
    """Whether all dates have their year, or none has and they do not go on from December to January."""
    years = {entry.written.has_year for entry in entries}
    months = {int(entry.written.first[2:4]) for entry in entries if not entry.written.has_year}
    return years == {True} or (years == {False} and max(months) - min(months) < _HALF_A_YEAR)


def _longest_run(entries: Sequence[Entry]) -> set[int]:
    """Positions of the longest part of a list that is in order, oldest first."""
    best: list[int] = []
    before: list[int] = []
    for index, entry in enumerate(entries):
        earlier = [other for other in range(index) if _is_before(entries[other], entry)]
        previous = max(earlier, key=best.__getitem__, default=-1)
        before.append(previous)
        best.append(1 + (best[previous] if previous >= 0 else 0))
    at = max(range(len(entries)), key=best.__getitem__)
    found = set()
    while at >= 0:
        found.add(at)
        at = before[at]
    return found


def _is_before(one: Entry, other: Entry) -> bool:
    """Whether an event may come before another; a month and one of its days may stand either way."""
    return one.written.first <= other.written.first or agree(one.written.first, other.written.first)


def _where(entries: Sequence[Entry], kept: set[int], entry: Entry, *, rising: bool) -> str:
    """Where an event belongs among those that are in order."""
    ordered = [entries[index] for index in sorted(kept)]
    later = [other for other in ordered if not _is_before(*((other, entry) if rising else (entry, other)))]
    return f"put it before '{later[0].text}'" if later else f"put it behind '{ordered[-1].text}'"
