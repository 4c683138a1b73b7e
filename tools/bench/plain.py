"""The plain script: the same report the way a competent engineer writes it in an afternoon, with the same libraries.

``python plain.py CONTENT OUTPUT.pdf`` reads what ``content.py`` has written: pandas reads the tables, matplotlib draws
the charts, Jinja makes one page of HTML, WeasyPrint is called once. Prints its own step times as JSON. It imports
nothing of yanbao, checks nothing and makes no HTML for readers.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

STARTED = time.perf_counter()

import jinja2  # noqa: E402 - imports are timed
import matplotlib as mpl  # noqa: E402
import pandas as pd  # noqa: E402
from cycler import cycler  # noqa: E402
from matplotlib import font_manager  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402

TEMPLATE = Path(__file__).with_name("plain.html.j2")


def draw_all(content: dict[str, Any], folder: Path, output: Path) -> None:
    """Every chart as an SVG file, lettered in the report's font."""
    style = content["style"]
    for name in ("regular.ttf", "bold.ttf"):
        font_manager.fontManager.addfont(folder / name)
    mpl.rcParams.update(settings(style))
    for block in charts(content["pages"]):
        anchor = block["caption"]["anchor"]
        table = pd.read_csv(folder / "charts" / f"{anchor}.csv", parse_dates=["x"] if block["plot"]["dates"] else None)
        draw(block["plot"], table, block["size"], style).savefig(output / f"{anchor}.svg", transparent=True)


def settings(style: dict[str, Any]) -> Any:
    """The look of all charts."""
    return {
        "font.family": style["family"],
        "font.size": style["size"],
        "svg.fonttype": "none",
        "axes.prop_cycle": cycler(color=style["series"]),
        "axes.spines.top": False,
        "axes.edgecolor": style["hairline"],
        "axes.unicode_minus": False,
        "text.color": style["ink"],
        "xtick.color": style["muted"],
        "ytick.color": style["muted"],
    }


def charts(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All charts in pages, columns and blocks."""
    found = []
    for block in blocks:
        if block.get("plot"):
            found.append(block)
        found += charts(block.get("blocks", [])) + charts(block.get("columns", []))
    return found


def draw(plot: dict[str, Any], table: pd.DataFrame, size: list[float], style: dict[str, Any]) -> Figure:
    """One chart, ``size`` in pt."""
    figure = Figure(figsize=(size[0] / 72, size[1] / 72), layout="constrained")
    axes = figure.subplots()
    if plot["type"] == "bar":
        draw_bars(axes, plot, table, style)
    elif plot["type"] == "column":
        draw_columns(axes, plot, table)
    else:
        draw_lines(axes, plot, table, style)
    if len(plot["series"]) > 1:
        figure.legend(loc="outside upper left", ncols=len(plot["series"]), frameon=False)
    return figure


def draw_bars(axes: Any, plot: dict[str, Any], table: pd.DataFrame, style: dict[str, Any]) -> None:
    (series,) = plot["series"]
    values = table[series["column"]]
    marked = plot["highlight"]
    colors = [style["accent"] if not marked or x in marked else style["quiet"] for x in table["x"]]
    bars = axes.barh(table["x"].astype(str), values, color=colors)
    axes.bar_label(bars, [text(value, series) for value in values], padding=3)
    axes.invert_yaxis()
    axes.xaxis.set_visible(False)
    axes.spines[["right", "bottom"]].set_visible(False)


def draw_columns(axes: Any, plot: dict[str, Any], table: pd.DataFrame) -> None:
    width, below = (0.6, 0.0) if plot["stacked"] else (0.8 / len(plot["series"]), None)
    for number, series in enumerate(plot["series"]):
        values = table[series["column"]]
        left = [position + (0 if plot["stacked"] else (number + 0.5) * width - 0.4) for position in range(len(table))]
        bars = axes.bar(left, values, width, bottom=below, label=series["label"])
        axes.bar_label(
            bars, [text(value, series) for value in values], label_type="center" if plot["stacked"] else "edge"
        )
        below = values + below if plot["stacked"] else None
    axes.set_xticks(range(len(table)), table["x"].astype(str))
    axes.spines["right"].set_visible(False)


def draw_lines(axes: Any, plot: dict[str, Any], table: pd.DataFrame, style: dict[str, Any]) -> None:
    right = axes.twinx() if any(series["axis"] == "right" for series in plot["series"]) else None
    for series in plot["series"]:
        target = right if right and series["axis"] == "right" else axes
        if series["form"] == "column":
            target.bar(table["x"], table[series["column"]], label=series["label"], color=style["hairline"])
        else:
            target.plot(table["x"], table[series["column"]], label=series["label"], linewidth=1.2)
        if series["percent"]:
            target.yaxis.set_major_formatter(mpl.ticker.PercentFormatter(1.0))
    if right:
        axes.set_zorder(right.get_zorder() + 1)
        axes.patch.set_visible(False)
    for line in plot["references"]:
        axes.axhline(line["value"], color=style["muted"], linewidth=0.6)
        axes.annotate(line["label"], (0, line["value"]), xycoords=("axes fraction", "data"))
    for event in plot["events"]:
        row = table.iloc[event["at"]]
        box = {"boxstyle": "circle", "color": style["accent"]}
        axes.annotate(str(event["number"]), (row["x"], row["y0"]), color=style["paper"], bbox=box, fontsize=6)
    axes.grid(axis="y", color=style["hairline"], linewidth=0.4)
    axes.spines["right"].set_visible(False)


def text(value: float, series: dict[str, Any]) -> str:
    """A value as its bar is labelled."""
    if pd.isna(value):
        return ""
    decimals = series["decimals"] if series["decimals"] is not None else 1
    return f"{value:.{decimals}%}" if series["percent"] else f"{value:,.{decimals}f}"


def write_page(content: dict[str, Any], folder: Path, output: Path) -> Path:
    """The whole report as one HTML file."""
    template = jinja2.Template(TEMPLATE.read_text(encoding="utf-8"), trim_blocks=True, lstrip_blocks=True)
    html = output / "report.html"
    html.write_text(template.render(content, folder=folder.as_uri(), made=output.as_uri()), encoding="utf-8")
    return html


def main() -> None:
    folder, target = (Path(argument).resolve() for argument in sys.argv[1:])
    from weasyprint import HTML

    ends = [("imports", time.perf_counter())]
    content = json.loads((folder / "content.json").read_text(encoding="utf-8"))
    output = target.parent / "plain"
    output.mkdir(exist_ok=True)
    draw_all(content, folder, output)
    ends.append(("drawing", time.perf_counter()))
    document = HTML(write_page(content, folder, output)).render()
    ends.append(("layout", time.perf_counter()))
    document.write_pdf(target, pdf_variant="pdf/ua-1")
    ends.append(("painting", time.perf_counter()))
    report(ends)


def report(ends: list[tuple[str, float]]) -> None:
    """Print how long each step took."""
    starts = [STARTED, *(end for _, end in ends)]
    print(json.dumps({name: end - start for (name, end), start in zip(ends, starts, strict=False)}))  # noqa: T201


if __name__ == "__main__":
    main()
