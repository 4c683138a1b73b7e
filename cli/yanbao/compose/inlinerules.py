"""Markdown rules inside a line: emphasis, scripts, struck text, code, footnotes. Each cannot misfire in prose.

Ranges (5~8亿元，10~12亿元) and prices are ordinary text in a research report, so these rules ask for more than Markdown
does: what does not look exactly like the markup stays text, and the reviewer tells of it.
"""

from __future__ import annotations

import re

from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline, backtick, strikethrough
from markdown_it.rules_inline.state_inline import Delimiter

from yanbao.chinese import HAN, lowered, raised
from yanbao.compose.placeholders import SLOT, WORD

_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
_RAISED = re.compile(r"(?<=[\w)）\]])\^(?P<inside>[^\s^~]{1,12})\^")
_LOWERED = re.compile(r"(?<=[A-Za-zͰ-Ͽ)）\]])~(?P<inside>[^\s^~]{1,12})~(?![~0-9])")
_BELOW = re.compile(
    r"(?<=[A-Za-zͰ-Ͽ)）\]])~"
    r"(?P<inside>[A-Za-z][A-Za-z0-9]{0,11}|[0-9]{1,3}\.[0-9]{1,2}|[A-Za-z](?:,[A-Za-z0-9]){1,3}"
    rf"|[{HAN}]{{1,2}}(?=~(?:[^{HAN}]|\Z)))"
    r"~(?![~0-9A-Za-z])"
)
"""What has no subscript forms: R~WACC~, PM~2.5~, x~i,j~, E~中~, but not A~B~C."""

_ABOVE = re.compile(rf"(?<=[A-Za-z0-9Ͱ-Ͽ)）\]])\^(?P<inside>[{HAN}]{{1,4}})\^(?!\^)")
"""What has no superscript forms: R^平方^."""

_FORMULA = re.compile(r"\$`(?P<inside>[^`\n]*)(?P<end>`\$)?")
_STARS = re.compile(rf"(?<!\*)\*\*(?!\*)(?!(?<=[0-9]\*\*)[0-9])(?P<ends>{WORD}?(?:[、，；。）)]|\Z))?")
_OPENED = re.compile(rf"[、，；（(]{WORD}?\Z")
_TILDES = re.compile("~{2,}")
_RANGE = re.compile(r"[0-9%％‰万亿元倍年月日点个股吨]~{2,}[0-9]")
_TICKS = re.compile("`+")
_MOST_STRUCK = 100  # marks in a paragraph: pairing them takes quadratic time
_MOST_TICKS = 2  # three begin a block of code, which is not part of the language

NESTED = "a footnote inside a footnote or a link"
ONE_LINE = "a footnote has no place here"


def picture_as_written(state: StateInline, silent: bool) -> bool:
    """Treat image markup as text; otherwise it would become a link."""
    return _as_text(state, _PICTURE.match(state.src, state.pos), silent)


def script(state: StateInline, silent: bool) -> bool:
    """``x^2^`` and ``H~2~O`` as the characters x² and H₂O, which are also extracted as these; ``R~WACC~`` and
    ``R^平方^`` set smaller.
    """
    for pattern, convert in ((_RAISED, raised), (_LOWERED, lowered)):
        found = pattern.match(state.src, state.pos)
        if found and (characters := convert(found["inside"])):
            if not silent:
                token = state.push("script", "", 0)
                token.content, token.markup = characters, found[0]
            state.pos = found.end()
            return True
    for pattern, tag in ((_BELOW, "sub"), (_ABOVE, "sup")):
        if found := pattern.match(state.src, state.pos):
            if not silent:
                token = state.push("shifted", tag, 0)
                token.content, token.markup = found["inside"], found[0]
            state.pos = found.end()
            return True
    return False


def strong(state: StateInline, silent: bool) -> bool:
    """``**text**`` as in Markdown; other numbers of stars, and ``_``, are ordinary text: 净利率*周转率, *、**、***.

    It does not begin before a comma or a closing bracket, nor end after one that opens, and is none between digits.
    """
    found = _STARS.match(state.src, state.pos)
    if not found or silent:
        return False
    scanned = state.scanDelims(state.pos, True)
    opens = scanned.can_open and not found["ends"]
    closes = scanned.can_close and not _OPENED.search(state.src, max(0, state.pos - 2), state.pos)
    for _ in range(2):
        token = state.push("text", "", 0)
        token.content = "*"
        state.delimiters.append(Delimiter(ord("*"), 2, token=len(state.tokens) - 1, end=-1, open=opens, close=closes))
    state.pos += 2
    return True


def struck(state: StateInline, silent: bool) -> bool:
    """``~~text~~``; but tildes between numbers are a range."""
    found = _TILDES.match(state.src, state.pos)
    if found and not silent:
        before = sum(delimiter.marker == ord("~") for delimiter in state.delimiters)
        is_range = before % 2 == 0 and _RANGE.match(state.src, max(0, state.pos - 1))
        if is_range or len(found[0]) > len("~~") or before > _MOST_STRUCK:
            return _as_text(state, found, silent)
    return strikethrough.tokenize(state, silent)


def code(state: StateInline, silent: bool) -> bool:
    """`` `code` ``, between one or two backticks."""
    found = _TICKS.match(state.src, state.pos)
    if found and len(found[0]) > _MOST_TICKS:
        return _as_text(state, found, silent)
    return backtick(state, silent)


def formula(state: StateInline, silent: bool) -> bool:
    """``$`E=mc^2`$``: a formula. A dollar sign alone is a price."""
    found = _FORMULA.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        wrong = _wrong_formula(state, found)
        token = state.push("mistake" if wrong else "formula", "", 0)
        token.markup = found[0]
        if wrong:
            token.meta = {"message": wrong[0], "remedy": wrong[1]}
        else:
            token.content = found["inside"]
    state.pos = found.end()
    return True


def _wrong_formula(state: StateInline, found: re.Match[str]) -> tuple[str, str] | None:
    """What is wrong with the place and the ends of a formula, and what to do."""
    if not found["end"]:
        return "this formula is never closed on its line: `$ is missing", "write $`a+b`$"
    if SLOT.search(found["inside"]):
        return "a value in a formula", "write the value beside it"
    if state.env.get("is_line"):
        return (
            "a formula has no place here",
            "formulas are for 'text' and 'callout'; here write x² ≤ 3×α",
        )
    return None


def note(state: StateInline, silent: bool) -> bool:
    """``^[text]``: a footnote, written where its mark is."""
    if not state.src.startswith("^[", state.pos):
        return False
    start, end = state.pos, parseLinkLabel(state, state.pos + 1)
    inside = state.src[start + 2 : end].strip() if end >= 0 else ""
    mistake = _wrong_note(state, end, inside)
    after = end + 1 if end >= 0 else start + 2
    if not silent:
        token = state.push("mistake" if mistake else "note", "", 0)
        token.markup = state.src[start:after]
        if mistake:
            token.meta = {"message": mistake[0], "remedy": mistake[1]}
        else:
            token.children = []
            state.md.inline.parse(inside, state.md, {**state.env, "in_note": True}, token.children)
    state.pos = after
    return True


def _wrong_note(state: StateInline, end: int, inside: str) -> tuple[str, str] | None:
    """What is wrong with a footnote, and what to do."""
    if end < 0:
        return "this footnote is never closed: ']' is missing", "write ^[its text]"
    if not inside:
        return "an empty footnote", "write its text: ^[…]"
    if state.env.get("in_note") or state.linkLevel:
        return NESTED, "write it in brackets"
    if state.env.get("is_line"):
        return ONE_LINE, "footnotes are for 'text' and 'callout'; a figure has a 'note', a table 'footnotes'"
    return None


def _as_text(state: StateInline, found: re.Match[str] | None, silent: bool) -> bool:
    if found is None:
        return False
    if not silent:
        state.pending += found[0]
    state.pos = found.end()
    return True
