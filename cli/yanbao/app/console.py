"""Terminal output of commands: findings, progress and results, in colour on a terminal and plain elsewhere.

Results, and findings that were asked for, go to standard output; progress and other messages to standard error. Rich
honours NO_COLOR and FORCE_COLOR.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.filesize import decimal
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
from rich.text import Text

from yanbao import disk
from yanbao.diagnostics import Diagnostic, Level, printable, render, tally
from yanbao.pipeline import lines_about
from yanbao.rules import EMPTY_FOOT

if TYPE_CHECKING:
    from yanbao.app.machine import Need
    from yanbao.pipeline import BuildResult

_STYLES = {Level.ERROR: "bold red", Level.WARNING: "bold yellow", Level.HINT: "bold cyan"}


def stdout() -> Console:
    return Console(highlight=False, soft_wrap=True, markup=False, emoji=False)


def stderr() -> Console:
    return Console(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False)


def relative(path: Path) -> str:
    """A path as shown to the user: relative if it is below the current directory."""
    return printable(str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path))


def show_findings(console: Console, diagnostics: Sequence[Diagnostic], root: Path) -> None:
    """Print each finding with its source line."""
    lines = lines_about(root, diagnostics)
    for diagnostic in diagnostics:
        mark = diagnostic.mark
        shown = replace(diagnostic, mark=replace(mark, file=relative(root / mark.file)))
        console.print(_colored(render(shown, lines.get(mark)), diagnostic.level))


def _colored(rendered: str, level: Level) -> Text:
    text = Text(rendered)
    text.highlight_regex(rf"(?m)(?<=: ){level}\[[^\]]+\]|(?<= \| )\^+$", _STYLES[level])
    return text


def apart(diagnostics: Sequence[Diagnostic]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Split findings into those that a build shows, and the hints of the review, which ``report check`` shows."""
    hints = [one for one in diagnostics if one.level is Level.HINT and one.rule != EMPTY_FOOT.id]
    return [one for one in diagnostics if one not in hints], hints


def summary(shown: Sequence[Diagnostic], hidden: Sequence[Diagnostic]) -> str:
    """One line of counts: Found 2 errors; 1 hint not shown."""
    found = f"Found {tally(shown)}" if shown else "No problems found"
    return f"{found}; {tally(hidden)} not shown." if hidden else f"{found}."


def show_review(shown: Sequence[Diagnostic], hidden: Sequence[Diagnostic], root: Path) -> None:
    """Print findings, how many there are, and how many of them can be mended."""
    show_findings(stdout(), shown, root)
    stdout().print(summary(shown, hidden))
    if count := sum(bool(one.edits) for one in shown):
        stdout().print(f"{count} can be mended: see report check --diff, and --fix.")


def show_built(result: BuildResult, root: Path, seconds: float) -> None:
    """Print the findings of a build, and the files written with their sizes and pages."""
    shown, hints = apart(result.diagnostics)
    if shown:
        show_findings(stderr(), shown, root)
        stderr().print(summary(shown, ()))
    if result.is_partial:
        stderr().print("Of the pattern, only reports without errors were written.")
    _show_files(stdout(), result, seconds)
    if hints:
        stdout().print(f"{tally(hints)} not shown: see report check.")


def _show_files(console: Console, result: BuildResult, seconds: float) -> None:
    reports = result.reports
    rows = [
        (relative(file), decimal(disk.stamp(file.parent, file.name)[1]), report.pages)
        for report in reports
        for file in report.files
    ]
    width = max((len(name) for name, *_ in rows), default=0)
    for name, size, pages in rows:
        console.print(f"{name:<{width}}  {size:>8}  {pages} pages")
    what = "draft" if any(report.is_draft for report in reports) else "report"
    counted = f"{len(reports)} {what}{'s' * (len(reports) != 1)}"
    kept = sum(report.kept for report in reports)
    if result.is_unchanged:
        console.print(f"Nothing has changed: {counted}, looked at in {seconds:.1f} s.")
    else:
        console.print(f"Built {counted} in {seconds:.1f} s{f', {kept} pages of them unchanged' if kept else ''}.")


def show_times(console: Console, times: Sequence[tuple[str, float]], started: float) -> None:
    """Print the duration of each step in seconds; ``started`` is when the command began."""
    spent: dict[str, float] = {}
    ends = [*(at for _, at in times[1:]), time.perf_counter()]
    for (name, start), end in zip([("start", started), *times], [*(at for _, at in times[:1]), *ends], strict=True):
        spent[name] = spent.get(name, 0) + end - start
    width = max(map(len, spent))
    for name, seconds in spent.items():
        console.print(f"{name:<{width}}  {seconds:6.2f} s")


def show_needs(console: Console, needs: Sequence[Need]) -> None:
    """Print requirements and their state in two columns."""
    width = max(len(need.title) for need in needs)
    for need in needs:
        state = Text(need.state) if need.state else Text("missing or too old", _STYLES[Level.ERROR])
        console.print(Text(f"{need.title:<{width}}  ") + state)


def show_trouble(message: str, remedy: str) -> None:
    """Print an error and its remedy."""
    console = stderr()
    console.print(Text.assemble(("error: ", _STYLES[Level.ERROR]), printable(message)))
    if remedy:
        console.print(Text(f"   help: {printable(remedy)}"))


class BuildProgress:
    """Shows the current step of a build on a terminal, nothing elsewhere. ``times`` records when each step began."""

    def __init__(self) -> None:
        console = stderr()
        columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn())
        self._display = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._display.add_task("", total=None)
        self.times: list[tuple[str, float]] = []

    def __enter__(self) -> Self:
        self._display.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._display.stop()

    def step(self, report: str, name: str, done: int, total: int) -> None:
        called = printable(f"{report} {name}".strip())
        if [called] != [known for known, _ in self.times[-1:]]:
            self.times.append((called, time.perf_counter()))
        counted = f" {done}/{total}" if total > 1 else ""
        self._display.update(self._task, description=f"{called}{counted}", completed=done, total=total)
