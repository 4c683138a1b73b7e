"""Facts of the ledger that differ between two editions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from yanbao.comparison.difference import FactChange, Kind, Place
from yanbao.comparison.edition import Edition
from yanbao.compose.uses import Entry

_FIRST = re.compile(r"(?:19|20)[0-9]{2}_?e(?![a-z])|target|forecast|rating|目标价|预测|评级", re.IGNORECASE)
"""What a reader asks about first: in the key of a fact, its label, or the name of a column or row."""


def is_first(*names: str) -> bool:
    """True if one of the names is that of a target, a rating or a forecast."""
    return any(_FIRST.search(name) for name in names)


def fact_changes(old: Edition, new: Edition, printed: Mapping[str, list[Place]]) -> Iterator[FactChange]:
    """Facts with another value, unit, date or source. ``printed`` are places with their text before, by path."""
    labels = new.project.ledger.labels
    paths = [*new.entries, *(path for path in old.entries if path not in new.entries)]
    for path in paths:
        was, now = old.entries.get(path), new.entries.get(path)
        one = now or was
        if one is None or one.kind != "fact" or _said(was) == _said(now):
            continue
        kind: Kind = "added" if was is None else "gone" if now is None else "changed"
        key = path.rpartition(".")[2]
        label = str(labels.get(key, key))
        yield FactChange(
            kind=kind,
            path=path,
            name=f"{one.names[0]} {label}",
            old=was.text if was else "",
            new=now.text if now else "",
            old_date=was.as_of if was else "",
            new_date=now.as_of if now else "",
            old_source=was.publishers if was else (),
            new_source=now.publishers if now else (),
            mark=one.mark,
            places=places(path, now, printed),
            is_first=is_first(key, label),
        )


def _said(entry: Entry | None) -> tuple[object, ...] | None:
    if entry is None:
        return None
    return entry.value, entry.unit, entry.text, entry.sources, entry.publishers, entry.as_of


def places(path: str, entry: Entry | None, printed: Mapping[str, list[Place]]) -> tuple[Place, ...]:
    """All places that use what has a path, with their text before where it is known."""
    told = printed.get(path, ())  # of a part that is repeated, several at one place
    known = {place.mark for place in told}
    uses = entry.uses if entry else ()
    others = sorted({Place(use.mark, "", use.text) for use in uses if use.mark not in known}, key=lambda one: one.new)
    return tuple(sorted(dict.fromkeys((*told, *others)), key=lambda place: place.mark))
