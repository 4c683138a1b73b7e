"""Expressions in the bounds of a chart: since and until when, rebased on, forecast from, and its shaded ranges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic_core import PydanticCustomError

from yanbao import rules
from yanbao.compose.values import ExpressionError
from yanbao.diagnostics import Marked
from yanbao.model.base import moment_text
from yanbao.model.conditions import is_bound
from yanbao.model.figures import Figure, Shade

_DATES = ("since", "until", "rebase")
"""Keys that hold a date. A forecast or shaded range may begin with a category, which its chart checks."""

Evaluate = Callable[[Marked], Marked]
"""Evaluates the expressions in a text. Raises ExpressionError."""


def expressions(figure: Figure) -> list[tuple[str, Marked]]:
    """The keys of a figure's bounds that are expressions, each with the first of these."""
    found = [(key, getattr(figure, key, None)) for key in (*_DATES, "forecast")]
    found += [("shades", end) for shade in _shades(figure) for end in (shade.since, shade.until)]
    bound = [(key, value) for key, value in found if value is not None and is_bound(value)]
    firsts = dict(reversed(bound))
    return [(key, firsts[key]) for key in sorted(firsts)]


def evaluated(figure: Figure, key: str, evaluate: Evaluate) -> Mapping[str, Any]:
    """What changes in the model of a figure when its bound of a key is evaluated. Raises ExpressionError."""
    if key == "shades":
        ends = [(evaluate(one.since), evaluate(one.until)) for one in _shades(figure)]
        shades = zip(_shades(figure), ends, strict=True)
        return {key: tuple(one.model_copy(update={"since": since, "until": until}) for one, (since, until) in shades)}
    text = evaluate(getattr(figure, key))
    return {key: _date(text) if key in _DATES else text}


def _shades(figure: Figure) -> tuple[Shade, ...]:
    shades: tuple[Shade, ...] = getattr(figure, "shades", ())
    return shades


def _date(text: Marked) -> Marked:
    """Raises ExpressionError for what is not a day, month, quarter or year."""
    try:
        moment_text(text)
    except PydanticCustomError:
        remedy = "such as report.date, period.start or data.NAME.newest"
        raise ExpressionError(f"this gives '{text}', and not a date", rules.WRONG_VALUE, remedy) from None
    return text
