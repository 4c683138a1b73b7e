"""Prints what reports say, as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pydantic import TypeAdapter
from rich.console import Console

from yanbao.diagnostics import printable
from yanbao.model.inspection import ReportTold

_REPORTS = TypeAdapter(list[ReportTold])


def schema() -> str:
    """The JSON Schema of ``as_json``."""
    return json.dumps(_REPORTS.json_schema(), ensure_ascii=False, indent=2)


def as_json(told: Sequence[ReportTold]) -> str:
    """Reports as a JSON array."""
    return json.dumps(_REPORTS.dump_python([*told], mode="json"), ensure_ascii=False, indent=2)


def show(console: Console, told: Sequence[ReportTold]) -> None:
    """Print a line for each page, and for each figure below it."""
    for report in told:
        console.print(printable(f"{report.name}  {report.title}  {report.date}"))
        for number, page in enumerate(report.pages, 1):
            bound = [one for text in page.texts for one in text.bound if one.kind == "number"]
            count = f"  {len(bound)} bound numbers" if bound else ""
            console.print(printable(f"  {number:>3}  {page.id}  {page.title}{count}"))
            for figure in page.figures:
                rows = len(figure.x) or len(figure.rows)
                what = f"{figure.type or figure.kind}, {rows} rows" if rows else figure.kind
                console.print(printable(f"         {figure.label}  {figure.title}  {what}"))
