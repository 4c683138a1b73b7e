"""``report build``: exit codes, what is printed where, and files."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.app.conftest import COMMAND, Run, RunProcess, environment, write_many_pages
from tests.conftest import WriteProject
from tests.processes import PATIENCE, start
from yanbao import pipeline

MISTAKE = {"content/ledger/models.yaml": "gemini: {name: Gemini 1.5, source: google, as_of: 2024-02-15}\n"}
TOO_MUCH = {
    "content/demo/intro.yaml": "section: 大模型\npages:\n  - title: 太长\n    blocks:\n      - text: |\n"
    + "".join(f"          {'长' * 1500}{number}\n\n" for number in range(4))
}


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_publishes_pdf_and_html(run_process: RunProcess, write_project: WriteProject) -> None:
    root = write_project({})
    result = run_process(root, "build")
    assert (result.returncode, result.stderr) == (0, ""), "a clean build is quiet when piped"
    first, second, summary = result.stdout.splitlines()
    assert re.fullmatch(r"build/demo\.html +[\d.]+ [kM]B  4 pages", first)
    assert re.fullmatch(r"build/demo\.pdf +[\d.]+ [kM]B  4 pages", second)
    assert re.fullmatch(r"Built 1 report in [\d.]+ s\.", summary)
    assert (root / "build/demo.pdf").read_bytes().startswith(b"%PDF-")
    assert "100万个tokens" in re.sub("<[^>]+>", "", (root / "build/demo.html").read_text(encoding="utf-8"))
    assert files_in(root / "build") == ["demo.html", "demo.pdf"]


def test_an_archive_has_its_numbers_inside_and_is_not_taken_for_a_plain_build(
    run: Run, write_project: WriteProject
) -> None:
    root = write_project({})
    plain, archived, again = (run(root, "build", "-f", "pdf", *more) for more in ([], ["--archive"], []))
    assert [result.exit_code for result in (plain, archived, again)] == [0, 0, 0]
    with pikepdf.open(root / "build/demo.pdf") as pdf:
        assert not pdf.attachments
    run(root, "build", "-f", "pdf", "--archive")
    with pikepdf.open(root / "build/demo.pdf") as pdf:
        assert [item.filename for item in pdf.attachments.values()] == ["图1 访问量.csv"]
        assert b"<pdfaid:conformance>A<" in pdf.Root.Metadata.read_bytes()


@pytest.mark.parametrize(
    ("options", "files"),
    [
        (["--format", "html"], ["demo.html"]),
        (["-f", "pdf"], ["demo.pdf"]),
        (["--format", "PDF, html,"], ["demo.html", "demo.pdf"]),
        (["--format", "pdf", "--format", "html"], ["demo.html", "demo.pdf"]),
    ],
)
def test_formats(run: Run, write_project: WriteProject, tmp_path: Path, options: list[str], files: list[str]) -> None:
    root = write_project({})
    result = run(tmp_path, "build", "demo", "--project", root, "--output", "out", *options)
    assert result.exit_code == 0, result.output
    assert files_in(tmp_path / "out") == files
    assert not (root / "build").exists()


def test_works_anywhere_in_the_project(run: Run, write_project: WriteProject) -> None:
    root = write_project({})
    assert run(root / "content" / "demo", "build", "--format", "html").exit_code == 0
    assert files_in(root / "build") == ["demo.html"]


def test_a_mistake_is_located_and_leaves_the_last_files(run: Run, write_project: WriteProject) -> None:
    root = write_project({})
    (root / "build").mkdir()
    (root / "build/demo.pdf").write_bytes(b"the last good one")
    write_project(MISTAKE)
    result = run(root, "build")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "content/demo/intro.yaml:5:28: error[unknown-fact]" in result.stderr
    assert "5 |       - text: 上下文窗口长度扩展到{{ models.gemini.context_window }}。" in result.stderr
    assert result.stderr.endswith("Found 1 error. Nothing was written.\n")
    assert files_in(root / "build") == ["demo.pdf"]
    assert (root / "build/demo.pdf").read_bytes() == b"the last good one"


def test_a_warning_is_said_and_the_report_published(run: Run, write_project: WriteProject) -> None:
    root = write_project(TOO_MUCH)
    result = run(root, "build")
    assert result.exit_code == 0
    assert "content/demo/intro.yaml:6:" in result.stderr
    assert "warning[" in result.stderr
    assert result.stderr.endswith("Found 1 warning.\n")
    assert files_in(root / "build") == ["demo.html", "demo.pdf"]


def test_strict_publishes_nothing_with_a_warning(run: Run, write_project: WriteProject) -> None:
    root = write_project(TOO_MUCH)
    result = run(root, "build", "--strict")
    assert result.exit_code == 1
    assert result.stderr.endswith("Found 1 warning. Nothing was written.\n")
    assert files_in(root / "build") == []


def test_unknown_report_is_wrong_usage(run: Run, write_project: WriteProject) -> None:
    result = run(write_project({}), "build", "dmeo")
    assert result.exit_code == 2
    assert "no report 'dmeo'; did you mean 'demo'?" in result.stderr


def test_outside_a_project(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path, "build")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
    assert "\n   help: " in result.stderr
    assert "Traceback" not in result.stderr


def test_output_that_cannot_be_written(run: Run, write_project: WriteProject, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = run(write_project({}), "build", "--format", "html", "--output", tmp_path / "file")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
    assert str(tmp_path / "file") in result.stderr
    assert "bug" not in result.stderr


def test_colors(run: Run, write_project: WriteProject) -> None:
    root = write_project(MISTAKE)
    red = "\x1b[1;31m"
    assert red in run(root, "build", FORCE_COLOR="1").stderr
    assert red not in run(root, "build", FORCE_COLOR="1", NO_COLOR="1").stderr
    assert "\x1b" not in run(root, "build").stderr


def test_missing_library(run_process: RunProcess, write_project: WriteProject, without_pango: dict[str, str]) -> None:
    result = run_process(write_project({}), "build", **without_pango)
    assert result.returncode == 2
    assert "error: this machine lacks Pango" in result.stderr
    assert "libpango-1.0-0" in result.stderr or "pango" in result.stderr.split("help: ")[1]
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(("debug", "traceback"), [("", False), ("1", True)])
def test_a_bug_says_so(
    run: Run, write_project: WriteProject, monkeypatch: pytest.MonkeyPatch, debug: str, traceback: bool
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("mode")

    monkeypatch.setattr(pipeline, "build", broken)
    result = run(write_project({}), "build", YANBAO_DEBUG=debug)
    assert result.exit_code == 2
    assert "error: this is a bug in yanbao: KeyError: 'mode'" in result.stderr
    assert "YANBAO_DEBUG=1" in result.stderr
    assert ("Traceback" in result.stderr) is traceback


def test_progress_on_a_terminal_and_ctrl_c(write_project: WriteProject) -> None:
    """Shows the steps on a terminal; Ctrl-C ends it quietly with 130 and without files."""
    root = write_project({})
    write_many_pages(root)
    try:
        terminal, side = pty.openpty()
    except OSError as error:
        pytest.skip(f"this machine gives no terminal: {error}")
    process = start([*COMMAND, "build"], root, environment(TERM="xterm"), stdout=subprocess.PIPE, stderr=side)
    os.close(side)
    seen = b""
    while b"demo " not in seen:
        seen += os.read(terminal, 1000)
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert output == ""
    try:
        while more := os.read(terminal, 1000):
            seen += more
    except OSError:  # Linux says so that the other side is closed
        pass
    os.close(terminal)
    assert b"Traceback" not in seen
    assert files_in(root / "build") == []


def test_without_a_home_and_beside_settings_of_matplotlib(run_process: RunProcess, write_project: WriteProject) -> None:
    root = write_project({"matplotlibrc": "no.such.key: 1\nlines.linewidth: 20\n"})
    result = run_process(root, "build", HOME="/dev/null/home", XDG_CONFIG_HOME="", XDG_CACHE_HOME="")
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("folder", "why"),
    [
        ("content/out", "is what reports are made from"),
        ("data", "is what reports are made from"),
        ("templates/../content", "is what reports are made from"),
        (".yanbao/cache", "is deleted with the cache"),
    ],
)
def test_an_output_among_the_inputs_is_refused(run: Run, write_project: WriteProject, folder: str, why: str) -> None:
    root = write_project({})
    before = sorted(root.rglob("*"))
    result = run(root, "build", "--format", "html", "--no-cache", "--output", folder)
    assert result.exit_code == 2
    assert f"/ {why}\n   help: choose another folder with --output\n" in result.stderr
    assert sorted(root.rglob("*")) == before


def test_pages_without_anything_to_make_do_not_count_as_kept(run: Run, write_project: WriteProject) -> None:
    """A first build of HTML alone only draws charts."""
    result = run(write_project({}), "build", "--format", "html")
    assert result.exit_code == 0
    assert "unchanged" not in result.stdout


def test_an_output_that_cannot_be_written_to(run: Run, write_project: WriteProject) -> None:
    root = write_project({})
    (root / "taken").write_text("", encoding="utf-8")
    result = run(root, "build", "--format", "html", "--output", "taken/inside")
    assert result.exit_code == 2
    assert result.stderr == "error: taken/inside: Not a directory\n   help: choose another folder with --output\n"


def test_a_terminal_without_chinese(run_process: RunProcess, write_project: WriteProject) -> None:
    result = run_process(write_project(MISTAKE), "check", PYTHONIOENCODING="ascii")
    assert result.returncode == 1
    assert "error[unknown-fact]" in result.stdout


WRONG_CHART = {
    "content/demo/intro.yaml": """\
section: 大模型
pages:
  - title: 上下文窗口扩展
    blocks:
      - text: 长度扩展到{{ models.gemini.context_windw }}，见{{ ref("visits") }}。
      - chart: {id: visits, type: line, title: 访问量, data: visit, x: month, series: [views]}
  - title: 另一页
    blocks:
      - text: 一
"""
}


def test_a_forced_build_marks_every_page_and_shows_the_gaps(run: Run, write_project: WriteProject) -> None:
    root = write_project(WRONG_CHART)
    assert run(root, "build").exit_code == 1
    result = run(root, "build", "--force")
    assert result.exit_code == 0, result.output
    assert "error[unknown-fact]" in result.stderr
    assert "error[unknown-dataset]" in result.stderr
    assert re.search(r"Built 1 draft in", result.stdout)
    with pikepdf.open(root / "build/demo.pdf") as pdf:
        assert str(pdf.docinfo.Title).startswith("草稿")
    pages = pypdfium2.PdfDocument(root / "build/demo.pdf")
    texts = [page.get_textpage().get_text_range() for page in pages]
    assert len(texts) > 3
    assert all("草稿" in text for text in texts)
    html = (root / "build/demo.html").read_text(encoding="utf-8")
    assert html.count('<p class="draft">草稿</p>') == len(texts)
    text = re.sub("<[^>]+>", "", html)
    assert "长度扩展到〔待补〕，见图1。" in text
    assert "图1 〔待补〕" in text


def test_force_changes_nothing_without_errors(run: Run, write_project: WriteProject) -> None:
    root = write_project({})
    assert run(root, "build", "--format", "html", "--force").exit_code == 0
    assert "草稿" not in (root / "build/demo.html").read_text(encoding="utf-8")


def test_what_cannot_be_read_cannot_be_forced(run: Run, write_project: WriteProject) -> None:
    root = write_project({"content/demo/intro.yaml": "section: 大模型\npage: []\n"})
    assert run(root, "build", "--force").exit_code == 1
    assert files_in(root / "build") == []


def test_a_draft_in_spite_of_warnings_that_count(run: Run, write_project: WriteProject) -> None:
    root = write_project({"content/demo/intro.yaml": TOO_MUCH["content/demo/intro.yaml"].replace("长长", "长\\营", 1)})
    assert run(root, "build", "--format", "html", "--strict").exit_code == 1
    assert run(root, "build", "--format", "html", "--strict", "--force").exit_code == 0
    assert "草稿" in (root / "build/demo.html").read_text(encoding="utf-8")
