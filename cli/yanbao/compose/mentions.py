"""Expressions in the names of rows that a figure mentions: those it sets off, lists, leaves out, or remarks on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from yanbao.model.base import Model, RowName
from yanbao.model.conditions import is_bound

Evaluate = Callable[[RowName], str]
"""Evaluates the expressions in a name. Raises ExpressionError."""


def bound_names(item: Any) -> Iterator[RowName]:
    """The names of rows in a figure, or in a part of one, that are expressions."""
    if isinstance(item, RowName):
        yield from (item,) if is_bound(item) else ()
    elif isinstance(item, tuple):
        for one in item:
            yield from bound_names(one)
    elif isinstance(item, Model):
        for key in item.model_fields_set:
            yield from bound_names(getattr(item, key))


def with_names(item: Any, evaluate: Evaluate) -> Any:
    """A figure, or a part of one, with the expressions in its names of rows evaluated. Raises ExpressionError."""
    if isinstance(item, RowName):
        return RowName(evaluate(item), item.mark, item.raw) if is_bound(item) else item
    if isinstance(item, tuple):
        return tuple(with_names(one, evaluate) for one in item)
    if isinstance(item, Model):
        bound = [key for key in item.model_fields_set if any(bound_names(getattr(item, key)))]
        return item.model_copy(update={key: with_names(getattr(item, key), evaluate) for key in bound})
    return item
