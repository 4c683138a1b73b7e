"""Themes as reports are made with them: text that flows, parts of a project's own, the institution's marks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import SMALL_PROJECT, WriteProject
from yanbao.diagnostics import ContentError, Diagnostic, Level
from yanbao.pipeline import BuildRequest, Progress, build, check

LONG = (
    """\
section: 行情
pages:
  - title: 正文很长
    blocks:
"""
    + "      - text: 上下文窗口长度继续扩展，模型能力随之提升，应用随之成熟。\n" * 60
    + """\
      - table: {title: 行情, data: prices, columns: [day, close]}
  - title: 其后一节
    blocks:
      - chart: {type: line, title: 访问量, data: visits, x: month, series: [views]}
"""
)
PRICES = """\
prices:
  source: google
  as_of: 2024-04
  columns: {day: text, close: number}
  rows:
""" + "".join(f"    - [第{day}日, {day}]\n" for day in range(1, 81))
REPORT = SMALL_PROJECT["content/demo/report.yaml"]
NOTE = {"content/demo/report.yaml": REPORT + "theme: note\n"}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10"/></svg>'


class Silent(Progress):
    def step(self, report: str, name: str, done: int, total: int) -> None:
        pass


def make(root: Path) -> tuple[Diagnostic, ...]:
    """What is found while a report is built."""
    try:
        return build(BuildRequest(root, root / "build", jobs=1), Silent()).diagnostics
    except ContentError as error:
        return tuple(error.diagnostics)


def pages(root: Path) -> list[str]:
    with pypdfium2.PdfDocument(root / "build/demo.pdf") as document:
        return [page.get_textpage().get_text_range() for page in document]


def html(root: Path) -> str:
    return (root / "build/demo.html").read_text(encoding="utf-8")


def changed(*changes: Mapping[str, str]) -> dict[str, str]:
    return {name: text for change in changes for name, text in change.items()}


def test_text_of_a_note_flows_over_pages(write_project: WriteProject) -> None:
    """A table goes on under its head, what comes next begins below it, and nothing is too long for its page."""
    root = write_project(changed(NOTE, {"content/demo/intro.yaml": LONG, "content/ledger/prices.yaml": PRICES}))
    assert [d.rule for d in make(root) if d.rule == "overflow"] == []
    texts = pages(root)
    with_rows = [text for text in texts if "第" in text and "日" in text]
    assert len(with_rows) >= 2
    assert all("close" in text for text in with_rows)
    [after] = [text for text in texts if "访问量" in text]
    assert "其后一节" in after
    assert "第80日" in after


def test_a_page_of_a_deck_does_not_flow(write_project: WriteProject) -> None:
    root = write_project({"content/demo/intro.yaml": LONG, "content/ledger/prices.yaml": PRICES})
    assert "overflow" in [d.rule for d in make(root)]


def test_a_table_that_is_too_wide_is_told(write_project: WriteProject) -> None:
    names = [f"c{n}" for n in range(16)]
    table = f"- table: {{title: 宽, data: wide, columns: [{', '.join(names)}]}}"
    columns = ", ".join(f"{name}: ticker" for name in names)
    cells = ", ".join(["600088.SH"] * len(names))
    section = f"section: 行情\npages:\n  - title: 图\n    blocks:\n      {table}\n"
    wide = f"wide: {{source: google, as_of: 2024, columns: {{{columns}}}, rows: [[{cells}]]}}"
    root = write_project(changed(NOTE, {"content/demo/intro.yaml": section, "content/ledger/wide.yaml": wide}))
    [found] = [d for d in make(root) if d.level is Level.ERROR]
    assert (found.rule, found.mark.line) == ("lost-text", 5)
    assert "mm outside the page" in found.message


def test_a_list_knows_the_pages_of_text_that_flows(write_project: WriteProject) -> None:
    root = write_project(
        changed(
            {"content/demo/intro.yaml": LONG, "content/ledger/prices.yaml": PRICES},
            {"content/demo/report.yaml": REPORT.replace("[cover, contents,", "[contents, cover,") + "theme: note\n"},
        )
    )
    make(root)
    texts = pages(root)
    [number] = [n for n, text in enumerate(texts, 1) if n > 1 and "其后一节" in text]
    assert f"其后一节{number}" in texts[0].replace(" ", "").replace("\r\n", "")


def test_a_project_replaces_a_partial_and_adds_styles(write_project: WriteProject) -> None:
    root = write_project(
        {
            "templates/deck/theme.yaml": "base: deck\n",
            "templates/deck/partials/text.html.j2": '<div class="own">{% include "1/partials/text.html.j2" %}</div>\n',
            "templates/deck/styles/common.css": ".own { color: #123456 }\n",
        }
    )
    assert make(root) == ()
    assert '<div class="own"><div class="prose"' in html(root)
    assert ".prose { line-height" in html(root)
    assert ".own { color: #123456 }" in html(root)


@pytest.mark.parametrize(
    ("template", "line", "message"),
    [
        ("<p>\n{{ blok.html }}</p>", 2, "'blok' is undefined"),
        ("<p>\n{% if %}</p>", 2, "Expected an expression, got 'end of statement block'"),
        ('{% include "partials/no.html.j2" %}', 1, "there is no template 'partials/no.html.j2'"),
    ],
)
def test_a_wrong_template_is_told_at_its_line(
    write_project: WriteProject, template: str, line: int, message: str
) -> None:
    name = "templates/deck/partials/text.html.j2"
    root = write_project({"templates/deck/theme.yaml": "base: deck\n", name: template})
    [found] = make(root)
    assert (found.rule, found.mark.file, found.mark.line, found.message) == ("bad-template", name, line, message)


INSTITUTION = """\
name: 示例证券研究所
short_name: 示例证券
logo: logo.svg
colors: {accent: "#7A1FA2"}
dark: {accent: "#D9A7F0"}
disclaimer_line: 请阅读文末声明
statements:
  section: 声明
  numbered: false
  pages:
    - title: 声明
      blocks: [{text: 本所独立出具意见。}]
"""


@pytest.mark.parametrize("theme", ["deck", "note"])
def test_an_institution_marks_its_reports(write_project: WriteProject, theme: str) -> None:
    report = REPORT.replace("institution: 示例证券研究所\n", "").replace("intro.yaml]", "intro.yaml, statements]")
    signed = "rating: 增持\nanalysts: [{name: 张三, licence: S0000000000000, contact: a@example.com}]\n"
    root = write_project(
        {
            "content/institution.yaml": INSTITUTION,
            "content/logo.svg": LOGO,
            "content/demo/report.yaml": report + signed + f"theme: {theme}\n",
        }
    )
    assert [d for d in make(root) if d.rule not in ("missing-part", "empty-foot")] == []
    texts = pages(root)
    first = texts[0].replace(" ", "")
    assert "张三" in first
    assert "S0000000000000" in first
    assert "增持" in first
    assert any("请阅读文末声明" in text for text in texts)
    assert any("本所独立出具意见" in text for text in texts)
    assert "--accent:#7A1FA2" in html(root)
    assert "--accent:#D9A7F0" in html(root)
    assert 'alt="示例证券研究所"' in html(root)


VALUE = '{{ value(data.visits, "views", month="2024-03-01") }}'
HIGHLIGHTS = "highlights:\n" + "".join(
    f"  - {{value: '{VALUE}', label: 网页访问量{kind}}}\n" for kind in "甲乙丙丁戊己"
)


@pytest.mark.parametrize("theme", ["deck", "note"])
def test_the_title_page_has_key_figures_and_their_sources(write_project: WriteProject, theme: str) -> None:
    root = write_project({"content/demo/report.yaml": REPORT + HIGHLIGHTS + f"theme: {theme}\n"})
    assert [d for d in make(root) if d.rule not in ("missing-part", "empty-foot")] == []
    first = pages(root)[0].replace(" ", "")
    assert first.count("网页访问量") == 6
    assert first.count("资料来源：") == 1
    assert "网页访问量己" in html(root)


def test_faults_of_an_institution_are_located_all_at_once(write_project: WriteProject) -> None:
    broken = INSTITUTION.replace('"#7A1FA2"', "purple").replace("short_name", "shortname")
    root = write_project({"content/institution.yaml": broken, "content/logo.svg": LOGO})
    found = [(d.rule, d.mark.line, d.help) for d in check(root) if d.mark.file == "content/institution.yaml"]
    assert found == [("unknown-key", 2, "did you mean 'short_name'?"), ("wrong-value", 4, "")]


@pytest.mark.parametrize(
    ("files", "rule", "place"),
    [
        ({"content/institution.yaml": "name: 甲\nlogo: lgo.svg\n"}, "missing-file", "content/institution.yaml:2:7"),
        (
            {"content/institution.yaml": "name: 甲\nlogo: logo.svg\n", "content/logo.svg": "no picture"},
            "bad-image",
            "content/institution.yaml:2:7",
        ),
        (
            {"content/demo/report.yaml": REPORT.replace("institution: 示例证券研究所\n", "")},
            "missing-key",
            "content/demo/report.yaml:1:1",
        ),
        (
            {"content/demo/report.yaml": REPORT.replace("intro.yaml]", "intro.yaml, statements]")},
            "missing-key",
            "content/demo/report.yaml:5:40",
        ),
    ],
)
def test_what_an_institution_lacks_is_told(
    write_project: WriteProject, files: Mapping[str, str], rule: str, place: str
) -> None:
    found = [(d.rule, f"{d.mark.file}:{d.mark.line}:{d.mark.column}") for d in check(write_project(files))]
    assert found == [(rule, place)]


BESIDE = (
    """\
section: 行情
pages:
  - title: 正文
    blocks:
"""
    + "      - text: 上下文窗口长度继续扩展，模型能力随之提升，应用随之成熟。\n" * 44
)


def test_columns_of_a_note_are_on_one_page_and_print_once(write_project: WriteProject) -> None:
    beside = "".join(f"第{at}句，应用随之成熟。" for at in range(1, 60))
    columns = f"  - title: 并列\n    blocks:\n      - columns: [{{text: {beside}}}, {{text: 旁注}}]\n"
    root = write_project({**NOTE, "content/demo/intro.yaml": BESIDE + columns})
    assert {found.rule for found in make(root)} <= {"repeated-sentence"}
    with_it = [text for text in pages(root) if "并列" in text and "旁注" in text.replace("\r\n", "")]
    printed = "".join(pages(root)).replace("\r\n", "").replace(" ", "")
    assert [printed.count(f"第{at}句") for at in range(1, 60)] == [1] * 59
    assert "第59句" in with_it[-1].replace("\r\n", "")


def test_cards_in_a_column_of_a_note_are_a_list_of_key_data(write_project: WriteProject) -> None:
    cards = "{cards: [{value: 38.4倍, label: 市盈率}, {value: 12.15亿股, label: 总股本}]}"
    section = f"section: 行情\npages:\n  - title: 题\n    blocks:\n      - columns: [{{text: 正文}}, {cards}]\n"
    root = write_project({**NOTE, "content/demo/intro.yaml": section})
    make(root)
    with pypdfium2.PdfDocument(root / "build/demo.pdf") as document:
        page = next(text for text in (one.get_textpage() for one in document) if "市盈率" in text.get_text_range())

        def place(word: str) -> tuple[float, float, float, float]:
            index, count = page.search(word).get_next()
            boxes = [page.get_charbox(at) for at in range(index, index + count)]
            return boxes[0][0], boxes[0][1], boxes[-1][2], boxes[-1][3]

        label, value, below = place("市盈率"), place("38.4"), place("总股本")
    assert abs(label[1] - value[1]) < 3
    assert label[2] < value[0]
    assert below[3] < label[1]
    assert abs(below[0] - label[0]) < 1
