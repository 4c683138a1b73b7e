"""Which characters a report's fonts must have, and what is said of those that they lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import partial
from typing import Any

from yanbao.diagnostics import Diagnostic, Level, Mark
from yanbao.memory import Memory, Same
from yanbao.model.document import ChartBlock, ColumnsBlock, Document, ImageBlock, TableBlock, walk
from yanbao.model.theme import Messages


def characters(document: Document, messages: Messages, memory: Memory | None = None) -> set[str]:
    """Every character that pages or running lines may print: all there are in the document's texts."""
    recall = (memory or Memory()).recall
    pages = [
        recall((document.slug, page.anchor, "characters"), Same(page), partial(_characters, page))
        for page in document.pages
    ]
    others = (document.masthead, document.contents, document.figures, document.draft, messages.model_dump())
    return set().union(_characters(others), *pages)


def _characters(value: Any) -> str:
    """Each once, in a string: of a long report, sets would take a tenth of all memory."""
    return "".join(set().union(*_texts(value)))


def missing_glyphs(missing: Iterable[str], document: Document, fallback: Mark) -> Iterator[Diagnostic]:
    """An error at each block or title whose characters the fonts lack, at the first place of each character."""
    by_mark: dict[Mark, list[str]] = {}
    for character in missing:
        by_mark.setdefault(_place(character, document) or fallback, []).append(character)
    for mark, lacking in by_mark.items():
        named = ", ".join(f"'{character}' (U+{ord(character):04X})" for character in lacking)
        message = f"the font has no glyph for {named}"
        yield Diagnostic(Level.ERROR, "missing-glyph", message, mark, "write it with another character")


def _place(character: str, document: Document) -> Mark | None:
    """The first block that has a character, or the page if it is in its title."""
    for page in document.pages:
        for block in walk(page.blocks):
            if not isinstance(block, ColumnsBlock) and any(character in text for text in _texts(block)):
                return block.caption.mark if isinstance(block, ChartBlock | TableBlock | ImageBlock) else block.mark
        if any(character in text for text in _texts(page)):
            return page.mark
    return None


def _texts(value: Any) -> Iterator[str]:
    """All strings inside a composed value, but for marks: those name places in files."""
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
