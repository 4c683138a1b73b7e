"""Collects the characters that a report's fonts need, and reports those missing from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import partial
from typing import Any

from yanbao import rules
from yanbao.diagnostics import Diagnostic, Level, Mark
from yanbao.memory import Memory, Same
from yanbao.model.document import ColumnsBlock, Document, FigureBlock, walk
from yanbao.model.manuscript import Passage
from yanbao.model.messages import Messages


def characters(document: Document, messages: Messages, memory: Memory | None = None) -> set[str]:
    """All characters that pages or running headers may print: those in any text of the document."""
    recall = (memory or Memory()).recall
    pages = [
        recall((document.slug, page.anchor, "characters"), Same(page), partial(_characters, page))
        for page in document.pages
    ]
    others = (document.masthead, document.contents, document.figures, document.draft, messages.model_dump())
    return set().union(_characters(others), *pages)


def _characters(value: Any) -> str:
    """Distinct characters as a string: sets would take a tenth of all memory for a long report."""
    return "".join(set().union(*_texts(value)))


def missing_glyphs(
    missing: Iterable[str], document: Document, passages: Sequence[Passage], fallback: Mark
) -> Iterator[Diagnostic]:
    """An error at the first occurrence of each character missing from the fonts; one error per text."""
    by_text: dict[Mark, list[tuple[Mark, str]]] = {}
    for character in missing:
        text, mark = _written(character, passages) or [_place(character, document) or fallback] * 2
        by_text.setdefault(text, []).append((mark, character))
    for found in by_text.values():
        mark = min((mark for mark, _ in found), key=lambda mark: (mark.line, mark.column))
        named = ", ".join(f"'{character}' (U+{ord(character):04X})" for _, character in found)
        message = f"the font has no glyph for {named}"
        yield Diagnostic(
            Level.ERROR,
            rules.MISSING_GLYPH.id,
            message,
            mark,
            "write it with another character, or let the theme name a font that has it: fonts: fallback",
        )


def _written(character: str, passages: Sequence[Passage]) -> tuple[Mark, Mark] | None:
    """The start of the first text that contains a character, and the character's position in it."""
    for passage in passages:
        if (at := passage.text.find(character)) >= 0:
            return passage.place()[0], passage.place(at, at + 1)[0]
    return None


def _place(character: str, document: Document) -> Mark | None:
    """The first block that contains a character, or the page if its title does."""
    for page in document.pages:
        for block in walk(page.blocks):
            if not isinstance(block, ColumnsBlock) and any(character in text for text in _texts(block)):
                return block.caption.mark if isinstance(block, FigureBlock) else block.mark
        if any(character in text for text in _texts(page)):
            return page.mark
    return None


def _texts(value: Any) -> Iterator[str]:
    """All strings inside a composed value except marks, which hold file names."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value) and not isinstance(value, Mark):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
