"""Writes what was measured into docs/performance.md: the parts between its marks, and nothing else."""

from __future__ import annotations

import os
import platform
import re
import statistics
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tools.bench.sample import (
    CHROMIUM,
    COLD,
    PARAGRAPH,
    PLAIN,
    TYPST,
    UNCHANGED,
    VALUE,
    WARM_PARAGRAPH,
    WARM_VALUE,
)
from tools.bench.scaling import Point
from tools.bench.timing import Run, median, steps
from tools.bench.watch import Latencies

PAGE = Path(__file__).parents[2] / "docs/performance.md"

TITLES = {
    PLAIN: "plain script, the same libraries",
    TYPST: "Typst, charts by the plain script",
    CHROMIUM: "Chromium, printing yanbao's HTML",
    COLD: "**yanbao**: cold, PDF and HTML",
    UNCHANGED: "**yanbao**: nothing changed",
    PARAGRAPH: "**yanbao**: a paragraph edited",
    VALUE: "**yanbao**: a value edited",
    WARM_PARAGRAPH: "**yanbao**: a paragraph edited, session warm",
    WARM_VALUE: "**yanbao**: a value edited, session warm",
}
TARGETS = (
    (COLD, PLAIN, 0.45),
    (COLD, TYPST, 1.15),
    (UNCHANGED, PLAIN, 0.05),
    (PARAGRAPH, PLAIN, 0.18),
    (VALUE, PLAIN, 0.22),
    (WARM_PARAGRAPH, PLAIN, 0.06),
    (WARM_VALUE, PLAIN, 0.075),
)
INSTANT = 0.25
SIZE = 1.2
STRAIGHT = 0.15
PARENT = 1 << 30
WATCH = ((100, 250), (None, 600))
"""Milliseconds that an edit may take to the browser and to the PDF: of the sample, and of ten times its pages."""


def sample_part(found: Mapping[str, Sequence[Run]], sizes: Mapping[str, int], command: str) -> str:
    """The tables of the sample."""
    base = median(found[PLAIN])
    rows = [
        (
            TITLES[name],
            f"{median(runs):.2f} s",
            f"{min(run.seconds for run in runs):.2f}–{max(run.seconds for run in runs):.2f} s",
            f"{median(runs) / base:.2f}×",
            _size(sizes.get("yanbao" if name == COLD else name)),
            ", ".join(f"{step} {seconds:.2f} s" for step, seconds in steps(runs).items()),
        )
        for name, runs in found.items()
    ]
    runs = len(found[PLAIN])
    return "\n\n".join(
        [
            f"{machine()}. `{command}`: medians of {runs} runs of each, in turn.",
            table(("case", "median", "range", "of the plain script", "PDF", "its steps"), rows),
            table(("target", "wanted", "reached", ""), list(_targets(found, sizes))),
        ]
    )


def _targets(found: Mapping[str, Sequence[Run]], sizes: Mapping[str, int]) -> list[tuple[str, ...]]:
    rows = []
    for name, other, most in TARGETS:
        if other in found:
            ratio = median(found[name]) / median(found[other])
            rows.append((f"{TITLES[name]}, of {other}", f"≤ {most:.2f}×", f"{ratio:.2f}×", tick(ratio <= most)))
    seconds = median(found[UNCHANGED])
    rows.append((TITLES[UNCHANGED], f"≤ {INSTANT} s", f"{seconds:.2f} s", tick(seconds <= INSTANT)))
    ratio = sizes["yanbao"] / sizes["single"]
    what = "size of the PDF, of WeasyPrint's own of the same pages"
    return [*rows, (what, f"≤ {SIZE:.2f}×", f"{ratio:.2f}×", tick(ratio <= SIZE))]


def scaling_part(points: Sequence[Point], command: str) -> str:
    """The table of long reports. Growth is the time of a page at the last length, of that at the second."""
    base = points[min(1, len(points) - 1)]
    rows = [
        (
            f"{point.times}×",
            str(point.pages),
            f"{point.seconds:.1f} s",
            f"{point.seconds / point.pages * 1000:.0f} ms",
            f"{point.parent / 1e6:.0f} MB",
            f"{point.worker / 1e6:.0f} MB",
            _size(point.size),
        )
        for point in points
    ]
    last = points[-1]
    growth = (last.seconds / last.pages) / (base.seconds / base.pages)
    targets = [
        (
            f"time of a page at {last.times}×, of that at {base.times}×",
            f"≤ {1 + STRAIGHT:.2f}×",
            f"{growth:.2f}×",
            tick(growth <= 1 + STRAIGHT),
        ),
        ("memory of the parent", "≤ 1 GB", f"{last.parent / 1e9:.2f} GB", tick(last.parent <= PARENT)),
    ]
    head = ("length", "pages", "time", "a page", "parent, at most", "a worker, at most", "PDF")
    return "\n\n".join(
        [
            f"{machine()}. `{command}`.",
            table(head, rows),
            table(("target", "wanted", "reached", ""), targets),
        ]
    )


def watch_part(points: Sequence[Latencies], command: str) -> str:
    """The table of edits while yanbao watches: of the sample, and of a longer report if there is one."""
    rows, targets = [], []
    for point, (screen, disk) in zip(points, WATCH, strict=False):
        rows.append((str(point.pages), _spread(point.screen), _spread(point.disk)))
        for what, seconds, most in (("the browser", point.screen, screen), ("the PDF", point.disk, disk)):
            if most:
                reached = statistics.median(seconds) * 1000
                row = (f"{point.pages} pages, to {what}", f"≤ {most} ms", f"{reached:.0f} ms", tick(reached <= most))
                targets.append(row)
    return "\n\n".join(
        [
            f"{machine()}. `{command}`: medians of {len(points[0].screen)} edits or more.",
            table(("pages", "from a save to the browser", "from a save to the PDF"), rows),
            table(("target", "wanted", "reached", ""), targets),
        ]
    )


def _spread(seconds: Sequence[float]) -> str:
    low, middle, high = (value * 1000 for value in (min(seconds), statistics.median(seconds), max(seconds)))
    return f"{middle:.0f} ms ({low:.0f}–{high:.0f})"


def put(name: str, text: str, page: Path = PAGE) -> None:
    """Replace one marked part of the page. Raises ValueError if it has none of that name."""
    old = page.read_text(encoding="utf-8")
    pattern = re.compile(rf"(<!-- begin {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
    if not pattern.search(old):
        raise ValueError(f"{page.name} has no part '{name}'")
    page.write_text(pattern.sub(lambda found: f"{found[1]}\n{text}\n\n{found[2]}", old), encoding="utf-8")


def machine() -> str:
    """What the figures were measured on."""
    from weasyprint.text.ffi import pango

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    number = pango.pango_version()
    release = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    libraries = ", ".join(f"{name} {_version(name)}" for name in ("weasyprint", "matplotlib", "typst"))
    return (
        f"{datetime.now().astimezone():%Y-%m-%d}, {cores} cores of {_processor()}, {memory:.0f} GB, "
        f"{platform.system()}, Python {platform.python_version()}, {libraries}, Pango {release}"
    )


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    text = info.read_text(encoding="utf-8") if info.exists() else ""
    named = re.search(r"^model name\s*: (.+)$", text, re.MULTILINE)
    return named[1] if named else platform.processor() or platform.machine()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _size(size: int | None) -> str:
    return "" if size is None else f"{size / 1000:,.0f} kB"


def tick(reached: bool) -> str:
    """Whether a target is reached."""
    return "✓" if reached else "✗"
