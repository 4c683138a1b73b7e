"""Editing the sample as analysts do: one number, everywhere; one mistake, located and harmless."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.sample.conftest import Sample, run_report


def texts(html: Path) -> str:
    return re.sub(r"<[^>]+>", "", html.read_text(encoding="utf-8"))


def edit(project: Path, name: str, before: str, after: str) -> None:
    file = project / "content" / name
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in {name}"
    file.write_text(text.replace(before, after), encoding="utf-8")


def test_one_fact_changes_every_place_that_shows_it(copy_of_project: Path, sample: Sample) -> None:
    edit(copy_of_project, "ledger/models.yaml", "{value: 1000000, ", "{value: 3210000, ")
    done = run_report("build", "ai-media", "--format", "html", project=copy_of_project)
    assert done.returncode == 0, done.stderr
    before, after = texts(sample.html), texts(copy_of_project / "build" / "ai-media.html")
    alternative = "Gemini 1.5 Pro{}万个tokens"
    assert alternative.format(321) in (copy_of_project / "build" / "ai-media.html").read_text(encoding="utf-8")
    assert before.count("100万") >= 4  # summary strip, title, prose and table
    assert (before.count("100万"), after.count("100万")) == (after.count("321万"), 0)


def test_a_broken_edit_is_located_and_keeps_the_last_good_report(copy_of_project: Path, sample: Sample) -> None:
    (copy_of_project / "build").mkdir()
    for file in (sample.pdf, sample.html):
        shutil.copy(file, copy_of_project / "build")
    edit(copy_of_project, "ai-media/models.yaml", "title: 谷歌：Gemini 1.5上线", "titel: 谷歌：Gemini 1.5上线")
    done = run_report("build", "ai-media", project=copy_of_project)
    assert done.returncode == 1
    assert re.search(r"content/ai-media/models\.yaml:\d+:\d+: error\[unknown-key\]", done.stderr)
    assert "did you mean 'title'?" in done.stderr
    assert "Traceback" not in done.stderr
    left = {path.name: path.read_bytes() for path in (copy_of_project / "build").iterdir()}
    assert left == {file.name: file.read_bytes() for file in (sample.pdf, sample.html)}


def test_a_page_that_is_too_full_is_a_warning_that_names_the_block(copy_of_project: Path) -> None:
    file = copy_of_project / "content" / "ai-media" / "risks.yaml"
    text = file.read_text(encoding="utf-8")
    filler = "监管政策变化对公司经营将带来较大的不确定性。" * 60
    file.write_text(text.replace("- text: |\n", f"- text: |\n              {filler}\n\n", 1), encoding="utf-8")
    done = run_report("build", "ai-media", "--format", "pdf", project=copy_of_project)
    assert done.returncode == 0
    assert re.search(r"content/ai-media/risks\.yaml:\d+:\d+: warning\[overflow\]", done.stderr)
