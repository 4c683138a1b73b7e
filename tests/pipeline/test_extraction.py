"""What is copied or extracted from a PDF or the HTML is what was written, on a page of hard cases in both themes."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from tests.browsers import running
from tests.conftest import SMALL_PROJECT
from yanbao import pipeline

TEXTS = [
    "公司出版了《三体》《流浪地球》《球状闪电》《超新星纪元》等作品。",
    "董事长说：“我们会做（见公告）。”（来源：公司公告）“好，”他说，“（《甲》）‘乙’。”",
    "2024年AI大模型16.4亿元，Gemini 1.5 Pro增长55%，详见https://www.example.com/a-b/c_d.html?x=1&y=2#frag（官网）"
    "或ir@example.com。AVATAR “quoted” text, don’t break: state-of-the-art models run on 16 GB; Yes, We. LT AV To 11.1"
    " 1,234.56。",
    "上下文窗口100万个tokens，加粗：“中文”AVATAR（Type）。",
    "每吨钢的CO₂排放约2吨，Al₂O₃价格上涨，线宽为10⁻⁹米的数倍，x²⁰与aᵢ，面积5m²的CO₂地块，（x+1）⁻¹⁰。",
]
TITLE = "AVATAR、Toyota与《Type》：“To VW”"
LINES = [
    "证券研究报告",
    "示例证券研究所",
    TITLE,
    *TEXTS,
    "H₂O为10⁻⁹吨，",
    "为$5，其中",
    "1 未经审计。",
    "CO₂捕集",
    "2 含税。",
    "CO₂排放与m²《甲》《乙》",
    "丙公司（《W》） 2",
    "Al₂O₃",
    "收盘价CO₂⁺",
]

MARKED_NAME = "丙公司（《W》） 2"
"""Poppler, guessing the reading order of the small type of the note, puts this mark on a line of its own."""

INTRO = f"""\
section: 大模型与Toyota
pages:
  - title: {TITLE}
    blocks:
      - text: |
{"".join(f"          {text}{chr(10)}{chr(10)}" for text in TEXTS)}
      - columns:
          - table:
              title: CO₂排放与m²《甲》《乙》
              data: prices
              columns: [name, price]
              footnotes:
                - {{row: 甲公司, column: price, text: 收盘价（2025年1月）。}}
                - {{row: 丙公司（《W》）, text: 另一条。}}
          - chart: {{title: CO₂与10⁻⁹, type: bar, data: prices, x: name, y: price}}
  - title: Markup
    blocks:
      - text: |
          营收32.5亿元^[未经审计。]，利润率~~12~~15，H~2~O为10^-9^吨，`a_b`为$5，其中$`a+b`$为和。

          | 产品 | 均价 |
          |---|--:|
          | CO~2~捕集 | 8,888.5^[含税。] |
"""
for _written, _typed in {
    "100万个tokens": "{{ models.gemini.context_window }}",
    "加粗：“中文”AVATAR": "**加粗：**“中文”**AVATAR**",
}.items():
    INTRO = INTRO.replace(_written, _typed)

PRICES = """\
prices:
  source: google
  as_of: 2024-03
  columns: {name: {type: text, label: 名称}, price: {type: number, label: 收盘价CO₂⁺}}
  rows: [[甲公司, 12.58], [Al₂O₃, 1234.5], [丙公司（《W》）, 7.1]]
"""


class Quiet:
    def step(self, report: str, name: str, done: int, total: int) -> None:
        pass


@pytest.fixture(scope="module", params=["deck", "note"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of the report, without its ending."""
    root = tmp_path_factory.mktemp(request.param)
    files = SMALL_PROJECT | {"content/demo/intro.yaml": INTRO, "content/ledger/prices.yaml": PRICES}
    files["content/demo/report.yaml"] += f"theme: {request.param}\n"
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    pipeline.build(pipeline.BuildRequest(root, root / "build", jobs=1), Quiet())
    return root / "build" / "demo"


def run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def poppler(built: Path) -> str:
    return run("pdftotext", built.with_suffix(".pdf"), "-")


def poppler_as_drawn(built: Path) -> str:
    return run("pdftotext", "-raw", built.with_suffix(".pdf"), "-")


def mupdf(built: Path) -> str:
    return run("mutool", "draw", "-q", "-F", "txt", built.with_suffix(".pdf"))


def pdfium(built: Path) -> str:
    with pypdfium2.PdfDocument(built.with_suffix(".pdf")) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def chromium(built: Path) -> str:
    """What is copied when all is selected."""
    with running() as browser:
        page = browser.new_page()
        page.goto(built.with_suffix(".html").as_uri())
        page.evaluate("getSelection().selectAllChildren(document.body)")
        return str(page.evaluate("`${getSelection()}`"))


def pattern(text: str) -> str:
    """A text that may be broken into lines."""
    return "".join(r"[ \u202f\r\n]+" if c == " " else re.escape(c) + r"[\r\n]*" for c in text)


@pytest.mark.parametrize("extract", [poppler, poppler_as_drawn, mupdf, pdfium, chromium])
def test_what_is_extracted_is_what_was_written(built: Path, extract: Callable[[Path], str]) -> None:
    extracted = extract(built)
    apart = {MARKED_NAME} if extract is poppler and built.parent.parent.name.startswith("note") else set()
    assert [line for line in LINES if not re.search(pattern(line), extracted)] in ([], [*apart])
    assert re.search(r"12\.58[\s\u202f]+1\b", extracted)  # the mark of a footnote is no digit of the number
    assert re.search(r"32\.5[\r\n]*亿元[\s\u202f]+1", extracted)
    assert re.search(r"8,888\.5[\s\u202f]+2\b", extracted)
    assert re.search(r"12[\s\u202f]+15，", extracted)  # the first is struck
    assert not re.search(r"12\.581|[》）”][\r\n]+[《（“，。]", extracted)
