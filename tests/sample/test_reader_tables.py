"""Tables in the browser: sentences on a phone, and what the button for CSV writes of text that looks like a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import browsers
from tests.conftest import SMALL_PROJECT
from yanbao import pipeline
from yanbao.pipeline import Progress

SENTENCE = "甲公司主要从事设备的研发、生产与销售，产品覆盖多个下游行业，近三年收入保持增长，毛利率稳中有升。"
FORMULAS = ["@SUM(A1)", "-2+3", "+86 10", "＝1+1"]
"""Text that begins with ``=`` is refused where it is read."""
LEDGER = """\
comments:
  source: google
  as_of: 2024-04-26
  columns:
    name: {type: text, label: 公司简称}
    rank: {type: text, label: 行业地位}
    note: {type: text, label: 主要看点}
    sales: {type: number, label: 营业收入, unit: 亿元}
    growth: {type: percent, label: 同比增速}
  rows:
"""
PAGE = """\
section: 表格
pages:
  - title: 评述
    blocks:
      - table: {id: comments, title: 评述, data: comments, columns: [name, rank, note, sales, growth]}
"""


class Silent(Progress):
    def step(self, report: str, name: str, done: int, total: int) -> None:
        pass


@pytest.fixture(scope="module", params=["deck", "note"])
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp(request.param)
    rows = "".join(f"    - ['{text}', 龙头企业, {SENTENCE}, {at}.5, -{at}.5%]\n" for at, text in enumerate(FORMULAS, 1))
    files = SMALL_PROJECT | {
        "content/demo/report.yaml": f"{SMALL_PROJECT['content/demo/report.yaml']}theme: {request.param}\n",
        "content/demo/intro.yaml": PAGE,
        "content/ledger/comments.yaml": LEDGER + rows,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    wanted = pipeline.BuildRequest(root, root / "build", formats=frozenset({"html"}), jobs=1, store=False)
    [report] = pipeline.build(wanted, Silent()).reports
    return report.files[0]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsers.running() as browser:
        yield browser


def test_on_a_phone_sentences_keep_their_width_and_the_table_scrolls(browser: Browser, file: Path) -> None:
    context = browsers.context(browser, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(file.as_uri())
    cell = page.locator("#comments tbody tr:first-child td:nth-child(3)")
    frame = page.locator("#comments .table-frame")
    em, width = cell.evaluate("one => [parseFloat(getComputedStyle(one).fontSize), one.clientWidth]")
    assert width >= 10 * em
    assert frame.evaluate("one => one.scrollWidth > one.clientWidth && getComputedStyle(one).overflowX == 'auto'")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    name = page.locator("#comments tbody tr:first-child > :first-child")
    assert name.evaluate("one => one.clientHeight") < cell.evaluate("one => one.clientHeight") * 2
    context.close()


def test_a_unit_goes_below_its_name_before_figures_are_out_of_sight(browser: Browser, file: Path) -> None:
    page = browsers.context(browser, viewport={"width": 320, "height": 640}).new_page()
    page.goto(file.as_uri())
    head = page.locator("#comments thead th.number", has=page.locator(".unit"))
    below = "th => th.querySelector('.unit').getBoundingClientRect().top - th.getBoundingClientRect().top"
    assert head.evaluate(below) > head.evaluate("th => parseFloat(getComputedStyle(th).lineHeight)")
    page.context.close()


def test_the_button_for_csv_writes_no_formula(browser: Browser, file: Path) -> None:
    context = browsers.context(browser, accept_downloads=True)
    page = context.new_page()
    page.goto(file.as_uri())
    page.locator("#comments .menu summary").click()
    with page.expect_download() as download:
        page.locator("#comments .download").click()
    text = download.value.path().read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))[1:]
    assert [row[0] for row in rows] == [f"'{formula}" for formula in FORMULAS]
    assert all(row[4][0] in "-\N{MINUS SIGN}" for row in rows)  # numbers stay numbers
    context.close()
