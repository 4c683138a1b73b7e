"""What the HTML lets its readers do, in a real browser: on a small report with known numbers, and on the sample."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import browsers
from tests.browsers import Reused
from tests.conftest import SMALL_PROJECT
from tests.sample.conftest import Sample
from yanbao import pipeline

SECTION = """\
section: 大模型
pages:
  - title: 上下文窗口扩展
    id: windows
    blocks:
      - text: 窗口扩展到{{ models.gemini.context_window }}，见{{ ref("gains") }}。
      - chart: {id: moves, type: line, title: 涨跌, data: moves, x: day, series: [close, {y: change, axis: right}]}
  - title: 涨幅前列的公司
    id: companies
    blocks:
      - table:
          id: gains
          title: 涨幅
          data: gains
          columns: [name, cap, {column: ytd, sign: true}]
      - table: {id: groups, title: 分组, data: gains, group: theme, columns: [name, cap]}
      - table:
          id: accounts
          title: 账目
          data: gains
          where: {theme: 视频}
          group: theme
          group_head: row
          columns: [name, {column: cap, under: 数, label: 值}, {column: ytd, under: 数, brackets: true}]
      - table:
          id: totals
          title: 合计
          data: gains
          columns: [name, {column: cap, brackets: true}]
          total: {sum: cap}
          footnotes: [{text: 上周五收盘。, column: cap}, {text: 停牌。, row: 戊, column: cap}]
  - title: 结语
    id: end
    blocks:
      - text: |
          ### 全角ＡＢＣ与 Gemini 1.5

          最后一段话。
      - chart: {id: visits, type: column, title: 访问量, data: visits, x: month, series: [views]}
"""
STOCKS = """\
gains:
  source: google
  as_of: 2024-04-26
  columns:
    theme: {type: text, label: 主题}
    name: {type: text, label: 公司}
    cap: {type: number, unit: 亿元, label: 市值}
    ytd: {type: percent, label: 涨幅}
  rows:
    - [视频, '甲,"乙"', 1520.5, 36%]
    - [视频, 丙, 79, -5.5%]
    - [影视, 丁, 200, '']
    - [影视, 戊, 9, 120%]
"""
CATALOG = """\
moves:
  source: google
  as_of: 2024-03
  file: moves.csv
  columns:
    day: date
    close: {type: number, label: 收盘价, unit: 点}
    change: {type: percent, label: 涨跌幅}
"""
MOVES = "day,close,change\n2024-03-01,12345.5,1.25%\n2024-03-04,12000,-2.8%\n2024-03-05,,0%\n"
CHANGES = {
    "content/demo/report.yaml": SMALL_PROJECT["content/demo/report.yaml"].replace("contents,", "contents, figures,"),
    "content/demo/intro.yaml": SECTION,
    "content/ledger/stocks.yaml": STOCKS,
    "data/catalog.yaml": SMALL_PROJECT["data/catalog.yaml"] + CATALOG,
    "data/moves.csv": MOVES,
}

Open = Callable[..., Page]
DESK = {"width": 1440, "height": 700}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsers.running() as browser:
        yield browser


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("reader")
    for name, text in (SMALL_PROJECT | CHANGES).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")

    class Quiet:
        def step(self, report: str, name: str, done: int, total: int) -> None: ...

    request = pipeline.BuildRequest(root, root / "build", formats=frozenset({"html"}), store=False)
    [report] = pipeline.build(request, Quiet()).reports
    return report.files[0]


@pytest.fixture
def context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        made.append(browsers.context(browser, **({"viewport": DESK} | options)))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture(scope="module")
def reused(browser: Browser) -> Reused:
    return Reused(browser)


@pytest.fixture
def opened(context: Callable[..., BrowserContext], reused: Reused, small: Path) -> Iterator[Open]:
    """Opens the small report; whatever is done with it, nothing may be said on the console or asked for outside.

    A page that is to have more than a size and media is one of its own, as is one that is to remember.
    """
    said: list[str] = []

    def open_(
        options: dict[str, Any] | None = None, file: Path = small, fragment: str = "", *, own: bool = False
    ) -> Page:
        wanted = {"viewport": DESK} | (options or {})
        if not own and wanted.keys() <= {"viewport", "color_scheme"}:
            return reused.load(file.as_uri(), fragment, **wanted)
        page = context(reduced_motion="reduce", **wanted).new_page()
        browsers.listen(page, said.append)
        page.goto(file.as_uri() + fragment)
        return page

    yield open_
    assert [*said, *reused.said] == []


def do(page: Page, figure: str, what: str) -> None:
    """Choose an action from the menu of a figure."""
    page.locator(f"#{figure} .menu summary").click()
    page.locator(f"#{figure} .menu .{what}").click()


def read_csv(page: Page, figure: str) -> list[list[str]]:
    with page.expect_download() as download:
        do(page, figure, "download")
    text = download.value.path().read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def column(page: Page, figure: str, at: int) -> list[str]:
    return page.locator(f"#{figure} tbody tr td:nth-child({at})").all_inner_texts()


def scrolled(page: Page) -> int:
    return int(page.evaluate("Math.round(scrollY)"))


def test_the_policy_lets_nothing_else_run_or_load(context: Callable[..., BrowserContext], small: Path) -> None:
    page = context().new_page()
    page.goto(small.as_uri())
    assert page.evaluate("document.documentElement.dataset.ready") == ""  # our own script has run
    refused = """async () => {
        const found = [];
        document.addEventListener("securitypolicyviolation", (event) => found.push(event.effectiveDirective));
        document.body.append(Object.assign(document.createElement("img"), {src: "https://example.org/x.png"}));
        document.body.append(Object.assign(document.createElement("script"), {textContent: "window.ran = 1"}));
        await fetch("https://example.org/").catch(() => 0);
        await new Promise((done) => setTimeout(done, 200));
        return [...found, String(window.ran)].sort();
    }"""
    assert page.evaluate(refused) == ["connect-src", "img-src", "script-src-elem", "undefined"]


def test_the_current_section_and_figure_are_marked(opened: Open) -> None:
    page = opened()
    current = page.locator(".sidebar [aria-current=location]")
    page.locator(".sidebar a[href='#companies']").click()
    expect(page.locator(".sidebar a[href='#companies']")).to_have_attribute("aria-current", "location")
    page.evaluate("document.getElementById('end').scrollIntoView()")
    expect(page.locator(".sidebar a[href='#end']")).to_have_attribute("aria-current", "location")
    expect(page.locator(".list-of-contents [aria-current]")).to_have_count(1)
    page.evaluate("scrollTo(0, document.getElementById('gains').getBoundingClientRect().top + scrollY - 150)")
    expect(page.locator(".list-of-figures a[href='#gains']")).to_have_attribute("aria-current", "location")
    page.evaluate("scrollTo(0, 0)")
    expect(current).to_have_count(0)  # the cover is in no list


def test_a_page_that_is_not_listed_is_marked_as_the_one_before(opened: Open, sample: Sample) -> None:
    page = opened({}, sample.html)
    expect(page.locator(".list-of-contents a[href='#page-1-2']")).to_have_count(0)
    page.evaluate("document.getElementById('page-1-2').scrollIntoView()")
    expect(page.locator(".list-of-contents [aria-current]")).to_have_attribute("href", "#summary")
    page.evaluate("document.getElementById('contents').scrollIntoView()")
    expect(page.locator(".list-of-contents [aria-current]")).to_have_count(0)


def test_the_list_follows(opened: Open, sample: Sample) -> None:
    page = opened({"viewport": {"width": 1440, "height": 500}}, sample.html)
    last = page.locator(".list-of-contents a").last
    expect(last).not_to_be_in_viewport()
    page.evaluate("id => document.getElementById(id).scrollIntoView()", (last.get_attribute("href") or "")[1:])
    expect(last).to_have_attribute("aria-current", "location")
    expect(last).to_be_in_viewport()
    expect(page.locator("#search-button")).to_be_in_viewport()


def test_search_finds_folded_text_and_jumps(opened: Open) -> None:
    page = opened()
    page.keyboard.press("Alt+/")
    expect(page.locator("#search-text")).to_be_focused()
    page.keyboard.type("abc gemini1.5")
    expect(page.locator("#search-state")).to_have_text("找到1处")
    expect(page.locator("#search-results button")).to_have_text("结语全角ＡＢＣ与 Gemini 1.5")
    page.locator("#search-text").fill("公司 涨幅")
    expect(page.locator("#search-results .where")).to_have_text(["涨幅前列的公司", "涨幅前列的公司"])
    page.locator("#search-text").fill("12345.5")
    expect(page.locator("#search-state")).to_have_text("没有找到")
    page.locator("#search-text").fill("12,345.5")
    expect(page.locator("#search-results mark")).to_have_text("12,345.5")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#search")).to_be_hidden()
    expect(page.locator("#moves .data tr.reached")).to_be_focused()
    expect(page.locator("#moves .data tr.reached")).to_be_in_viewport()
    page.keyboard.press("Alt+/")
    page.locator("#search-text").fill("最后一段")
    page.keyboard.press("Enter")
    expect(page.locator("#end").get_by_text("最后一段话。")).to_be_focused()


def test_search_finds_markup_as_text(opened: Open) -> None:
    page = opened()
    page.locator("#search-button").click()
    page.locator("#search-text").fill("<b>")
    expect(page.locator("#search-state")).to_have_text("没有找到")
    page.keyboard.press("Escape")
    expect(page.locator("#search-button")).to_be_focused()


def test_a_figure_is_enlarged_and_put_away_by_keyboard(opened: Open) -> None:
    page = opened()
    menu = page.get_by_label("操作 图1", exact=True)
    menu.focus()
    for key in ("Enter", "Tab", "Enter"):
        page.keyboard.press(key)
    dialog = page.get_by_role("dialog", name="图1 涨跌")
    expect(dialog).to_be_visible()
    drawn = "element => element.getBoundingClientRect().width"
    assert dialog.locator("svg:visible").evaluate(drawn) > page.locator("#moves > .plot svg:visible").evaluate(drawn)
    expect(dialog.get_by_label("走势图：涨跌。")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(menu).to_be_focused()
    expect(page.locator("#zoom-picture svg")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 500), (390, 844), (844, 390)])
def test_an_enlarged_figure_is_seen_whole_and_scrolls_when_enlarged_again(
    opened: Open, sample: Sample, width: int, height: int
) -> None:
    page = opened({"viewport": {"width": width, "height": height}}, sample.html)
    frame = page.locator("#zoom-picture")
    scrolls = "frame => [frame.scrollWidth > frame.clientWidth + 1, frame.scrollHeight > frame.clientHeight + 1]"
    for figure in ("mme", "media-events"):  # a high one and a broad one
        do(page, figure, "zoom")
        expect(frame.locator("svg:visible")).to_have_count(1)
        assert frame.evaluate(scrolls) == [False, False]
        page.locator("#larger").click()
        assert frame.evaluate(scrolls)[0]
        page.locator("#zoom .close").click()


def test_a_menu_opens_and_closes(opened: Open) -> None:
    page = opened({"viewport": {"width": 390, "height": 844}, "has_touch": True})
    menus = page.locator("main figure .menu")
    assert menus.count() == page.locator("main figure").count()
    first, second = menus.nth(0), menus.nth(1)
    first.locator("summary").tap()
    expect(first.locator("button")).to_have_text(["放大", "查看数据", "复制表格", "下载CSV", "下载图片", "复制链接"])
    second.locator("summary").tap()
    expect(first.locator("button").first).to_be_hidden()
    expect(second.locator("button")).to_have_text(["复制表格", "下载CSV", "复制链接"])
    page.keyboard.press("Escape")
    expect(second.locator("button").first).to_be_hidden()
    first.locator("summary").tap()
    page.locator("#windows h2").tap()
    expect(first.locator("button").first).to_be_hidden()


def test_a_chart_is_saved_as_a_picture(opened: Open) -> None:
    page = opened({"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"})
    with page.expect_download() as download:
        do(page, "moves", "save-picture")
    assert download.value.suggested_filename == "图1 涨跌.png"
    with Image.open(download.value.path()) as picture:
        assert picture.width == 2000
        assert picture.convert("RGB").crop((0, 0, 1, 1)).getcolors() == [(1, (255, 255, 255))]
        assert sum(picture.convert("L").histogram()[:120])


def test_the_data_behind_a_chart(opened: Open) -> None:
    page = opened()
    table = page.locator("#moves .data table")
    expect(table).to_be_hidden()
    do(page, "moves", "show-data")
    expect(table).to_be_visible()
    expect(page.locator("#moves .data summary")).to_be_focused()
    assert table.locator("thead th").all_inner_texts() == ["日期", "收盘价 点", "涨跌幅"]
    assert table.locator("tbody tr").nth(1).inner_text().split() == ["2024-03-04", "12,000.0", "−2.80%"]
    assert read_csv(page, "moves") == [
        ["日期", "收盘价 点", "涨跌幅"],
        ["2024-03-01", "12345.5", "1.25%"],
        ["2024-03-04", "12000.0", "-2.80%"],
        ["2024-03-05", "", "0.00%"],
    ]
    assert page.locator("#visits .data tbody th").all_text_contents() == ["2024-01", "2024-02", "2024-03"]


def test_tables_are_files_too(opened: Open) -> None:
    page = opened()
    assert read_csv(page, "gains") == [
        ["公司", "市值 亿元", "涨幅"],
        ['甲,"乙"', "1520.5", "+36.0%"],
        ["丙", "79.0", "-5.5%"],
        ["丁", "200.0", ""],
        ["戊", "9.0", "+120.0%"],
    ]
    assert read_csv(page, "accounts") == [
        ["公司", "数", "数"],
        ["公司", "值 亿元", "涨幅"],
        ["视频", "", ""],
        ['甲,"乙"', "1520.5", "36.0%"],
        ["丙", "79.0", "-5.5%"],
    ]
    assert read_csv(page, "totals")[-2:] == [["戊", "9.0"], ["合计", "1808.5"]]  # without the marks of footnotes
    groups = read_csv(page, "groups")
    assert [row[0] for row in groups] == ["主题", "视频", "视频", "影视", "影视"]


def test_copying(opened: Open) -> None:
    page = opened({"permissions": ["clipboard-read", "clipboard-write"]})
    do(page, "gains", "copy-link")
    expect(page.locator("#state")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == page.url.split("#")[0] + "#gains"
    do(page, "groups", "copy-table")
    expect(page.locator("#groups .copy-table")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines()[1].startswith("视频\t")
    expect(page.locator("#groups .copy-table")).to_have_text("复制表格")


def test_a_link_to_a_figure_leads_there(opened: Open) -> None:
    expect(opened(fragment="#visits").locator("#visits figcaption")).to_be_in_viewport()


def test_tables_are_sorted_by_what_numbers_are_worth(opened: Open) -> None:
    page = opened()
    head = page.locator("#gains thead th")
    head.nth(1).get_by_role("button").click()
    assert column(page, "gains", 2) == ["9.0", "79.0", "200.0", "1520.5"]
    expect(head.nth(1)).to_have_attribute("aria-sort", "ascending")
    head.nth(2).get_by_role("button").click()
    assert column(page, "gains", 3) == ["−5.5%", "+36.0%", "+120.0%", "—"]
    page.keyboard.press("Enter")
    assert column(page, "gains", 3) == ["+120.0%", "+36.0%", "−5.5%", "—"]
    expect(page.locator("#gains [aria-sort]")).to_have_count(1)
    page.keyboard.press("Enter")
    assert column(page, "gains", 2) == ["1520.5", "79.0", "200.0", "9.0"]
    expect(page.locator("#gains [aria-sort]")).to_have_count(0)
    expect(page.locator("#groups .sort")).to_have_count(0)
    expect(page.locator("#accounts .sort")).to_have_count(0)
    head = page.locator("#totals thead th").nth(1)
    head.get_by_role("button").click()
    assert column(page, "totals", 2) == ["9.0\u202f2", "79.0", "200.0", "1520.5"]
    assert page.locator("#totals tr").last.inner_text().split() == ["合计", "1808.5"]
    head.locator(".mark a").click()
    assert page.url.endswith("#totals-note-1")
    expect(page.locator(":target")).to_have_text("1 上周五收盘。")


def test_decimal_points_stand_below_each_other(opened: Open) -> None:
    page = opened()
    places = page.evaluate("""[...document.querySelectorAll("#totals .number, #accounts .number")].map((cell) => {
        const text = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode();
        const at = text.data.indexOf("."), range = document.createRange();
        if (at < 0) return null;
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        return [cell.closest("figure").id + cell.cellIndex, range.getBoundingClientRect().left];
    }).filter(Boolean)""")
    by_column: dict[str, list[float]] = {}
    for name, left in places:
        by_column.setdefault(name, []).append(left)
    assert sorted(map(len, by_column.values())) == [2, 2, 5]
    assert all(max(points) - min(points) < 0.1 for points in by_column.values())


def test_where_a_number_comes_from(opened: Open) -> None:
    page = opened()
    number, tip = page.get_by_role("button", name="100万个tokens"), page.locator("#origin")
    expect(tip).to_be_hidden()
    number.focus()
    expect(tip).to_have_text("谷歌，截至2024-02-15")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.mouse.move(0, 0)
    number.hover()
    expect(tip).to_be_visible()
    tip.hover()
    page.wait_for_timeout(400)
    expect(tip).to_be_visible()
    page.mouse.move(0, 0)
    expect(tip).to_be_hidden()


def test_where_a_number_comes_from_by_touch(opened: Open) -> None:
    page = opened({"has_touch": True, "viewport": {"width": 360, "height": 780}})
    page.get_by_role("button", name="100万个tokens").tap()
    tip = page.locator("#origin")
    expect(tip).to_have_text("谷歌，截至2024-02-15")
    box = tip.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    page.locator("#windows h2").tap()
    expect(tip).to_be_hidden()


def test_the_place_is_remembered(opened: Open) -> None:
    page = opened(own=True)
    page.evaluate("scrollTo(0, document.getElementById('companies').getBoundingClientRect().top + scrollY + 120)")
    before = scrolled(page)
    page.wait_for_timeout(400)
    again = page.context.new_page()
    for one in (again, page):
        one.goto(page.url)
        one.wait_for_timeout(300)
        assert abs(scrolled(one) - before) < 3
    page.set_viewport_size({"width": 800, "height": 700})
    page.reload()
    expect(page.locator("#companies")).to_be_in_viewport()


def test_without_storage_all_else_works(opened: Open, context: Callable[..., BrowserContext], small: Path) -> None:
    page = context().new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    )
    page.goto(small.as_uri())
    page.locator("#dark-button").click()
    expect(page.locator("#dark-button")).to_have_attribute("aria-pressed", "true")
    page.evaluate("scrollTo(0, 500)")
    page.wait_for_timeout(300)
    assert errors == []


def test_dark_is_chosen_and_remembered(opened: Open) -> None:
    page = opened(own=True)
    paper = "getComputedStyle(document.getElementById('windows').parentElement).backgroundColor"
    light = page.evaluate(paper)
    page.locator("#dark-button").click()
    dark = page.evaluate(paper)
    assert dark != light
    page.reload()
    assert page.evaluate(paper) == dark
    page.locator("#dark-button").click()
    assert page.evaluate(paper) == light
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(paper) == light
    page.locator("#dark-button").click()
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(paper) == light
    expect(page.locator(".sidebar")).to_be_hidden()
    expect(page.locator("#gains .menu")).to_be_hidden()


FAINT = """() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    // The browser's own answer to what a colour is, over another and through a filter.
    const seen = (color, below, filter) => {
        canvas.filter = "none"; canvas.fillStyle = below; canvas.fillRect(0, 0, 1, 1);
        canvas.filter = filter; canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const luminance = (rgb) => rgb.map((c) => c / 255)
        .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const color = getComputedStyle(at).backgroundColor;
            if (!color.endsWith(", 0)")) return color;
        }
        return "white";
    };
    const faint = [];
    for (const element of document.querySelectorAll("body *")) {
        const says = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        if (!says || !element.getClientRects().length || element.closest("title, .unseen")) continue;
        const style = getComputedStyle(element), svg = element.closest("svg");
        // Letters on a column stand on the drawing, not on paper; charts see to those themselves.
        if (svg && element.getAttribute("fill") === "#ffffff") continue;
        const below = ground(svg ? svg.parentElement : element);
        const text = seen(svg ? style.fill : style.color, below, svg ? getComputedStyle(svg).filter : "none");
        const [high, low] = [luminance(text), luminance(seen(below, "white", "none"))].sort((a, b) => b - a);
        const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.6 && style.fontWeight >= 700);
        const ratio = (high + 0.05) / (low + 0.05);
        if (ratio < (large ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)} ${element.textContent.trim().slice(0, 20)}`);
    }
    return faint;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_pages_and_in_charts(opened: Open, sample: Sample, scheme: str) -> None:
    page = opened({"color_scheme": scheme}, sample.html)
    assert page.locator("main svg text").count() > 300
    page.evaluate("[...document.querySelectorAll('main .data')].slice(0, 3).forEach((data) => { data.open = true; })")
    assert page.evaluate(FAINT) == []
    page.evaluate("document.querySelector('main h2').style.color = 'var(--paper)'")
    assert page.evaluate(FAINT) == ["1.00 报告", "1.00 摘要"]


@pytest.mark.parametrize("width", [360, 768, 1440, 2560])
def test_everything_can_be_hit_and_nothing_sticks_out(opened: Open, sample: Sample, width: int) -> None:
    page = opened({"viewport": {"width": width, "height": 780}}, sample.html)
    page.evaluate("for (const one of document.querySelectorAll('main .data, main .menu')) one.open = true")
    if width < 1000:
        page.locator(".list-of-contents summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = """[...document.querySelectorAll("button, summary, .sidebar a")].filter((e) => e.checkVisibility())
        .filter((e) => e.getBoundingClientRect().height < 24 || e.getBoundingClientRect().width < 24)
        .map((e) => e.outerHTML.slice(0, 80))"""
    assert page.evaluate(small) == []


def test_on_a_phone_the_contents_are_folded(opened: Open) -> None:
    page = opened({"viewport": {"width": 360, "height": 780}})
    link = page.locator(".list-of-contents a[href='#companies']")
    expect(link).to_be_hidden()
    expect(page.locator("#cover")).to_be_in_viewport()
    page.locator(".list-of-contents summary").click()
    link.click()
    expect(link).to_be_hidden()
    bar = page.locator(".sidebar").bounding_box()
    title = page.locator("#companies h2").bounding_box()
    assert bar
    assert title
    assert 0 <= bar["y"] + bar["height"] <= title["y"] < 400
    page.locator(".list-of-figures summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".list-of-figures a").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(".list-of-figures summary")).to_be_focused()
    expect(page.locator(".list-of-figures a").first).to_be_hidden()


def test_on_a_phone_the_list_of_figures_is_folded(opened: Open) -> None:
    page = opened({"viewport": {"width": 390, "height": 844}})
    entries = page.locator("#figures .entries li")
    expect(page.locator("#figures summary")).to_have_text(f"共{entries.count()}项")
    expect(entries.first).to_be_hidden()
    page.locator("#figures summary").click()
    expect(entries.first).to_be_visible()
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(entries.first).to_be_visible()
    expect(page.locator("#figures summary")).to_be_hidden()


def test_the_way_by_keyboard(opened: Open) -> None:
    page = opened()
    stops = []
    for _ in range(6):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert stops == ["跳到正文", "人工智能与传媒", "search-button", "dark-button", "目录", "1 大模型"]
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("width", [360, 1440])
def test_without_scripts_the_report_can_be_read(opened: Open, sample: Sample, width: int) -> None:
    options = {"java_script_enabled": False, "color_scheme": "dark", "viewport": {"width": width, "height": 780}}
    page = opened(options, sample.html)
    expect(page.locator(".toolbar")).to_be_hidden()
    expect(page.locator("dialog, #origin")).to_have_count(3)
    assert not any(one.is_visible() for one in page.locator("dialog, #origin").all())
    assert page.locator("main .bound").first.get_attribute("title")
    if width < 1000:
        page.locator(".list-of-contents summary").click()
    link = page.locator(".list-of-contents a").nth(5)
    target = link.get_attribute("href")
    link.click()
    expect(page.locator(f"{target} h2")).to_be_in_viewport()
    data = page.locator("main .data").first
    data.locator("summary").click()
    expect(data.locator("td").first).to_be_visible()
