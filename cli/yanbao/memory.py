"""What a process that builds again and again has read and made before.

For each thing the last one is kept, and handed out as long as it would be made from the same. One that builds once
forgets all of it when it ends.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Same:
    """Compares equal only by identity of the value."""

    def __init__(self, value: object) -> None:
        self._value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self._value is other._value

    def __hash__(self) -> int:
        return id(self._value)


def exactly(value: object) -> bytes:
    """What is equal only for values that are alike in every detail: 1 and 1.0, or 0.0 and -0.0, are not."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


_NOTHING = object()


class Memory:
    """The last of everything. What it hands out is shared, and must not be changed."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[Any, Any]] = {}

    def recall(self, key: Hashable, made_from: Any, make: Callable[[], T]) -> T:
        """What ``key`` names, made anew if it was made from something else. ``made_from`` is compared by ``==``."""
        made: T
        before, made = self._known.get(key, (_NOTHING, None))
        if before is _NOTHING or before != made_from:
            made = make()
            self.keep(key, made_from, made)
        return made

    def get(self, key: Hashable, made_from: Any) -> Any:
        """What ``key`` names; None if it was made from something else, or never."""
        before, made = self._known.get(key, (_NOTHING, None))
        return made if before == made_from else None

    def keep(self, key: Hashable, made_from: Any, made: object) -> None:
        """Replace what ``key`` names."""
        self._known[key] = (made_from, made)
