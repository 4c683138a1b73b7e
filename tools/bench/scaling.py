"""Cold builds of ever longer reports: time, memory and size against the number of pages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.bench.sample import REPORT
from tools.bench.synthetic import write_synthetic
from tools.bench.timing import Case, measure, median


@dataclass(frozen=True)
class Point:
    """One length: pages, seconds, peak bytes of the parent and of the largest worker, bytes of the PDF."""

    times: int
    pages: int
    seconds: float
    parent: int
    worker: int
    size: int


def scale(folder: Path, lengths: dict[int, int], told: Callable[[str], None]) -> list[Point]:
    """Points of the curve; ``lengths`` are multiples of the sample, each with how often it is built."""
    return [_point(folder / f"x{times}", times, runs, told) for times, runs in lengths.items()]


def _point(root: Path, times: int, runs: int, told: Callable[[str], None]) -> Point:
    root.mkdir()
    write_synthetic(root, times)
    printed: list[str] = []

    def prepare() -> None:
        for made in (".yanbao", "build"):
            shutil.rmtree(root / made, ignore_errors=True)

    case = Case(f"{times}×", [REPORT, "build", "--project", root], prepare, printed.append)
    found = measure([case], runs, memory=True, told=told)[case.name]
    pages = re.search(r"(\d+) pages", printed[-1])
    size = (root / "build/long.pdf").stat().st_size
    memory, worker = max(run.memory for run in found), max(run.child_memory for run in found)
    return Point(times, int(pages[1]) if pages else 0, median(found), memory, worker, size)
