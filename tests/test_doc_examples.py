"""The examples of the docs work as they are written: as content of a report beside the sample's ledger and data."""

from __future__ import annotations

import re
import shutil
import textwrap
from pathlib import Path

import pytest

from yanbao.charts.formulas import draw
from yanbao.compose import compose
from yanbao.diagnostics import render
from yanbao.load.findings import Findings
from yanbao.load.project import load_project
from yanbao.load.schema import validate
from yanbao.load.yaml import parse
from yanbao.model.base import Model
from yanbao.model.report import Report
from yanbao.model.rules import ReviewSettings

ROOT = Path(__file__).parents[1]
REPORT = "title: 题\nkind: 专题\ndate: 2024\ninstitution: 国信证券经济研究所\noutline: [examples.yaml]\n"
LEDGER = ("sources", "labels")
GUIDES = ["README.md", "README.zh-CN.md", "docs/guide.md", "docs/guide.zh-CN.md"]


def examples(page: str, language: str) -> list[str]:
    fences = re.findall(r"^```(\w*)\n(.*?)^```$", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [example for name, example in fences if name == language]


def expressions(page: str) -> list[str]:
    """Those between backticks in running text that are whole."""
    text = re.sub(r"```.*?```", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    return [found for found in re.findall(r"`(\{\{ .*?\}\})`", text) if "…" not in found]


def blocks(example: str) -> str:
    """The list of blocks that an example is or has in it; empty if it is about something else."""
    body = re.sub(r"^#.*\n", "", example)
    return body if body.startswith("- ") else textwrap.dedent(body.partition("blocks:\n")[2])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sample's ledger and data, and no report yet."""
    for part in ("content/ledger", "data"):
        shutil.copytree(ROOT / part, tmp_path / part)
    (tmp_path / "content/docs").mkdir()
    (tmp_path / "content/docs/report.yaml").write_text(REPORT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("page", GUIDES)
def test_blocks_and_expressions(page: str, project: Path) -> None:
    texts = [f"- text: {found!r}\n" for found in expressions(page)]
    shown = [found for example in examples(page, "yaml") if (found := blocks(example))]
    assert texts
    assert shown
    section = "section: 例\npages:\n" + "".join(
        f"  - title: 例\n    blocks:\n{textwrap.indent(each, ' ' * 6)}" for each in (*shown, *texts)
    )
    (project / "content/docs/examples.yaml").write_text(section, encoding="utf-8")
    loaded = load_project(project)
    assert loaded.diagnostics == ()
    assert compose(loaded.project, loaded.project.reports[0], draw=draw).diagnostics == ()


@pytest.mark.parametrize("page", GUIDES)
def test_entries_of_the_ledger(page: str, project: Path) -> None:
    entries = [example for example in examples(page, "yaml") if re.match(r"(#.*\n)?[a-z0-9_]+:\n  ", example)]
    entries = [entry for entry in entries if "blocks:" not in entry and not entry.startswith(("rules:", "words:"))]
    entries = [entry for entry in entries if "  file: " not in entry]  # those of catalogs, tried as exports are
    assert entries
    for file in (project / "content/ledger").iterdir():
        if file.stem not in LEDGER:
            file.unlink()
    (project / "data/catalog.yaml").unlink()
    (project / "content/docs/examples.yaml").write_text("section: 例\npages: [{title: 例, blocks: [{text: 例}]}]\n")
    for number, entry in enumerate(entries):
        (project / f"content/ledger/example{number}.yaml").write_text(entry, encoding="utf-8")
    assert load_project(project).diagnostics == ()


@pytest.mark.parametrize("page", ["docs/guide.md", "docs/guide.zh-CN.md"])
@pytest.mark.parametrize(
    ("start", "model"), [("title:", Report), ("rules:", ReviewSettings), ("words:", ReviewSettings)]
)
def test_whole_files(page: str, start: str, model: type[Model]) -> None:
    [example] = [example for example in examples(page, "yaml") if example.startswith(start)]
    found = Findings()
    node = parse(example, "example.yaml", found)
    assert node
    assert validate(model, node, found)
    assert not found


@pytest.mark.parametrize("page", GUIDES)
def test_mistake(page: str, project: Path) -> None:
    """It is told as the page shows it, where the page says that it stands."""
    [shown] = [example.rstrip() for example in examples(page, "") if "error[" in example]
    number, line = re.findall(r"^ +(\d+) \| (.*\S)$", shown, re.MULTILINE)[0]
    before = ["section: 例", "pages:", "  - title: 例", "    blocks:", "      - text: |"]
    (project / "content/docs").rename(project / "content/ai-media")
    text = "\n".join([*before, *[""] * (int(number) - 1 - len(before)), line])
    (project / "content/ai-media/models.yaml").write_text(text, encoding="utf-8")
    (project / "content/ai-media/report.yaml").write_text(REPORT.replace("examples", "models"), encoding="utf-8")
    loaded = load_project(project)
    assert loaded.diagnostics == ()
    [found] = compose(loaded.project, loaded.project.reports[0]).diagnostics
    assert render(found, line) == shown
