"""Prose as it is written: the line breaks of its file, entities, and expressions with a slip of the pen. Pure."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from yanbao.characters import IN_VALUE
from yanbao.diagnostics import Edit, Marked
from yanbao.grammar import ExpressionError, Piece

_ENTITY = re.compile(r"&#(?:[xX][0-9a-fA-F]{1,6}|[0-9]{1,7});")


def barred_entities(text: str) -> Iterator[tuple[int, str, str]]:
    """Numeric entities for characters that are not allowed: start, entity and character."""
    for entity in _ENTITY.finditer(text):
        if bad := IN_VALUE.search(_character(entity[0])):
            yield entity.start(), entity[0], bad[0]


def _character(entity: str) -> str:
    """The character of a numeric entity; empty if there is none."""
    number = int(entity[3:-1], 16) if entity[2] in "xX" else int(entity[2:-1])
    return chr(number) if number <= sys.maxunicode else ""


def unfolded(piece: Piece, prose: Marked) -> str:
    """Literal text with the file's line breaks restored, which YAML may have folded to spaces."""
    if "\n" not in prose.raw:
        return piece.text
    characters = list(piece.text)
    for at in range(piece.offset, piece.offset + len(piece.text)):
        before, here, after = prose[max(0, at - 1) : at], prose[at], prose[at + 1 : at + 2]
        is_fold = here == " " and before.strip() and after.strip()
        if is_fold and prose.locate(at - 1).line < prose.locate(at + 1).line:
            characters[at - piece.offset] = "\n"
    return "".join(characters)


def corrected(piece: Piece, prose: Marked, error: ExpressionError) -> tuple[Edit, ...]:
    """The edit of an expression that makes what was meant of what is wrong in it, if that is certain."""
    wrong, right = error.meant
    found = [*re.finditer(rf"(?<!\w){re.escape(wrong)}(?!\w)", piece.text)] if wrong and right else []
    if len(found) != 1:
        return ()
    start = piece.offset + found[0].start()
    return prose.edit(start, start + len(wrong), right)
