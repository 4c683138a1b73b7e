"""What the theme's templates are given and what they make of it: the same parts on paper and on screen."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from jinja2 import Environment, meta

from tests.conftest import MatchesGolden, WriteProject
from yanbao.compose import compose
from yanbao.load.project import load_project
from yanbao.load.theme import load_theme
from yanbao.model.sheet import FontFace, FontSet
from yanbao.model.theme import Theme
from yanbao.render import Renderer, take_marks
from yanbao.render.context import PageContext
from yanbao.render.styles import color_schemes

SHARED = {"masthead", "messages", "inline", "flows", "draft"}
THEMES = {"deck": set[str](), "note": set[str]()}  # and what each has no use for
OF_READER = {"parts", "first", "contents", "figures", "styles", "script", "script_hash"}
OF_SHEETS = {"pages", "number"}
OF_PAGES = {field.name for field in fields(PageContext)}
OF_LOOPS = {"block", "entry"}  # what a template gives to one that it includes

SECTION = """\
section: 大模型 & 应用
pages:
  - title: 一页 <b>
    id: first
    blocks:
      - text: 见{{ ref("gainers") }}，{{ models.gemini.context_window }}。
      - callout: {text: 提示}
      - columns:
          - table:
              id: gainers
              title: 涨幅
              data: gainers
              group: theme
              columns: [name, {column: ytd, sign: true, bar: true}]
          - chart: {id: visits, type: line, title: 访问量, data: visits, x: month, series: views, height: 40}
      - cards: [{value: 一, label: 二}]
"""
STOCKS = """\
gainers:
  source: google
  as_of: 2024-04-26
  columns: {theme: text, name: text, ytd: percent}
  rows:
    - [视频, 甲<i>乙, 50%]
    - [视频, 丙, -25%]
    - [影视, 丁, '']
"""
CHART = '<svg xmlns="http://www.w3.org/2000/svg"><text>图中</text></svg>'


@pytest.fixture
def renderer(write_project: WriteProject) -> Renderer:
    loaded = load_project(write_project({"content/demo/intro.yaml": SECTION, "content/ledger/stocks.yaml": STOCKS}))
    assert loaded.diagnostics == ()
    report = loaded.project.reports[0]
    made = compose(loaded.project, report)
    assert made.diagnostics == ()
    return Renderer(made.document, report.theme, "cn")


def on_paper(renderer: Renderer) -> str:
    return renderer.pages(renderer.document.pages[-1:], 4, {"first": 4})


def on_screen(renderer: Renderer) -> str:
    """The reader without its style sheet and script."""
    fonts = FontSet("Test Sans", "test", FontFace(400, Path(), b"regular"), FontFace(700, Path(), b"bold"))
    parts = [renderer.reader_page(page, {"visits": CHART}) for page in renderer.document.pages]
    html = renderer.reader(parts, fonts)
    return re.sub(r"(?s)<(style|script)>.*?</\1>", "", html)


def used(theme: Theme, pattern: str) -> set[str]:
    """The names that templates take from outside: its own, those of its base that it does not hide, and all styles."""
    found = [(path.relative_to(folder), path) for folder in theme.folders[::-1] for path in folder.rglob(pattern)]
    files = dict(found).values() if pattern.endswith(".html.j2") else [path for _, path in found]
    assert files
    environment = Environment()
    environment.filters |= dict.fromkeys(("css_string", "in_columns", "phrases", "side_by_side"), str)
    trees = [environment.parse(path.read_text(encoding="utf-8")) for path in files]
    return {name for tree in trees for name in meta.find_undeclared_variables(tree)}


@pytest.mark.parametrize(("name", "unused"), THEMES.items())
def test_every_name_that_templates_are_given_is_used_and_no_other(name: str, unused: set[str]) -> None:
    theme = load_theme(name)
    assert used(theme, "*.html.j2") - OF_LOOPS == (SHARED | OF_SHEETS | OF_PAGES | OF_READER) - unused
    assert used(theme, "*.css.j2") == {"page", "colors", "type", "messages", "masthead", "flows"}


def test_links_lead_to_sheets_on_paper_and_to_ids_on_screen(renderer: Renderer) -> None:
    assert '<a class="ref" href="yanbao:gainers">表1</a>' in on_paper(renderer)
    assert 'href="#' not in on_paper(renderer)
    screen = on_screen(renderer)
    ids = Counter(re.findall(r' id="([^"]*)"', screen))
    assert set(ids.values()) == {1}
    assert {"cover", "contents", "section-1", "first", "gainers", "visits"} <= set(ids)
    assert set(re.findall(r'href="#([^"]*)"', screen)) <= set(ids)


def test_charts_are_pictures_on_paper_and_drawings_on_screen(renderer: Renderer) -> None:
    assert re.search(
        r'<img alt="走势图：访问量。[^"]+" src="yanbao-chart:visits" style="height:40.0mm">', on_paper(renderer)
    )
    assert CHART not in on_paper(renderer)
    drawing = rf'<div class="plot" role="img" aria-label="走势图：[^"]+">{re.escape(CHART)}</div>'
    assert re.search(drawing, on_screen(renderer))


def test_blocks_know_their_place_on_paper_and_keep_it_from_readers(renderer: Renderer) -> None:
    lines = re.findall(r' data-block="content/demo/intro\.yaml:(\d+):\d+"', on_paper(renderer))
    assert lines == ["6", "7", "11", "15", "16"]
    assert not re.search(r"<[^>]+ data-(?!pad)", on_screen(renderer))
    assert "intro.yaml" not in on_screen(renderer)


def test_marks_are_taken_before_typesetting(renderer: Renderer) -> None:
    """What is typeset does not change with the line that a block stands on."""
    html, marks = take_marks(on_paper(renderer), renderer.document.pages[-1:])
    assert [mark.line for mark in marks if mark] == [6, 7, 11, 15, 16]
    assert re.findall(r' data-block="([^"]*)"', html) == ["0", "1", "2", "3", "4"]


def test_markup_of_the_author_is_text(renderer: Renderer) -> None:
    for html in (on_paper(renderer), on_screen(renderer)):
        assert "一页 &lt;b&gt;" in html
        assert "甲&lt;i&gt;乙" in html
        assert "大模型 &amp; 应用" in html
        assert "<b>" not in html
        assert "<i>" not in html


def test_table(renderer: Renderer) -> None:
    """Equal neighbours share a head of their rows; gains and losses have their tones, and bars their lengths."""
    html = on_paper(renderer)
    first, second = re.findall("(?s)<tbody.*?</tbody>", html)
    assert first.startswith('<tbody data-continued="续表1" data-goes-on="{name}（续）">')
    [upper, lower] = first.split("<tr")[1:]
    assert '<th scope="rowgroup" class="text" rowspan="2">视频</th>' in upper
    assert lower.startswith(' class="continued">')
    assert '<th scope="row" class="name">丙</th>' in lower
    assert '<th scope="row" class="text">影视</th>' in second
    assert '<td class="number up with-bar">+50%<span' in upper
    assert '<span class="bar" style="width:100.0%">' in upper
    assert '<td class="number down with-bar">−25%<span' in lower
    assert '<span class="bar" style="width:50.0%">' in lower
    assert '<td class="number with-bar">—<span class="pad" data-pad="0"></span><span class="bar-track">' in second


TABLE = """\
section: 表格
pages:
  - title: 表格
    blocks:
      - table:
          id: t
          title: 题
          data: gainers
          where: {theme: 视频}
          group: theme
          group_head: row
          rank: true
          columns: [name, {column: cap, under: 数 & 值, brackets: true}, {column: ytd, under: 数 & 值, sign: true}]
          total: {sum: cap}
          highlight: 丙
          footnotes:
            - {text: '见{{ ref("t") }}。', row: 丙, column: ytd}
            - {text: 未经审计。, column: cap}
            - {text: 未经审计。, row: 丙, column: cap}
"""
PARTS = """\
gainers:
  source: google
  as_of: 2024-04-26
  columns: {theme: text, name: text, cap: {type: number, unit: 亿元, decimals: 1}, ytd: percent}
  rows:
    - [视频, 甲, -7, 50%]
    - [视频, 丙, 1250, '']
    - [影视, 丁, 1, 1%]
"""


@pytest.mark.parametrize(("name", "draw"), [("paper", on_paper), ("screen", on_screen)])
def test_parts_of_a_table(
    name: str, draw: Callable[[Renderer], str], write_project: WriteProject, matches_golden: MatchesGolden
) -> None:
    """Heads in two rows, a group with its name, a row set off, a total, footnotes: their HTML, word for word."""
    loaded = load_project(write_project({"content/demo/intro.yaml": TABLE, "content/ledger/stocks.yaml": PARTS}))
    report = loaded.project.reports[0]
    made = compose(loaded.project, report)
    assert (loaded.diagnostics, made.diagnostics) == ((), ())
    html = draw(Renderer(made.document, report.theme, "cn"))
    [figure] = re.findall("(?s)<figure.*?</figure>", html)
    assert matches_golden(f"table-{name}.html", figure)


def test_the_reader_asks_for_nothing(renderer: Renderer) -> None:
    html = on_screen(renderer)
    assert "default-src 'none'" in html
    assert " on" not in re.sub(">[^<]*<", "><", html)  # handlers
    outside = [url for url in re.findall(r'(?:src|href)="([^"]*)"', html) if not url.startswith(("data:", "#"))]
    assert outside == []


@pytest.mark.parametrize(("market", "up", "down"), [("cn", "#C8102E", "#0E7A53"), ("us", "#0E7A53", "#C8102E")])
def test_gains_have_the_colour_of_the_market(renderer: Renderer, market: str, up: str, down: str) -> None:
    styles = "".join(replace(renderer, market=market).print_styles())
    assert f"--up:{up};--down:{down};" in styles


def test_a_heading_breaks_between_phrases_only(renderer: Renderer) -> None:
    document = replace(renderer.document, masthead=replace(renderer.document.masthead, title="从概念到落地，关注机会"))
    page = replace(renderer, document=document).pages(document.pages[:1], 1, {})
    assert '<h1><span class="phrase">从概念到落地，</span><span class="phrase">关注机会</span></h1>' in page


def test_the_policy_knows_the_script_by_its_hash(renderer: Renderer) -> None:
    fonts = FontSet("Test Sans", "test", FontFace(400, Path(), b"regular"), FontFace(700, Path(), b"bold"))
    parts = [renderer.reader_page(page, {"visits": CHART}) for page in renderer.document.pages]
    html = renderer.reader(parts, fonts)
    [script] = re.findall("(?s)<script>(.*?)</script>", html)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in html
    assert "script-src" not in html.replace(f"script-src 'sha256-{digest}'", "")
    assert html.count("<script") == 1


def test_the_data_of_a_chart_is_on_screen_only(renderer: Renderer) -> None:
    [data] = re.findall('(?s)<details class="data">(.*?)</details>', on_screen(renderer))
    assert re.findall("<t[hd] [^>]*>([^<]*)", data) == [
        "月份",
        "访问量 ",
        "2024-01",
        "110",
        "2024-02",
        "140",
        "2024-03",
        "160",
    ]
    assert "<details" not in on_paper(renderer)
    assert "tools" not in on_paper(renderer)


def test_dark_colours_are_for_screens_and_leave_the_cover(renderer: Renderer) -> None:
    styles = color_schemes(renderer.theme, "cn")
    dark = renderer.theme.tokens.dark
    for selector in (":root[data-scheme=dark]", ":root:not([data-scheme=light])"):
        assert f"{selector}{{--ink:{dark.colors.ink};" in styles
    assert styles.count(f"--up:{dark.markets['cn'].up};") == styles.count("@media screen") == 2
    assert styles.startswith(f".deep{{--ink:{renderer.theme.tokens.colors.ink};")
    assert "--ink:" + dark.colors.ink not in "".join(renderer.print_styles())


def test_only_pages_that_show_the_contents_are_made_from_them(renderer: Renderer) -> None:
    document = renderer.document
    renamed = tuple(replace(entry, title="另一题") for entry in document.contents)
    other = replace(renderer, document=replace(document, contents=renamed))
    apart = [page.kind for page in document.pages if renderer.made_from([page]) != other.made_from([page])]
    assert apart == ["cover", "divider"]
    assert {page.kind for page in document.pages} > set(apart)


def test_a_cover_names_chapters_as_long_as_there_is_room(renderer: Renderer) -> None:
    document = renderer.document
    chapter = next(entry for entry in document.contents if entry.label)
    for count, on_cover in ((24, 24), (25, 0)):
        many = replace(renderer, document=replace(document, contents=(chapter,) * count))
        assert many.pages(document.pages[:1], 1, {}).count("chapter-title") == on_cover
        assert many.reader_page(document.pages[0], {}).count("chapter-title") == count
