"""Which characters a report's fonts must have, and what is said of those that they lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from yanbao.diagnostics import Diagnostic, Level, Mark
from yanbao.model.document import Document
from yanbao.model.theme import Messages


def characters(document: Document, messages: Messages) -> set[str]:
    """Every character that pages or running lines may print: all there are in the document's texts."""
    return set().union(*_texts(document), *_texts(messages.model_dump()))


def missing_glyphs(missing: Iterable[str], document: Document, fallback: Mark) -> Iterator[Diagnostic]:
    """An error for each character that the fonts lack, at the first page that has it."""
    for character in missing:
        page = next((page for page in document.pages if any(character in text for text in _texts(page))), None)
        message = f"the font has no glyph for '{character}' (U+{ord(character):04X})"
        mark = page.mark if page else fallback
        yield Diagnostic(Level.ERROR, "missing-glyph", message, mark, "write it with another character")


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
