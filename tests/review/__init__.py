"""Small reports for the rules to read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import indent

from yanbao.checks import check
from yanbao.compose import compose
from yanbao.load.project import load_project
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding, RuleModule

REPORT = """
title: 人工智能与传媒
kind: 行业专题
date: 2024-04-26
institution: 示例证券研究所
outline: [section.yaml]
"""

SOURCES = """
wind: {publisher: Wind, kind: terminal}
google: {publisher: 谷歌, kind: company}
openai: {publisher: OpenAI, kind: company}
"""


_folder = TemporaryDirectory(prefix="yanbao-test-review-")


def read(section: str, files: Mapping[str, str] | None = None, report: str = REPORT) -> Manuscript:
    """The manuscript of a report whose only section is ``section``, a YAML file, unless its outline names others.

    ``files`` are others of the project by path, such as ``content/ledger/models.yaml``. What is
    not right about them is an error of the test.
    """
    defaults = {"content/ledger/sources.yaml": SOURCES}
    own = {"content/demo/report.yaml": report}
    if "section.yaml" in report:
        own["content/demo/section.yaml"] = section
    root = _written(defaults | own | dict(files or {}))
    loaded = load_project(root)
    assert loaded.diagnostics == (), loaded.diagnostics
    (spec,) = loaded.project.reports
    assert check(loaded.project, spec) == ()
    composed = compose(loaded.project, spec)
    assert composed.diagnostics == ()
    return composed.manuscript


def _written(files: Mapping[str, str]) -> Path:
    """A folder with these files and no others. It is always the same: removing one may take as long as reading it."""
    root = Path(_folder.name)
    wanted = {root / part for name in files for part in (Path(name), *Path(name).parents)}
    for path in sorted(root.rglob("*"), reverse=True):
        if path not in wanted:
            path.rmdir() if path.is_dir() else path.unlink()
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def prose(text: str, files: Mapping[str, str] | None = None) -> Manuscript:
    """The manuscript of a report of one page with some Markdown on it."""
    return read(f"section: 章\npages:\n  - title: 页\n    blocks:\n      - text: |\n{indent(text, ' ' * 10)}\n", files)


def underlined(rule: RuleModule, manuscript: Manuscript) -> list[str]:
    """What a rule underlines, in its order."""
    return [finding.text for finding in found(rule, manuscript)]


def found(rule: RuleModule, manuscript: Manuscript) -> list[Finding]:
    """What a rule finds, in its order."""
    return list(rule.check(manuscript))
