"""The HTML of both themes in Chromium, from phone to desk: no text is cut or lies over another, nothing is sideways."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.browsers import CHROMIUM, QUIET
from tests.sample.conftest import Sample

WIDTHS = [320, 390, 768, 1024, 1440]

CUT = """() => {
    const found = [];
    for (const element of document.querySelectorAll("body *")) {
        if (!element.clientWidth || !element.checkVisibility() || element.closest("svg, .unseen, .skip")) continue;
        const { overflowX, overflowY } = getComputedStyle(element);
        const sideways = element.scrollWidth > element.clientWidth + 1 && /hidden|clip/.test(overflowX);
        const down = element.scrollHeight > element.clientHeight + 1 && /hidden|clip/.test(overflowY);
        if (sideways || down) found.push(element.outerHTML.slice(0, 90));
    }
    return found;
}"""

OVERLAPPING = """() => {
    const clips = new Map();
    const clip = element => {  // what the scrolling and cutting elements around it let be seen
        if (!element) return [-1e6, -1e6, 1e6, 1e6];
        if (!clips.has(element)) {
            let [left, top, right, bottom] = clip(element.parentElement);
            const { overflowX, overflowY } = getComputedStyle(element), box = element.getBoundingClientRect();
            if (overflowX !== "visible" && element !== document.body && element !== document.documentElement) {
                [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
                if (overflowY !== "visible") [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
            }
            clips.set(element, [left, top, right, bottom]);
        }
        return clips.get(element);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
    const texts = [];
    while (walker.nextNode()) {
        const node = walker.currentNode, element = node.parentElement;
        const isSeen = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
        if (!node.data.trim() || !isSeen) continue;
        if (element.closest("svg, script, style, .unseen, .skip, .draft")) continue;
        const [left, top, right, bottom] = clip(element), size = parseFloat(getComputedStyle(element).fontSize);
        range.selectNodeContents(node);
        for (const line of range.getClientRects()) {
            const middle = (line.top + line.bottom) / 2;  // ink rather than the height of the line
            const ink = {
                left: Math.max(left, line.left), right: Math.min(right, line.right),
                top: Math.max(top, middle - size * 0.4), bottom: Math.min(bottom, middle + size * 0.4), size, node,
            };
            if (ink.right - ink.left > 1 && ink.bottom - ink.top > 1) texts.push(ink);
        }
    }
    texts.sort((one, other) => one.top - other.top);
    const found = [];
    let near = [];
    for (const ink of texts) {
        near = near.filter(other => other.bottom > ink.top);
        for (const other of near) {
            const tolerance = Math.min(ink.size, other.size) * 0.15;
            const across = Math.min(ink.right, other.right) - Math.max(ink.left, other.left);
            const down = Math.min(ink.bottom, other.bottom) - ink.top;
            if (across > tolerance && down > tolerance)
                found.push(`${ink.node.data.trim().slice(0, 24)} | ${other.node.data.trim().slice(0, 24)}`);
        }
        near.push(ink);
    }
    return found;
}"""

CHARTS = """() => {
    const found = [];
    for (const plot of document.querySelectorAll("main .plot")) {
        const seen = [...plot.children].filter((svg) => svg.checkVisibility()), id = plot.closest("figure").id;
        if (seen.length !== 1) found.push(`${id}: ${seen.length} drawings`);
        if (plot.scrollWidth > plot.clientWidth + 1) found.push(`${id}: scrolls`);
        const drawing = seen[0].getBoundingClientRect(), scale = drawing.width / seen[0].viewBox.baseVal.width;
        const inks = [...seen[0].querySelectorAll("text:not([transform])")].map((text) => {
            const size = parseFloat(getComputedStyle(text).fontSize) * scale, words = text.textContent;
            const { left, right, top, bottom } = text.getBoundingClientRect(), middle = (top + bottom) / 2;
            if (size < LEAST) found.push(`${id}: ${words} is ${size.toFixed(1)} px`);
            if (left < drawing.left - 1 || right > drawing.right + 1) found.push(`${id}: ${words} is cut`);
            return { left, right, top: middle - size * .4, bottom: middle + size * .4, size, words };
        });
        inks.forEach((ink, at) => inks.slice(0, at).forEach((other) => {
            const across = Math.min(ink.right, other.right) - Math.max(ink.left, other.left);
            const down = Math.min(ink.bottom, other.bottom) - Math.max(ink.top, other.top);
            if (Math.min(across, down) > ink.size * .25) found.push(`${id}: ${ink.words} | ${other.words}`);
        }));
    }
    return found;
}"""
LEAST_TEXT = 9.0
"""Minimum size of a chart's text on a screen, in px."""


@pytest.fixture(scope="module")
def opened(each: Sample) -> Iterator[Page]:
    """A report in a browser, loaded once."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(each.html.as_uri())
        page.wait_for_function("document.fonts.ready.then(() => true)")
        yield page
        assert said == []
        browser.close()


def test_no_text_is_cut_or_lies_over_another_at_any_width(opened: Page) -> None:
    found = {}
    for width in WIDTHS:
        opened.set_viewport_size({"width": width, "height": 900})
        found[width] = [*opened.evaluate(CUT), *opened.evaluate(OVERLAPPING)]
        found[width] += ["sideways"] * (opened.evaluate("document.documentElement.scrollWidth") > width)
    assert found == {width: [] for width in WIDTHS}


def test_charts_are_whole_and_readable_at_any_width(opened: Page) -> None:
    """One drawing of each, made for its column: it scrolls nowhere, and no letter is small, cut or over another."""
    found = {}
    charts = CHARTS.replace("LEAST", str(LEAST_TEXT))
    for width in WIDTHS:
        opened.set_viewport_size({"width": width, "height": 900})
        found[width] = opened.evaluate(charts)
    assert found == {width: [] for width in WIDTHS}
    resized = "width => document.querySelectorAll('main .plot > svg').forEach((svg) => { svg.style.maxWidth = width; })"
    opened.evaluate(resized, "200px")
    assert " px" in " ".join(opened.evaluate(charts)), "small letters would be found"
    opened.evaluate(resized, "")


def test_what_is_cut_or_covered_would_be_found(opened: Page) -> None:
    opened.set_viewport_size({"width": 1024, "height": 900})
    opened.evaluate("document.querySelector('main .prose p').style.cssText = 'height: 1em; overflow: hidden'")
    assert [text for text in opened.evaluate(CUT) if text.startswith("<p")] != []
    opened.evaluate("document.querySelector('main .prose p').style.cssText = 'width: 9em; line-height: .3'")
    assert opened.evaluate(OVERLAPPING) != []
