"""The story of a build, on a small project: everything wrong is found at once, and only whole reports are published."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import WriteProject
from yanbao import pipeline, rules
from yanbao.diagnostics import ContentError, Level
from yanbao.disk import writing
from yanbao.load.theme import load_theme

OF_MAKING = {rule.id for rule in rules.RULES.values() if rule.room == "pipeline"}

INTRO = """\
section: 大模型
pages:
  - title: 上下文窗口扩展
    blocks:
"""


class Steps:
    """A progress that keeps the names of the steps."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def step(self, report: str, name: str, done: int, total: int) -> None:
        if [name] != self.names[-1:]:
            self.names.append(name)


@pytest.fixture
def steps() -> Steps:
    return Steps()


def request_for(root: Path, *formats: str) -> pipeline.BuildRequest:
    return pipeline.BuildRequest(root, root / "build", formats=frozenset(formats) or pipeline.FORMATS)


def test_the_steps_of_a_build(write_project: WriteProject, steps: Steps) -> None:
    root = write_project({})
    [built] = pipeline.build(request_for(root), steps).reports
    assert steps.names == ["load", "check", "compose", "fonts", "pages", "html", "bind"]
    assert {file.name for file in built.files} == {"demo.pdf", "demo.html"}
    assert built.pages == 4
    assert [path.name for path in sorted((root / "build").iterdir())] == ["demo.html", "demo.pdf"]


def test_one_format_alone(write_project: WriteProject, steps: Steps) -> None:
    root = write_project({})
    pipeline.build(request_for(root, "html"), steps)
    assert [path.name for path in (root / "build").iterdir()] == ["demo.html"]
    assert "typeset" not in steps.names


def test_references_expressions_and_sections_are_all_looked_at(write_project: WriteProject) -> None:
    blocks = (
        "      - chart: {type: line, title: '{{ models.gemni }}', data: visit, x: month, series: views}\n"
        "      - text: 见{{ ref('none') }}\n"
    )
    found = pipeline.check(write_project({"content/demo/intro.yaml": INTRO + blocks}))
    assert [d.rule for d in found] == ["unknown-fact", "unknown-dataset", "unknown-reference"]


def test_a_broken_section_does_not_spoil_references_into_it(write_project: WriteProject) -> None:
    report = "title: 题\nkind: 专题\ndate: 2024-04\ninstitution: 所\noutline: [intro.yaml, more.yaml]\n"
    intro = INTRO + "      - text: 见{{ ref('there') }}和{{ models.gemni }}\n"
    files = {"content/demo/report.yaml": report, "content/demo/intro.yaml": intro}
    found = pipeline.check(write_project({**files, "content/demo/more.yaml": "section: 二\npages: 三 # id: there\n"}))
    assert [d.rule for d in found] == ["unknown-fact", "wrong-type"]


def test_nothing_is_written_where_one_report_of_two_is_wrong(write_project: WriteProject, steps: Steps) -> None:
    wrong = {"content/other/report.yaml": "title: 坏\nkind: 专题\ndate: 2024\ninstitution: 所\noutline: [none.yaml]\n"}
    root = write_project(wrong)
    with pytest.raises(ContentError):
        pipeline.build(request_for(root), steps)
    assert not (root / "build").exists()


def test_characters_without_a_glyph_are_an_error_at_their_block(write_project: WriteProject, steps: Steps) -> None:
    root = write_project({"content/demo/intro.yaml": INTRO + "      - text: 正文\n      - text: 上涨🚀🚁\n"})
    with pytest.raises(ContentError) as caught:
        pipeline.build(request_for(root), steps)
    [found] = caught.value.diagnostics
    assert (found.rule, found.mark.file, found.mark.line) == ("missing-glyph", "content/demo/intro.yaml", 6)
    assert "U+1F680" in found.message
    assert "U+1F681" in found.message


def test_full_width_spaces_are_set_in_the_reports_own_font(write_project: WriteProject, steps: Steps) -> None:
    root = write_project({"content/demo/intro.yaml": INTRO + "      - text: 图\u3000表\u00a0一\n"})
    found = {d.rule for d in pipeline.build(request_for(root, "pdf"), steps).diagnostics}
    assert not found & (OF_MAKING - {"empty-foot"})


@pytest.mark.parametrize(("change", "gap"), [("", 0.25), ("  gap: 0.125\n", 0.125), ("chinese: false\n", 0)])
def test_a_theme_tunes_chinese_typography_or_switches_it_off(
    write_project: WriteProject, steps: Steps, change: str, gap: float
) -> None:
    root = write_project({"content/demo/intro.yaml": INTRO + "      - text: 见表A：约16.4亿元\n"})
    shutil.copytree(load_theme("deck").folders[0], root / "templates" / "deck")
    tokens = root / "templates" / "deck" / "theme.yaml"
    text = tokens.read_text(encoding="utf-8")
    tokens.write_text(text.replace("  bold: 700\n", "  bold: 700\n" + change), encoding="utf-8")
    pipeline.build(request_for(root), steps)
    with pypdfium2.PdfDocument(root / "build" / "demo.pdf") as document:
        page = document[len(document) - 1].get_textpage()
        start = page.get_text_range().index("表A")
        (han, *_), (latin, *_) = (page.get_charbox(start + n, loose=True) for n in (0, 1))
    assert (latin - han) / 12.5 == pytest.approx(1 + gap, abs=0.01)
    html = (root / "build" / "demo.html").read_text(encoding="utf-8")
    assert ('<span class="kept">16.4亿元</span>' in html) == bool(gap)
    assert ("--autospace:normal" in html) == bool(gap)


def test_a_failed_write_leaves_no_half_of_a_report(
    write_project: WriteProject, steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project({})
    pipeline.build(request_for(root), steps)
    before = {path.name: path.read_bytes() for path in (root / "build").iterdir()}

    fill = writing._fill

    def full_disk(path: Path, data: bytes) -> None:
        if path.parent == root / "build":
            raise OSError(28, "No space left on device")
        fill(path, data)

    monkeypatch.setattr(writing, "_fill", full_disk)
    with pytest.raises(OSError, match="No space left"):
        pipeline.build(replace(request_for(root), store=False), steps)
    assert {path.name: path.read_bytes() for path in (root / "build").iterdir()} == before


def text_of(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def test_what_does_not_fit_runs_on_and_nothing_is_lost(write_project: WriteProject, steps: Steps) -> None:
    rows = "".join(f"    - [公司{n:02}, {n}]\n" for n in range(60))
    columns = "{name: {type: text, label: 公司}, n: {type: number, label: 数}}"
    stocks = f"many:\n  source: google\n  as_of: 2024\n  columns: {columns}\n  rows:\n{rows}"
    blocks = (
        "      - table: {id: all, title: 全部, data: many, columns: [name, n]}\n      - text: 最后见{{ ref('all') }}\n"
    )
    root = write_project({"content/ledger/stocks.yaml": stocks, "content/demo/intro.yaml": INTRO + blocks})
    result = pipeline.build(request_for(root, "pdf"), steps)
    text = text_of(root / "build" / "demo.pdf")
    assert [name for name in (f"公司{n:02}" for n in range(60)) if name not in text] == []
    assert "最后见表1" in text
    assert result.diagnostics == ()


def test_a_chart_that_is_too_high_is_an_error_and_shown_in_a_draft(write_project: WriteProject, steps: Steps) -> None:
    chart = "{id: high, type: line, title: 高, data: visits, x: month, series: views, height: 178}"
    root = write_project(
        {"content/demo/intro.yaml": INTRO + f"      - text: 见{{{{ ref('high') }}}}\n      - chart: {chart}\n"}
    )
    with pytest.raises(ContentError) as raised:
        pipeline.build(request_for(root, "pdf"), steps)
    assert {"lost-text", "overprinted", "stranded"} <= {d.rule for d in raised.value.diagnostics}
    pipeline.build(replace(request_for(root, "pdf"), force=True), steps)
    assert "资料来源" in text_of(root / "build" / "demo.pdf")


def test_a_title_that_is_too_long_for_the_page_is_an_error(write_project: WriteProject, steps: Steps) -> None:
    intro = f"section: 大模型\npages:\n  - title: {'上下文窗口扩展' * 20}\n    blocks:\n      - text: 正文\n"
    with pytest.raises(ContentError) as raised:
        pipeline.build(request_for(write_project({"content/demo/intro.yaml": intro}), "pdf"), steps)
    found = [d for d in raised.value.diagnostics if d.rule in OF_MAKING]
    assert {d.rule for d in found} == {"lost-text", "overflow"}
    assert {d.mark.line for d in found} == {3}
    assert any("title" in d.message for d in found)


def test_a_folder_in_the_place_of_one_output_spares_the_other(write_project: WriteProject, steps: Steps) -> None:
    root = write_project({})
    (root / "build" / "demo.pdf").mkdir(parents=True)
    with pytest.raises(IsADirectoryError):
        pipeline.build(request_for(root), steps)
    assert [path.name for path in (root / "build").iterdir()] == ["demo.pdf"]


def test_a_folder_in_the_place_of_an_output_spares_other_reports(write_project: WriteProject, steps: Steps) -> None:
    root = write_project({})
    shutil.copytree(root / "content/demo", root / "content/zeta")
    (root / "build/zeta.html").mkdir(parents=True)
    (root / "build/demo.html").write_text("the last good one")
    with pytest.raises(IsADirectoryError):
        pipeline.build(request_for(root, "html"), steps)
    assert (root / "build/demo.html").read_text() == "the last good one"
    assert sorted(path.name for path in (root / "build").iterdir()) == ["demo.html", "zeta.html"]


def test_an_empty_text_is_an_error(write_project: WriteProject) -> None:
    [found] = pipeline.check(write_project({"content/demo/intro.yaml": INTRO + "      - text: ' '\n"}))
    assert (found.rule, found.mark.line, found.mark.column) == ("wrong-value", 5, 15)


def test_panels_without_room_are_told(write_project: WriteProject, steps: Steps) -> None:
    series = ", ".join(f"{{y: number, label: 第{at}}}" for at in range(12))
    chart = (
        f"{{type: line, title: 走势, data: rows, x: month, series: [{series}], facets: true, across: 3, height: 60}}"
    )
    text = f"section: 模型\npages:\n  - title: 图\n    blocks:\n      - chart: {chart}\n"
    table = "rows:\n  source: google\n  as_of: 2024-03\n  columns: {month: month, number: number}\n"
    rows = "  rows:\n    - [2024-02, 1]\n    - [2024-03, 2]\n"
    files = {"content/demo/intro.yaml": text, "content/ledger/m.yaml": table + rows}
    root = write_project(files)
    with pytest.raises(ContentError) as caught:
        pipeline.build(request_for(root), steps)
    (found,) = [one for one in caught.value.diagnostics if one.rule == "crowded-chart"]
    assert (found.mark.file, found.mark.line) == ("content/demo/intro.yaml", 5)
    assert found.message == "the 12 panels of this chart have no room to be read"


LONG = "一家名称很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长的股份有限公司"


@pytest.mark.parametrize(
    "chart",
    [
        "type: radar, x: name, series: [number, other]",
        f"type: column, x: name, series: [number, {{y: other, label: {LONG * 2}}}]",
        "type: treemap, x: name, y: number",
        "type: share-bar, x: name, series: [number, other]",
    ],
)
def test_a_name_that_a_chart_has_no_room_for_is_told(write_project: WriteProject, steps: Steps, chart: str) -> None:
    chart = f"{{{chart}, title: 甲乙, data: rows, height: 25}}"
    blocks = f"      - columns:\n          - - text: 甲。\n          - - chart: {chart}\n          - - text: 乙。\n"
    text = f"section: 模型\npages:\n  - title: 图\n    blocks:\n{blocks}"
    table = "rows:\n  source: google\n  as_of: 2024-03\n  columns: {name: text, number: number, other: number}\n"
    rows = f"  rows:\n    - [甲, 1, 2]\n    - [乙, 1, 2]\n    - [{LONG}, 1, 3]\n"
    root = write_project({"content/demo/intro.yaml": text, "content/ledger/m.yaml": table + rows})
    told = pipeline.build(request_for(root), steps).diagnostics
    found = [one for one in told if one.rule == "crowded-chart"]
    assert [(one.mark.line, "has no room for the whole name" in one.message) for one in found] == [(7, True)]


def test_a_number_on_a_company_card_is_not_broken(write_project: WriteProject, steps: Steps) -> None:
    """It was printed as 1,234,5 and 67.8 below."""
    cards = "{title: 公司, data: rows, columns: [number], across: 3}"
    blocks = f"      - columns:\n          - - text: 甲。\n          - - text: 乙。\n          - - companies: {cards}\n"
    text = f"section: 模型\npages:\n  - title: 图\n    blocks:\n{blocks}"
    table = "rows:\n  source: google\n  as_of: 2024-03\n  columns: {name: text, number: number}\n"
    rows = "  rows:\n" + "".join(f"    - [公司{at}, 12345678901234{at}]\n" for at in range(3))
    root = write_project({"content/demo/intro.yaml": text, "content/ledger/m.yaml": table + rows})
    with pytest.raises(ContentError) as caught:
        pipeline.build(request_for(root), steps)
    assert {one.rule for one in caught.value.diagnostics if one.level is Level.ERROR} & {"overflow", "overprinted"}


def test_many_company_cards_begin_below_the_title(write_project: WriteProject, steps: Steps) -> None:
    """The title was alone on its sheet, the cards on the next, and their source on a third."""
    text = "section: 模型\npages:\n  - title: 图\n    blocks:\n"
    text += "      - companies: {title: 公司, data: rows, columns: [number], across: 2}\n"
    table = "rows:\n  source: google\n  as_of: 2024-03\n  columns: {name: text, number: number}\n  rows:\n"
    rows = "".join(f"    - [公司{at}, {at + 1}]\n" for at in range(18))
    root = write_project({"content/demo/intro.yaml": text, "content/ledger/m.yaml": table + rows})
    found = [one.message for one in pipeline.build(request_for(root), steps).diagnostics if one.rule == "overflow"]
    assert found == ["this page runs on to a second sheet of paper"]


MADE_FROM = """
import hashlib, sys
from pathlib import Path
from yanbao.pipeline import silent
from yanbao.pipeline.gathering import gather
from yanbao.render import Renderer
(item,) = gather(Path(sys.argv[1]), (), silent).composed
renderer = Renderer(item.document, item.report.theme, item.report.spec.market)
print(*(hashlib.sha256(renderer.made_from([page])).hexdigest() for page in item.document.pages))
"""


def test_another_process_knows_a_page_again(write_project: WriteProject) -> None:
    """Whatever order its sets have: otherwise every page would be rendered again in every build."""
    root = write_project({})
    told = {
        subprocess.run(
            [sys.executable, "-c", MADE_FROM, str(root)],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
    assert len(told.pop().split()) > 2


EACH = """\
section: 公司
pages:
  - title: 涨幅居前的公司
    blocks:
      - text: "{{ one }}年内{{ one.ytd | moved }}。"
        for_each: {as: one, data: picks}
      - callout: {title: "{{ one }}", text: "关注{{ one }}。"}
        for_each: {as: one, data: picks}
      - columns:
          - text: "{{ one }}在左。"
            for_each: {as: one, data: picks}
          - chart: {type: bar, title: "{{ one }}的涨幅", data: picks, x: name, y: ytd}
            for_each: {as: one, data: picks}
"""
PICKS = """picks:
  title: 名单
  source: google
  as_of: 2024-04-22
  columns: {name: {type: text, label: 简称}, ytd: {type: percent, label: 年内}}
  rows: [[中视传媒, 55%], [华策影视, -36%]]
"""


@pytest.mark.parametrize("theme", ["deck", "note"])
def test_blocks_that_one_block_makes_are_each_printed_once(
    write_project: WriteProject, steps: Steps, theme: str
) -> None:
    report = (
        "title: 人工智能与传媒\nkind: 行业专题\ndate: 2024-04-22\ninstitution: 示例证券研究所\n"
        f"theme: {theme}\noutline: [intro.yaml]\n"
    )
    files = {"content/demo/report.yaml": report, "content/demo/intro.yaml": EACH, "content/ledger/picks.yaml": PICKS}
    root = write_project(files)
    [built] = pipeline.build(request_for(root, "pdf"), steps).reports
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(built.files[0]))
    for name in ("中视传媒", "华策影视"):
        assert [text.count(f"{name}{words}") for words in ("年内", "在左", "的涨幅")] == [1, 1, 1]
        assert text.count(f"关注{name}") == 1
