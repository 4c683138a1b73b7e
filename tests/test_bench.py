"""The parts of the benchmark that can be tried in a moment: synthetic reports, timing, and the page of results."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tools.bench import batches
from tools.bench.audit import Share, audit_part, audited
from tools.bench.charts import PRICES, Compared, charts_part, compare
from tools.bench.page import put, sample_part, scaling_part, watch_part
from tools.bench.pulling import Cost
from tools.bench.sample import COLD, PARAGRAPH, PLAIN, PROJECT, UNCHANGED, VALUE, WARM_PARAGRAPH, WARM_VALUE
from tools.bench.scaling import Point
from tools.bench.synthetic import write_synthetic
from tools.bench.timing import Case, Run, measure
from tools.bench.watch import Latencies

from tests.conftest import WriteProject
from yanbao.pipeline import check


def test_synthetic_reports_are_sound(tmp_path: Path) -> None:
    write_synthetic(tmp_path / "one", 0.25)
    write_synthetic(tmp_path / "same", 0.25)
    found = [diagnostic for diagnostic in check(tmp_path / "one") if diagnostic.level.value != "hint"]
    assert found == []
    ones, sames = (
        {file.name: file.read_bytes() for file in (tmp_path / name).rglob("*.*")} for name in ("one", "same")
    )
    assert ones == sames
    assert len(ones) > 10
    tables = [file.read_bytes() for file in (tmp_path / "one/data").glob("p*.csv")]
    assert len(set(tables)) == len(tables) == 7


def test_processes_are_timed_in_turn(tmp_path: Path) -> None:
    log = tmp_path / "log"
    script = "import sys; open(sys.argv[1], 'a').write(sys.argv[2]); print('{\"step\": 0.5}')"
    cases = [Case(name, [sys.executable, "-c", script, log, name]) for name in "ab"]
    found = measure(cases, 2)
    assert log.read_text(encoding="utf-8") == "ababab"  # the first round is not counted
    assert [run.steps for run in found["a"]] == [{"step": 0.5}] * 2
    assert all(run.seconds > 0 for run in found["b"])


def test_the_page_tells_ratios_and_targets(tmp_path: Path) -> None:
    seconds = {PLAIN: 5.0, COLD: 1.5, UNCHANGED: 0.2, PARAGRAPH: 1.0, VALUE: 1.0, WARM_PARAGRAPH: 0.25, WARM_VALUE: 0.5}
    text = sample_part({name: [Run(value)] for name, value in seconds.items()}, {"yanbao": 110, "single": 100}, "run")
    assert "| 1.50 s | 1.50–1.50 s | 0.30× |" in text
    assert "a value edited, of plain script | ≤ 0.22× | 0.20× | ✓ |" in text
    assert "a paragraph edited, of plain script | ≤ 0.18× | 0.20× | ✗ |" in text
    assert "a paragraph edited, session warm, of plain script | ≤ 0.06× | 0.05× | ✓ |" in text
    assert "≤ 1.20× | 1.10× | ✓ |" in text
    points = [Point(1, 30, 3, 1, 1, 1), Point(10, 300, 30, 1, 1, 1), Point(100, 3000, 330, 2 << 30, 1, 1)]
    assert "≤ 1.15× | 1.10× | ✓ |" in scaling_part(points, "run")
    assert "≤ 1 GB | 2.15 GB | ✗ |" in scaling_part(points, "run")
    watched = watch_part([Latencies(33, [0.08, 0.1, 0.3], [0.3, 0.31]), Latencies(341, [0.2], [0.5])], "run")
    assert "| 33 pages, to the browser | ≤ 100 ms | 100 ms | ✓ |" in watched
    assert "| 33 pages, to the PDF | ≤ 250 ms | 305 ms | ✗ |" in watched
    assert "| 341 pages, to the PDF | ≤ 600 ms | 500 ms | ✓ |" in watched
    assert "341 pages, to the browser" not in watched


def test_only_marked_parts_of_the_page_change(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Before\n<!-- begin a -->\nold\n<!-- end a -->\nAfter\n", encoding="utf-8")
    put("a", "new", page)
    assert page.read_text(encoding="utf-8") == "Before\n<!-- begin a -->\n\nnew\n\n<!-- end a -->\nAfter\n"
    with pytest.raises(ValueError, match="no part 'b'"):
        put("b", "new", page)


def test_charts_are_compared_with_their_plain_forms() -> None:
    found = compare(PROJECT, 1, lambda _: None, of_each_type=1)
    assert {one.type for one in found} >= {PRICES, "line", "column", "bar", "scatter", "area", "dumbbell", "waterfall"}
    assert all(seconds > 0 for one in found for seconds in one.drawing)


def test_the_page_tells_targets_of_charts() -> None:
    text = charts_part([Compared(PRICES, (1, 4), (1, 2)), Compared("line", (3, 4), (1, 5))], "run")
    assert "| `line` | 3000.0 ms | 4000.0 ms | 0.75× | 1000.0 ms | 5000.0 ms | 0.20× |" in text
    assert "drawing, prices and volume | ≤ 0.50× | 0.25× | ✓ |" in text
    assert "painting, prices and volume | ≤ 0.40× | 0.50× | ✗ |" in text
    assert "drawing, 2 charts on average | ≤ 0.60× | 0.50× | ✓ |" in text


def test_the_audit_of_pages_is_timed(write_project: WriteProject) -> None:
    share = audited(write_project({}), "demo", 1, lambda _: None)
    assert share.pages >= 1
    assert 0 < share.audit < share.seconds


def test_the_page_tells_the_share_of_the_audit() -> None:
    text = audit_part([Share("one", 30, 2.0, 0.05), Share("other", 4, 1.0, 0.06)], "run")
    assert "| `one` | 30 | 2.00 s | 50 ms | 2.5% | ≤ 5% | ✓ |" in text
    assert "| `other` | 4 | 1.00 s | 60 ms | 6.0% | ≤ 5% | ✗ |" in text


def test_the_part_of_batches() -> None:
    found = {
        name: Cost(seconds, 100_000_000) for name, seconds in zip(batches.ORDER, (10, 4, 0.1, 4.4, 3, 3), strict=True)
    }
    told = batches.batch_part(found, 100, "make bench")
    assert "| batch, beside plain loop | ≤ 0.5× | 0.40× | ✓ |" in told
    assert "| 4 shards, one store, beside batch | ≤ 1.15× | 1.10× | ✓ |" in told
    assert "| nothing changed, beside batch | ≤ 0.02× | 0.03× | ✗ |" in told
