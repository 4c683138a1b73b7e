"""Characters that no text can have are errors where they are written, however they are written."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest

from tests.conftest import SMALL_PROJECT, WriteProject
from yanbao import rules
from yanbao.diagnostics import Diagnostic, render
from yanbao.load.findings import Findings
from yanbao.load.yaml import parse
from yanbao.pipeline import check

BARRED = {
    "control": (r"\x01", r"\x1b", r"\e", r"\0", r"\a", r"\x7f", r"\x9b", r"\r", r"\N", r"\L"),
    "order": (r"\u202e", r"\u202a", r"\u2066", r"\u2069"),
    "private": (r"\ue000", r"\uf8ff", r"\U000f0000", r"\U0010fffd"),
    "no character": (r"\ufffe", r"\uffff", r"\ufdd0", r"\U0001ffff", r"\ufeff", r"\ufffc", r"\U000e0041"),
}
ESCAPES = [escape for kind in BARRED.values() for escape in kind]

PLACES = {
    "content/demo/intro.yaml": "  - title: 上下文窗口扩展\n",
    "content/demo/report.yaml": "title: 人工智能与传媒\n",
    "content/ledger/models.yaml": "  name: Gemini 1.5\n",
    "data/catalog.yaml": "label: 访问量",
    "templates/deck/messages.yaml": "gap: 缺\n",
    "content/institution.yaml": "short_name: 示例\n",
}
OTHERS = {
    "templates/deck/theme.yaml": "base: deck\n",
    "templates/deck/messages.yaml": "gap: 缺\n",
    "content/institution.yaml": "name: 示例证券研究所\nshort_name: 示例\n",
}


def written(text: str, escape: str) -> str:
    """The scalar of a line, in quotes and with an escape in its middle."""
    key, _, value = text.rstrip("\n").partition(": ")
    return f'{key}: "{value[:1]}{escape}{value[1:]}"' + ("\n" if text.endswith("\n") else "")


@pytest.mark.parametrize("file", PLACES)
@pytest.mark.parametrize("escape", [r"\x1b", r"\u202e", r"\ue000", r"\ufffe"])
def test_an_escape_in_any_file(write_project: WriteProject, file: str, escape: str) -> None:
    before = (SMALL_PROJECT | OTHERS)[file]
    line = PLACES[file]
    assert line in before
    root = write_project(OTHERS | {file: before.replace(line, written(line, escape))})
    found = [d for d in check(root) if d.rule == "bad-encoding"]
    assert [(d.mark.file, d.level) for d in found] == [(file, "error")]
    source = (root / file).read_text(encoding="utf-8").split("\n")[found[0].mark.line - 1]
    start = found[0].mark.column - 1
    assert source[start : start + found[0].width] == escape


@pytest.mark.parametrize("escape", ESCAPES)
def test_every_such_escape(escape: str) -> None:
    found = Findings()
    parse(f'pages:\n  - title: "上{escape}下{escape}止"\n', "a.yaml", found)
    assert {d.rule for d in found} == {"bad-encoding"}
    assert [(d.mark.line, d.mark.column, d.width) for d in found] == [
        (2, 14, len(escape)),
        (2, 15 + len(escape), len(escape)),
    ]


def test_what_may_be_escaped() -> None:
    found = Findings()
    text = r'a: "\t\n\"\\\/\x41\u4e2d\U0001f600\_\u2003"'
    node = parse(text, "a.yaml", found)
    assert not found
    assert node
    assert node.value["a"] == '\t\n"\\/A中\U0001f600\xa0\u2003'


@pytest.mark.parametrize("text", ["&#x1b;", "&#27;", "&#xe000;1&#xe001;", "&#x202e;", "&#xd800;", '{{ "\\x1b" }}'])
def test_entities_and_strings_of_expressions(write_project: WriteProject, text: str) -> None:
    intro = SMALL_PROJECT["content/demo/intro.yaml"].replace("长度", text)
    found = [d for d in check(write_project({"content/demo/intro.yaml": intro})) if d.rule == "bad-encoding"]
    assert {(d.mark.file, d.mark.line, d.level) for d in found} == {("content/demo/intro.yaml", 5, "error")}


CATALOG = """\
visits:
  source: google
  as_of: 2024-03
  file: {file}
  columns: {{month: text, views: {{type: number, label: 访问量, unit: 万次}}}}
"""


@pytest.mark.parametrize("char", ["\u202e", "\ue000", "\ufdd0", "\U0010fffd", "\x85"])
@pytest.mark.parametrize("file", ["visits.csv", "visits.xlsx", "visits.parquet"])
def test_a_cell_of_any_format(write_project: WriteProject, file: str, char: str) -> None:
    root = write_project({"data/catalog.yaml": CATALOG.format(file=file)})
    table(root / "data" / file, f"一{char}月")
    found = [d for d in check(root) if d.rule in ("bad-cell", "bad-encoding")]
    assert [(d.mark.file, d.level) for d in found] == [(f"data/{file}", "error")]


def table(file: Path, cell: str) -> None:
    """A table of two rows, one cell of which is given."""
    if file.suffix == ".csv":
        file.write_text(f"month,views\n{cell},1\n二月,2\n", encoding="utf-8")
    elif file.suffix == ".parquet":
        pyarrow.parquet.write_table(pa.table({"month": [cell, "二月"], "views": [1, 2]}), file)
    else:
        book, stream = openpyxl.Workbook(), io.BytesIO()
        for row in (["month", "views"], [cell, 1], ["二月", 2]):
            book.active.append(row)
        book.save(stream)
        file.write_bytes(stream.getvalue())


def test_a_message_cannot_turn_its_own_letters() -> None:
    from yanbao.diagnostics import Level, Mark

    said = render(Diagnostic(Level.ERROR, rules.BAD_KEY.id, "no '\u202ex'", Mark("a.yaml")), "\u2066 here")
    assert "\u202e" not in said
    assert "\u2066" not in said
