"""Diagnostics as text: the caret stands under what is meant, whatever the width of the characters."""

from __future__ import annotations

import pickle
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanbao import rules
from yanbao.checks import unknown_fact
from yanbao.diagnostics import Diagnostic, Level, Mark, Marked, render, suggest

_PIECES = ("a", "b", "中", " ", "\n", "'", '"', "\\", "\\u4e2d")
_RAW = st.lists(st.sampled_from(_PIECES), max_size=16).map("".join)


def rendered(line: str | None, column: int, width: int, remedy: str = "") -> str:
    mark = Mark("content/a.yaml", 42, column)
    return render(Diagnostic(Level.ERROR, unknown_fact.RULE.id, "no fact 'x'", mark, remedy, width), line)


def test_all_parts() -> None:
    assert rendered("    {{ models.x }}；\n", 8, 8, "did you mean 'models.y'?") == (
        "content/a.yaml:42:8: error[unknown-fact] no fact 'x'\n"
        "   42 |     {{ models.x }}；\n"
        "      |        ^^^^^^^^\n"
        "   help: did you mean 'models.y'?"
    )


def test_without_a_line() -> None:
    assert rendered(None, 1, 1) == "content/a.yaml:42:1: error[unknown-fact] no fact 'x'"


@pytest.mark.parametrize(
    ("line", "column", "width", "carets"),
    [
        ("标题: 谷歌x", 5, 2, "      ^^^^"),
        ("标题: 谷歌x", 7, 1, "          ^"),
        ("\ta: b", 5, 1, "    ^"),
        ("a：😀b", 4, 1, "     ^"),
        ("e\u0301x", 3, 1, " ^"),
        ("abc", 4, 1, "   ^"),
        ("abc", 9, 3, "   ^"),
        ("abc", 2, 99, " ^^"),
        ("", 1, 1, "^"),
    ],
)
def test_carets(line: str, column: int, width: int, carets: str) -> None:
    assert rendered(line, column, width).splitlines()[2] == "      | " + carets


def test_what_the_author_wrote_in_several_lines_is_said_in_one() -> None:
    diagnostic = Diagnostic(Level.ERROR, rules.UNKNOWN_KEY.id, "unknown key 'a\nb'", Mark("a.yaml"), "write 'a\nb'")
    assert render(diagnostic, None) == ("a.yaml:1:1: error[unknown-key] unknown key 'a b'\n   help: write 'a b'")


def test_suggestions_have_a_cut_off() -> None:
    assert suggest("chrt", ["chart", "table"]) == "did you mean 'chart'?"
    assert suggest("xyz", ["chart", "table"]) == ""


def test_marked_text_survives_pickling() -> None:
    text = Marked("谷歌", Mark("a.yaml", 3, 4), "'谷歌'")
    copy = pickle.loads(pickle.dumps(text))
    assert (copy, copy.mark, copy.raw) == (text, text.mark, text.raw)
    assert copy.locate(1) == Mark("a.yaml", 3, 6)


ONE_LETTER = dict(zip('"\\/ 0abtnvfreN_LP\t', '"\\/ \0\a\b\t\n\v\f\r\x1b\x85\xa0\u2028\u2029\t', strict=True))
"""What the escapes of one letter write in YAML."""


@given(raw=_RAW, value=_RAW)
def test_one_walk_finds_the_places_that_a_walk_for_each_character_finds(raw: str, value: str) -> None:
    text = Marked(value, Mark("a.yaml", 3, 4), raw)
    for offset in range(len(value) + 2):
        at = _walked(raw, value, offset)
        lines = raw[:at].count("\n")
        column = at - raw.rfind("\n", 0, at) if lines else 4 + at
        assert text.locate(offset) == Mark("a.yaml", 3 + lines, column)


def _walked(raw: str, value: str, offset: int) -> int:
    """Where the character at an offset is written: a walk through the plain, single- or double-quoted scalar."""
    quote = raw[:1] if raw[:1] in {"'", '"'} else ""
    at = len(quote)
    for index, wanted in enumerate(value[: offset + 1]):
        if index < offset and wanted.isspace():
            continue
        width = 1
        while at < len(raw):
            char, width = raw[at], 1
            if quote == '"' and char == "\\" and (escape := re.match(r"\\(?:u([\da-f]{4})|(.))", raw[at:], re.DOTALL)):
                char = chr(int(escape[1], 16)) if escape[1] else ONE_LETTER.get(escape[2], "")
                width = len(escape[0])
            elif quote == "'" and raw.startswith("''", at):
                width = 2
            if char == wanted or (char.isspace() and wanted.isspace()):
                break
            at += width
        if index < offset:
            at = min(at + width, len(raw))
    return at


def test_places_in_a_long_text_are_found_at_once() -> None:
    """Of a text twice as long in twice the time: a walk for each place would take four times."""

    def seconds(words: int) -> float:
        text = Marked("研报 " * words, Mark("a.yaml"), "研报 " * words)
        start = time.process_time()
        assert [text.locate(offset).column for offset in range(0, 3 * words, 10)] == list(range(1, 3 * words + 1, 10))
        return time.process_time() - start

    assert min(seconds(40_000) for _ in range(3)) < 3 * min(seconds(20_000) for _ in range(3))


def test_a_terminal_does_not_obey_what_a_file_holds() -> None:
    diagnostic = Diagnostic(Level.ERROR, rules.BAD_KEY.id, "unknown key '\x1b[2J'", Mark("a.yaml"), width=4)
    assert "\x1b" not in render(diagnostic, "\x1b[2J: x")
