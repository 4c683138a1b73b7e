"""Chromium for tests: what it needs to run anywhere, and as much patience as a busy machine wants."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.processes import PATIENCE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]

expect.set_options(timeout=PATIENCE * 1000)


def launched(playwright: Playwright, *switches: str) -> Browser:
    """A browser with such switches."""
    assert CHROMIUM, "Chromium is needed: `make test` installs it"
    # A container's /dev/shm is often too small for a page.
    args = [*QUIET, "--disable-dev-shm-usage", *switches]
    return playwright.chromium.launch(executable_path=CHROMIUM, args=args, timeout=PATIENCE * 1000)


@contextmanager
def running() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


def context(browser: Browser, **options: Any) -> BrowserContext:
    """A context of its own, with such options, whose pages wait for events as long as tests do."""
    made = browser.new_context(**options)
    made.set_default_timeout(PATIENCE * 1000)
    return made


FORGET = "if (performance.getEntriesByType('navigation')[0]?.type === 'navigate') localStorage.clear();"
_numbers = count(1)


class Reused:
    """A page for many tests: starting one takes as long as loading a report five times.

    ``said`` is what its console said, and which addresses it asked for that are none of files.
    """

    def __init__(self, browser: Browser) -> None:
        self.said: list[str] = []
        self._page = context(browser).new_page()
        self._page.add_init_script(f"try {{ {FORGET} }} catch {{}}")
        listen(self._page, self.said.append)

    def load(self, address: str, fragment: str = "", **options: Any) -> Page:
        """Load an address with such a viewport and such media. Nothing is as a test before may have left it.

        Unless asked to, nothing moves: drawing what glides takes longer than anything else.
        """
        page = self._page
        page.set_viewport_size(options.pop("viewport", {"width": 1280, "height": 720}))
        page.emulate_media(**{"media": "null", "color_scheme": "light", "reduced_motion": "reduce"} | options)
        page.mouse.move(0, 0)
        page.goto(f"{address}?{next(_numbers)}{fragment}")  # another address than before: a document of its own
        return page


def listen(page: Page, told: Callable[[str], None]) -> None:
    """Tell what the console of a page says, and what it asks for that is not part of a file."""
    page.on("console", lambda message: told(message.text))
    page.on("pageerror", lambda error: told(str(error)))
    own = ("file:", "data:", "blob:")
    page.on("request", lambda asked: None if asked.url.startswith(own) else told(asked.url))
