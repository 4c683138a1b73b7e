"""Keeps what rules read of texts, passages and tables.

Other rules read the same, and so does the next review of a session, in which what has not changed is the same object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_MOST = 5_000
"""Results of one function that are kept; then all are dropped."""

_VALUES = (str, date)
"""Arguments that are compared by value; others, which never change, by identity."""


def kept(read: Callable[P, T]) -> Callable[P, T]:
    """Caches the results of a function, which nobody changes. Arguments that are named are not looked at."""
    known: dict[tuple[object, ...], tuple[object, T]] = {}

    @wraps(read)
    def remembered(*args: P.args, **named: P.kwargs) -> T:
        key = tuple([arg if isinstance(arg, _VALUES) else id(arg) for arg in args])
        if (found := known.get(key)) is not None:
            return found[1]
        made = read(*args, **named)
        if len(known) >= _MOST:
            known.clear()
        known[key] = args, made  # the arguments too: while they live, no other object has their identity
        return made

    return remembered


def kept_all(read: Callable[P, Iterator[T]]) -> Callable[P, tuple[T, ...]]:
    """The same for a generator; its results become a tuple."""

    def whole(*args: P.args, **named: P.kwargs) -> Any:
        return tuple(read(*args, **named))

    return kept(wraps(read)(whole))
