"""Matches a dataset's declared columns with the header of a file, and suggests declarations where they differ. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from yanbao import rules
from yanbao.diagnostics import Mark, closest, suggest
from yanbao.load.cells import UNSEEN
from yanbao.load.findings import Findings, shorten
from yanbao.model.dataset import Column

_AT_MOST = 5  # maximum findings about a header
_COMPARED = 50  # maximum candidates for suggestions
_MANY = 10
_DATA = re.compile(r"[-+]?[\d.,]+%?|\d{4}[-/年]\d{1,2}.*|\d{6}\.[A-Z]{2,3}|", re.ASCII)


@dataclass(frozen=True)
class Head:
    """The column names of a file. ``where`` maps a column index to a source position."""

    names: Sequence[str]
    mark: Mark
    where: Callable[[int], Mark]
    about: str = ""


def wanted(columns: Mapping[str, Column]) -> dict[str, str | int]:
    """How each declared column is found in the header: by name, or by number, from 1."""
    return {
        name: column.from_ if isinstance(column.from_, int) else str(column.from_ or name)
        for name, column in columns.items()
    }


def match(head: Head, columns: Mapping[str, str | int], others: str, found: Findings) -> dict[str, int] | None:
    """The index in the header of each declared column; None, and errors, if some are missing.

    ``others`` decides about undeclared columns: ``leave`` ignores them; otherwise they are errors.
    """
    problems: list[tuple[str, Mark, str, int]] = []
    names = head.names
    known, there, seen = {*columns.values()}, {*names}, set[str]()
    taken = {at - 1 for at in columns.values() if isinstance(at, int)}
    missing = [name for name in columns.values() if isinstance(name, str) and name not in there]
    meant = set()
    for index, name in enumerate(names):
        if index in taken or not name:
            continue
        if name not in known:
            if not others:
                message = f"column '{shorten(name)}' is not declared in the catalog"
                likely = closest(name, missing) if len(problems) < _COMPARED else ""
                meant.add(likely)
                leave = "to leave it out, declare `read: {columns: declared}`"
                advice = f"did you mean '{likely}'?" if likely else leave
                if unseen := UNSEEN.search(name):
                    advice = f"its name has an invisible character U+{ord(unseen[0]):04X}: declare `from: {index + 1}`"
                problems.append((message, head.where(index), advice, max(1, len(name))))
        elif name in seen:
            advice = "declare which by its number, such as `from: 3`"
            problems.append((f"column '{name}' is there twice", head.where(index), advice, len(name)))
        seen.add(name)
    absent: list[tuple[str, Mark, str, int]] = []
    for name in [name for name in missing if name not in meant]:
        advice = (suggest(name, names) if len(absent) < _AT_MOST else "") or _unnamed(names, taken)
        absent.append((f"column '{name}' of the catalog is missing", head.mark, advice, 1))
    problems = absent + problems
    far = [at for at in taken if at >= len(names)]
    problems += [(f"there is no column {at + 1}: the head has {len(names)}", head.mark, "", 1) for at in far]
    for message, mark, advice, width in problems[:_AT_MOST]:
        found.error(rules.BAD_HEADER, message, mark, advice, width)
    if len(problems) > _AT_MOST:
        _rest(problems, len(missing), found)
    if problems:
        return None
    return {key: at - 1 if isinstance(at, int) else list(names).index(at) for key, at in columns.items()}


def _unnamed(names: Sequence[str], taken: set[int]) -> str:
    """Help for a column that has no name in the file."""
    at = next((index for index, name in enumerate(names) if not name and index not in taken), None)
    return "" if at is None else f"column {at + 1} of the file has no name: declare `from: {at + 1}`, if it is that"


def _rest(problems: Sequence[tuple[str, Mark, str, int]], missing: int, found: Findings) -> None:
    message = f"the head has {len(problems)} faults; {len(problems) - _AT_MOST} are not listed"
    advice = "declare the columns in use, and leave the others out with `read: {columns: declared}`"
    if missing >= 1 and len(problems) - missing >= _MANY:
        advice += "; a wide table is read long with `long: {names: …, values: …}`"
    found.error(rules.BAD_HEADER, message, problems[-1][1], advice)


def looks_like_data(names: Sequence[str], columns: Mapping[str, str | int]) -> bool:
    """True if a supposed header is a data row: it has no declared name, and half of its cells are values."""
    values = [name for name in names if name and _DATA.fullmatch(name)]
    filled = [name for name in names if name]
    return not set(names) & set(columns.values()) and len(values) * 2 >= len(filled) > 0


def better_head(rows: Sequence[tuple[int, Sequence[str]]], columns: Mapping[str, str | int]) -> int:
    """The number of an early row that contains more declared names than the first one; 0 if none does."""
    named = {name for name in columns.values() if isinstance(name, str)}
    counts = [len(named & {cell.strip() for cell in cells}) for _, cells in rows]
    best = max(counts, default=0)
    return rows[counts.index(best)][0] if best > counts[0] and best * 2 >= len(named) else 0
