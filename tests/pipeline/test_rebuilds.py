"""However a build comes to its files, from the store, by many processes or after a kill, they are the same bytes."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import WriteProject
from yanbao import pipeline
from yanbao.pipeline.session import Session
from yanbao.pipeline.store import Store
from yanbao.resources import builtin_templates

EDITS = int(os.environ.get("EDITS", "8"))
KILLS = int(os.environ.get("KILLS", "3"))
"""More of both with ``make fuzz``."""

CHAPTER = """\
section: 应用
head: 第{n}部分
pages:
"""
PAGE = """\
  - title: 第{n}页说访问量
    id: own-{n}
    blocks:
      - text: |
          访问量已到{{{{ last(data.visits, "views") }}}}，
          窗口{{{{ models.gemini.context_window }}}}，见{{{{ ref("visits") }}}}{more}。
"""
CHART = """\
      - chart: {{id: plot-{n}, type: column, title: 第{n}页的图, data: visits, x: month, series: [views]}}
"""
REPORT = """\
title: 人工智能与传媒
kind: 行业专题
date: 2024-04-22
institution: 示例证券研究所
outline: [cover, contents, figures, intro.yaml, more.yaml]
"""


class Silent:
    def step(self, report: str, name: str, done: int, total: int) -> None:
        pass


def built(root: Path, output: Path, **changes: object) -> dict[str, bytes]:
    """The files of a build, by name."""
    request = replace(pipeline.BuildRequest(root, output, jobs=1), **changes)  # type: ignore[arg-type]
    result = pipeline.build(request, Silent())
    return {file.name: file.read_bytes() for report in result.reports for file in report.files}


def more(pages: list[int], words: dict[int, str]) -> str:
    made = [PAGE.format(n=n, more=words.get(n, "")) + (CHART.format(n=n) if n % 3 == 0 else "") for n in pages]
    return CHAPTER.format(n=len(pages)) + "".join(made)


@pytest.fixture
def root(write_project: WriteProject) -> Path:
    files = {"content/demo/report.yaml": REPORT, "content/demo/more.yaml": more([1, 2, 3], {})}
    return write_project(files)


def test_from_the_store_or_not_alone_or_together(root: Path, tmp_path: Path) -> None:
    anew = built(root, tmp_path / "anew", store=False)
    assert anew.keys() == {"demo.pdf", "demo.html"}
    assert built(root, tmp_path / "cold") == anew
    assert built(root, tmp_path / "warm") == anew
    assert built(root, tmp_path / "warm") == anew  # nothing has changed
    assert built(root, tmp_path / "two", store=False, jobs=2) == anew
    shutil.rmtree(root / ".yanbao")
    assert built(root, tmp_path / "cold-two", jobs=2) == anew


def test_what_is_known_is_not_made_again(root: Path, tmp_path: Path) -> None:
    request = pipeline.BuildRequest(root, tmp_path / "out", jobs=1)
    first = pipeline.build(request, Silent())
    again = pipeline.build(request, Silent())
    assert (first.is_unchanged, again.is_unchanged) == (False, True)
    assert again.reports == first.reports
    (tmp_path / "out" / "demo.pdf").write_bytes(b"spoilt")
    mended = pipeline.build(request, Silent())
    assert mended.is_unchanged is False
    assert mended.reports[0].kept == mended.reports[0].pages == 9


def test_findings_of_an_unchanged_build_are_told_again(write_project: WriteProject, tmp_path: Path) -> None:
    long = "、".join(["很长的一段话"] * 400)
    intro = f"section: 大模型\npages:\n  - title: 一\n    blocks:\n      - text: {long}。\n"
    root = write_project({"content/demo/intro.yaml": intro})
    request = pipeline.BuildRequest(root, tmp_path / "out", jobs=1)
    first = pipeline.build(request, Silent())
    again = pipeline.build(request, Silent())
    assert "overflow" in {d.rule for d in first.diagnostics}
    assert (again.is_unchanged, again.diagnostics) == (True, first.diagnostics)


def test_a_page_that_moves_in_its_file_is_kept_and_warned_of_where_it_is(
    write_project: WriteProject, tmp_path: Path
) -> None:
    long = "、".join(["很长的一段话"] * 400)
    intro = "section: 大模型\n{}pages:\n  - title: 一\n    blocks:\n      - text: " + long + "。\n"
    root = write_project({"content/demo/intro.yaml": intro.format("")})
    request = pipeline.BuildRequest(root, tmp_path / "out", jobs=1)
    [before] = [d for d in pipeline.build(request, Silent()).diagnostics if d.rule == "overflow"]
    (root / "content/demo/intro.yaml").write_text(intro.format("# 备注\n\n"), encoding="utf-8")
    result = pipeline.build(request, Silent())
    [after] = [d for d in result.diagnostics if d.rule == "overflow"]
    assert (after.mark.line, after.mark.column) == (before.mark.line + 2, before.mark.column)
    assert result.reports[0].kept == 4


class Editor:
    """Somebody who edits the project at random, as many times as wanted, and in every way in turn."""

    def __init__(self, root: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.root = root
        self.pages = [1, 2, 3]
        self.words: dict[int, str] = {}
        self.steps: list[Callable[[], None]] = [
            self.add,
            self.delete,
            self.reorder,
            self.write,
            self.change_fact,
            self.change_data,
            self.restyle,
            self.comment,
        ]
        self.left: list[Callable[[], None]] = []

    def edit(self) -> str:
        self.left = self.left or self.random.sample(self.steps, len(self.steps))
        step = self.left.pop()
        step()
        self.save("content/demo/more.yaml", more(self.pages, self.words))
        return step.__name__

    def save(self, name: str, text: str) -> None:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        self.save(name, (self.root / name).read_text(encoding="utf-8").replace(old, new))

    def add(self) -> None:
        new = max(self.pages, default=0) + 1
        self.pages.insert(self.random.randrange(len(self.pages) + 1), new)

    def delete(self) -> None:
        if len(self.pages) > 1:
            self.pages.remove(self.random.choice(self.pages))

    def reorder(self) -> None:
        self.random.shuffle(self.pages)

    def write(self) -> None:
        """With characters that no page has had, and now and then more than a page holds."""
        length = self.random.choice([1, 5, 40, 900])
        text = "，" + "".join(chr(self.random.randrange(0x4E00, 0x5000)) for _ in range(length))
        self.words[self.random.choice(self.pages)] = text

    def change_fact(self) -> None:
        value = self.random.randrange(1, 10**7)
        self.save(
            "content/ledger/models.yaml",
            f"gemini:\n  name: Gemini 1.5\n  source: google\n  as_of: 2024-02-15\n"
            f"  context_window: {{value: {value}, unit: 个tokens}}\n",
        )

    def change_data(self) -> None:
        rows = "".join(f"2024-{month:02},{self.random.randrange(50, 500)}\n" for month in range(1, 4))
        self.save("data/visits.csv", "month,views\n" + rows)

    def restyle(self) -> None:
        color = f"#{self.random.randrange(0x1000000):06x}"
        self.replace("content/demo/report.yaml", "theme: own\n", "")
        self.replace("content/demo/report.yaml", "kind:", "theme: own\nkind:")
        theme = self.root / "templates" / "own"
        if not theme.exists():
            shutil.copytree(builtin_templates() / "deck", theme)
        self.save(
            "templates/own/styles/common.css", (theme / "styles/common.css").read_text() + f"\nh2{{color:{color}}}"
        )

    def comment(self) -> None:
        self.replace("content/demo/intro.yaml", "section:", "# 备注\nsection:")


def test_edits_in_a_row_give_what_a_clean_build_gives(root: Path, tmp_path: Path) -> None:
    """From the store, and in a session that has none: files, and what is found."""
    editor, done = Editor(root, seed=EDITS), []
    with Session(Store(None), 1) as session:
        for _ in range(EDITS):
            done.append(editor.edit())
            anew = pipeline.build(pipeline.BuildRequest(root, tmp_path / "anew", jobs=1, store=False), Silent())
            files = {file.name: file.read_bytes() for file in anew.reports[0].files}
            assert built(root, tmp_path / "kept") == files, done
            warm = pipeline.build_in(session, pipeline.BuildRequest(root, tmp_path / "session"), Silent())
            assert {file.name: file.read_bytes() for file in warm.reports[0].files} == files, done
            assert warm.diagnostics == anew.diagnostics, done


COMMAND = [sys.executable, "-m", "yanbao", "build", "--jobs", "2", "--output"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_builds_killed_at_any_moment_leave_whole_files_and_a_sound_store(root: Path, tmp_path: Path) -> None:
    output, moments = tmp_path / "out", random.Random(KILLS)
    editor = Editor(root, seed=KILLS)
    good = [built(root, output, store=False)]
    started = time.monotonic()
    subprocess.run([*COMMAND, str(output)], cwd=root, check=True, capture_output=True)
    whole = time.monotonic() - started
    for _ in range(KILLS):
        editor.write()
        editor.edit()
        good.append(built(root, tmp_path / "anew", store=False))
        process = subprocess.Popen([*COMMAND, str(output)], cwd=root, stdout=-3, stderr=-3, start_new_session=True)
        time.sleep(moments.uniform(0.1, whole))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for name, data in good[-1].items():
            assert (output / name).read_bytes() in [files[name] for files in good], "half a file"
            assert data == built(root, tmp_path / "again")[name]
