"""Keeps in the store what functions of texts have given, so that another process need not load their libraries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from yanbao.memory import Lasting
from yanbao.pipeline.store import Store, digest
from yanbao.pipeline.versions import program_key

_MOST = 1_000_000
"""Bytes; more is not kept."""


class Lasted:
    """What is known when a review begins, all of whose modules are loaded; ``keep`` adds what it has found out."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._key = digest("lasting", program_key()) if store.folder else ""
        if known := store.recall(self._key, _unpack) if self._key else None:
            for name, one in Lasting.every.items():
                one.known = {**known.get(name, {}), **one.known}
        self._before = _count()

    def keep(self) -> None:
        """Keep what is known now, if it is more."""
        if self._key and _count() > self._before:
            told = {name: one.known for name, one in Lasting.every.items()}
            data = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
            if len(data) < _MOST:
                self._store.put(self._key, data)


def _count() -> int:
    return sum(len(one.known) for one in Lasting.every.values())


def _unpack(data: bytes) -> Mapping[str, dict[str, Any]]:
    """Unpack what is known. Raises ValueError and the like if the data is malformed."""
    told = json.loads(data)
    if not all(isinstance(sound, str) for sound in told["sounds"].values()):
        raise ValueError("no sounds")
    words = {text: [(str(word), str(tag)) for word, tag in cut] for text, cut in told["words"].items()}
    return {"sounds": told["sounds"], "words": words}
