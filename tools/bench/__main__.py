"""``make bench``: yanbao beside the plain script, Typst and Chromium on the sample, and its charts beside matplotlib.

``--full``: long reports too.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tools.bench.audit import audit_part, audited
from tools.bench.batches import NOTES, batch_costs, batch_part
from tools.bench.charts import charts_part, compare
from tools.bench.page import put, sample_part, scaling_part, watch_part
from tools.bench.pulling import costs, pull_part
from tools.bench.sample import PROJECT, cases, end_sessions, sizes
from tools.bench.scaling import scale
from tools.bench.timing import measure
from tools.bench.watch import latencies, long_latencies

RUNS = 7
EDITS = 15
LENGTHS = {1: 3, 10: 1, 100: 1}
"""Multiples of the sample, and how often each is built."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help="counted runs of each case")
    parser.add_argument("--edits", type=int, default=EDITS, help="counted edits while yanbao watches")
    parser.add_argument("--full", action="store_true", help="also 10× and 100× the pages; takes long")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="yanbao-bench-") as name:
        folder = Path(name)
        try:
            found = measure(list(cases(folder)), chosen.runs, told=_tell)
        finally:
            end_sessions(folder)
        _show("sample", sample_part(found, sizes(folder), "make bench"))
        _show("charts", charts_part(compare(PROJECT, chosen.runs, _tell), "make bench"))
        _show("pull", pull_part(costs(folder, chosen.runs, _tell), "make bench"))
        _show("batch", batch_part(batch_costs(folder, _tell), NOTES, "make bench"))
        shares = [audited(PROJECT, slug, min(chosen.runs, 3), _tell) for slug in ("ai-media", "gallery", "kunlun")]
        _show("audit", audit_part(shares, "make bench"))
        watched = [latencies(folder, chosen.edits, _tell)]
        if chosen.full:
            watched.append(long_latencies(folder, chosen.edits, _tell))
        _show("watch", watch_part(watched, "make bench-full" if chosen.full else "make bench"))
        if chosen.full:
            _show("scaling", scaling_part(scale(folder, LENGTHS, _tell), "make bench-full"))


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def _show(name: str, text: str) -> None:
    put(name, text)
    print(f"\n{text}\n", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
