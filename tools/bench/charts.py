"""Drawing charts, and WeasyPrint's painting of them, beside plain matplotlib: processor time of this process alone.

Every chart of the gallery that there is a plain form of is drawn by both in turn, at one size, with the same values and
fonts; then a page with one chart is painted. What painting the page takes without a chart is taken off.
"""

from __future__ import annotations

import io
import re
import statistics
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib import font_manager
from weasyprint import HTML

from tools.bench import plain, plain_forms
from tools.bench.content import told_plot
from tools.bench.page import machine, table, tick
from yanbao.charts import CHARACTERS, chart_style
from yanbao.charts.canvas import MM
from yanbao.charts.drawing import draw
from yanbao.model.document import ChartBlock, walk
from yanbao.model.plot import ChartStyle, Plot
from yanbao.model.sheet import FontSet
from yanbao.model.timeplots import CandlestickPlot
from yanbao.pipeline import silent
from yanbao.pipeline.gathering import Composed, gather
from yanbao.typography.coverage import characters
from yanbao.typography.fonts import cut_fonts, place_fonts

WIDTH, HEIGHT = 170.0, 95.0  # mm
PRICES = "candlestick"
TARGETS = {"drawing": (0.5, 0.6), "painting": (0.4, 0.4)}
"""At most so much of plain matplotlib's time: the chart of prices and volume, and all charts on average."""


@dataclass(frozen=True)
class Compared:
    """Seconds of yanbao and of the plain script for one chart."""

    type: str
    drawing: tuple[float, float]
    painting: tuple[float, float]


def compare(root: Path, runs: int, told: Callable[[str], None], *, of_each_type: int = 99) -> list[Compared]:
    """The charts of the gallery of ``root``, at most so many of a type, ``runs`` times."""
    item = gather(root, ("gallery",), silent).composed[0]
    with tempfile.TemporaryDirectory(prefix="yanbao-bench-") as folder:
        fonts, style = _fonts(item, Path(folder)), chart_style(item.report.theme, item.report.spec.market)
        for face in fonts.faces:
            font_manager.fontManager.addfont(face.path)
        found: list[Compared] = []
        for block in (block for page in item.document.pages for block in walk(page.blocks)):
            if not isinstance(block, ChartBlock) or block.plot.type not in plain_forms.KNOWN:
                continue
            if [one.type for one in found].count(block.plot.type) < of_each_type:
                found.append(_compared(block.plot, style, fonts, runs))
                told(f"{block.caption.anchor}: {found[-1]}")
    return found


def _fonts(item: Composed, folder: Path) -> FontSet:
    theme = item.report.theme
    printed = characters(item.document, theme.messages) | set(CHARACTERS)
    return place_fonts(cut_fonts(theme.fonts, printed), theme.fonts, folder)


def _compared(plot: Plot, style: ChartStyle, fonts: FontSet, runs: int) -> Compared:
    told, values, look = _told(plot), _values(plot), asdict(style)

    def plainly() -> str:
        written = io.StringIO()
        with mpl.rc_context(plain.settings(look)):
            figure = plain_forms.draw(told, values, [WIDTH * MM, HEIGHT * MM], look)
            figure.savefig(written, format="svg", transparent=True)
        return written.getvalue()

    def ours() -> str:
        return draw(plot, WIDTH, HEIGHT, style, fonts, "chart")

    found = {"drawing": (list[float](), list[float]()), "painting": (list[float](), list[float]())}
    words = "".join(re.findall(r">([^<]+)</text>", ours() + plainly()))
    for number in range(runs + 1):
        empty, _ = _timed(_painter("", words, fonts))
        for route, make in enumerate((ours, plainly)):
            drawing, svg = _timed(make)
            painting, _ = _timed(_painter(svg, words, fonts))
            if number:  # the first loads fonts
                found["drawing"][route].append(drawing)
                found["painting"][route].append(painting - empty)
    return Compared(plot.type, *(tuple(map(statistics.median, both)) for both in found.values()))  # type: ignore[arg-type]  # two of each


def _timed(make: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that the processor took, and what was made."""
    started = time.process_time()
    made = make()
    return time.process_time() - started, made


def _painter(svg: str, words: str, fonts: FontSet) -> Callable[[], object]:
    """Writes a page that is laid out already, with a chart on it if there is one, and in any case the chart's words.

    So that the fonts, which a page has anyway, are not charged to the chart.
    """
    faces = "".join(
        f'@font-face{{font-family:"{fonts.family}";font-weight:{face.weight};src:url({face.path.as_uri()})}}'
        for face in fonts.faces
    )
    picture = f'<img alt="x" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">' if svg else ""
    html = f'<html lang="zh-CN"><style>{faces}@page{{size:A4 landscape}}body{{font:1pt "{fonts.family}"}}</style>'
    document = HTML(string=f"{html}<p>{words}<p><b>{words}</b>{picture}").render()
    return lambda: document.write_pdf()


def _told(plot: Plot) -> dict[str, Any]:
    """A plot as the plain script reads it, without its values."""
    told = told_plot(plot)
    for number, series in enumerate(told["series"]):
        series["column"] = f"y{number}"
    if isinstance(plot, CandlestickPlot):
        empty = dict.fromkeys(("open", "high", "low", "close"))
        told["candles"] = [asdict(candle) if candle else empty for candle in plot.candles]
    return told


def _values(plot: Plot) -> pd.DataFrame:
    columns = {f"y{number}": series.values for number, series in enumerate(plot.series)}
    values = pd.DataFrame({"x": plot.x, **columns})
    return values if isinstance(plot.x[0], str) else values.assign(x=pd.to_datetime(values["x"]))


def charts_part(found: Sequence[Compared], command: str) -> str:
    """The tables of charts."""
    rows = [(f"`{one.type}`", *_cells(one.drawing), *_cells(one.painting)) for one in found]
    head = ("chart", "drawn", "by matplotlib", "", "painted", "matplotlib's", "")
    return "\n\n".join(
        [
            f"{machine()}. `{command}`: processor time, medians.",
            table(head, rows),
            table(("target", "wanted", "reached", ""), list(_targets(found))),
        ]
    )


def _cells(both: tuple[float, float]) -> Iterator[str]:
    yield from (f"{seconds * 1000:.1f} ms" for seconds in both)
    yield f"{both[0] / both[1]:.2f}×"


def _targets(found: Sequence[Compared]) -> Iterator[tuple[str, ...]]:
    for step, (most, most_on_average) in TARGETS.items():
        ratios = {one: getattr(one, step)[0] / getattr(one, step)[1] for one in found}
        prices = next(ratio for one, ratio in ratios.items() if one.type == PRICES)
        average = statistics.mean(ratios.values())
        yield f"{step}, prices and volume", f"≤ {most:.2f}×", f"{prices:.2f}×", tick(prices <= most)
        what = f"{step}, {len(found)} charts on average"
        yield what, f"≤ {most_on_average:.2f}×", f"{average:.2f}×", tick(average <= most_on_average)
