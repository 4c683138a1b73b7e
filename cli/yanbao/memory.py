"""In-process memoization for a process that builds repeatedly.

For each key only the latest value is kept, and returned as long as its inputs are unchanged. A single build drops it
when it ends.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

T = TypeVar("T")


class Same:
    """Compares equal only by identity of the value."""

    def __init__(self, value: object) -> None:
        self._value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self._value is other._value

    def __hash__(self) -> int:
        return id(self._value)


class Alike:
    """Compares equal if the values are equal in every detail, see ``exactly``; that is looked at only when compared."""

    def __init__(self, value: object) -> None:
        self._value = value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Alike):
            return NotImplemented
        return self._value is other._value or exactly(self._value) == exactly(other._value)

    __hash__ = None  # type: ignore[assignment]  # it is what a value was made from, never a key


def exactly(value: object) -> bytes:
    """A digestible form that is equal only for values equal in every detail: 1 and 1.0, or 0.0 and -0.0, differ."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


class Lasting(Generic[T]):
    """What a function of texts has given, by text, which may last from one process to the next (``pipeline/lasting``):
    of one whose library takes long to load, and is rarely needed for a text that is new. JSON tells it.
    """

    every: ClassVar[dict[str, Lasting[Any]]] = {}

    def __init__(self, name: str) -> None:
        self.known: dict[str, T] = {}
        self.every[name] = self

    def recall(self, text: str, make: Callable[[str], T]) -> T:
        """What ``make`` gives for a text."""
        if text not in self.known:
            if len(self.known) >= _MOST:
                self.known = {}
            self.known[text] = make(text)
        return self.known[text]


_MOST = 10_000
"""Texts whose results are remembered."""

_NOTHING = object()


class Memory:
    """The latest value of each key. Values are shared and must not be mutated."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[Any, Any]] = {}
        self.held: dict[tuple[Path, str], bytes] = {}
        """What the files held that were read since it was cleared."""

    def copy(self) -> Memory:
        """A memory with the same values, for what is to be forgotten."""
        other = Memory()
        other._known, other.held = self._known.copy(), self.held.copy()
        return other

    def recall(self, key: Hashable, made_from: Any, make: Callable[[], T]) -> T:
        """The value of ``key``, computed by ``make`` unless ``made_from`` equals (``==``) that of the last call."""
        made: T
        before, made = self._known.get(key, (_NOTHING, None))
        if before is _NOTHING or before != made_from:
            made = make()
            self.keep(key, made_from, made)
        return made

    def get(self, key: Hashable, made_from: Any) -> Any:
        """The value of ``key``; None if it was made from something else, or never."""
        before, made = self._known.get(key, (_NOTHING, None))
        return made if before == made_from else None

    def keep(self, key: Hashable, made_from: Any, made: object) -> None:
        """Store or replace the value of ``key``."""
        self._known[key] = (made_from, made)
