"""The page audit's share of the time that pages take: processor time of this process alone."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.bench.page import machine, table, tick
from yanbao.charts import CHARACTERS, chart_style
from yanbao.pipeline import runs as page_runs
from yanbao.pipeline import silent
from yanbao.pipeline.gathering import Composed, gather
from yanbao.pipeline.pagenumbers import Beside, make_pages
from yanbao.pipeline.pages import Press
from yanbao.pipeline.store import Store
from yanbao.pipeline.workers import Workers
from yanbao.render import Renderer
from yanbao.typeset import typesetter
from yanbao.typography.coverage import characters
from yanbao.typography.fonts import cut_fonts, place_fonts
from yanbao.typography.setting import for_typesetter_styled

MOST = 0.05


@dataclass(frozen=True)
class Share:
    """Seconds that all pages of a report took, and how many of them the audit did."""

    report: str
    pages: int
    seconds: float
    audit: float


def audited(root: Path, slug: str, runs: int, told: Callable[[str], None]) -> Share:
    """Make all pages of a report, ``runs`` times after one that loads fonts; medians."""
    item = gather(root, (slug,), silent).composed[0]
    found: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory(prefix="yanbao-bench-") as folder, Workers(1) as workers:
        renderer, press = _press(item, Path(folder))
        for _ in range(runs + 1):
            spent: list[float] = []
            with _timed(typesetter, "audit", spent), _timed(page_runs, "misprints", spent):
                started = time.process_time()
                beside = Beside(lambda *_: None, lambda *_: None)
                pages = make_pages(renderer, press, workers, beside, wants_sheets=True)
                found.append((time.process_time() - started, sum(spent)))
        count = sum(sheet.page_count for sheet in pages.sheets)
    seconds, audit = (statistics.median(one) for one in zip(*found[1:], strict=True))
    told(f"{slug}: pages {seconds:.2f} s, audit {audit:.3f} s")
    return Share(slug, count, seconds, audit)


def _press(item: Composed, folder: Path) -> tuple[Renderer, Press]:
    theme = item.report.theme
    renderer = Renderer(item.document, theme, item.report.spec.market)
    printed = characters(item.document, theme.messages) | set(CHARACTERS) | renderer.characters()
    fonts = place_fonts(cut_fonts(theme.fonts, printed), theme.fonts, folder).on_paper
    styles, style = (
        tuple(map(for_typesetter_styled, renderer.print_styles())),
        chart_style(theme, item.report.spec.market),
    )
    rules = (theme.tokens.chinese, theme.tokens.flows, theme.tokens.type.least)
    return renderer, Press("bench", styles, fonts, style, *rules, Store(None))


@contextmanager
def _timed(module: Any, name: str, spent: list[float]) -> Iterator[None]:
    """Meanwhile the seconds of each call of a function are added to ``spent``."""
    function = getattr(module, name)

    def timed(*args: Any) -> Any:
        started = time.process_time()
        made = list(function(*args))
        spent.append(time.process_time() - started)
        return made

    setattr(module, name, timed)
    try:
        yield
    finally:
        setattr(module, name, function)


def audit_part(found: Sequence[Share], command: str) -> str:
    """The table of the audit."""
    head = ("report", "sheets", "making them", "the audit", "its share", "wanted", "")
    rows = [
        (
            f"`{one.report}`",
            str(one.pages),
            f"{one.seconds:.2f} s",
            f"{one.audit * 1000:.0f} ms",
            f"{one.audit / one.seconds:.1%}",
            f"≤ {MOST:.0%}",
            tick(one.audit / one.seconds <= MOST),
        )
        for one in found
    ]
    return "\n\n".join([f"{machine()}. `{command}`: processor time, medians.", table(head, rows)])
