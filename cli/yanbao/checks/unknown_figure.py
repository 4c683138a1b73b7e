"""Every figure that an excerpt quotes is in the report.

An `excerpt` shows the YAML of a figure of the same report, named by its id. If no figure has that id, there is nothing
to show. Pages have ids too, but cannot be quoted.

PASS::

    - chart: {id: gemini-win-rate, type: bar, title: 胜率, data: gemini, x: modality, y: win}
    - excerpt: gemini-win-rate

FAIL::

    - chart: {id: gemini-win-rate, type: bar, title: 胜率, data: gemini, x: modality, y: win}
    - excerpt: gemini-winrate
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.checks.references import figures, unknown
from yanbao.diagnostics import Diagnostic
from yanbao.model.blocks import walk
from yanbao.model.figures import Figure
from yanbao.model.project import LoadedReport, Project
from yanbao.rules import define

RULE = define("unknown-figure", __doc__, "checks")


def check(_project: Project, report: LoadedReport) -> Iterator[Diagnostic]:
    """An error at each excerpt of an unknown figure."""
    known = [str(figure.id) for figure in figures(report, Figure) if figure.id]
    for section in report.sections:
        for page in section.spec.pages:
            for block in walk(page.blocks):
                if block.excerpt and block.excerpt not in known:
                    yield unknown(RULE, "figure", block.excerpt, known, report.lost)
