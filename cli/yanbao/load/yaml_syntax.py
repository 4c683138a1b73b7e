"""Explains YAML syntax errors in the author's terms.

The parser reports what it did not expect where it stopped; the mistake is often on an earlier line, and there are few
common ones. Each is one small function that returns None if it does not apply.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from yaml import Mark as Place
from yaml import MarkedYAMLError, YAMLError

from yanbao import rules
from yanbao.diagnostics import Diagnostic, Edit, Level, Mark
from yanbao.rules import Rule

BESIDE_INDICATOR = ("the text of '|' or '>' begins on the next line", "")
GLUED_COMMENT = (
    "a comment needs a space before its '#'",
    "write ' #', or put the value in quotes if '#' is part of it",
)
"""Messages and remedies."""

IF_IT_IS_TEXT = "put all of the value in quotes if it is text; write a space after '#' if it is a comment"


@dataclass(frozen=True)
class _Trouble:
    """Where and why the parser stopped; lines and columns from 0. ``began`` is the start of the construct."""

    problem: str
    context: str
    lines: list[str]
    at: tuple[int, int]
    began: tuple[int, int]

    @property
    def line(self) -> str:
        return self.lines[self.at[0]]

    @property
    def before(self) -> int:
        """The last line with text before the one where the parser stopped; -1 if there is none."""
        return next((n for n in range(self.at[0] - 1, -1, -1) if self.lines[n].strip()), -1)

    @property
    def is_at_the_end(self) -> bool:
        """True if no text follows where the parser stopped."""
        row, column = self.at
        return not any(map(str.strip, (self.line[column:], *self.lines[row + 1 :])))


@dataclass(frozen=True)
class _Answer:
    """What is wrong, and where. ``new`` is right in the place of ``old``, if that is certain."""

    message: str
    at: tuple[int, int]
    help: str = ""
    width: int = 1
    rule: Rule = rules.BAD_YAML
    old: str = ""
    new: str = ""


def explain(error: YAMLError, text: str, file: str) -> Diagnostic:
    """The diagnostic for a parser error."""
    trouble = _trouble(error, text)
    answers = (question(trouble) for question in _QUESTIONS)
    answer = next((answer for answer in answers if answer), None)
    if answer is None:
        context = f"{trouble.context}, " if trouble.context else ""
        answer = _Answer(f"this is not YAML: {context}{trouble.problem}", trouble.at)
    row, column = answer.at
    lines = text.removesuffix("\n").split("\n")
    if row >= len(lines):  # it stopped at the end of the file, below the last line
        row, column = len(lines) - 1, len(lines[-1])
    mark = Mark(file, row + 1, column + 1)
    edits = (Edit(mark, answer.old, answer.new),) if answer.old != answer.new else ()
    return Diagnostic(Level.ERROR, answer.rule.id, answer.message, mark, answer.help, answer.width, edits=edits)


def _trouble(error: YAMLError, text: str) -> _Trouble:
    lines = [*text.split("\n"), ""]
    if not isinstance(error, MarkedYAMLError):
        return _Trouble(str(error).split("\n")[0], "", lines, (0, 0), (0, 0))
    problem, context = error.problem_mark or error.context_mark, error.context_mark or error.problem_mark
    at, began = _place(problem, lines), _place(context, lines)
    return _Trouble(error.problem or "", error.context or "", lines, at, began)


def _place(mark: Place | None, lines: list[str]) -> tuple[int, int]:
    """Row and column of a parser's mark, in the file: to the parser, U+2028 and its like end lines, too."""
    return (min(mark.line, len(lines) - 1), mark.column) if mark else (0, 0)


def _tab(t: _Trouble) -> _Answer | None:
    if "tab character" in t.problem or t.line[t.at[1] : t.at[1] + 1] == "\t":
        return _Answer("a tab: YAML is indented with spaces", t.at, "replace each tab by two spaces")
    return None


def _wide_indent(t: _Trouble) -> _Answer | None:
    for row in (t.at[0], t.before):
        if row >= 0 and (found := re.match(r"[ -]*([\u3000\u00a0]+)\s*[A-Za-z_]+\s*[:：]", t.lines[row])):
            width = len(found[1])
            advice = "replace each by two spaces typed with the input method in English"
            return _Answer("a space that is not a plain one", (row, found.start(1)), advice, width)
    return None


def _unclosed_quote(t: _Trouble) -> _Answer | None:
    if "quoted scalar" in t.context and "end of stream" in t.problem:
        return _Answer("this quotation mark is never closed", t.began)
    return None


def _bad_escape(t: _Trouble) -> _Answer | None:
    if "escape" in t.problem:
        at = (t.at[0], max(t.line.rfind("\\", 0, t.at[1] + 1), 0))  # without libyaml, one character later
        return _Answer("unknown escape in double quotes", at, r"write \\ for a backslash, or use single quotes")
    return None


def _bare_expression(t: _Trouble) -> _Answer | None:
    for row in dict.fromkeys((t.at[0], t.began[0])):
        if found := re.search(r"(?:^\s*|[:\-,\[{]\s+)(\{\{.*)", t.lines[row]):
            message = "a value that begins with an expression must be quoted"
            width = len(found[1].rstrip())
            at, change = (row, found.start(1)), _in_quotes(found[1])
            return _Answer(message, at, _quote(found[1]), width, rules.UNQUOTED_EXPRESSION, *change)
    return None


def _reserved_start(t: _Trouble) -> _Answer | None:
    row, column = t.at if "next token" in t.context else t.began
    char = t.lines[row][column : column + 1]
    marks = "@`%&*!|>" if "next token" in t.context else "@`%&*!"
    if "while scanning" in t.context and char and char in marks:
        value = t.lines[row][column:]
        old, new = _in_quotes(value)
        return _Answer(f"a value cannot begin with '{char}'", (row, column), _quote(value), old=old, new=new)
    return None


def _text_beside_indicator(t: _Trouble) -> _Answer | None:
    if "block scalar" in t.context:
        message, remedy = BESIDE_INDICATOR
        return _Answer(message, t.at, remedy)
    return None


def _unclosed_bracket(t: _Trouble) -> _Answer | None:
    if "flow sequence" not in t.context and "flow mapping" not in t.context:
        return None
    row, column = t.began
    bracket = t.lines[row][column : column + 1]
    if row == t.at[0] and not t.is_at_the_end:
        closing = "]" if bracket == "[" else "}"
        return _Answer(f"a comma, or the closing '{closing}', is missing here", t.at)
    return _Answer(f"'{bracket}' is never closed, or a comma is missing after it", t.began)


def _open_at_the_end(t: _Trouble) -> _Answer | None:
    row, column = t.at
    text = "\n".join([*t.lines[:row], t.line[:column]])
    if "flow node" not in t.context or not t.is_at_the_end:
        return None
    at = max(text.rfind("["), text.rfind("{"))
    if at < 0:
        return None
    return _Answer(f"'{text[at]}' is never closed", (text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1))


def _text_after_quotes(t: _Trouble) -> _Answer | None:
    before = t.line[: t.at[1]].rstrip()
    is_odd = "expected key" in t.problem or "but found '<scalar>'" in t.problem  # with libyaml; without
    if is_odd and "block mapping" in t.context and before.endswith(("'", '"')):
        return _Answer("text after a closing quotation mark", t.at, "put the whole value in quotes")
    return None


def _after_the_end(t: _Trouble) -> _Answer | None:
    if "<document start>" in t.problem:
        row = next((n for n, line in enumerate(t.lines[: t.at[0] + 1]) if line.startswith("%")), None)
        if row is not None:  # a directive, which libyaml reports itself
            return _Answer("a value cannot begin with '%'", (row, 0), _quote(t.lines[row]))
        advice = "begin 'key: value' at the left edge, or put the whole value in quotes"
        return _Answer("this stands after the end of the only value of the file", t.at, advice)
    return None


def _question_mark(t: _Trouble) -> _Answer | None:
    if "mapping keys are not allowed" in t.problem:
        return _Answer("a value cannot begin with '? '", t.at, _quote(t.line[t.at[1] :]))
    return None


def _colon_in_value(t: _Trouble) -> _Answer | None:
    found = re.match(r"(?:\s|- )*(?:'[^']*'|\"[^\"]*\"|[^\s:'\"][^:]*):\s+(\S.*)", t.line)
    if "mapping values" in t.problem and found and found.start(1) <= t.at[1]:
        old, new = _in_quotes(found[1])
        is_here = t.at[1] == found.start(1)
        message, help_text = "a value with ': ' in it must be quoted", _quote(found[1])
        return _Answer(message, t.at, help_text, old=old if is_here else "", new=new if is_here else "")
    return None


def _list_on_line_of_key(t: _Trouble) -> _Answer | None:
    if "sequence entries" in t.problem:
        return _Answer("a list cannot begin on the line of its key", t.at, "put '- …' on the next line")
    return None


def _colon(t: _Trouble) -> _Answer | None:
    """A key whose colon is missing, full-width, or not followed by a space, on this line or the previous one."""
    if "mapping values" not in t.problem and "expected ':'" not in t.problem:
        return None
    rows = (t.began[0], t.before) if "expected ':'" in t.problem else (t.before, t.at[0])
    for row in rows:
        line = t.lines[row] if row >= 0 else ""
        if found := re.match(r"(?:\s|- )*[^\s:：'\"\-#][^\s:：]*(：)", line):
            new = ":" if line[found.end(1) : found.end(1) + 1] in {"", " "} else ": "
            at, message = (row, found.start(1)), "a full-width colon '：' after a key"
            return _Answer(message, at, "write ': '", old="：", new=new)
        if found := re.match(r"(?:\s|- )*[^\s:'\"\-#][^\s:]*(:)\S", line):
            return _Answer("a space is missing after the colon", (row, found.start(1)), old=":", new=": ")
        if line.strip() and not re.search(r":(\s|$)", line):
            above = t.lines[row - 1].rstrip() if row else ""
            advice = "indent the text more than its key" if above.endswith(("|", ">", "|-", ">-")) else ""
            start = len(line) - len(line.lstrip())
            return _Answer("this line has no key: 'key: value' is expected", (row, start), advice, len(line.strip()))
    return None


def _too_deep(t: _Trouble) -> _Answer | None:
    if "mapping values" in t.problem and t.before >= 0:
        start = len(t.line) - len(t.line.lstrip())
        return _Answer("this line is indented more than the key above, which has a value already", (t.at[0], start))
    return None


def _no_value(t: _Trouble) -> _Answer | None:
    if "node content" in t.problem:
        is_gap = t.line[t.at[1] : t.at[1] + 1] in {",", "]", "}"}
        advice = "write null for nothing" if is_gap else "text that begins with this character must be quoted"
        return _Answer("a value is expected here", t.at, advice)
    return None


def _not_in_line(t: _Trouble) -> _Answer | None:
    if "block collection" in t.context or "block sequence" in t.context:
        what = "does not begin with '- ' as the list around it does"
    elif "block mapping" in t.context:
        what = "is not 'key: value' at the level of the mapping around it"
    else:
        return None
    return _Answer(f"this line {what}", t.at, f"it begins on line {t.began[0] + 1}; look at the indentation")


def _quote(value: str) -> str:
    value = value.strip()
    if "'" not in value:
        return f"write '{value}'" if '"' in value or "\\" in value else f'write "{value}"'
    return "write it on the next line, after '|'" if '"' in value else f'write "{value}"'


def _in_quotes(value: str) -> tuple[str, str]:
    """A value as it is written, and in quotes; the same, if it may end before the line does, or needs another form."""
    value = value.strip()
    if "'" not in value and " #" not in value:
        quote = "'" if '"' in value or "\\" in value else '"'
        return value, f"{quote}{value}{quote}"
    return value, value


_QUESTIONS: tuple[Callable[[_Trouble], _Answer | None], ...] = (
    _unclosed_quote,
    _bad_escape,
    _bare_expression,
    _tab,
    _wide_indent,
    _reserved_start,
    _text_beside_indicator,
    _unclosed_bracket,
    _open_at_the_end,
    _text_after_quotes,
    _after_the_end,
    _question_mark,
    _list_on_line_of_key,
    _colon_in_value,
    _colon,
    _too_deep,
    _no_value,
    _not_in_line,
)
