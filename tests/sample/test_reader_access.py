"""The reader enlarged, by keyboard alone, without motion, and on paper: the sample in real Chromium."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests import browsers
from tests.browsers import Reused
from tests.sample.conftest import Sample

Open = Callable[..., Page]
TWICE_THE_TEXT = "--blink-settings=defaultFontSize=32"
MORE_SPACE = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"

ADD_STYLE = """css => {
    const sheet = new CSSStyleSheet();  // which the report's policy does not refuse
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""

LOST = """() => {
    const width = document.documentElement.clientWidth, found = [];
    for (const element of document.querySelectorAll("body *")) {
        const { left, right, width: own } = element.getBoundingClientRect();
        const { overflowX, overflowY } = getComputedStyle(element);
        if (!own || !element.checkVisibility() || element.closest("svg, .unseen, .skip")) continue;
        const sideways = element.scrollWidth > element.clientWidth + 1 && /hidden|clip/.test(overflowX);
        const down = element.scrollHeight > element.clientHeight + 1 && /hidden|clip/.test(overflowY);
        const scrolls = element.closest(".table-frame, .plot, #zoom-picture");
        const out = !scrolls && (left < -1 || right > width + 1);
        if (element.clientWidth && (sideways || down || out)) found.push(element.outerHTML.slice(0, 90));
    }
    return found;
}"""

FOCUSED = """() => {
    const element = document.activeElement, { left, top, bottom, width } = element.getClientRects()[0];
    const [x, y] = [left + Math.min(width, 16) / 2, Math.max(top, 1) + Math.min(bottom - top, 16) / 2];
    const hit = document.elementFromPoint(x, y);
    return {
        tag: element.tagName, name: element.className || element.id, text: element.textContent.trim(),
        dialog: element.closest("dialog")?.id ?? "",
        seen: top < innerHeight && bottom > 0 && Boolean(hit) && (element.contains(hit) || hit.contains(element)),
        marked: getComputedStyle(element).outlineStyle === "solid",
    };
}"""


@pytest.fixture(scope="module")
def reused() -> Iterator[Callable[..., Reused]]:
    """A page for each of the switches that browsers are to have."""
    with sync_playwright() as playwright:
        yield cache(lambda *switches: Reused(browsers.launched(playwright, *switches)))


@pytest.fixture
def open_with(reused: Callable[..., Reused], sample: Sample) -> Iterator[Open]:
    """Opens the sample in a browser with such switches and such media; nothing may be said on its console."""

    used: list[Reused] = []

    def opened(*switches: str, **options: Any) -> Page:
        used.append(reused(*switches))
        page = used[-1].load(sample.html.as_uri(), **options)
        page.wait_for_function("document.documentElement.dataset.ready === ''")
        return page

    yield opened
    assert [said for one in used for said in one.said] == []


@pytest.mark.parametrize(
    ("width", "height", "switches"),
    [(640, 512, ()), (320, 256, ()), (1280, 1024, (TWICE_THE_TEXT,)), (640, 800, (TWICE_THE_TEXT,))],
    ids=["200 %", "400 %", "text 200 %", "text 200 % on a small screen"],
)
def test_enlarged_nothing_is_lost_and_all_works(
    open_with: Open, width: int, height: int, switches: tuple[str, ...]
) -> None:
    """1280 × 1024 pixels enlarged by the browser, and text alone by its settings."""
    page = open_with(*switches, viewport={"width": width, "height": height})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(LOST) == []
    last = page.locator(".list-of-contents a").last
    expect(last).to_be_hidden()
    page.locator(".list-of-contents summary").click()
    last.click()
    expect(last).to_be_hidden()
    expect(page.get_by_role("heading", name="免责声明")).to_be_in_viewport()
    page.locator("#search-button").click()
    page.keyboard.type("Gemini 1.5")
    expect(page.locator("#search-results button").first).to_be_in_viewport(ratio=0.5)
    page.locator("#search .close").click()
    page.locator("main .chart .menu summary").first.click()
    page.locator("main .chart .zoom").first.click()
    expect(page.locator("#zoom-picture")).to_be_in_viewport(ratio=0.9)
    assert page.locator("#zoom-picture").evaluate("frame => frame.clientHeight") > height / 3
    page.locator("#zoom .close").click()
    page.locator("main .chart .menu summary").first.click()
    page.locator("main .chart .show-data").first.click()
    data = page.locator("main .data").first
    expect(data.locator("td").first).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_what_is_lost_would_be_found(open_with: Open) -> None:
    page = open_with(viewport={"width": 640, "height": 512})
    page.evaluate("document.querySelector('main h2').style.cssText = 'width: 50em; white-space: nowrap'")
    page.evaluate("document.querySelector('main p').style.cssText = 'height: 1em; overflow: hidden'")
    assert {"<p ", "<h2"} <= {text[:3] for text in page.evaluate(LOST)}


@pytest.mark.parametrize("width", [360, 1280])
def test_text_may_be_spaced_out(open_with: Open, width: int) -> None:
    """WCAG 1.4.12; figures are drawings, whose letters stay as they are."""
    page = open_with(viewport={"width": width, "height": 800})
    page.evaluate(ADD_STYLE, MORE_SPACE)
    assert page.evaluate(LOST) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_by_keyboard_everything_is_reached_in_order_and_seen(open_with: Open) -> None:
    page = open_with(viewport={"width": 1280, "height": 800})
    stops = []
    for _ in range(900):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["tag"] == "BODY":
            break
        stops.append(stop)
    assert [stop for stop in stops[2:] if not stop["seen"] or not stop["marked"]] == []
    assert [stop["name"] or stop["text"] for stop in stops[:5]] == [
        "skip",
        stops[1]["text"],
        "search-button",
        "dark-button",
        "目录",
    ]
    shown = "kinds => [...document.querySelectorAll(kinds)].filter(e => e.checkVisibility() && e.tabIndex >= 0).length"
    assert len(stops) == page.evaluate(shown, "a[href], button, summary, [tabindex]")


def test_the_link_past_the_contents_leads_into_the_report(open_with: Open) -> None:
    page = open_with(viewport={"width": 1280, "height": 800})
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")


@pytest.mark.parametrize("name", ["search", "zoom"])
def test_the_keyboard_stays_in_a_dialog_and_returns_from_it(open_with: Open, name: str) -> None:
    page = open_with(viewport={"width": 1280, "height": 800})
    opener = page.locator({"search": "#search-button", "zoom": "main .chart .menu summary"}[name]).nth(0)
    opener.focus()
    for key in {"search": ["Enter"], "zoom": ["Enter", "Tab", "Enter"]}[name]:
        page.keyboard.press(key)
    expect(page.locator(f"#{name}")).to_be_visible()
    if name == "search":
        page.keyboard.type("Suno")
    for key in ["Tab"] * 40 + ["Shift+Tab"] * 40:
        page.keyboard.press(key)
        stop = page.evaluate(FOCUSED)
        # The body stands for the browser's own controls, which one may always reach.
        assert stop["tag"] == "BODY" or stop["dialog"] == name
    page.keyboard.press("Escape")
    expect(page.locator(f"#{name}")).to_be_hidden()
    expect(opener).to_be_focused()


@pytest.mark.parametrize(("motion", "scrolling"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_nothing_moves_for_those_who_do_not_want_it(open_with: Open, motion: str, scrolling: str) -> None:
    page = open_with(viewport={"width": 1280, "height": 800}, reduced_motion=motion)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == scrolling
    for action in ("zoom", "show-data"):
        page.locator("main .chart .menu summary").first.click()
        page.locator(f"main .chart .{action}").first.click()
        page.keyboard.press("Escape")
    assert page.evaluate("document.getAnimations().length") == 0
    target = page.locator(".list-of-contents a").nth(9)
    page.evaluate("document.activeElement.blur()")
    before = page.evaluate("scrollY")
    after = target.evaluate("link => { link.click(); return scrollY; }")
    assert (after == before) == (motion == "no-preference")
    expect(page.locator(target.get_attribute("href") or "").locator("h1, h2")).to_be_in_viewport()


def test_by_keyboard_nothing_is_waited_for(open_with: Open) -> None:
    page = open_with(viewport={"width": 1280, "height": 800}, reduced_motion="no-preference")
    page.locator(".list-of-contents a").nth(9).focus()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_it_is_whole_and_dark_on_white(open_with: Open, sample: Sample, scheme: str) -> None:
    page = open_with(color_scheme=scheme, viewport={"width": 1280, "height": 800})
    titles = page.locator("main h1, main h2").all_text_contents()
    pages = page.locator("main > .page").count()
    printed = page.pdf(prefer_css_page_size=True)
    with pypdfium2.PdfDocument(io.BytesIO(printed)) as pdf:
        assert [sheet.get_width() > sheet.get_height() for sheet in pdf] == [True] * pages
        texts = ["".join(sheet.get_textpage().get_text_range().split()) for sheet in pdf]
        lightest = [sheet.render(scale=0.3).to_pil().convert("L").getextrema()[1] for sheet in pdf]
        darkest = [sheet.render(scale=1).to_pil().convert("L").getextrema()[0] for sheet in pdf]
    whole = "".join(texts)
    assert [title for title in titles if "".join(title.split()) not in whole] == []
    assert "跳到正文" not in whole
    assert "查看数据" not in whole
    assert set(lightest) == {255}
    assert max(darkest) < 120, "no sheet is blank or in pale letters"
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") == 680
    assert page.evaluate(LOST) == []
