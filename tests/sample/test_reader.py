"""The HTML in a real browser: self-contained, quiet, and readable on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests import browsers
from tests.sample.conftest import Sample


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsers.running() as browser:
        yield browser


@pytest.fixture(scope="module")
def loaded(browser: Browser, sample: Sample) -> Iterator[tuple[Page, list[str], list[str]]]:
    """The report, with what the console said and what was asked for over the network. It is loaded once."""
    page = browsers.context(browser).new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(sample.html.as_uri())
    page.wait_for_function("document.fonts.ready.then(() => true)")
    yield page, said, asked
    page.context.close()


@pytest.fixture
def opened(loaded: tuple[Page, list[str], list[str]]) -> Page:
    """The report on a desk."""
    page, *_ = loaded
    page.set_viewport_size({"width": 1280, "height": 720})
    return page


def test_asks_for_nothing_and_says_nothing(loaded: tuple[Page, list[str], list[str]], sample: Sample) -> None:
    _, said, asked = loaded
    assert said == []
    assert [url for url in asked if not url.startswith("data:") and url != sample.html.as_uri()] == []


@pytest.mark.parametrize("width", [360, 390, 768, 1024, 1440, 2560])
def test_never_scrolls_sideways(opened: Page, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 844})
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 768, 1024, 1200, 1440])
def test_every_table_of_the_sample_is_seen_whole(opened: Page, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 844})
    frames = "[...document.querySelectorAll('main .figure > .table-frame')]"
    wide = f"{frames}.filter(one => one.scrollWidth > one.clientWidth).map(one => one.parentNode.id)"
    assert opened.evaluate(f"{frames}.length") > 15
    assert opened.evaluate(wide) == []


def test_a_date_in_a_table_stays_whole_on_a_phone(opened: Page) -> None:
    opened.set_viewport_size({"width": 390, "height": 844})
    lines = opened.evaluate("[...document.querySelectorAll('td.code .kept')].map(one => one.getClientRects().length)")
    assert set(lines) == {1}


def test_uses_the_fonts_it_brings(opened: Page) -> None:
    loaded = "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family + f.weight).sort()"
    families = opened.evaluate(loaded)
    assert len(families) == 2
    assert all("Yanbao Sans SC" in family for family in families)


def test_every_link_has_its_target_and_every_id_is_there_once(opened: Page) -> None:
    assert opened.evaluate("[...document.querySelectorAll('[id]')].length") == opened.evaluate(
        "new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size"
    )
    targets = "[...document.querySelectorAll('a[href^=\"#\"]')].map(link => link.hash.slice(1))"
    assert opened.evaluate(f"{targets}.filter(id => !document.getElementById(id))") == []


def test_stays_small(sample: Sample) -> None:
    assert sample.html.stat().st_size < 1_500_000


CHINESE = """() => {
  const room = (text, style) => {
    const span = document.createElement('span');
    span.textContent = text;
    span.style.cssText = 'white-space:nowrap;font-size:100px;' + style;
    document.querySelector('main p').append(span);
    const width = span.getBoundingClientRect().width;
    span.remove();
    return width / 100;
  };
  const plain = 'text-autospace:no-autospace;text-spacing-trim:space-all';
  return {gap: room('在A', '') - room('在A', plain), squeezed: room('好）（好', '') - room('好）（好', plain)};
}"""


def test_the_browser_spaces_chinese_text_once(opened: Page) -> None:
    """An eighth of an em, which is what browsers give, and not that of the page besides."""
    room = opened.evaluate(CHINESE)
    assert room["gap"] == pytest.approx(0.125, abs=0.01)
    assert room["squeezed"] == pytest.approx(-0.5, abs=0.01)


def test_what_is_kept_together_is_broken_between_words_in_tables_of_phones_alone(opened: Page) -> None:
    opened.set_viewport_size({"width": 390, "height": 844})
    kept = opened.evaluate(
        "[...document.querySelectorAll('.kept')].map(e => [e.textContent, e.getClientRects().length])"
    )
    assert {"Gemini 1.5", "SenseChat-Vision V4", "16.4亿美元"} <= {text for text, _ in kept}
    broken = {text for text, boxes in kept if boxes > 1}
    tables = opened.evaluate("[...document.querySelectorAll('.table-frame .kept')].map(e => e.textContent)")
    assert broken <= set(tables)
    assert {text for text in broken if " " not in text and "-" not in text} == set()


def test_copied_text_is_clean(opened: Page) -> None:
    text = opened.evaluate("document.querySelector('main').innerText")
    assert "谷歌：Gemini 1.5上线" in text
    assert not {"\u200b", "\u200e", "\u2060"}.intersection(text)
