"""Ids of pages and figures are unique within a report, and differ from generated ids.

Links, bookmarks and ``ref()`` lead to ids; with a duplicate id they lead to the wrong place.

PASS::

    - title: 谷歌：Gemini1.5上线
      id: gemini

FAIL::

    - title: 谷歌：Gemini1.5上线
      id: gemini
    - title: 谷歌：Gemma开源
      id: gemini
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.checks.references import error
from yanbao.diagnostics import Diagnostic, Marked
from yanbao.model.blocks import walk
from yanbao.model.figures import Figure
from yanbao.model.project import LoadedReport, Project
from yanbao.model.report import GENERATED_PAGES
from yanbao.rules import define

RULE = define("duplicate-id", __doc__, "checks")

_GIVEN = re.compile(rf"{'|'.join(GENERATED_PAGES)}|(chart|table|picture|page|section)-[0-9]+(-[0-9]+)?")
"""Generated ids: those of generated pages, and of pages and figures without an id of their own."""


def check(_project: Project, report: LoadedReport) -> Iterator[Diagnostic]:
    """An error at each id that is already in use."""
    first: dict[str, Marked] = {}
    for name in _ids(report):
        if _GIVEN.fullmatch(name):
            yield error(RULE, f"'{name}' is an id that the tool itself gives", name, "choose another")
        elif name in first:
            mark = first[name].mark
            yield error(RULE, f"the id '{name}' is already in {mark.file}, line {mark.line}", name)
        first.setdefault(name, name)


def _ids(report: LoadedReport) -> Iterator[Marked]:
    for section in report.sections:
        for page in section.spec.pages:
            if page.id:
                yield page.id
            for block in walk(page.blocks):
                content = block.content
                if isinstance(content, Figure) and content.id:
                    yield content.id
