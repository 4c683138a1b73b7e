"""What a session keeps in memory shows in nothing but time. Its files are compared in ``test_rebuilds.py``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.app.test_cache import below
from tests.conftest import WriteProject
from tests.pipeline.test_rebuilds import REPORT, Editor, Silent, built, more
from yanbao import pipeline
from yanbao.diagnostics import ContentError, Diagnostic
from yanbao.memory import Memory, Same, exactly
from yanbao.pipeline import silent
from yanbao.pipeline.gathering import gather
from yanbao.pipeline.previewing import Stage, preview
from yanbao.pipeline.session import Session
from yanbao.pipeline.store import Store


@pytest.fixture
def root(write_project: WriteProject) -> Path:
    files = {"content/demo/report.yaml": REPORT, "content/demo/more.yaml": more([1, 2, 3], {})}
    return write_project(files)


@pytest.fixture
def session() -> Iterator[Session]:
    with Session(Store(None), 1) as session:
        yield session


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux has them")
def test_one_that_sleeps_has_no_processes_and_builds_again(root: Path, tmp_path: Path) -> None:
    anew = built(root, tmp_path / "anew", store=False)
    with Session(Store(None), 2) as session:
        assert again(session, root, tmp_path / "first")[0] == anew
        assert len(servers()) == 1
        session.sleep()
        assert servers() == []
        Editor(root, seed=5).change_fact()
        assert again(session, root, tmp_path / "again")[0] == built(root, tmp_path / "edited", store=False) != anew


def servers() -> list[int]:
    """The processes that fork those which make pages."""
    words = {process: Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8") for process in below({os.getpid()})}
    return [process for process, said in words.items() if "forkserver" in said]


def again(session: Session, root: Path, output: Path) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Files and findings of a build in the session."""
    result = pipeline.build_in(session, pipeline.BuildRequest(root, output), Silent())
    return {file.name: file.read_bytes() for report in result.reports for file in report.files}, result.diagnostics


def test_a_preview_is_the_files_of_a_build(root: Path, session: Session, tmp_path: Path) -> None:
    editor = Editor(root, seed=3)
    for _ in range(2):
        editor.write()
        editor.edit()
        stages: list[Stage] = []
        preview(session, root, "demo", stages.append)
        *_, html, pdf, found = stages
        anew = built(root, tmp_path / "anew", store=False)
        assert (html.html, pdf.pdf) == (anew["demo.html"], anew["demo.pdf"])
        assert found.diagnostics is not None


def test_a_preview_shows_text_before_any_page_is_made(root: Path, session: Session) -> None:
    editor, stages = Editor(root, seed=4), list[Stage]()
    editor.write()
    preview(session, root, "demo", stages.append)
    assert [bool(stage.html) for stage in stages] == [True, False, False], "no chart was ever drawn"
    section = root / "content/demo/intro.yaml"
    section.write_text(section.read_text(encoding="utf-8") + "      - text: 蜻蜓\n", encoding="utf-8")
    stages.clear()
    preview(session, root, "demo", stages.append)
    assert [bool(stage.html) for stage in stages] == [True, True, False, False]
    assert all("蜻蜓" in (stage.html or b"").decode() for stage in stages[:2])


def test_sections_that_have_not_changed_are_not_composed_again(root: Path, session: Session) -> None:
    institution = (
        "name: 示例证券研究所\nstatements:\n  section: 声明\n  pages: [{title: 声明, blocks: [{text: 仅供参考。}]}]\n"
    )
    (root / "content/institution.yaml").write_text(institution, encoding="utf-8")
    (before,) = gather(root, (), silent, session.memory).composed
    more = root / "content/demo/more.yaml"
    more.write_text(more.read_text(encoding="utf-8").replace("已到", "达到", 1), encoding="utf-8")
    (after,) = gather(root, (), silent, session.memory).composed
    changed = [a.anchor for a, b in zip(after.document.pages, before.document.pages, strict=True) if a is not b]
    assert "section-2" in changed
    assert "page-1-1" not in changed


def test_what_was_wrong_is_found_again_until_it_is_mended(root: Path, session: Session, tmp_path: Path) -> None:
    good, _ = again(session, root, tmp_path)
    file = root / "content/ledger/models.yaml"
    text = file.read_text(encoding="utf-8")
    for bad in (text.replace("name:", "nmae:"), text + "gemini: {}\n", "gemini: [", text.replace("context", "other")):
        file.write_text(bad, encoding="utf-8")
        told = []
        for _ in range(2):
            with pytest.raises(ContentError) as error:
                again(session, root, tmp_path)
            told.append(error.value.diagnostics)
        assert told == [told[0], told[0]]
        assert {"content/ledger/models.yaml", "content/demo/intro.yaml"} & {d.mark.file for d in told[0]}
    file.write_text(text, encoding="utf-8")
    assert again(session, root, tmp_path)[0] == good


def test_a_finding_of_what_is_kept_stands_where_it_is_now(root: Path, session: Session, tmp_path: Path) -> None:
    file = root / "content/demo/intro.yaml"
    text = file.read_text(encoding="utf-8").replace("扩展到", "扩展 到")
    file.write_text(text, encoding="utf-8")
    _, before = again(session, root, tmp_path)
    file.write_text("# 备注\n\n" + text, encoding="utf-8")
    _, after = again(session, root, tmp_path)
    lines = [[d.mark.line for d in found if d.mark.file == "content/demo/intro.yaml"] for found in (before, after)]
    assert lines[0]
    assert lines[1] == [line + 2 for line in lines[0]]


def test_formats_and_drafts_are_as_in_a_clean_build(root: Path, session: Session, tmp_path: Path) -> None:
    request = pipeline.BuildRequest(root, tmp_path, formats=frozenset({"html"}))
    assert [file.name for file in pipeline.build_in(session, request, Silent()).reports[0].files] == ["demo.html"]
    file = root / "content/demo/more.yaml"
    file.write_text(more([1], {1: "{{ nothing }}"}), encoding="utf-8")
    forced = replace(request, force=True)
    assert pipeline.build_in(session, forced, Silent()).reports[0].is_draft
    made = (tmp_path / "demo.html").read_bytes()
    pipeline.build(replace(forced, output=tmp_path / "anew", store=False, jobs=1), Silent())
    assert made == (tmp_path / "anew/demo.html").read_bytes()


def test_memory_tells_apart_what_is_equal_and_not_the_same() -> None:
    memory, made = Memory(), []

    def make() -> int:
        made.append(1)
        return len(made)

    first, second = [1], [1]
    assert [memory.recall("a", Same(value), make) for value in (first, first, second, first)] == [1, 1, 2, 3]
    assert memory.get("a", Same(second)) is None
    assert len({exactly(value) for value in (1, 1.0, True, 0.0, -0.0)}) == 5
