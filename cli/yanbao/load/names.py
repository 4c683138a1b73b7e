"""Validates names that expressions use: keys of the ledger, the catalog and sources."""

from __future__ import annotations

import re

from yanbao import rules
from yanbao.diagnostics import Mark, Marked
from yanbao.load.findings import Findings

_NAME = re.compile(r"[a-z][a-z0-9_]*")

RESERVED = frozenset(
    {
        *("data", "ref", "report", "period", "params"),
        *("change", "earlier", "difference", "cagr", "share", "multiple", "market_value"),
        *("sum", "mean", "median", "bottom"),
        *("value", "last", "highest", "lowest", "top", "names", "count"),
        *("and", "or", "not", "in", "is", "if", "else", "true", "false", "none"),
    }
)
"""Words with another meaning in expressions, which cannot be names of ledger files."""


def is_name(name: Marked, found: Findings) -> bool:
    """True if a key is a valid name; otherwise an error at the key."""
    if _NAME.fullmatch(name):
        return True
    message = f"'{name}' is not a name: use a-z, 0-9 and _"
    found.error(rules.BAD_NAME, message, name.mark, width=max(1, len(name.raw)))
    return False


def is_namespace(stem: str, file: str, found: Findings) -> bool:
    """True if a ledger file's name can start a path; otherwise an error."""
    if stem in RESERVED:
        found.error(rules.BAD_NAME, f"a ledger file cannot be called '{stem}': expressions use this word", Mark(file))
        return False
    return is_name(Marked(stem, Mark(file)), found)
