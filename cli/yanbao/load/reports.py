"""Loads ``report.yaml``, with stand-ins for what it lacks, so that all sections of a report can be read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from yanbao import layout, rules
from yanbao.diagnostics import Diagnostic, Level, Mark, Marked, closest
from yanbao.load.documents import read_document
from yanbao.load.files import list_folder
from yanbao.load.findings import Findings
from yanbao.load.salvage import salvage
from yanbao.load.yaml import Node
from yanbao.memory import Same
from yanbao.model.report import UNDATED, Report

_AT_MOST = 5  # unlisted files that are told
UNKNOWN = "无题"
"""What stands for a text that is missing."""


def load_report(root: Path, slug: str, found: Findings) -> tuple[Report, Node]:
    """A report, as far as its file is valid, and the tree of the file. All errors are reported."""
    file = layout.report_file(slug)
    node = read_document(root, file, found)
    if node is None:
        node = Node({}, Mark(file))
        return _made(root, slug, node, Findings()), node
    return found.recall(("report", file), Same(node), lambda found: _made(root, slug, node, found)), node


def _made(root: Path, slug: str, node: Node, found: Findings) -> Report:
    at = Mark(layout.report_file(slug))
    instead = {
        "title": Marked(UNKNOWN, at),
        "kind": Marked(UNKNOWN, at),
        "date": UNDATED,
        "outline": [Marked(name, at) for name in _sections(root, slug)],
    }
    made = salvage(Report, node, found, instead)
    if made is None:  # its keys contradict one another
        few = {key: value for key, value in node.value.items() if key in instead}
        made = salvage(Report, Node(few, node.mark), Findings(), instead)
    return made or Report.model_validate(instead)


def _sections(root: Path, slug: str) -> list[str]:
    """The names of what may be section files, in no order that an author has given."""
    names = [entry.name for entry in list_folder(root, layout.report_folder(slug), Findings()) if not entry.is_folder]
    return [name for name in names if name.endswith(".yaml") and name != layout.REPORT] or ["cover"]


def unlisted_files(root: Path, slug: str, outline: Collection[str]) -> Iterator[Diagnostic]:
    """A hint at each YAML file in a report's folder that its outline does not name, and at one of many.

    One that is probably meant by a name that is wrong is told there.
    """
    folder, named = layout.report_folder(slug), {layout.REPORT, *map(str, outline)}
    entries = [entry.name for entry in list_folder(root, folder, Findings()) if not entry.is_folder]
    named |= {closest(name, set(entries) - named) for name in named - set(entries)}
    unlisted = [name for name in entries if name.endswith((".yaml", ".yml")) and name not in named]
    for at, name in enumerate(unlisted[:_AT_MOST], 1):
        more = len(unlisted) - _AT_MOST if at == _AT_MOST else 0
        message = "the outline does not name this file, so it is not printed" + f" (and {more} others)" * (more > 0)
        remedy = f"add it to the outline of {layout.REPORT}, or keep it elsewhere"
        yield Diagnostic(Level.HINT, rules.UNLISTED_FILE.id, message, Mark(f"{folder}/{name}"), remedy)
