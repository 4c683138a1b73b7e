"""The YAML of figures, as excerpts of it show it."""

from __future__ import annotations

from pathlib import Path

import pytest

from yanbao.load.excerpts import load_excerpts
from yanbao.load.findings import Findings
from yanbao.load.project import load_project
from yanbao.memory import Memory
from yanbao.model.project import LoadedSection
from yanbao.model.report import Section

ROOT = Path(__file__).parents[2]

BLOCK = """\
section: 甲
pages:
  - title: 一
    blocks:
      - columns:
          - width: 2
            blocks:
              - chart:
                  id: first  # its name

                  title: 图 & 表
                  # of the data
                  data: gainers
                  series:
                    - {y: ytd}
                # a remark between the two

              - excerpt: first
"""
FLOW = "section: 甲\npages: [{title: 一, blocks: [{table: {id: first, title: 表}}, {excerpt: first}]}]\n"
LAST = "section: 甲\npages:\n- title: 一\n  blocks:\n  - image:\n      file: a.png\n      id: first\n\n"


def quoted(text: str, folder: Path) -> dict[str, str]:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    spec = Section.model_validate({"section": "甲", "pages": [{"title": "一", "blocks": [{"excerpt": "first"}]}]})
    return dict(load_excerpts(folder, [LoadedSection("a.yaml", spec)], Findings(Memory())))


@pytest.mark.parametrize(
    ("text", "excerpt"),
    {
        "block": (
            BLOCK,
            "chart:\n  id: first  # its name\n\n  title: 图 & 表\n  # of the data\n  data: gainers\n"
            "  series:\n    - {y: ytd}",
        ),
        "flow": (FLOW, "table: {id: first, title: 表}"),
        "end of file": (LAST, "image:\n  file: a.png\n  id: first"),
        "BOM, CRLF": ("\ufeff" + LAST.replace("\n", "\r\n"), "image:\n  file: a.png\n  id: first"),
        "page": ("section: 甲\npages: [{title: 一, id: first}]", None),
    }.values(),
)
def test_a_figure_is_quoted_as_written(text: str, excerpt: str | None, tmp_path: Path) -> None:
    assert quoted(text, tmp_path).get("first") == excerpt


def stripped(text: str) -> str:
    return "\n".join(line.strip().removeprefix("- ") for line in text.splitlines())


def test_what_the_gallery_shows_is_in_its_files() -> None:
    (report,) = load_project(ROOT, ["gallery"]).project.reports
    files = [(ROOT / section.file).read_text(encoding="utf-8") for section in report.sections]
    assert len(report.excerpts) >= 15
    for excerpt in report.excerpts.values():
        assert any(stripped(excerpt) in stripped(file) for file in files)
