"""YAML of a figure as lines that a page can set."""

from __future__ import annotations

from yanbao.diagnostics import Mark
from yanbao.model.document import ExcerptBlock, ExcerptLine

DEEPEST = 9
"""Lines that are deeper still are set as deep as this."""


def excerpt(yaml: str, mark: Mark) -> ExcerptBlock:
    """The block that shows ``yaml``; two spaces at the beginning of a line are a level."""
    return ExcerptBlock(tuple(_line(line) for line in yaml.splitlines() if line.strip()), mark)


def _line(line: str) -> ExcerptLine:
    text = line.lstrip(" ")
    indent = line[: len(line) - len(text)]
    return ExcerptLine(min(len(indent) // 2, DEEPEST), indent, text.rstrip())
