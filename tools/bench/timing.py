"""Whole processes timed side by side: A, B, A, B … so that the machine's moods hit all alike."""

from __future__ import annotations

import json
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_LOOK = 0.05
"""Seconds between looks at the memory of a running process."""


@dataclass(frozen=True)
class Case:
    """A command to be timed. ``prepare`` is done before each run, untimed; ``check`` after it, and may raise."""

    name: str
    command: Sequence[str | Path]
    prepare: Callable[[], None] = lambda: None
    check: Callable[[str], None] = lambda _printed: None


@dataclass(frozen=True)
class Run:
    """Seconds and, if they were looked for, peak bytes of the process and of its largest child; its own step times."""

    seconds: float
    steps: dict[str, float] = field(default_factory=dict)
    memory: int = 0
    child_memory: int = 0


def measure(
    cases: Sequence[Case], runs: int, *, memory: bool = False, told: Callable[[str], None] = lambda _: None
) -> dict[str, list[Run]]:
    """Run all cases in turn, ``runs`` times. A first run of each, which reads files from the disk, is not counted.

    Raises CalledProcessError if a command fails.
    """
    found: dict[str, list[Run]] = {case.name: [] for case in cases}
    for number in range(0 if not memory else 1, runs + 1):
        for case in cases:
            run = _run(case, memory=memory)
            told(f"{case.name}: {run.seconds:.2f} s" + ("" if number else " (not counted)"))
            if number:
                found[case.name].append(run)
    return found


def median(runs: Sequence[Run]) -> float:
    return statistics.median(run.seconds for run in runs)


def steps(runs: Sequence[Run]) -> dict[str, float]:
    """The median of each step."""
    return {name: statistics.median(run.steps[name] for run in runs) for name in runs[0].steps}


def _run(case: Case, *, memory: bool) -> Run:
    case.prepare()
    command = list(map(str, case.command))
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    peaks: dict[int, int] = {}
    while memory and process.poll() is None:
        for pid in (process.pid, *_descendants(process.pid)):
            peaks[pid] = max(peaks.get(pid, 0), _peak(pid))
        time.sleep(_LOOK)
    printed, _ = process.communicate()
    seconds = time.perf_counter() - started
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    case.check(printed)
    own = peaks.pop(process.pid, 0)
    steps = json.loads(printed) if printed.startswith("{") else {}
    return Run(seconds, steps, own, max(peaks.values(), default=0))


def _descendants(pid: int) -> list[int]:
    """Children and theirs, as Linux tells; none elsewhere."""
    try:
        own = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []
    return own + [child for one in own for child in _descendants(one)]


def _peak(pid: int) -> int:
    """The most memory a process has had so far, in bytes."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)
