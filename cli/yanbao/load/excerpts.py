"""Extracts the source lines of figures from section files, for excerpts of their YAML."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import yaml

from yanbao.load.files import MAX_YAML, read_text
from yanbao.load.findings import Findings
from yanbao.model.blocks import walk
from yanbao.model.project import LoadedSection

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_excerpts(root: Path, sections: Collection[LoadedSection], found: Findings) -> Mapping[str, str]:
    """The YAML of the figures that excerpts name, by id; unknown ids are left out."""
    blocks = (block for section in sections for page in section.spec.pages for block in walk(page.blocks))
    wanted = {str(block.excerpt) for block in blocks if block.excerpt}
    quoted: dict[str, str] = {}
    for section in sections if wanted else ():
        text = read_text(root, section.file, MAX_YAML, found) or ""
        quoted |= {name: excerpt for name, excerpt in _figures(text) if name in wanted}
    return quoted


def _figures(text: str) -> Iterator[tuple[str, str]]:
    """Id and YAML of every mapping that has an id and is the value of a key."""
    nodes = [yaml.compose(text, Loader=_Loader)]
    while nodes:
        node = nodes.pop()
        if isinstance(node, yaml.SequenceNode):
            nodes += node.value
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                nodes.append(value)
                if name := _id(value):
                    yield name, _lines(text, key, value)


def _id(node: yaml.Node) -> str:
    """The id in a mapping; empty if it has none."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value.value for key, value in pairs if key.value == "id" and isinstance(value.value, str)), "")


def _lines(text: str, key: yaml.Node, value: yaml.Node) -> str:
    """The lines from a key to the end of its value, dedented.

    YAML ends a block value where the next token starts; blank lines and comments in between are dropped.
    """
    column = key.start_mark.column
    lines = (" " * column + text[key.start_mark.index : value.end_mark.index]).splitlines()
    while not lines[-1].strip() or (lines[-1].lstrip().startswith("#") and _indent(lines[-1]) <= column):
        lines.pop()
    return dedent("\n".join(lines))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
