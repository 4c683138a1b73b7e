"""Numbers in prose, tables and charts."""

from __future__ import annotations

from yanbao.review.findings import RuleModule
from yanbao.review.rules.numbers import (
    contradicted_claim,
    contradicted_number,
    contradicted_sign,
    contradicted_verdict,
    differing_number,
    far_reference,
    last_number,
    mixed_precision,
    percent_points,
    title_number,
    typed_number,
    unbound_number,
    uneven_lists,
    wrong_change,
    wrong_column,
    wrong_ratio,
    wrong_total,
)

RULES: tuple[RuleModule, ...] = (
    typed_number,
    unbound_number,
    contradicted_claim,
    contradicted_number,
    contradicted_sign,
    contradicted_verdict,
    last_number,
    title_number,
    differing_number,
    wrong_change,
    percent_points,
    wrong_total,
    wrong_ratio,
    wrong_column,
    uneven_lists,
    mixed_precision,
    far_reference,
)
