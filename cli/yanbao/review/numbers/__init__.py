"""Numbers in prose, tables and charts."""

from __future__ import annotations

from yanbao.review.findings import RuleModule
from yanbao.review.numbers import contradicted_number, mixed_precision, percent_points, typed_number, wrong_change

RULES: tuple[RuleModule, ...] = (typed_number, contradicted_number, wrong_change, percent_points, mixed_precision)
