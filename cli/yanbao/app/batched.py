"""What ``report batch`` prints: progress with its rate and the time that is left, findings, and how many were made."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Self

from rich.filesize import decimal
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from yanbao.app import console
from yanbao.batches import BatchResult, Status

_EVERY = 30.0
"""Seconds between two lines about progress where there is no terminal, such as in the log of a CI run."""


class BatchProgress:
    """Shows how many notes are made, how many a second, and how long the rest will take."""

    def __init__(self) -> None:
        self._console = console.stderr()
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        pace = TextColumn("{task.fields[pace]}")
        is_terminal = self._console.is_terminal
        self._display = Progress(*columns, pace, console=self._console, transient=True, disable=not is_terminal)
        self._task = self._display.add_task("", total=None, pace="")
        self._began: tuple[float, int] | None = None
        self._told = time.monotonic()

    def __enter__(self) -> Self:
        self._display.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._display.stop()

    def step(self, _report: str, name: str, done: int, total: int) -> None:
        pace = self._pace(done, total) if name == "notes" else ""
        self._display.update(self._task, description=name, completed=done, total=total, pace=pace)
        if self._display.disable and pace and time.monotonic() - self._told > _EVERY:
            self._told = time.monotonic()
            self._console.print(f"{done} of {total} notes, {pace}")

    def _pace(self, done: int, total: int) -> str:
        """The rate since the first note of this run, and the time that the rest will take at it."""
        now = time.monotonic()
        if self._began is None:
            self._began = (now, done)
        since, before = self._began
        if done == before or now == since:
            return ""
        rate = (done - before) / (now - since)
        return f"{rate:.1f} a second, {_clock((total - done) / rate)} left"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def show_batch(result: BatchResult, root: Path, seconds: float) -> None:
    """Print the findings of a batch, the notes that failed, and how many were made."""
    shown, _ = console.apart(result.diagnostics)
    if shown:
        console.show_findings(console.stderr(), shown, root)
        console.stderr().print(console.summary(shown, ()))
    failed, built, fetched, unchanged = (
        result.of(status) for status in (Status.FAILED, Status.BUILT, Status.FETCHED, Status.UNCHANGED)
    )
    for note in failed:
        console.stderr().print(f"failed: {note.name}")
    size = decimal(sum(file.size for note in result.notes for file in note.files))
    out = console.stdout()
    record = result.record if "://" in result.record else console.relative(Path(result.record))
    out.print(f"{record}  what became of each")
    counts = [(len(built), "built"), (len(fetched), "fetched"), (len(unchanged), "unchanged"), (len(failed), "failed")]
    counts.append((len(result.refused), "rows without a note"))
    parts = ", ".join(f"{count} {what}" for count, what in counts if count) or "nothing to make"
    notes = len(result.notes)
    out.print(f"{notes} note{'s' * (notes != 1)} in {seconds:.1f} s: {parts}; {size}.")
