"""Numbers in prose, tables and charts."""

from __future__ import annotations

from yanbao.review.findings import RuleModule

RULES: tuple[RuleModule, ...] = ()
