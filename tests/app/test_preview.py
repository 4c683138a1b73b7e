"""``report preview``: a real browser looks at a real server, and files change."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import browsers
from tests.app.conftest import COMMAND, Run, environment
from tests.app.test_cache import below, parent_of
from tests.conftest import SMALL_PROJECT, WriteProject, write_small_project
from tests.processes import PATIENCE, start, until

MORE = "section: 更多\npages:\n" + "".join(
    f"  - title: 第{n}页\n    blocks:\n      - text: {'上下文窗口长度扩展。' * 40}\n" for n in range(1, 9)
)


@dataclass
class Preview:
    root: Path
    address: str
    process: subprocess.Popen[str]

    def edit(self, name: str, old: str, new: str) -> None:
        file = self.root / name
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    def ask(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        server = self.address.removeprefix("http://").rstrip("/")
        with closing(http.client.HTTPConnection(server, timeout=PATIENCE)) as connection:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


@contextmanager
def previewing(root: Path) -> Iterator[Preview]:
    with start([*COMMAND, "preview"], root, environment(), stdout=subprocess.PIPE) as process:
        assert process.stdout
        address = re.match(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        assert address
        yield Preview(root, address[0], process)
        process.kill()


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of many pages, for all tests that do not end it. They leave the project as it was."""
    outline = "[cover, contents, intro.yaml, more.yaml]"
    report = SMALL_PROJECT["content/demo/report.yaml"].replace("[cover, contents, intro.yaml]", outline)
    files = {"content/demo/report.yaml": report, "content/demo/more.yaml": MORE}
    with previewing(write_small_project(tmp_path_factory.mktemp("preview"), files)) as preview:
        yield preview


@pytest.fixture
def short(write_project: WriteProject) -> Iterator[Preview]:
    """A preview of few pages, to be ended."""
    with previewing(write_project({})) as preview:
        yield preview


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsers.running() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, preview: Preview) -> Iterator[tuple[Page, list[str]]]:
    with looking(browser, preview) as page:
        yield page


@contextmanager
def looking(browser: Browser, preview: Preview) -> Iterator[tuple[Page, list[str]]]:
    """The page when all of it is there, and what the console says."""
    page = browsers.context(browser).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(preview.address)
    expect(page.locator("#state")).to_have_text("up to date")
    expect(page.locator("iframe")).to_have_count(1)
    page.locator("body[data-html][data-pdf]:not([data-pdf='0'])").wait_for()
    yield page, said
    page.context.close()


def test_shows_what_was_changed_and_keeps_the_place(page: tuple[Page, list[str]], preview: Preview) -> None:
    shown, said = page
    report = shown.frame_locator("iframe:not(.coming)")
    expect(report.locator("main")).to_contain_text("100万个tokens")
    heading = report.get_by_role("heading", name="第5页").last
    heading.evaluate("element => element.scrollIntoView({behavior: 'instant'})")
    before = heading.evaluate("element => element.getBoundingClientRect().top")
    preview.edit("content/ledger/models.yaml", "1000000", "2000000")
    expect(report.locator("main")).to_contain_text("200万个tokens")
    longer = f"text: {'长度' * 900}"
    preview.edit("content/demo/intro.yaml", "text: ", longer)
    expect(report.locator("main")).to_contain_text("长度" * 900)
    assert abs(heading.evaluate("element => element.getBoundingClientRect().top") - before) < 2
    preview.edit("content/demo/intro.yaml", longer, "text: 蘑菇鹦鹉蜻蜓")  # characters that the font did not have
    expect(shown.frame_locator("iframe:not(.coming)").last.locator("main")).to_contain_text("蘑菇鹦鹉蜻蜓")
    expect(shown.locator("iframe")).to_have_count(1)
    assert abs(heading.evaluate("element => element.getBoundingClientRect().top") - before) < 2
    assert said == []
    preview.edit("content/demo/intro.yaml", "text: 蘑菇鹦鹉蜻蜓", "text: ")
    preview.edit("content/ledger/models.yaml", "2000000", "1000000")
    expect(report.locator("main")).to_contain_text("100万个tokens")


def test_shows_what_is_wrong_before_the_last_good_version(page: tuple[Page, list[str]], preview: Preview) -> None:
    shown, said = page
    errors = shown.locator("#findings li.error")
    expect(errors).to_have_count(0)
    preview.edit("content/demo/intro.yaml", "context_window", "context_windo")
    expect(errors).to_be_visible()
    expect(errors.locator(".place")).to_have_text(re.compile(r"^content/demo/intro\.yaml:\d+:\d+$"))
    expect(errors).to_contain_text("did you mean 'models.gemini.context_window'?")
    expect(errors.locator("mark")).to_contain_text("models.gemini.context_windo")
    expect(shown.locator("#state")).to_have_text("errors – the last good version is shown")
    expect(shown.frame_locator("iframe:not(.coming)").locator("main")).to_contain_text("100万个tokens")
    shown.set_viewport_size({"width": 360, "height": 700})
    assert shown.evaluate("() => document.documentElement.scrollWidth") <= 360
    preview.edit("content/demo/intro.yaml", "context_windo", "context_window")
    expect(errors).to_have_count(0)
    expect(shown.locator("#state")).to_have_text("up to date")
    assert said == []


def test_the_files_are_those_of_a_build(page: tuple[Page, list[str]], preview: Preview, run: Run) -> None:
    html, pdf = preview.ask("/demo.html")[2], preview.ask("/demo.pdf")[2]
    assert not (preview.root / "build").exists(), "it writes no file"
    assert run(preview.root, "build").exit_code == 0
    built = (preview.root / "build/demo.html").read_bytes()
    assert re.sub(rb"<script\b.*?</script>", b"", built, flags=re.DOTALL) == html
    assert (preview.root / "build/demo.pdf").read_bytes() == pdf


def test_answers_nobody_else(preview: Preview) -> None:
    port = preview.address.rstrip("/").rpartition(":")[2]
    status, headers, _ = preview.ask("/")
    assert status == 200
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers
    assert preview.ask("/", Host=f"localhost:{port}")[0] == 200
    assert preview.ask("/", Origin=f"http://127.0.0.1:{port}")[0] == 200
    for path in ("/", "/news", "/page.js", "/demo.html", "/demo.pdf"):
        for name in (
            "evil.example",
            f"evil.example:{port}",
            "127.0.0.1",
            "127.0.0.1:1",
            f"127.0.0.1.nip.io:{port}",
            "",
        ):
            assert preview.ask(path, Host=name)[0] == 403
        for origin in ("http://evil.example", "null", "http://127.0.0.1:1", f"https://127.0.0.1:{port}"):
            assert preview.ask(path, Origin=origin)[0] == 403
    for path in (
        "/demo.yaml",
        "/../content/demo/report.yaml",
        "/%2e%2e/report.yaml",
        "/content/demo/report.yaml",
        "/x",
    ):
        assert preview.ask(path)[0] == 404


def test_every_answer_has_a_policy(preview: Preview) -> None:
    for path, others in (("/", {}), ("/page.js", {}), ("/x", {}), ("/%00", {}), ("/", {"Host": "evil.example"})):
        headers = preview.ask(path, **others)[1]
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert (headers["x-content-type-options"], headers["cache-control"]) == ("nosniff", "no-store")


linux = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


@linux
def test_ends_with_control_c_while_somebody_looks_and_leaves_no_process(browser: Browser, short: Preview) -> None:
    with looking(browser, short) as (page, _):
        others = below({short.process.pid})
        short.process.send_signal(signal.SIGINT)
        assert short.process.wait(PATIENCE) == 130
        expect(page.locator("#state")).to_have_text("report preview has ended")
    until(lambda: not any(map(parent_of, others)))


@linux
@pytest.mark.parametrize(
    ("name", "code", "is_busy"),
    [
        ("SIGTERM", 143, False),
        ("SIGHUP", 129, False),
        ("SIGTERM", 143, True),
        ("SIGHUP", 129, True),
        ("SIGINT", 130, True),
    ],
)
def test_ends_when_it_is_told_and_leaves_no_process(short: Preview, name: str, code: int, is_busy: bool) -> None:
    """Also while it makes what has changed."""
    until(lambda: below({short.process.pid}) or len(os.sched_getaffinity(0)) == 1)
    if is_busy:
        short.edit("content/demo/intro.yaml", "上下文窗口长度", "如今上下文窗口长度")
    others = below({short.process.pid})
    short.process.send_signal(getattr(signal, name))
    assert short.process.wait(PATIENCE) == code
    until(lambda: not any(map(parent_of, others)))


def test_a_name_is_needed_where_there_are_several(run: Run, write_project: WriteProject) -> None:
    root = write_project({})
    shutil.copytree(root / "content/demo", root / "content/other")
    result = run(root, "preview")
    assert result.exit_code == 2
    assert "name one report of demo, other" in re.sub(r"\s+", " ", result.output.replace("│", ""))


def test_says_which_packages_it_needs(run: Run, write_project: WriteProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "yanbao.app.previews.server", raising=False)
    result = run(write_project({}), "preview")
    assert result.exit_code == 2
    assert "pip install 'yanbao[preview]'" in result.output
