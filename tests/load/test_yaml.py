"""YAML as plain values that know where they stand."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from yanbao.diagnostics import Mark, Marked
from yanbao.load.findings import Findings
from yanbao.load.yaml import Node, parse


def load(text: str) -> Node:
    found = Findings()
    node = parse(text, "x.yaml", found)
    assert node is not None
    assert not found
    return node


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("79", 79),
        ("-12", -12),
        ("+3", 3),
        ("1_000_000", 1_000_000),
        ("1.50", 1.5),
        (".5", 0.5),
        ("-0.25", -0.25),
        ("4000e8", 4e11),
        ("1.64e+9", 1.64e9),
    ],
)
def test_what_is_more_than_text(text: str, value: Any) -> None:
    found = load(f"a: {text}\n").value["a"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        *("NO", "no", "yes", "on", "True", "NULL"),
        *("000001", "600088.SH", "007", "0x1F", "0o17", "1:30", "1__0", "1_00"),
        *("2024-04-22", "2024-04", "55%", "1,234", "1.", "1e", ".e5", ".nan", ".inf", "1e999", "-", "+"),
        *("12345678901234567890", "10亿", "１２"),
    ],
)
def test_what_stays_text(text: str) -> None:
    found = load(f"a: {text}\n" if text != "-" else "a: '-'\n").value["a"]
    assert found == text
    assert isinstance(found, Marked)


def test_quoted_is_text() -> None:
    assert load("{a: '5', b: \"true\", c: ''}").value == {"a": "5", "b": "true", "c": ""}


def test_places_of_values_and_keys() -> None:
    node = load("标题: 谷歌\n列表:\n  - {甲: 乙, 丙: 7}\n  - |\n    第一行\n      第二行\n")
    inner = node.children["列表"].children[0].children
    assert node.children["标题"].mark == Mark("x.yaml", 1, 5)
    assert node.value["标题"].mark == Mark("x.yaml", 1, 5)
    assert inner["丙"].key == "丙"
    assert inner["丙"].key.mark == Mark("x.yaml", 3, 12)
    assert inner["丙"].mark == Mark("x.yaml", 3, 15)
    block = node.value["列表"][1]
    assert block == "第一行\n  第二行\n"
    assert block.mark == Mark("x.yaml", 5, 1)
    assert block.locate(block.index("第二")) == Mark("x.yaml", 6, 7)


def test_windows_line_ends_move_nothing() -> None:
    node = load("a: 1\r\nb: |\r\n  第一行\r\n  第二行\r\nc: 谷歌\r\n")
    assert node.value == {"a": 1, "b": "第一行\n第二行\n", "c": "谷歌"}
    assert node.value["b"].locate(5) == Mark("x.yaml", 4, 4)
    assert node.value["c"].mark == Mark("x.yaml", 5, 4)


def test_finding_skips_what_is_not_in_the_tree() -> None:
    node = load("pages:\n  - chart: {type: line, series: win}\n")
    found = node.find(("pages", 0, "blocks", "chart", "line", "series", 0, "y"))
    assert found.value == "win"
    missing = node.find(("pages", 0, "chart", "line", "title"))
    assert missing.key == "chart"


Written = tuple[str, str]
"""A character of a value and how it is written."""

CHARACTERS = "中文，ab1'\"\\:#-%{}😀é"


def words(escape: bool = False) -> st.SearchStrategy[list[list[Written]]]:
    plain = st.sampled_from(CHARACTERS).map(lambda char: (char, char))
    codes = st.sampled_from("中é\"'\\").flatmap(
        lambda char: st.sampled_from([f"\\u{ord(char):04x}", f"\\U{ord(char):08x}"]).map(lambda code: (char, code))
    )
    return st.lists(st.lists(plain | codes if escape else plain, min_size=1, max_size=5), min_size=1, max_size=8)


def check_places(parts: list[list[Written]], start: str, gaps: list[str], end: str) -> None:
    """Write words into a document and look for each of their characters where it was written."""
    text, places = start, []
    for index, word in enumerate(parts):
        text += gaps[index % len(gaps)] if index else ""
        for char, written in word:
            places.append((char, text.count("\n") + 1, len(text) - text.rfind("\n")))
            text += written
    value = load(text + end).value["键"]
    offsets = [index for index, char in enumerate(value) if not char.isspace()]
    assert len(offsets) == len(places)
    for offset, (char, line, column) in zip(offsets, places, strict=True):
        assert value[offset] == char
        assert value.locate(offset) == Mark("x.yaml", line, column)


@given(words(), st.lists(st.sampled_from([" ", "\n  ", "\n\n    "]), min_size=1, max_size=4))
def test_places_in_plain_text(parts: list[list[Written]], gaps: list[str]) -> None:
    parts = [[pair for pair in word if pair[0] in "中文，ab😀é\"'"] or [("文", "文")] for word in parts]
    check_places([[("中", "中")], *parts], "前: 1\n键: ", gaps, "\n")


@given(words(), st.lists(st.sampled_from([" ", "\n  ", "\n\n    "]), min_size=1, max_size=4))
def test_places_in_single_quotes(parts: list[list[Written]], gaps: list[str]) -> None:
    doubled = [[(char, "''" if char == "'" else char) for char, _ in word] for word in parts]
    check_places(doubled, "键: '", gaps, "'\n")


@given(words(escape=True), st.lists(st.sampled_from([" ", "\\n", "\\t", "\n  ", "\\\n  "]), min_size=1, max_size=4))
def test_places_in_double_quotes(parts: list[list[Written]], gaps: list[str]) -> None:
    escaped = [[(char, "\\" + char if written in '"\\' else written) for char, written in word] for word in parts]
    check_places(escaped, '键: "', gaps, '"\n')


@given(
    words(),
    st.sampled_from(["|", "|-", "|+ # 注", ">", ">-"]),
    st.lists(st.sampled_from([" ", "\n  ", "\n    ", "\n\n  "]), min_size=1, max_size=4),
)
def test_places_in_blocks(parts: list[list[Written]], header: str, gaps: list[str]) -> None:
    check_places(parts, f"前: 1\n键: {header}\n  ", gaps, "\n后: 1\n")


def test_too_many_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yanbao.load.yaml.MAX_NODES", 20)
    found = Findings()
    assert parse("a: [\n" + "x,\n" * 30 + "]\n", "x.yaml", found) is None
    assert [(d.rule, d.mark) for d in found] == [("too-large", Mark("x.yaml", 19, 1))]


def test_deep_nesting_is_refused_at_once() -> None:
    found = Findings()
    assert parse("[" * 1_000_000, "x.yaml", found) is None
    assert [(d.rule, d.mark) for d in found] == [("too-large", Mark("x.yaml", 1, 51))]


@pytest.mark.parametrize(
    ("text", "line", "column"), [("a: {{ ", 1, 5), ("a: 1\nb: [\n", 2, 4), ("a: 1\nb: [x,", 2, 4), ("[", 1, 1)]
)
def test_a_file_that_ends_too_early_is_faulty_where_the_open_bracket_is(text: str, line: int, column: int) -> None:
    found = Findings()
    assert parse(text, "x.yaml", found) is None
    assert [d.mark for d in found] == [Mark("x.yaml", line, column)]


@pytest.mark.parametrize("parser", [yaml.CSafeLoader, yaml.SafeLoader])
@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("{a: 1} b\n", 8, "this stands after the end of the only value of the file"),
        ("a: ? b\n", 4, "a value cannot begin with '? '"),
        ("a: 'b' c\n", 8, "text after a closing quotation mark"),
        ('a: "b\\q"\n', 6, "unknown escape in double quotes"),
        ("a: [b |c, | d]\n", 11, "a value cannot begin with '|'"),
        ("%a: 1\n", 1, "a value cannot begin with '%'"),
        ("a: [b", 4, "'[' is never closed, or a comma is missing after it"),
    ],
)
def test_with_libyaml_or_without_the_same_is_said(
    monkeypatch: pytest.MonkeyPatch, parser: Any, text: str, column: int, message: str
) -> None:
    monkeypatch.setattr("yanbao.load.yaml._Loader", parser)
    found = Findings()
    assert parse(text, "x.yaml", found) is None
    assert [(d.message, d.mark.column) for d in found] == [(message, column)]


IN_HEAD, GLUED = "the text of '|' or '>' begins on the next line", "a comment needs a space before its '#'"


@pytest.mark.parametrize("parser", [yaml.CSafeLoader, yaml.SafeLoader])
@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a: |#1 place\n  b\n", 1, 5, IN_HEAD),
        ("a: >-#x\n  b\n", 1, 6, IN_HEAD),
        ("# c\na: |2#x\n    b\nc: d", 2, 6, IN_HEAD),
        ("a: 'x'#y", 1, 7, GLUED),
        ('# "c"#\nb: c#d # "e"#f\na: "x"#y\n', 3, 7, GLUED),
        ("a: [1]#y\nb: c\n", 1, 7, GLUED),
        ("a: [1,#y\n 2]\n", 1, 7, GLUED),
        ("a: {#y\n b: 1}\n", 1, 5, GLUED),
        ("- {b: 1}#y\n- c\n", 1, 9, GLUED),
    ],
)
def test_no_text_is_lost_as_a_comment(
    monkeypatch: pytest.MonkeyPatch, parser: Any, text: str, line: int, column: int, message: str
) -> None:
    monkeypatch.setattr("yanbao.load.yaml._Loader", parser)
    found = Findings()
    parse(text, "x.yaml", found)
    assert (found[0].message, found[0].mark) == (message, Mark("x.yaml", line, column))


@pytest.mark.parametrize("parser", [yaml.CSafeLoader, yaml.SafeLoader])
def test_a_number_sign_in_text_and_a_comment_after_a_space_are_what_they_are(
    monkeypatch: pytest.MonkeyPatch, parser: Any
) -> None:
    monkeypatch.setattr("yanbao.load.yaml._Loader", parser)
    text = "#c\na: b#c # x\"#y\nd: | # 'x'#y\n  x#y\n  'x'#y\n# 'x'#y\ne: [a#b, 'c#d']  #\n#'x'#z"
    assert load(text).value == {"a": "b#c", "d": "x#y\n'x'#y\n", "e": ["a#b", "c#d"]}
