"""What ``report data`` prints of tables: how a pull went, how fresh they are, how they differ."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from yanbao.app import console
from yanbao.diagnostics import ContentError, Diagnostic, printable, render, tally
from yanbao.refresh.outcomes import WARNINGS, Outcome, State, TableStatus, Word

if TYPE_CHECKING:
    from yanbao.refresh.revisions import TableDiff

_TOLD = 5
_CODES = {State.SETUP: 2, State.REFUSED: 1, State.UNREACHED: 3}
_ORDER = (2, 1, 3)
"""Which exit code speaks for several tables."""


def complain(error: ContentError, root: Path) -> typer.Exit:
    """Show what is wrong with the declarations; the exit to raise."""
    console.show_findings(console.stderr(), error.diagnostics, root)
    console.stderr().print(f"Found {tally(error.diagnostics)}.")
    return typer.Exit(1)


def pull_code(outcomes: Sequence[Outcome]) -> int:
    codes = {_CODES.get(one.state, 0) for one in outcomes}
    return next((code for code in _ORDER if code in codes), 0)


def show_outcome(one: Outcome, root: Path) -> None:
    """Print one line with the outcome of a table, and its problems."""
    out, err = console.stdout(), console.stderr()
    if one.state not in _CODES:
        newest = f", newest {one.newest}" if one.newest else ""
        out.print(printable(f"{one.name}: {one.state}{_counts(one)}; {one.rows:,} rows{newest}"))
        for told in one.told:
            out.print(printable(f"  note: {told}"))
        return
    kept = "; the old data stay" if one.state is not State.SETUP else ""
    err.print(printable(f"{one.name}: {one.state}: {one.problem}{kept}"))
    shown = one.found[:_TOLD]
    _show_findings(shown, root)
    if len(one.found) > _TOLD:
        err.print(f"  … and {len(one.found) - _TOLD} findings more")
    if one.remedy:
        err.print(printable(f"  help: {one.remedy}"))


def _show_findings(found: Sequence[Diagnostic], root: Path) -> None:
    of_project = [one for one in found if "/" in one.mark.file]
    console.show_findings(console.stderr(), of_project, root)
    for one in found:
        if one not in of_project:
            console.stderr().print(printable(render(one, None)))


def _counts(one: Outcome) -> str:
    changes = one.changes
    counted = [
        f"{len(items) if not isinstance(items, int) else items:,} {word}"
        for items, word in ((changes.added, "added"), (changes.gone, "gone"), (changes.revised_rows, "revised"))
        if items
    ]
    return f", rows {', '.join(counted)}" if counted else ""


def status_code(found: Sequence[TableStatus], *, strict: bool) -> int:
    bad = {one.word for one in found} - {Word.OK} - (frozenset() if strict else WARNINGS)
    return int(bool(bad))


def show_statuses(found: Sequence[TableStatus], form: str) -> None:
    """A line of each table, or a list of objects."""
    if form == "json":
        typer.echo(json.dumps([_status(one) for one in found], ensure_ascii=False, indent=2))
        return
    width = max((len(one.name) for one in found), default=0)
    for one in found:
        rows = "" if one.rows is None else f"{one.rows:,} rows"
        age = "" if one.age is None else f"{one.age} {'trading days' if one.days != 'weekdays' else 'weekdays'} old"
        limit = "" if one.limit is None else f" (more than {one.limit})"
        where = f"from {one.connection}" if one.is_pulled else "kept by hand"
        line = f"{one.name:<{width}}  {one.word + limit:<22}  {rows:>12}  {one.newest:<10}  {age:<20}  {where}"
        console.stdout().print(printable(line.rstrip()))
        if one.problem:
            console.stdout().print(printable(f"{'':<{width}}  {one.problem}"))


def _status(one: TableStatus) -> dict[str, Any]:
    return {
        "table": one.name,
        "status": str(one.word),
        "rows": one.rows,
        "newest": one.newest or None,
        "age": one.age,
        "days": one.days or None,
        "limit": one.limit,
        "pulled": one.is_pulled,
        "connection": one.connection or None,
        "retrieved": one.retrieved or None,
        "problem": one.problem or None,
    }


def show_differences(found: Sequence[TableDiff], form: str) -> None:
    """What has changed in each table, or a list of objects."""
    if form == "json":
        typer.echo(json.dumps([_difference(one) for one in found], ensure_ascii=False, indent=2))
        return
    out, changed = console.stdout(), False
    for one in found:
        changes = one.changes
        if one.problem:
            console.stderr().print(printable(f"{one.name}: {one.problem}"))
        if not changes:
            continue
        changed = True
        counts = f"{len(changes.added):,} rows added, {len(changes.gone):,} gone, {changes.revised_rows:,} revised"
        out.print(f"{one.name}: {counts}")
        for sign, keys in (("+", changes.added), ("-", changes.gone)):
            if keys:
                first, last = " ".join(keys[0]), " ".join(keys[-1])
                out.print(printable(f"  {sign} {first}{f' … {last}' if len(keys) > 1 else ''}"))
        for revision in changes.revised[: 2 * _TOLD]:
            was, now = revision.old or "nothing", revision.new or "nothing"
            out.print(printable(f"  ~ {' '.join(revision.key)}  {revision.column}: {was} → {now}"))
        if len(changes.revised) > 2 * _TOLD:
            out.print(f"  ~ … {len(changes.revised) - 2 * _TOLD:,} cells more: --format json has all")
        for word, columns in (("new", changes.columns_added), ("gone", changes.columns_gone)):
            if columns:
                out.print(printable(f"  columns {word}: {', '.join(columns)}"))
    if not changed:
        out.print("No table has changed.")


def _difference(one: TableDiff) -> dict[str, Any]:
    changes = one.changes
    return {
        "table": one.name,
        "added": [list(key) for key in changes.added],
        "gone": [list(key) for key in changes.gone],
        "revised": [
            {"key": list(cell.key), "column": cell.column, "old": cell.old or None, "new": cell.new or None}
            for cell in changes.revised
        ],
        "columns_added": list(changes.columns_added),
        "columns_gone": list(changes.columns_gone),
        "problem": one.problem or None,
    }
