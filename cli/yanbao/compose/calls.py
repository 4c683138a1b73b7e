"""Validates calls of functions and filters in expressions, and explains bad ones to the author."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

from yanbao.compose.values import ExpressionError, NoNumberError


def checked(name: str, function: Callable[..., Any], *, is_filter: bool = False) -> Callable[..., Any]:
    """Wrap ``function`` for expressions: raises ExpressionError where Python would raise, or where the result is NaN.

    A filter's first parameter is what stands before the ``|``.
    """
    signature = inspect.signature(function)
    remedy = f"write {_usage(name, signature, is_filter)}"

    @wraps(function)
    def call(*args: Any, **named: Any) -> Any:
        try:
            signature.bind(*args, **named)
        except TypeError as error:
            raise ExpressionError(f"'{name}' cannot be called so: {error}", remedy=remedy) from None
        try:
            return function(*args, **named)
        except NoNumberError:
            raise ExpressionError(f"'{name}' has no result: a value that it needs is missing") from None
        except (TypeError, ValueError, ArithmeticError):
            raise ExpressionError(f"'{name}' cannot be computed from these values", remedy=remedy) from None

    return call


def _usage(name: str, signature: inspect.Signature, is_filter: bool) -> str:
    """Usage text: ``value(dataset, column, …)``, ``… | pct(decimals)``."""
    names = [
        "column=…" if parameter.kind is parameter.VAR_KEYWORD else parameter.name
        for parameter in list(signature.parameters.values())[is_filter:]
    ]
    call = f"{name}({', '.join(names)})" if names or not is_filter else name
    return f"… | {call}" if is_filter else call
