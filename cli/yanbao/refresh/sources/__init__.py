"""The kinds of sources: each gives the bytes of an answer, as they come, and says with what it was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from importlib import import_module

from yanbao.extensions import CONNECTIONS, Extension, named
from yanbao.refresh.asking import Answer, Ask
from yanbao.refresh.trouble import UnreachedError, UnusableError

_MODULES: Mapping[str, str] = {
    "sqlite": "sqlite",
    "duckdb": "duck",
    "sql": "sql",
    "http": "http",
    "copy": "copying",
    "command": "command",
}


def answer(ask: Ask) -> Answer:
    """What a source answers. Raises UnreachedError, UnusableError and SetupError, here or while it is read."""
    if extension := named(CONNECTIONS).get(ask.kind):
        return _installed(extension, ask)
    module = import_module(f"yanbao.refresh.sources.{_MODULES[ask.kind]}")
    give: Callable[[Ask], Answer] = module.answer
    return give(ask)


def _installed(extension: Extension, ask: Ask) -> Answer:
    """The answer of a plug-in's connection, with the plug-in's version for the lock."""
    what = f"the table '{ask.item.name}'"
    module = extension.load()
    with extension.running(what, UnreachedError, UnusableError):
        made = module.answer(ask)
        if not isinstance(made, Answer):
            raise TypeError(f"'answer' returns an Answer, not {type(made).__name__}")

    def chunks() -> Iterator[bytes]:
        with extension.running(what, UnreachedError, UnusableError):
            yield from made.chunks

    return replace(made, chunks=chunks(), versions={**made.versions, extension.package: extension.version})
