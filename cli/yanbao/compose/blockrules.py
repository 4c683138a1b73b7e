"""Markdown rules of lines: tables, quotations, numbered lists. They are stricter than Markdown, which drops lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, blockquote
from markdown_it.rules_block.table import escapedSplit, getLine, headerLineRe
from markdown_it.rules_block.table import table as pipe_table
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_QUOTED = re.compile(r">(?: (?![0-9=.%>])|\Z)")
"""The beginning of a line of a quotation; before a number, ``>`` means more than."""

_YEAR = re.compile(r"> ?(?:19|20)[0-9]{2}年")
_DASHES = re.compile(r"[|:\s]*-[-:|\s]*\Z")


@dataclass(frozen=True, slots=True)
class WrongLine:
    """What is wrong with a line, counted from 0, and what to do."""

    line: int
    message: str
    remedy: str


def quotation(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``> text``: a quotation, after an empty line."""
    if silent or not _QUOTED.match(getLine(state, start)):
        return False
    if not blockquote(state, start, end, silent):
        return False
    for line in range(start, state.line):
        text = getLine(state, line)
        if text.strip() and not text.startswith(">"):
            message = "this line goes on with the quotation above it, but does not begin with '>'"
            state.env["wrong"].append(WrongLine(line, message, "put an empty line before it, or begin it with '> '"))
    return True


def misplaced_quotation(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """Lines of a paragraph that were meant as a quotation, each with what is wrong and what to do."""
    for at, line in enumerate(lines):
        if _YEAR.match(line):
            yield at, "'>' before a number means more than", "begin a quotation with a word, or with “"
        elif at and _QUOTED.match(line):
            remedy = "put an empty line before it; '>' for more than does not begin a line"
            yield at, "a quotation begins after an empty line", remedy


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table of lines that begin with ``|``: heads, a row of dashes, and rows of as many cells."""
    if not getLine(state, start).startswith("|"):
        return False
    if silent:
        return pipe_table(state, start, end, silent)
    last = start
    while last < end and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
        last += 1
    lines = [mdTrim(getLine(state, line)) for line in range(start, last)]
    if len(lines) == 1 and (len(_cells(lines[0])) == 1 or not lines[0].endswith("|")):
        return False  # |x|, an amount
    if wrong := [WrongLine(start + at, message, remedy) for at, message, remedy in _wrong_rows(lines)]:
        state.env["wrong"] += wrong
        token = state.push("wrong_table", "", 0)
        token.content = "\n".join(lines)
        state.line = last
        return True
    return pipe_table(state, start, end, silent)


def _wrong_rows(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """What is wrong with the rows of a table, by their positions."""
    columns = len(_cells(lines[0]))
    dashes = f"| {' | '.join(['---'] * columns)} |"
    if len(lines) == 1 or not _DASHES.match(lines[1]):
        at = min(1, len(lines) - 1)
        yield at, "a table has a row of dashes below its heads", f"write {dashes} as its second line"
        return
    given = _cells(lines[1])
    if not all(headerLineRe.match(mdTrim(cell)) for cell in given):
        yield 1, "this row says how columns are aligned, in dashes and colons", f"write {dashes}; ---: aligns right"
    elif len(given) != columns:
        yield 1, f"{len(given)} columns are aligned, and {columns} have heads", f"write {dashes}"
    if len(lines) == 2:
        yield 1, "this table has no rows", "write them below the dashes"
    for at, line in enumerate(lines[2:], 2):
        count = len(_cells(line))
        if not line.startswith("|"):
            yield (
                at,
                "this line is no row of the table above it",
                "put an empty line after a table",
            )
        elif count != columns:
            more = "write \\| where | is text" if count > columns else "a cell may be empty: | |"
            yield at, f"this row has {count} cell{'s' * (count > 1)}, and the table {columns} columns", more


def _cells(line: str) -> list[str]:
    """The cells of a row, as Markdown splits it."""
    cells = escapedSplit(line)
    if cells and not cells[0]:
        del cells[0]
    if cells and not cells[-1]:
        del cells[-1]
    return cells


def numbered(state: StateCore) -> None:
    """Items of lists keep the numbers that were typed, 5. after 2. as well; those of a list of 1. only are counted."""
    lists: list[list[Token]] = []
    for token in state.tokens:
        match token.type:
            case "ordered_list_open" | "bullet_list_open":
                lists.append([token])
            case "list_item_open":
                lists[-1].append(token)
            case "ordered_list_close":
                _number(*lists.pop())
            case "bullet_list_close":
                lists.pop()


def _number(opening: Token, *items: Token) -> None:
    """Set ``value`` of items whose number is not their place; the class of a list tells how wide its numbers are."""
    typed = [int(item.info) for item in items]
    is_counted = len(typed) > 1 and len(set(typed)) == 1
    numbers = [typed[0] + at for at in range(len(typed))] if is_counted else typed
    for place, (item, number) in enumerate(zip(items, numbers, strict=True), 1):
        if number != place:
            item.attrSet("value", str(number))
    digits = len(str(max(numbers)))
    if digits > 1:
        opening.attrSet("class", f"digits-{digits}")
