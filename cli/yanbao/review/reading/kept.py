"""Keeps what rules read of texts, passages and tables, for this review of a report and the next.

Other rules read the same, and so does the next review of a session, in which what has not changed is the same object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
Known = dict[tuple[object, ...], tuple[object, Any]]

_MOST = 20_000
"""Results of one function that are kept of a review."""


class ByValue:
    """What is read anew for each review, and compared by value: it is hashable."""


class Texts(frozenset[str], ByValue):
    """A set of texts that is read anew for each review, and is mostly the same."""


_VALUES = (str, date, ByValue)
"""Arguments that are compared by value; others, which never change, by identity."""

_CACHES: list[list[Known]] = []
"""Of each function, what was read in this review, and in the one before."""


def turn() -> None:
    """Begin a review: drop what the last one did not read."""
    for cache in _CACHES:
        cache[:] = [{}, cache[0]]


def kept(read: Callable[P, T]) -> Callable[P, T]:
    """Caches the results of a function, which nobody changes. It has no named arguments."""
    cache: list[Known] = [{}, {}]
    _CACHES.append(cache)

    @wraps(read)
    def remembered(*args: P.args, **_: P.kwargs) -> T:
        now, before = cache
        key = tuple([arg if isinstance(arg, _VALUES) else id(arg) for arg in args])
        if (found := now.get(key) or before.get(key)) is None:
            found = args, read(*args)  # type: ignore[call-arg]
        if len(now) < _MOST:
            now[key] = found  # with the arguments: while they live, no other object has their identity
        made: T = found[1]
        return made

    return remembered


def kept_all(read: Callable[P, Iterator[T]]) -> Callable[P, tuple[T, ...]]:
    """The same for a generator; its results become a tuple."""

    def whole(*args: P.args, **named: P.kwargs) -> Any:
        return tuple(read(*args, **named))

    return kept(wraps(read)(whole))
