"""The page audit on whole reports: what a theme or content does wrong is found, with its rule and its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import SMALL_PROJECT, WriteProject
from tests.fonts import subset_fonts
from yanbao import pipeline
from yanbao.charts import CHARACTERS, chart_style
from yanbao.diagnostics import ContentError, Diagnostic, Level
from yanbao.pipeline import silent
from yanbao.pipeline.gathering import Composed, gather
from yanbao.pipeline.pagenumbers import Beside, make_pages
from yanbao.pipeline.pages import Press
from yanbao.pipeline.store import Store
from yanbao.pipeline.workers import Workers
from yanbao.render import Renderer
from yanbao.typography.coverage import characters
from yanbao.typography.setting import for_typesetter_styled

INTRO = """\
section: 大模型
head: 海外领跑
pages:
  - title: 上下文窗口扩展
    blocks:
      - text: 上下文窗口长度扩展到一百万，文字在前。
      - columns:
          - - chart: {id: visits, type: line, title: 访问量, data: visits, x: month, series: [views]}
          - - table: {id: rows, title: 行情, unit: 点, data: prices, columns: [day, close]}
            - callout: {title: 要点, text: 三个月都在增长}
      - cards: [{value: "1", label: 第一}, {value: "2", label: 第二}]
"""
PRICES = """\
prices:
  source: google
  as_of: 2024-04
  columns: {day: text, close: number}
  rows: [[第1日, 1], [第2日, 2]]
"""
REPORT = """\
title: 人工智能与传媒
kind: 行业专题
date: 2024-04-22
institution: 示例证券研究所
theme: {theme}
outline: [cover, contents, intro.yaml, figures]
"""

COVER, PAGE, TEXT, CHART, TABLE, CALLOUT, CARDS = (
    ("report.yaml", 1),
    ("intro.yaml", 4),
    ("intro.yaml", 6),
    ("intro.yaml", 8),
    ("intro.yaml", 9),
    ("intro.yaml", 10),
    ("intro.yaml", 11),
)

Group = tuple[tuple[str, str, tuple[str, int], str], ...]
"""Styles, and of each the rule that finds what they do, its place, and what it says."""


def project(theme: str, intro: str = INTRO) -> dict[str, str]:
    return {
        "content/demo/report.yaml": REPORT.format(theme=theme),
        "content/demo/intro.yaml": intro,
        "content/ledger/prices.yaml": PRICES,
    }


@dataclass
class Pages:
    """A composed report, of which pages are made with changed styles and templates, in this process."""

    item: Composed
    press: Press
    folder: Path

    def find(self, styles: str = "", templates: Mapping[str, str] | None = None) -> tuple[Diagnostic, ...]:
        theme = self.item.report.theme
        if templates:
            theme = replace(theme, folders=(self.folder, *theme.folders), texts=(templates, *theme.texts))
        renderer = Renderer(self.item.document, theme, "cn")
        press = replace(self.press, styles=(*self.press.styles, for_typesetter_styled(styles)))
        heard = Beside(lambda *_: None, lambda *_: None)
        with Workers(1) as workers:
            return make_pages(renderer, press, workers, heard, wants_sheets=True).diagnostics


def opened(root: Path, folder: Path) -> Pages:
    gathered = gather(root, (), silent)
    assert gathered.problems.all == []
    [item] = gathered.composed
    theme = item.report.theme
    renderer = Renderer(item.document, theme, "cn")
    printed = characters(item.document, theme.messages) | set(CHARACTERS) | renderer.characters()
    fonts, _ = subset_fonts(theme.fonts, printed, folder)
    styles = tuple(map(for_typesetter_styled, renderer.print_styles()))
    rules = (theme.tokens.chinese, theme.tokens.flows, theme.tokens.type.least)
    return Pages(item, Press("test", styles, fonts, chart_style(theme, "cn"), *rules, Store(None)), folder / "theme")


def written(folder: Path, changes: Mapping[str, str]) -> Path:
    for name, text in (SMALL_PROJECT | dict(changes)).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    folder = tmp_path_factory.mktemp("deck")
    return opened(written(folder / "project", project("deck")), folder)


@pytest.fixture(scope="module")
def note(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    folder = tmp_path_factory.mktemp("note")
    return opened(written(folder / "project", project("note")), folder)


def test_pages_as_the_themes_make_them_have_no_violation(deck: Pages, note: Pages) -> None:
    assert deck.find() == ()
    assert note.find() == ()


# Styles of one group change different blocks, so that one page shows what all of them do wrong.
FOUND = (
    (
        ("figcaption .unit { display: none }", "lost-text", TABLE, "'点' is on no page"),
        (".card-label { visibility: hidden }", "lost-text", CARDS, "'第一' and 1 more cannot be seen"),
        (".callout { opacity: 0 }", "lost-text", CALLOUT, "'要点' and 1 more cannot be seen"),
        (".head { color: transparent }", "lost-text", PAGE, "'海外领跑' cannot be seen"),
        (".prose { position: relative; top: 180mm }", "lost-text", TEXT, "mm outside the page"),
        (".kind { display: none }", "lost-text", COVER, "on no page"),
    ),
    (
        (".figure.table { overflow: hidden; height: 20mm }", "lost-text", TABLE, "and 2 more are cut off by 9 mm"),
        (".plot { height: 5mm; overflow: hidden }", "lost-text", CHART, "a picture is cut off by"),
        (".callout { height: 6mm; overflow: hidden }", "lost-text", CALLOUT, "and 1 more are cut off by 1. mm"),
        (".prose { text-indent: -900mm }", "lost-text", TEXT, "'上下文窗口.*' is \\d+ mm outside the page"),
        (".cards { transform: scale(.2) }", "small-text", CARDS, "are set in 1\\.8. pt"),
        (".entry-page { right: auto; left: 0 }", "overprinted", COVER, "lie over each other"),
        (".page-head h2 { font-size: 0 }", "lost-text", PAGE, "'上下文窗口扩展' is on no page"),
    ),
    (
        ("td { font-size: 3pt }", "small-text", TABLE, "'1' and 1 more are set in 3 pt"),
        (".plot { transform: translateX(-90mm) }", "lost-text", CHART, "a picture is \\d+ mm outside the page"),
        (".callout { position: absolute; clip: rect(0, 0, 0, 0) }", "lost-text", CALLOUT, "cut off by"),
        (
            (".cards { width: 20mm } .card { padding: 0 } .card-label { white-space: nowrap; font-size: 30pt }"),
            "overflow",
            CARDS,
            "mm beside",
        ),
    ),
    (
        ("td { transform: scale(.5); display: block }", "small-text", TABLE, "are set in 4\\.8 pt"),
        (".callout { color: #fff; background: #fefefe }", "lost-text", CALLOUT, "is in the colour of the ground"),
        (".cards { background: #ddd } .card-label { color: #d0d0d0 }", "lost-text", CARDS, "in the colour of the"),
        (
            (
                ".prose p { color: white; text-indent: 0 } .prose { background: #000; width: 2em; "
                "height: 9mm; white-space: nowrap }"
            ),
            "lost-text",
            TEXT,
            "is in the colour of the ground",
        ),
        (
            (
                ".plot { position: relative } .plot::after { content: ''; position: absolute; left: "
                "0; top: 0; width: 30mm; height: 30mm; background: white }"
            ),
            "lost-text",
            CHART,
            "a picture is covered by a ground",
        ),
    ),
    (
        (".callout { height: 9mm }", "overflow", CALLOUT, "'三个月都在增长' reaches . mm beyond a box of fixed height"),
        (".prose { position: relative; z-index: -1 } .body { background: #fafafa }", "lost-text", TEXT, "is covered"),
        ("table { width: 500mm }", "lost-text", TABLE, "are \\d+ mm outside the page"),
    ),
    (
        (".source { position: absolute; left: -400mm }", "lost-text", TABLE, "' is 38. mm outside the page"),
        (".callout { opacity: .06 }", "lost-text", CALLOUT, "'要点' and 1 more are in the colour of the ground"),
    ),
    (
        ("table { width: 150mm }", "overflow", TABLE, "this table reaches 2 mm beside the room of its block"),
        ("aside p { max-height: 2mm }", "overflow", CALLOUT, "'要点' and 1 more reach 4 mm beyond a box of fixed"),
    ),
    ((".callout { margin-top: -9mm }", "overprinted", TABLE, "'资料来源.*' and '要点' lie over each other by . mm"),),
    ((".plot img { display: none }", "lost-text", CHART, ".visits. is on no page"),),
    (
        (
            (
                ".callout::after { content: ''; position: absolute; top: 60mm; left: 0; width: 300mm; "
                "height: 90mm; background: white }"
            ),
            "lost-text",
            CARDS,
            "are covered by a ground",
        ),
    ),
    (
        (
            ".columns { background: white; position: relative; top: -20mm; padding-top: 20mm }",
            "lost-text",
            TEXT,
            "'上下文窗口长.*' is covered by a ground",
        ),
    ),
    (
        (
            (
                ".callout { overflow: hidden; background: linear-gradient(red, blue); margin-top: "
                "-9mm; padding-top: 12mm }"
            ),
            "lost-text",
            TABLE,
            "'第2日' and 2 more are covered by a ground",
        ),
    ),
    (
        (
            ".columns { border-top: 20mm solid red; position: relative; top: -20mm }",
            "lost-text",
            TEXT,
            "'上下文窗口长.*' is covered by a ground",
        ),
    ),
)


@pytest.mark.parametrize("group", FOUND)
def test_what_styles_of_a_theme_do_wrong_is_found(deck: Pages, group: Group) -> None:
    styles = " ".join(styles for styles, *_ in group)
    found = [(d.rule, Path(d.mark.file).name, d.mark.line, d.level, d.message) for d in deck.find(styles)]
    for _, rule, place, says in group:
        assert [one for one in found if one[:4] == (rule, *place, Level.ERROR) and re.search(says, one[4])], found


def test_a_block_that_a_template_prints_twice(deck: Pages) -> None:
    twice = '{% include "1/partials/text.html.j2" %}{% include "1/partials/text.html.j2" %}'
    [found] = [d for d in deck.find(templates={"partials/text.html.j2": twice}) if d.rule == "printed-twice"]
    assert (found.mark.line, found.level) == (6, Level.ERROR)
    assert "'上下文窗口长度扩展到" in found.message


LEAVING_OUT = {
    "partials/callout.html.j2": "<aside>{{ block.html | safe }}</aside>",
    "partials/cards.html.j2": "<p>{% for item in block.items %}{{ item.value | safe }}{% endfor %}</p>",
    "partials/header.html.j2": "<h2>{{ page.section | safe }}</h2>",
}


def test_texts_that_templates_leave_out(deck: Pages) -> None:
    found = replace(deck, folder=deck.folder.with_name("leaving-out")).find(templates=LEAVING_OUT)
    for line, says in (
        (10, "'要点' is not printed by the theme"),
        (11, "'第二' is not printed"),
        (4, "'上下文窗口扩展' is not printed"),
    ):
        assert [d for d in found if (d.rule, d.mark.line) == ("lost-text", line) and says in d.message], found


def test_words_of_the_masthead_that_a_cover_leaves_out(deck: Pages) -> None:
    cover = '<section id="{{ page.anchor }}"><h1>{{ masthead.title | safe }}</h1><p>{{ masthead.date }}</p></section>'
    found = replace(deck, folder=deck.folder.with_name("cover")).find(templates={"pages/cover.html.j2": cover})
    assert [(d.rule, Path(d.mark.file).name, d.message) for d in found if d.level is Level.ERROR] == [
        ("lost-text", "report.yaml", "'行业专题' is not printed by the theme")
    ]


@pytest.mark.parametrize(
    "styles",
    [
        ".callout { background: #000; color: #fff; position: relative }",
        ".callout { background: linear-gradient(#fff, #000); color: #fff }",
        ".callout { position: relative; margin-top: -9mm; padding-top: 9mm; background: none }",
        ".prose { position: relative; z-index: 1 } .columns { position: relative; background: #fafafa } "
        ".callout { background: rgba(0, 0, 0, .8); color: #fff }",
        ".figure.table { float: left; background: var(--tint); width: 100% }",
        ".callout { opacity: .6 }",
        ".callout { height: 40mm; max-height: 60mm }",
    ],
)
def test_what_can_be_seen_is_left_alone(deck: Pages, styles: str) -> None:
    assert deck.find(styles) == ()


@pytest.mark.parametrize(("left_out", "lost"), [("kind rating", []), ("date", ["行业专题"])])
def test_a_cover_says_what_it_leaves_out_on_purpose(deck: Pages, left_out: str, lost: list[str]) -> None:
    cover = f'<section id="{{{{ page.anchor }}}}" data-left-out="{left_out}"><h1>{{{{ masthead.title | safe }}}}</h1>'
    folder = deck.folder.with_name(left_out.replace(" ", "-"))
    templates = {"pages/cover.html.j2": f"{cover}<p>{{{{ masthead.date }}}}</p></section>"}
    found = replace(deck, folder=folder).find(templates=templates)
    assert [d.message.split("'")[1] for d in found if d.level is Level.ERROR] == lost


CUT = ".columns, .column { break-inside: auto }"
PARTED = f"{CUT} .column {{ float: none }} .figure.chart {{ break-inside: auto }} figcaption {{ break-after: auto }}"


@pytest.mark.parametrize(
    ("styles", "rule", "line", "says"),
    [
        (f".prose {{ height: 190mm }} {PARTED}", "stranded", 8, "'图1 访问量' is parted from what comes below"),
        (f".prose {{ height: 195mm }} {PARTED}", "stranded", 9, "'表1 行情 点' is parted from what comes below"),
    ],
)
def test_what_the_end_of_a_page_does_to_text_that_flows_is_found(
    note: Pages, styles: str, rule: str, line: int, says: str
) -> None:
    found = [(d.rule, d.mark.line, d.level, d.message) for d in note.find(styles)]
    assert [
        one for one in found if one[:3] == (rule, line, Level.ERROR) and says in re.sub(r"\d more", ". more", one[3])
    ], found


@pytest.mark.parametrize(
    ("styles", "line", "says"),
    [
        (
            ".part { break-before: page } .callout { position: fixed; top: 0 }",
            10,
            "'要点' and 1 more are printed twice",
        ),
    ],
)
def test_what_layout_prints_twice_is_found(note: Pages, styles: str, line: int, says: str) -> None:
    """A fixed box comes on every page."""
    found = [(d.rule, d.mark.line, d.level, d.message) for d in note.find(styles)]
    assert [one for one in found if one[:3] == ("printed-twice", line, Level.ERROR) and says in one[3]], found


HIDING = {
    "templates/deck/theme.yaml": "base: deck\n",
    "templates/deck/styles/common.css": ".callout-title { display: none }\n",
}


def build(root: Path, *, force: bool = False, strict: bool = False) -> pipeline.BuildResult:
    request = pipeline.BuildRequest(root, root / "build", jobs=1, force=force, strict=strict)
    return pipeline.build(request, Silent())


class Silent(pipeline.Progress):
    def step(self, report: str, name: str, done: int, total: int) -> None:
        pass


def refused(root: Path) -> list[Diagnostic]:
    with pytest.raises(ContentError) as raised:
        build(root)
    return [d for d in raised.value.diagnostics if d.level is Level.ERROR]


def test_nothing_is_written_unless_a_draft_is_asked_for(write_project: WriteProject) -> None:
    """Also when the page is taken from the store, and moves in its file."""
    root = write_project(project("deck") | HIDING)
    [found] = refused(root)
    assert (found.rule, found.mark.line) == ("lost-text", 10)
    assert "'要点' is on no page" in found.message
    assert not (root / "build").exists()
    intro = root / "content/demo/intro.yaml"
    intro.write_text(f"# 备注\n{intro.read_text(encoding='utf-8')}", encoding="utf-8")
    [again] = refused(root)
    assert again == replace(found, mark=replace(found.mark, line=11))
    result = build(root, force=True)
    assert [report.is_draft for report in result.reports] == [True]
    assert again in result.diagnostics
    assert [report.is_draft for report in build(root, force=True, strict=True).reports] == [True]
    with pypdfium2.PdfDocument(root / "build/demo.pdf") as document:
        assert all("草" in page.get_textpage().get_text_range() for page in document)


def test_the_place_of_what_has_no_block_is_its_page(write_project: WriteProject) -> None:
    styles = {
        "templates/note/theme.yaml": "base: note\n",
        "templates/note/styles/common.css": ".lead { display: none }",
    }
    second = "section: 其后\nlead: 导语在此\npages: [{title: 二, blocks: [text: 正文。]}]\n"
    report = REPORT.format(theme="note").replace("intro.yaml", "intro.yaml, second.yaml")
    files = project("note") | {"content/demo/report.yaml": report, "content/demo/second.yaml": second}
    [found] = refused(write_project(files | styles))
    assert (Path(found.mark.file).name, found.rule) == ("second.yaml", "lost-text")
    assert "'导语在此'" in found.message
