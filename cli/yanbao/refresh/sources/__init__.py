"""The kinds of sources: each gives the bytes of an answer, as they come, and says with what it was asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from yanbao.refresh.asking import Answer, Ask

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
    module = import_module(f"yanbao.refresh.sources.{_MODULES[ask.kind]}")
    give: Callable[[Ask], Answer] = module.answer
    return give(ask)
