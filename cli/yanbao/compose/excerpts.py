"""Turns the YAML of a figure into lines with indentation levels, for printing."""

from __future__ import annotations

from yanbao.diagnostics import Mark
from yanbao.model.document import ExcerptBlock, ExcerptLine

DEEPEST = 9
"""Maximum indentation level; deeper lines are printed at this one."""


def excerpt(yaml: str, mark: Mark) -> ExcerptBlock:
    """The block that shows ``yaml``; two leading spaces are one level."""
    return ExcerptBlock(tuple(_line(line) for line in yaml.splitlines() if line.strip()), mark)


def _line(line: str) -> ExcerptLine:
    text = line.lstrip(" ")
    indent = line[: len(line) - len(text)]
    return ExcerptLine(min(len(indent) // 2, DEEPEST), indent, text.rstrip())
