"""The plain loop: the same notes the way a competent engineer writes them in an afternoon, with the same libraries.

``python plain_notes.py PROJECT STYLES OUTPUT`` reads the tables of a project that ``notes.py`` has written, and the
styles, texts and fonts in the folder STYLES. Libraries, tables, fonts and styles are loaded once; then for each row
matplotlib draws two charts, Jinja makes the HTML, WeasyPrint the PDF. It imports nothing of yanbao, checks nothing and
makes no HTML for readers.
"""

from __future__ import annotations

import base64
import io
import sys
from pathlib import Path
from typing import Any

import jinja2
import matplotlib as mpl
import pandas as pd
from matplotlib import font_manager
from matplotlib.figure import Figure
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

TEMPLATE = """\
<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{{ row.name }}（{{ row.code }}）</title></head>
<body><main>
<h1>{{ row.name }}（{{ row.code }}）：收盘价{{ "%.2f" | format(closes[-1]) }}元</h1>
<section class="page"><h2>{{ row.name }}：行情与估值</h2>
<p>{{ row.name }}（{{ row.code }}）收于{{ "%.2f" | format(closes[-1]) }}元，年初至今{{ row.ytd }}，
总市值{{ row.cap }}亿元。
区间最高{{ "%.2f" | format(closes | max) }}元，最低{{ "%.2f" | format(closes | min) }}元。
所属主题为{{ row.theme }}。</p>
<p>{{ texts[0] }}</p><p>股价见图1，主要财务数据见表1，收入走势见图2。</p>
<figure><figcaption>图1 {{ row.name }}股价</figcaption><img alt="股价" src="{{ price }}"></figure>
<p>{{ texts[1] }}</p></section>
<section class="page" style="break-before: page"><h2>{{ row.name }}：收入与利润</h2>
<figure><figcaption>表1 主要财务数据</figcaption><table>
<tr><th>年度</th><th>营业收入</th><th>归母净利润</th><th>净利率</th></tr>
{% for one in results %}<tr><td>{{ one.year }}</td><td>{{ one.revenue }}</td><td>{{ one.profit }}</td>
<td>{{ one.margin }}</td></tr>
{% endfor %}</table></figure>
<p>2023年营业收入{{ results[-1].revenue }}亿元，归母净利润{{ results[-1].profit }}亿元，
净利率{{ results[-1].margin }}。</p>
<figure><figcaption>图2 {{ row.name }}营业收入</figcaption><img alt="营业收入" src="{{ revenue }}"></figure>
<p>{{ texts[2] }}</p></section>
</main></body></html>
"""


def picture(figure: Figure) -> str:
    """A chart as the address of an image."""
    data = io.BytesIO()
    figure.savefig(data, format="svg", transparent=True)
    return "data:image/svg+xml;base64," + base64.b64encode(data.getvalue()).decode()


def chart(x: Any, y: Any, height: float, *, bars: bool = False) -> str:
    figure = Figure(figsize=(6.9, height), layout="constrained")
    axes = figure.subplots()
    if bars:
        axes.bar_label(axes.bar(x.astype(str), y, 0.6), [f"{value:,.1f}" for value in y])
    else:
        axes.plot(x, y, linewidth=1.2)
        axes.grid(axis="y", linewidth=0.4)
    axes.spines[["top", "right"]].set_visible(False)
    return picture(figure)


def main() -> None:
    project, styles, output = (Path(argument).resolve() for argument in sys.argv[1:4])
    for name in ("regular.ttf", "bold.ttf"):
        font_manager.fontManager.addfont(styles / name)
    family = font_manager.FontProperties(fname=styles / "regular.ttf").get_name()
    mpl.rcParams.update({"font.family": family, "font.size": 7, "svg.fonttype": "none", "axes.unicode_minus": False})
    tables = {name: pd.read_csv(project / "data" / f"{name}.csv") for name in ("coverage", "quotes", "results")}
    tables["quotes"]["date"] = pd.to_datetime(tables["quotes"]["date"])
    quotes, results = (
        {str(code): rows for code, rows in tables[name].groupby("code")} for name in ("quotes", "results")
    )
    template = jinja2.Template(TEMPLATE)
    fonts = FontConfiguration()
    css = [CSS(filename=styles / "styles.css", font_config=fonts)]
    output.mkdir(parents=True, exist_ok=True)
    texts = (styles / "texts.txt").read_text(encoding="utf-8").splitlines()
    for row in tables["coverage"].itertuples():
        daily, yearly = quotes[str(row.code)], results[str(row.code)]
        html = template.render(
            row=row,
            texts=texts,
            closes=daily["close"].tolist(),
            results=yearly.to_dict("records"),
            price=chart(daily["date"], daily["close"], 2.2),
            revenue=chart(yearly["year"], yearly["revenue"], 1.8, bars=True),
        )
        document = HTML(string=html, base_url=str(styles)).render(stylesheets=css, font_config=fonts)
        document.write_pdf(output / f"{row.code}.pdf", pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    main()
