"""Every row of a fact table has a label in ``content/ledger/labels.yaml``.

Facts have names such as ``context_window``; a table prints 上下文窗口. Without a label the name itself would be
printed.

PASS::

    facts: [context_window]        # with context_window: 上下文窗口 in labels.yaml

FAIL::

    facts: [parameters]            # not in labels.yaml
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from yanbao.checks.references import error, figures
from yanbao.diagnostics import Diagnostic
from yanbao.model.project import LoadedReport, Project, is_lost
from yanbao.model.tables import FactTable
from yanbao.rules import define

RULE = define("missing-label", __doc__, "checks")


def check(project: Project, report: LoadedReport) -> Iterator[Diagnostic]:
    """An error at each fact key without a label."""
    for table in figures(report, FactTable):
        for key in table.facts:
            if key not in project.ledger.labels:
                remedy = f"add '{key}: …' to content/ledger/labels.yaml"
                missing = error(RULE, f"the fact '{key}' has no label to print", key, remedy)
                yield replace(missing, follows=is_lost(key, project.lost))
