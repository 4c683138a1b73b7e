"""Figures, their captions and their sources."""

from __future__ import annotations

from yanbao.review.findings import RuleModule

RULES: tuple[RuleModule, ...] = ()
