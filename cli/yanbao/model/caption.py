"""Captions of composed figures."""

from __future__ import annotations

from dataclasses import dataclass

from yanbao.diagnostics import Mark
from yanbao.model.html import Html


@dataclass(frozen=True, slots=True)
class Caption:
    """The caption and source line of a figure. ``label`` is its number (图5), ``anchor`` its link target."""

    anchor: str
    label: str
    title: Html
    unit: Html
    source: Html
    note: Html
    alt: str
    mark: Mark
