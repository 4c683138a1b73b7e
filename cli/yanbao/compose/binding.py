"""Evaluates expressions outside prose: in filters, bounds of charts, and rows that something is repeated for."""

from __future__ import annotations

from typing import cast

from yanbao.compose.expressions import Evaluator
from yanbao.compose.prose import Prose
from yanbao.compose.spans import DaysWords
from yanbao.compose.uses import Use
from yanbao.compose.values import Bound, ExpressionError, Quantity, Words
from yanbao.diagnostics import Diagnostic, Level, Marked
from yanbao.grammar import split
from yanbao.model.conditions import is_bound
from yanbao.model.shown import Scalar, Wanted
from yanbao.units import PERCENT


def evaluated(text: str, at: Marked, evaluator: Evaluator, prose: Prose) -> str | float:
    """A text with its expressions evaluated; a number, or a range of days, if it is one expression.

    Uses are recorded in ``prose``, at ``at``. Raises ExpressionError.
    """
    found: list[Bound] = []
    for piece in split(text):
        if piece.is_expression:
            made = evaluator.evaluate(piece.text)
            prose.use(*(Use(at.mark, path) for path in made.paths))
            found.append(made.value)
        else:
            found.append(Words(piece.text))
    match found:
        case [Quantity(value=value, unit=unit)] if unit in ("", PERCENT):
            return float(value)
        case [DaysWords(days=days)]:
            return days
    return "".join(map(prose.print, found))


def bound(wanted: Wanted, at: Marked, evaluator: Evaluator, prose: Prose) -> Wanted:
    """What a filter wants, its expressions evaluated to text or numbers. Raises ExpressionError."""
    if isinstance(wanted, tuple):
        return tuple(cast("Scalar", bound(one, at, evaluator, prose)) for one in wanted)
    return evaluated(str(wanted), at, evaluator, prose) if is_bound(wanted) else wanted


def refusal(wrong: ExpressionError, at: Marked) -> Diagnostic:
    """The error for an expression that cannot be evaluated, at its text or key."""
    width = max(1, len(at.raw))
    return Diagnostic(Level.ERROR, wrong.rule.id, str(wrong), at.mark, wrong.remedy, width, wrong.follows)
