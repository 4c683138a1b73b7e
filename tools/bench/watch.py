"""From a save to what its author sees: the reloaded page of ``report preview``, and the PDF of ``build --watch``."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tools.bench.sample import REPORT, project
from tools.bench.synthetic import write_synthetic

_BROWSER = ["--no-sandbox", "--disable-gpu"]
_PATIENCE = 60
"""Seconds after which nothing more is awaited."""

_REST = 0.7
"""Seconds between edits, in which a person would go on typing."""

_SEEN = """([text, patience]) => new Promise((resolve, reject) => {
    const ends = performance.now() + patience;
    const shows = (frame) => frame.contentDocument?.body?.textContent.includes(text);
    const look = () => {
        if ([...document.querySelectorAll("iframe")].some(shows)) resolve(performance.timeOrigin + performance.now());
        else if (performance.now() > ends) reject(new Error(text));
        else requestAnimationFrame(look);
    };
    look();
})"""
"""Looks each time that the browser draws: asking it from outside would take the time that is to be measured."""


@dataclass(frozen=True)
class Edits:
    """A text of a report that is edited again and again: it is in ``file`` once."""

    root: Path
    slug: str
    file: str
    text: str

    def each(self, times: int) -> Iterator[str]:
        """What is new in the text after each edit, and was never there before; the first is not to be counted."""
        path = self.root / self.file
        before = path.read_text(encoding="utf-8")
        for number, _ in zip(count(10001), range(times + 1), strict=False):
            time.sleep(_REST)
            path.write_text(before.replace(self.text, f"{number}版{self.text}"), encoding="utf-8")
            yield f"{number}版"
        path.write_text(before, encoding="utf-8")


@dataclass(frozen=True)
class Latencies:
    """Seconds from saves until the browser shows them, and until they are in the PDF."""

    pages: int
    screen: list[float]
    disk: list[float]


def to_screen(edits: Edits, times: int) -> list[float]:
    """Seconds from each save until the browser shows it."""
    with _running(edits, "preview", edits.slug) as server, sync_playwright() as playwright:
        address = re.match(r"http://\S+", _line(server))
        if address is None:
            raise ValueError("report preview has no address")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_BROWSER)
        page = browser.new_page()
        page.goto(address[0])
        page.locator("body[data-pdf='1'][data-busy='false']").wait_for(timeout=_PATIENCE * 1000)
        seconds = []
        for new in edits.each(times):
            saved = time.time()
            seconds.append(_await(page, new) - saved)
            page.locator("body[data-busy='false']").wait_for(timeout=_PATIENCE * 1000)  # the PDF, then what is wrong
        browser.close()
    return seconds[1:]


def to_disk(edits: Edits, times: int) -> list[float]:
    """Seconds from each save until its PDF is written."""
    pdf = edits.root / f"build/{edits.slug}.pdf"
    pdf.unlink(missing_ok=True)
    with _running(edits, "build", edits.slug, "--watch"):
        _written(pdf, 0)
        time.sleep(_REST)
        seconds = []
        for _ in edits.each(times):
            saved, before = time.perf_counter(), pdf.stat().st_mtime_ns
            _written(pdf, before)
            seconds.append(time.perf_counter() - saved)
    return seconds[1:]


def latencies(folder: Path, times: int, told: Callable[[str], None]) -> Latencies:
    """Of edits of the sample."""
    root = project(folder / "watched")
    edits = Edits(root, "ai-media", "content/ai-media/scenarios.yaml", "AI搜索引擎基于人工智能技术")
    told("edits while the browser looks, then while report build --watch runs")
    return Latencies(33, to_screen(edits, times), to_disk(edits, times))


def long_latencies(folder: Path, times: int, told: Callable[[str], None]) -> Latencies:
    """Of edits of a report of ten times the length."""
    root = folder / "watched-x10"
    root.mkdir()
    write_synthetic(root, 10)
    file = "content/long/c10.yaml"
    title = re.search(r"- title: (.+)", (root / file).read_text(encoding="utf-8"))
    if title is None:
        raise ValueError(f"{file} has no page")
    told("edits of a long report")
    edits = Edits(root, "long", file, title[1])
    return Latencies(341, to_screen(edits, times), to_disk(edits, times))


@contextmanager
def _running(edits: Edits, *command: str) -> Iterator[subprocess.Popen[str]]:
    arguments = [str(REPORT), *command, "--project", str(edits.root)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()


def _line(process: subprocess.Popen[str]) -> str:
    return process.stdout.readline() if process.stdout else ""


def _await(page: Page, text: str) -> float:
    """When the browser first drew with a text in a frame of the page, in seconds since 1970."""
    return float(page.evaluate(_SEEN, [text, _PATIENCE * 1000])) / 1000


def _written(file: Path, before: int) -> None:
    """Until a file is there, and newer than it was."""
    ends = time.perf_counter() + _PATIENCE
    while time.perf_counter() < ends:
        try:
            if file.stat().st_mtime_ns > before:
                return
        except FileNotFoundError:
            pass
        time.sleep(0.001)
    raise TimeoutError(str(file))
