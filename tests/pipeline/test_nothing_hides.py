"""An error leaves out what it touches: everything else is loaded, composed and reviewed, and no consequence is told."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests import projects
from tests.conftest import SMALL_PROJECT, WriteProject
from yanbao import api
from yanbao.diagnostics import ContentError

TABLE = """
  source: google
  as_of: 2024-03
  columns:
    month: month
    views: {type: number, label: 访问量, unit: 万次}
"""

CHART = "{type: line, data: visits, x: month, series: [views], "

EVERYTHING_AT_ONCE = {
    "content/demo/report.yaml": SMALL_PROJECT["content/demo/report.yaml"].replace(
        "outline: [cover, contents, intro.yaml]", "outline: [cover, intro.yaml, broken.yaml, more.yaml]\ntheme: house"
    ),
    "templates/house/theme.yaml": "base: deck\n",
    "templates/house/pages/cover.html.j2": "<h1>{{ nothing.at.all }}</h1>\n",
    "content/demo/broken.yaml": "section: 坏\npages:\n  - title: 页\n    blocks: [{chart: {id: lost, title: 无}\n",
    "content/demo/intro.yaml": f"""\
section: 大模型
pages:
  - title: 上下文窗口扩展
    blocks:
      - text: 窗口扩展到{{{{ models.gemini.context_window }}}}，见{{{{ ref('lost') }}}}和{{{{ ref('untitled') }}}}。
      - text: 另见{{{{ last(data.bad_cell, "views") }}}}，还有{{{{ models.nameless.size }}}}。
      - chart: {CHART} id: untitled}}
      - chart: {CHART} title: 访问量, alt: ""}}
      - chart: {CHART.replace("visits", "bad_cell")} title: 访问量二}}
      - chart: {CHART.replace("visits", "no_file")} title: 访问量三}}
      - chart: {CHART.replace("visits", "vists")} title: 访问量四}}
""",
    "content/demo/more.yaml": """\
section: 更多
lede: 没有这个键
pages:
  - title: 访问量增长
    blocks:
      - text: 一句中文,后面有半角逗号。
      - image: {file: none.png, title: 图, alt: 一张图}
""",
    "content/ledger/models.yaml": SMALL_PROJECT["content/ledger/models.yaml"]
    + "nameless:\n  source: google\n  size: 5\n",
    "data/catalog.yaml": SMALL_PROJECT["data/catalog.yaml"]
    + f"bad_cell:\n  file: bad.csv{TABLE}no_file:\n  file: none.csv{TABLE}",
    "data/bad.csv": "month,views\n2024-01,110\n2024-02,x140\n",
}


def test_every_error_is_told_at_once_and_no_consequence(write_project: WriteProject) -> None:
    root = write_project(EVERYTHING_AT_ONCE)
    assert [(one.mark.file.rsplit("/", 1)[-1], one.mark.line, one.rule) for one in api.check(root)] == [
        ("broken.yaml", 4, "bad-yaml"),
        ("intro.yaml", 7, "missing-key"),
        ("intro.yaml", 8, "wrong-value"),
        ("intro.yaml", 11, "unknown-dataset"),
        ("more.yaml", 2, "unknown-key"),
        ("more.yaml", 6, "mixed-width"),
        ("more.yaml", 7, "missing-file"),
        ("models.yaml", 6, "missing-key"),
        ("bad.csv", 3, "bad-cell"),
        ("catalog.yaml", 16, "missing-file"),
        ("cover.html.j2", 1, "bad-template"),
    ]
    for force in (False, True):
        with pytest.raises(ContentError):
            api.build(root, force=force)
    assert not (root / "build").exists()


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("title: 人工智能与传媒\n", "", "missing-key"),
        ("date: 2024-04-22", "date: 2024-13-22", "wrong-value"),
        ("kind:", "kind：", "bad-yaml"),
        ("institution:", "instituton:", "unknown-key"),
        ("outline:", "theme: dekc\noutline:", "unknown-theme"),
        ("outline:", "period: week\noutline:", ""),
    ],
)
def test_a_report_is_reviewed_whatever_its_first_file_lacks(
    old: str, new: str, wanted: str, write_project: WriteProject
) -> None:
    report = SMALL_PROJECT["content/demo/report.yaml"].replace(old, new)
    section = SMALL_PROJECT["content/demo/intro.yaml"].replace("。", ",好。")
    root = write_project({"content/demo/report.yaml": report, "content/demo/intro.yaml": section})
    assert [one.rule for one in api.check(root)] == ["mixed-width", *filter(None, [wanted])]


def test_what_is_lost_for_the_settings_of_rules_is_off(write_project: WriteProject) -> None:
    broken = {"content/rules.yaml": "rules: {missing-part: off, thin-exhibit: off}\nwaivers: [\n"}
    assert [one.rule for one in api.check(write_project(broken))] == ["bad-yaml"]


def test_a_pattern_whose_table_is_lost_makes_nothing_and_says_so_once(write_project: WriteProject) -> None:
    report = SMALL_PROJECT["content/demo/report.yaml"] + 'for_each: {as: row, data: visits}\nfile: "{{ row.views }}"\n'
    root = write_project({"content/demo/report.yaml": report, "data/visits.csv": "month,views\n2024-01,x\n"})
    assert [one.rule for one in api.check(root)] == ["bad-cell"]
    assert [one.rule for one in api.check(root, "110")] == ["bad-cell"]


def _breaks(root: Path) -> list[tuple[Path, str]]:
    """Every file of a project with one key misspelt, or with an unclosed bracket at its end."""
    found = []
    for file in sorted(root.rglob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        found.append((file, f"{text}\nzzz: [1\n"))
        keys = re.finditer(r"(?<=[ {])(title|data|type|series|blocks|publisher)(?=: )", text)
        found += [(file, f"{text[: key.end()]}zz{text[key.end() :]}") for key in [*keys][::3]]
    return found


def test_one_break_is_one_finding(tmp_path: Path) -> None:
    root = projects.copy("good", tmp_path / "project")
    for file, broken in _breaks(root):
        text = file.read_text(encoding="utf-8")
        file.write_text(broken, encoding="utf-8")
        told = api.check(root, on=date(2024, 5, 1))
        assert {one.mark.file for one in told} <= {file.relative_to(root).as_posix()}, broken
        file.write_text(text, encoding="utf-8")


def test_check_knows_what_a_build_has_found_in_pages_that_are_as_they_were(write_project: WriteProject) -> None:
    lines = "".join(f"          第{number}段文字说的是一件事情的第{number}个方面。\n\n" for number in range(60))
    section = f"section: 大模型\npages:\n  - title: 一页\n    blocks:\n      - text: |\n{lines}"
    root = write_project({"content/demo/intro.yaml": section})
    assert [one.rule for one in api.check(root)] == []
    built = [one for one in api.build(root).diagnostics if one.rule == "overflow"]
    assert built
    assert [*api.check(root)] == built
    file = root / "content/demo/intro.yaml"
    file.write_text(section.replace("第1段", "第一段"), encoding="utf-8")
    assert [one.rule for one in api.check(root)] == []  # nobody knows
