"""Edits of findings: right at the level of the source file, and of nothing else in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from tests import projects
from tests.conftest import SMALL_PROJECT, WriteProject
from yanbao import mending, pipeline
from yanbao.diagnostics import Diagnostic, Edit, Level, Mark
from yanbao.pipeline.fixing import Fixed
from yanbao.review.rules.punctuation import mixed_width

DAY = date(2024, 5, 1)
PAGE = "section: 大模型\npages:\n  - title: 一页\n    blocks:\n"


def fixed(root: Path) -> Fixed:
    return pipeline.fix(root, lambda _: pipeline.check(root, on=DAY), lambda found: found)


_RULES = (
    *("compatibility-character", "confused-words", "dash-style", "doubled-word", "list-numbering", "misplaced-mark"),
    *("missing-stop", "mixed-quotes", "mixed-spelling", "mixed-width", "name-spelling", "percent-points"),
    *("skipped-heading", "stock-name", "stray-space", "ticker-market", "two-digit-year", "typed-number"),
    *(
        "unknown-column",
        "unknown-dataset",
        "unknown-entity",
        "unknown-fact",
        "unknown-figure",
        "unknown-source",
        "wrong-figure-kind",
    ),
)

CASES = {
    **{rule: rule for rule in _RULES},
    "bad-cells": "bad-cell",
    "bad-yaml": "bad-yaml",
    "encodings": "bad-encoding",
    "expressions": "bad-expression",
    "ledger": "unknown-key",
    "missing-files": "missing-file",
    "schema": "wrong-type",
    "schema-pages": "wrong-choice",
    "units": "unit-spelling",
    "unquoted-expressions": "unquoted-expression",
}
"""Bad projects, and rules by which something is found in them that has one right answer."""


@pytest.mark.parametrize("case", CASES)
def test_mending_leaves_nothing_that_can_be_mended_and_all_else_as_it_was(case: str, tmp_path: Path) -> None:
    root = projects.copy(case, tmp_path / "project")
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    done = fixed(root)
    assert [one for one in done.left if one.edits] == []
    assert CASES[case] in {one.rule for one in done.mended}
    for file, data in before.items():
        if (now := file.read_bytes()) != data:
            assert file.relative_to(root).as_posix() in done.files
            was, lines = data.decode().split("\n"), now.decode().split("\n")
            assert len(lines) == len(was)
            changed = [(one, other) for one, other in zip(was, lines, strict=True) if one != other]
            assert all(_indent(one) == _indent(other) for one, other in changed), changed
            assert _comments(now.decode()) == _comments(data.decode())
    again = fixed(root)
    assert (again.mended, again.files) == ((), ())


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())].lstrip("\ufeff")


def _comments(text: str) -> list[str]:
    return [line[line.index(" # ") :] for line in text.split("\n") if " # " in line and "'" not in line]


WRITTEN = {
    "plain": ("- text: 一句中文,第二句 ，第三句。", "- text: 一句中文，第二句，第三句。"),
    "double quotes": (r'- text: "他说\t\"一句,中文\"。"', r'- text: "他说\t\"一句，中文\"。"'),
    "single quotes": ("- text: '它''s 一句,中文。'", "- text: '它''s 一句，中文。'"),
    "escaped": (r'- text: "一句\u4e2d文,第\u4e8c句。"', r'- text: "一句\u4e2d文，第\u4e8c句。"'),
    "literal": (
        "- text: |\n          第一行,一句。\n\n          第二行,一句。",
        "- text: |\n          第一行，一句。\n\n          第二行，一句。",
    ),
    "folded": (
        "- text: >-\n          第一行,一句\n          第二行,一句。",
        "- text: >-\n          第一行，一句\n          第二行，一句。",
    ),
    "with indicators": ("- text: |2-\n            第一行,一句。", "- text: |2-\n            第一行，一句。"),
    "with a comment": ("- text: 一句,中文。 # 注,释", "- text: 一句，中文。 # 注,释"),
    "in a flow": ("- callout: {title: 一句,text: 一句 ；中文。}", "- callout: {title: 一句,text: 一句；中文。}"),
    "around an expression": (
        "- text: 窗口{{ models.gemini.context_window }},好 。",
        "- text: 窗口{{ models.gemini.context_window }}，好。",
    ),
    "inside an expression": (
        "- text: 窗口{{ models.gemini.context_windwo }}和{{ models.gemnii.context_window｜wan }}。",
        "- text: 窗口{{ models.gemini.context_window }}和{{ models.gemini.context_window|wan }}。",
    ),
    "markup": ("- text: 这是**重点,真的**。", "- text: 这是**重点，真的**。"),
    "beside full width": ("- text: （一句） ，“中文”,好。", "- text: （一句），“中文”，好。"),
    "behind an expression": (
        "- text: |\n          第一句说完了。第二句说的是{{ models.gemini.context_window }}",
        "- text: |\n          第一句说完了。第二句说的是{{ models.gemini.context_window }}。",
    ),
    "not inside an expression without a value": (
        "- text: |\n          第一段说完了，有句号。\n\n          第二段也说完了，有句号。\n\n          "
        "第三段到这里也还没有说完，接着要说的是{{ models.gemini.nothing }}",
        "- text: |\n          第一段说完了，有句号。\n\n          第二段也说完了，有句号。\n\n          "
        "第三段到这里也还没有说完，接着要说的是{{ models.gemini.nothing }}",
    ),
    "not behind code": (
        "- text: |\n          第一句说完了。第二句是`代码`\n\n          三是{{ models.gemini.context_window }}。",
        "- text: |\n          第一句说完了。第二句是`代码`\n\n          三是{{ models.gemini.context_window }}。",
    ),
    "two on one place": ("- text: 一句, 中文。", "- text: 一句，中文。"),
}


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_way_of_writing_text(name: str, end: str, write_project: WriteProject) -> None:
    old, new = WRITTEN[name]
    root = write_project({})
    file = root / "content/demo/intro.yaml"
    file.write_bytes(f"\ufeff{PAGE}      {old}\n# 结束,了\n".replace("\n", end).encode())
    fixed(root)
    assert file.read_bytes().decode() == f"\ufeff{PAGE}      {new}\n# 结束,了\n".replace("\n", end)


def _finding(file: str, line: int, column: int, old: str, new: str) -> Diagnostic:
    edit = Edit(Mark(file, line, column), old, new)
    return Diagnostic(Level.WARNING, mixed_width.RULE.id, "", edit.mark, edits=(edit,))


@pytest.mark.parametrize(
    ("text", "column", "old", "new"),
    [
        ("a: 一：二", 5, "：", ": "),  # would be a mapping
        ("a: 一 二", 6, "二", "#二"),  # would be a comment
        ("a: 一", 4, "一", ""),  # would be nothing
        ("a: １２", 4, "１２", "12"),  # would be a number
        ("a: [一，二]", 6, "，", ","),  # would be two
        ("a: '一'", 5, "一", "'"),  # would not end
        ('a: "一"', 5, "一", "\\"),
        ("a: 一", 4, "一", "*b"),  # would be an alias
        ("a: 一", 4, "一", "@b"),
        ("a: 一\nb: 二", 4, "一", "一\nb: 三"),  # would be given twice
        ("a: 一", 4, "丙", "二"),  # stands there no more
        ("a: 一", 40, "", "二"),
        ("a: 一 # 注", 8, "注", "释"),  # a comment is no text
    ],
)
def test_an_edit_that_would_change_something_else_is_dropped(
    text: str, column: int, old: str, new: str, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    [kept] = mending.verified(tmp_path, [_finding("a.yaml", 1, column, old, new)])
    assert (kept.edits, mending.mend(tmp_path, [kept]).files) == ((), {})
    good = _finding("a.yaml", 1, 1, "a", "c")
    assert mending.verified(tmp_path, [_finding("a.yaml", 1, column, old, new), good])[1].edits
    assert yaml.safe_load((tmp_path / "a.yaml").read_text(encoding="utf-8"))


def test_edits_that_touch_wait_for_the_next_time(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 一二三", encoding="utf-8")
    two = [
        _finding("a.yaml", 1, 4, "一二", "丁"),
        _finding("a.yaml", 1, 5, "二", "戊"),
        _finding("a.yaml", 1, 1, "a", "b"),
    ]
    mended = mending.mend(tmp_path, two)
    assert mended.done == (two[0], two[2])
    assert [new for _, new in mended.files.values()] == ["b: 丁三"]


def test_cells_of_a_table(write_project: WriteProject) -> None:
    catalog = SMALL_PROJECT["data/catalog.yaml"].replace("    views:", "    code: ticker\n    note: text\n    views:")
    rows = (
        '\ufeffmonth,code,note,views\r\n2024-01,SH600088,"甲,乙",(1.5)\r\n2024-02,000001.SZ,\u200b丙 ，丁,"(1,200)"\r\n'
    )
    root = write_project({"data/catalog.yaml": catalog, "data/visits.csv": ""})
    (root / "data/visits.csv").write_bytes(rows.encode())
    done = fixed(root)
    assert {one.rule for one in done.mended} == {"bad-cell"}
    assert (root / "data/visits.csv").read_bytes().decode() == rows.replace("(1.5)", "-1.5").replace(
        "SH600088", "600088.SH"
    ).replace("\u200b", "").replace("(1,200)", "-1,200")


def test_a_link_out_of_the_project_is_not_written(write_project: WriteProject, tmp_path: Path) -> None:
    root = write_project({"content/demo/intro.yaml": ""})
    outside = tmp_path / "outside.yaml"
    outside.write_text(f"{PAGE}      - text: 一句,中文。\n", encoding="utf-8")
    (root / "content/demo/intro.yaml").symlink_to(outside)
    assert fixed(root).files == ()
    assert "一句,中文" in outside.read_text(encoding="utf-8")
