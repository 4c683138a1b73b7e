"""Chromium for tests: what it needs to run anywhere, and as much patience as a busy machine wants."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright

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
