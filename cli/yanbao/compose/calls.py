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
    remedy = _remedy(name, function, is_filter)

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


def usage(name: str, function: Callable[..., Any], *, is_filter: bool = False) -> str:
    """How a function or filter is called, with its defaults: ``top(dataset, column, n=1, where…)``."""
    parameters = list(inspect.signature(function).parameters.values())[is_filter:]
    return f"{name}({', '.join(map(_parameter, parameters))})" if parameters or not is_filter else name


def _parameter(parameter: inspect.Parameter) -> str:
    if parameter.kind is parameter.VAR_KEYWORD:
        return f"{parameter.name}…"
    if parameter.default in (parameter.empty, None):
        return parameter.name if parameter.default is parameter.empty else f"[{parameter.name}]"
    return f"{parameter.name}={parameter.default!r}".replace("'", '"')


def _remedy(name: str, function: Callable[..., Any], is_filter: bool) -> str:
    """How to call it, and what where… stands for."""
    call = usage(name, function, is_filter=is_filter)
    takes_rows = any(one.kind is one.VAR_KEYWORD for one in inspect.signature(function).parameters.values())
    return f"write {'… | ' if is_filter else ''}{call}" + ('; where… picks rows, as name="甲"' if takes_rows else "")
