"""Reads YAML files of the project, as trees or as validated models."""

from __future__ import annotations

from pathlib import Path

from yanbao import rules
from yanbao.diagnostics import Mark
from yanbao.load.files import MAX_YAML, read_text
from yanbao.load.findings import Findings
from yanbao.load.salvage import salvage
from yanbao.load.schema import M, validate
from yanbao.load.yaml import Node, parse
from yanbao.memory import Same


def read_document(root: Path, file: str, found: Findings) -> Node | None:
    """The tree of a file, relative to ``root``, whose content must be a mapping; None, and errors, if it is not."""
    text = read_text(root, file, MAX_YAML, found)
    return None if text is None else found.recall(("tree", file), text, lambda found: _tree(text, file, found))


def _tree(text: str, file: str, found: Findings) -> Node | None:
    node = parse(text, file, found)
    if node is None or isinstance(node.value, dict):
        return node
    if node.value is None:  # whose place may be behind the last line
        found.error(rules.WRONG_TYPE, "the file is empty", Mark(file))
    else:
        found.error(rules.WRONG_TYPE, "expected 'key: value' lines", node.mark, width=node.width)
    return None


def load_model(model: type[M], root: Path, file: str, found: Findings) -> tuple[M, Node] | None:
    """A file validated as a model, with its tree; None, and errors, if invalid."""
    node = read_document(root, file, found)
    if node is None:
        return None
    made = found.recall(("model", file), (model, Same(node)), lambda found: validate(model, node, found))
    return (made, node) if made else None


def load_valid(model: type[M], root: Path, file: str, found: Findings) -> M | None:
    """As much of a file as is a valid model; None if nothing is. All errors are reported."""
    node = read_document(root, file, found)
    if node is None:
        return None
    return found.recall(("valid", file), (model, Same(node)), lambda found: salvage(model, node, found))
