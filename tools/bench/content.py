"""The composed content of a report as plain files, from which others make the same report, not charged for checks.

In a folder: ``content.json`` (pages with their blocks, texts as HTML), ``charts/*.csv`` (a table for each chart),
``styles.css`` (the theme's own print styles) and the report's two fonts.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcherResponse

from yanbao.charts import CHARACTERS, chart_style
from yanbao.model.document import ChartBlock, ColumnsBlock, ComposedBlock, ComposedPage, walk
from yanbao.model.plot import Plot
from yanbao.model.sheet import FontSet, chart_address
from yanbao.pipeline import silent
from yanbao.pipeline.gathering import Composed, gather
from yanbao.pipeline.pagenumbers import Beside, make_pages
from yanbao.pipeline.pages import Press
from yanbao.pipeline.store import Store
from yanbao.pipeline.versions import program_key
from yanbao.pipeline.workers import Workers, cores
from yanbao.render import Renderer
from yanbao.typeset.fetching import ClosedFetcher, font_faces
from yanbao.typography.coverage import characters
from yanbao.typography.fonts import cut_fonts, place_fonts

_SIZE = re.compile(r'<svg[^>]* width="([\d.]+)pt" height="([\d.]+)pt"')


def dump(root: Path, folder: Path, single: Path | None = None) -> int:
    """Write the content of a project's first report; returns how many pages it has.

    Charts have the sizes that yanbao finds for them. ``single`` is where the size of WeasyPrint's own file is to be
    learnt: all of the typesetter's pages, as one document.
    """
    item = gather(root, (), silent).composed[0]
    document, theme = item.document, item.report.theme
    renderer = Renderer(document, theme, item.report.spec.market)
    printed = characters(document, theme.messages) | set(CHARACTERS) | renderer.characters()
    fonts = place_fonts(cut_fonts(theme.fonts, printed), theme.fonts, folder)
    style = chart_style(theme, renderer.market)
    rules = (theme.tokens.chinese, theme.tokens.flows, theme.tokens.type.least)
    press = Press(program_key(), renderer.print_styles(), fonts, style, *rules, Store(None))
    with Workers(cores()) as workers:
        made = make_pages(renderer, press, workers, Beside(_unheard, _unheard), wants_sheets=True)
    sizes = {anchor: tuple(map(float, _SIZE.search(svg).groups())) for anchor, svg in made.charts.items()}  # type: ignore[union-attr]
    (folder / "styles.css").write_text("".join(press.styles), encoding="utf-8")
    (folder / "content.json").write_text(json.dumps(_told(item, sizes), ensure_ascii=False), encoding="utf-8")
    (folder / "charts").mkdir(exist_ok=True)
    for page in document.pages:
        for block in walk(page.blocks):
            if isinstance(block, ChartBlock):
                _table(block.plot, folder / "charts" / f"{block.caption.anchor}.csv")
    if single:
        single.write_bytes(_single(renderer, "".join(press.styles), fonts, made.charts))
    return sum(sheet.page_count for sheet in made.sheets)


def _unheard(*_: object) -> None:
    """Nobody waits for pages here."""


def _told(item: Composed, sizes: Mapping[str, tuple[float, ...]]) -> dict[str, Any]:
    document, style = item.document, chart_style(item.report.theme, item.report.spec.market)
    return {
        "masthead": asdict(document.masthead),
        "disclaimer": item.report.theme.messages.disclaimer_line,
        "contents": [asdict(entry) for entry in document.contents],
        "page": item.report.theme.tokens.page.model_dump(),
        "style": asdict(style),
        "pages": [_page(page, item, sizes) for page in document.pages],
    }


def _page(page: ComposedPage, item: Composed, sizes: Mapping[str, tuple[float, ...]]) -> dict[str, Any]:
    own = {p.anchor for p in item.document.pages if p.kind == "content" and p.number == page.number}
    chapter = [asdict(entry) for entry in item.document.contents if entry.anchor in own]
    return asdict(page) | {"chapter": chapter, "blocks": [_block(block, sizes) for block in page.blocks]}


def told_plot(plot: Plot) -> dict[str, Any]:
    """A plot as the plain scripts read it, which ask every kind the same."""
    every: dict[str, Any] = {"stacked": False, "highlight": (), "references": (), "events": ()}
    return every | asdict(plot) | {"type": plot.type}


def _block(block: ComposedBlock, sizes: Mapping[str, tuple[float, ...]]) -> dict[str, Any]:
    """A block without what only yanbao needs; a chart's values are in its CSV file."""
    told = asdict(block)
    if isinstance(block, ColumnsBlock):
        for column, own in zip(block.columns, told["columns"], strict=True):
            own["blocks"] = [_block(inner, sizes) for inner in column.blocks]
    if isinstance(block, ChartBlock):
        plot = told["plot"] = told_plot(block.plot)
        told["size"] = sizes[told["caption"]["anchor"]]
        plot["dates"] = not isinstance(plot.pop("x")[0], str)
        for number, series in enumerate(plot["series"]):
            series["column"] = f"y{number}"
            del series["values"]
    return told


def _table(plot: Plot, file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["x", *(f"y{number}" for number, _ in enumerate(plot.series))])
        writer.writerows(zip(plot.x, *(series.values for series in plot.series), strict=True))


def _single(renderer: Renderer, styles: str, fonts: FontSet, charts: Mapping[str, str]) -> bytes:
    """The same pages as WeasyPrint's own document: every body a section of one page or more."""
    bodies = []
    for number, page in enumerate(renderer.document.pages, 1):
        html = renderer.pages([page], number, {}).replace('href="yanbao:', 'href="#')
        body = html.partition("<body")[2].rpartition("</body>")[0]
        bodies.append(f"<div{body}</div>")
    rules = (
        re.sub(r"\bbody\.(cover|divider)", r"div.\1", styles)
        + "section { break-before: page } .plot img { height: auto }"
    )
    title = renderer.document.masthead.title
    html = f'<html lang="zh-CN"><title>{title}</title><body>{"".join(bodies)}</body></html>'
    fetcher, configuration = _Charts(fonts, charts), FontConfiguration()
    sheet = CSS(string=font_faces(fonts) + rules, url_fetcher=fetcher, font_config=configuration)
    document = HTML(string=html, url_fetcher=fetcher).render(stylesheets=[sheet], font_config=configuration)
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return pdf


class _Charts(ClosedFetcher):
    """Serves drawings, where the typesetter only serves room for them."""

    def __init__(self, fonts: FontSet, charts: Mapping[str, str]) -> None:
        super().__init__(fonts)
        self._charts = {chart_address(anchor): svg.encode() for anchor, svg in charts.items()}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url in self._charts:
            return URLFetcherResponse(url, self._charts[url], {"Content-Type": "image/svg+xml"})
        return super().fetch(url, headers)
